package org.deltacommons.commons.vouchers;

import java.util.ArrayList;
import java.util.List;
import org.deltacommons.foundation.lane.Part;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.foundation.ledger.LedgerPart;

/// The ledger's side of a claim.
final class Captures {

    private Captures() {}

    /// Captures what the claim pays from all three holds of its order.
    ///
    /// @param last whether nothing else of the order is to be claimed: then the rest is released
    static List<Part> parts(ClaimLine claim, boolean last, Rows rows) {
        List<Part> parts = new ArrayList<>();
        for (String which : List.of("voucher", "ceiling", "budget")) {
            String hold = Funds.holdId(claim.orderId(), claim.heldSerial(), which);
            String id = claim.id() + "/" + which;
            parts.add(new LedgerPart.Capture(id + "/capture", hold, claim.pays(), claim.orderId()));
            if (last) {
                parts.add(new LedgerPart.Release(id + "/rest", hold, null, claim.orderId()));
            }
        }
        if (last) {
            parts.addAll(Funds.sinceEnded(rows, claim.voucher(), claim.id() + "/voucher/back"));
        }
        return parts;
    }

    /// What was owed to a province is owed to the provider itself.
    static List<Part> rerouted(ClaimLine before, ClaimLine after) {
        Chart chart = new Chart(before.programme());
        return List.of(
                chart.openPayable(after.payee()),
                new LedgerPart.Post(
                        before.id() + "/rerouted",
                        chart.payable(before.payee()),
                        chart.payable(after.payee()),
                        before.pays(),
                        before.orderId(),
                        null));
    }

    /// What arrived is no longer owed.
    static List<Part> paid(ClaimLine claim, ClaimLine.Payment payment) {
        Chart chart = new Chart(claim.programme());
        return List.of(
                new LedgerPart.Post(
                        claim.id() + "/paid/" + payment.attempt(),
                        chart.payable(claim.payee()),
                        chart.treasury(),
                        claim.pays(),
                        claim.orderId(),
                        null));
    }
}
