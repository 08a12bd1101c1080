package org.deltacommons.commons.clearing;

import java.util.ArrayList;
import java.util.List;
import org.deltacommons.foundation.lane.Part;
import org.deltacommons.foundation.lane.Put;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.kernel.Province;

/// What a home itself states in a round: what it is owed once its lead opens it, and what it owes
/// once the creditor has said up to where.
final class Statements {

    private final DisputeHandlers disputes;

    Statements(DisputeHandlers disputes) {
        this.disputes = disputes;
    }

    List<Part> receivables(Header header, Rows rows) {
        List<Part> parts = new ArrayList<>(apart(header, rows));
        boolean out = header.leftOut().contains(rows.home());
        List<Netting.Owed> owed = new ArrayList<>();
        for (Province other : header.parties()) {
            if (other == rows.home()) {
                continue;
            }
            if (out || header.leftOut().contains(other)) {
                parts.addAll(untaken(header, rows.home(), other, rows));
                parts.addAll(untaken(header, other, rows.home(), rows));
                continue;
            }
            Running.Stated stated =
                    Running.of(rows, header.agreement(), rows.home(), other)
                            .stated(header, null, rows);
            parts.add(new Put(stated.after()));
            owed.add(stated.owed());
        }
        if (!out) {
            parts.add(Nettings.fact(header, new ReceivablesStated(header, rows.home(), owed)));
        }
        return parts;
    }

    private static List<Part> untaken(
            Header header, Province creditor, Province debtor, Rows rows) {
        Running chain = Running.of(rows, header.agreement(), creditor, debtor);
        Running after = chain.untaken(header.period());
        return after == chain ? List.of() : List.of(new Put(after));
    }

    /// What this round sets aside goes, once, onto the accounts of what is in dispute. The
    /// creditor's home does it and says so; the debtor's follows that, before it reads what is
    /// stated next.
    private List<Part> apart(Header header, Rows rows) {
        List<Part> parts = new ArrayList<>();
        for (Aside item : header.aside()) {
            if (item.creditor() != rows.home()) {
                continue;
            }
            Running chain = Running.of(rows, header.agreement(), item.creditor(), item.debtor());
            rows.find(Obligation.class, Obligation.idOf(chain, item.sequence()))
                    .filter(one -> one.disputed() == null)
                    .ifPresent(one ->
                            parts.addAll(disputes.setAside(Disputed.of(one, header, item), rows)));
        }
        return parts;
    }

    /// A creditor's facts come in the order of its feed, so all its advances up to the index it
    /// names have been dealt with when its statement is read, and those after it do not count.
    static List<Part> payables(Netting copy, List<Netting.Owed> news, Rows rows) {
        List<Part> parts = new ArrayList<>();
        Header header = copy.header();
        for (Netting.Owed claimed : news) {
            if (claimed.debtor() == rows.home()) {
                Running.Stated stated =
                        Running.of(rows, header.agreement(), claimed.creditor(), rows.home())
                                .stated(header, claimed.upTo(), rows);
                parts.add(new Put(stated.after()));
                parts.add(Nettings.fact(header, new PayablesConfirmed(header, stated.owed())));
            }
        }
        return parts;
    }
}
