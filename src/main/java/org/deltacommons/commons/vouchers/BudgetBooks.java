package org.deltacommons.commons.vouchers;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.ledger.Ledger;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Province;
import org.springframework.stereotype.Component;

/// Reads the figures of programmes from the ledger; the database works no longer for a programme
/// with millions of transfers than for one with ten.
@Component
class BudgetBooks {

    /// Revoking is a sanction and rare.
    private static final int REVOKED_MAX = 10_000;

    private final Records records;
    private final Ledger ledger;

    BudgetBooks(Records records, Ledger ledger) {
        this.records = records;
        this.ledger = ledger;
    }

    BudgetFigures of(Programme programme) {
        return of(List.of(programme)).values().iterator().next();
    }

    /// In the order of the programmes.
    Map<Programme, BudgetFigures> of(List<Programme> programmes) {
        Map<Programme, BudgetFigures> figures = new LinkedHashMap<>();
        if (programmes.isEmpty()) {
            return figures;
        }
        // Before the balances: what is revoked in between must not be missing in them.
        Map<String, Money> revoked = revoked(programmes);
        List<String> accounts = new ArrayList<>();
        for (Programme programme : programmes) {
            accounts.addAll(BudgetFigures.accounts(Chart.of(programme)));
        }
        var balances = ledger.balances(accounts);
        for (Programme programme : programmes) {
            figures.put(
                    programme,
                    BudgetFigures.of(
                            Chart.of(programme),
                            balances,
                            revoked.getOrDefault(programme.id().value(), Money.ZERO)));
        }
        return figures;
    }

    /// What came back from revoked vouchers, by programme.
    private Map<String, Money> revoked(List<Programme> programmes) {
        List<Voucher> vouchers =
                records.list(
                        Voucher.class,
                        "t.state = 'REVOKED' AND t.programme IN (:programmes)",
                        "t.id",
                        Map.of(
                                "programmes",
                                programmes.stream().map(one -> one.id().value()).toList()),
                        REVOKED_MAX);
        Map<String, String> programmeOf = new HashMap<>();
        vouchers.forEach(voucher -> programmeOf.put(voucher.id().value(), voucher.programme()));
        Map<Province, List<String>> byHome =
                vouchers.stream()
                        .collect(
                                Collectors.groupingBy(
                                        Voucher::home,
                                        Collectors.mapping(
                                                voucher -> voucher.id().value(),
                                                Collectors.toList())));
        Map<String, Money> revoked = new HashMap<>();
        byHome.forEach((home, ids) -> {
            for (Ledger.Posting posting : ledger.postings(home, ids)) {
                String programme = programmeOf.getOrDefault(posting.subject(), "");
                if (posting.credit().equals(new Chart(programme).issued())) {
                    revoked.merge(programme, posting.amount(), Money::plus);
                }
            }
        });
        return revoked;
    }
}
