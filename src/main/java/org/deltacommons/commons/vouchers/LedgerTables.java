package org.deltacommons.commons.vouchers;

import java.util.List;
import org.deltacommons.foundation.ledger.Ledger;
import org.deltacommons.foundation.web.Cell;
import org.deltacommons.foundation.web.Column;
import org.deltacommons.foundation.web.Table;

/// Ledger entries as tables, read like a bank's statement.
public final class LedgerTables {

    private LedgerTables() {}

    /// Every transfer of one case.
    public static Table about(Ledger ledger, String subject) {
        return of(ledger.about(subject));
    }

    static Table of(List<Ledger.Entry> entries) {
        List<List<Cell>> rows =
                entries.stream()
                        .map(entry ->
                                List.of(
                                        Cell.of(entry.at()),
                                        Cell.of(entry.kind()),
                                        Cell.of(entry.counter()),
                                        Cell.of(entry.amount()),
                                        Cell.of(entry.transfer())))
                        .toList();
        return new Table(
                List.of(
                        Column.of("ledger.at"),
                        Column.of("ledger.kind"),
                        Column.of("ledger.accounts"),
                        Column.amount("ledger.amount"),
                        Column.of("ledger.transfer")),
                rows,
                "ledger.empty");
    }
}
