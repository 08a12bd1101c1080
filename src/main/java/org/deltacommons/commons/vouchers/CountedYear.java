package org.deltacommons.commons.vouchers;

import java.util.List;
import java.util.Map;
import org.deltacommons.foundation.lane.Part;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.foundation.rulebook.Applied;
import org.deltacommons.foundation.rulebook.VoucherRule;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/// The year whose ceiling an order counts in. Where the issuer's rule says the year of completion,
/// the hold could only guess it; with the first claim it is known, and what is held moves to the
/// ceiling of that year. Pure.
final class CountedYear {

    /// @param order as it is held from now on
    /// @param parts what moves; none where the year was guessed right
    /// @param finding what firm and officer see of it; null where nothing moved
    record Settled(Order order, List<Part> parts, @Nullable Finding finding) {}

    private final Funds funds;

    CountedYear(Funds funds) {
        this.funds = funds;
    }

    /// Releases the holds of the guessed year and makes them again against the year of completion,
    /// in one Unit. What that year has no room for is the firm's own; no room at all is refused.
    Outcome<Settled> settle(
            Order order, Order.Delivery delivery, Applied<VoucherRule> rule, Rows rows) {
        Voucher voucher = rows.get(Voucher.class, Id.<Voucher>of(order.funding().voucher()));
        int year = Funds.ceilingYear(rule.value(), voucher, delivery.until());
        if (year == order.funding().year() || !order.claimed().isEmpty()) {
            return Outcome.done(new Settled(order, List.of(), null));
        }
        return funds.offerIn(rows, voucher, order, delivery.amount(), year)
                .then(offer -> {
                    Money held = order.funding().voucherPart();
                    Money room = held.min(offer.ceilingLeft());
                    return room.isPositive()
                            ? Outcome.done(moved(order, delivery, offer.paying(room), rows))
                            : Outcome.refused(
                                    Refusal.of(VoucherReason.COMPLETION_YEAR_FULL, "year", year)
                                            .with("ceiling", offer.ceiling())
                                            .with("asked", held)
                                            .under(rule.version()));
                });
    }

    private Settled moved(Order order, Order.Delivery delivery, Funds.Offer offer, Rows rows) {
        Order.Funding before = order.funding();
        int serial = before.serial() + 1;
        List<Part> parts = funds.holdAgain(rows, order, "completed-" + offer.year(), serial, offer);
        Order after =
                order.funded(
                        before.paying(offer.pays(), delivery.amount().minus(offer.pays()))
                                .held(serial, offer.year()));
        Finding finding =
                new Finding(
                        Finding.Kind.CEILING_YEAR,
                        Finding.Answer.NOTHING_FOUND,
                        Map.of(
                                "held", Integer.toString(before.year()),
                                "year", Integer.toString(offer.year()),
                                "amount", offer.pays().toString(),
                                "before", before.voucherPart().toString()),
                        offer.rule().version().source(),
                        null);
        return new Settled(after, parts, finding);
    }
}
