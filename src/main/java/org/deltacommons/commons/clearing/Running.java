package org.deltacommons.commons.clearing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.deltacommons.foundation.lane.Part;
import org.deltacommons.foundation.lane.Put;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.lane.Row;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.foundation.lane.Stored;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;

/// The head of one chain of obligations, at creditor or debtor.
///
/// What a period takes is told apart by what was stated, not by what was settled: the creditor's
/// statements come in the order of its feed, so both sides know where the last period ended even
/// while signatures are still on their way.
///
/// @param count how many obligations the chain has, and what they come to
/// @param period the latest that was stated
/// @param baseCount how many obligations earlier periods took
/// @param statedCount how many the latest period takes together with the earlier ones
@Stored("clearing.running")
record Running(
        Id<Running> id,
        Province home,
        String agreement,
        Province creditor,
        Province debtor,
        int count,
        Money total,
        long lastIndex,
        int period,
        int baseCount,
        Money baseTotal,
        int statedCount,
        Money statedTotal)
        implements Row {

    /// The chain after a statement, and the statement.
    record Stated(Running after, Netting.Owed owed) {}

    static Running of(Rows rows, String agreement, Province creditor, Province debtor) {
        Id<Running> id =
                Id.of(
                        "run-%s-%s-%s-%s"
                                .formatted(
                                        agreement.toLowerCase(Locale.ROOT),
                                        rows.home().code(),
                                        creditor.code(),
                                        debtor.code()));
        return rows.find(Running.class, id)
                .orElseGet(() ->
                        new Running(
                                id,
                                rows.home(),
                                agreement,
                                creditor,
                                debtor,
                                0,
                                Money.ZERO,
                                0,
                                0,
                                0,
                                Money.ZERO,
                                0,
                                Money.ZERO));
    }

    /// The chain with one obligation more, by a fact of the creditor's.
    List<Part> grown(
            String claim,
            String order,
            Money amount,
            ObligationCause cause,
            RecordedFact recorded) {
        Running longer =
                new Running(
                        id,
                        home,
                        agreement,
                        creditor,
                        debtor,
                        count + 1,
                        total.plus(amount),
                        recorded.index(),
                        period,
                        baseCount,
                        baseTotal,
                        statedCount,
                        statedTotal);
        return List.of(
                new Put(longer),
                new Put(
                        new Obligation(
                                Obligation.idOf(this, count + 1),
                                home,
                                agreement,
                                creditor,
                                debtor,
                                count + 1,
                                claim,
                                order,
                                amount,
                                longer.total,
                                recorded.index(),
                                recorded.at(),
                                null,
                                cause)));
    }

    /// What a period takes: everything up to an index of the creditor's feed that no earlier period
    /// took, but for what is set aside, now or in an earlier period. Stating a period again
    /// replaces what was stated of it before.
    ///
    /// @param upTo null at the creditor, which names the index itself
    Stated stated(Header header, @Nullable Long upTo, Rows rows) {
        boolean again = header.period() == period;
        int takenCount = again ? baseCount : statedCount;
        Money takenTotal = again ? baseTotal : statedTotal;
        int known = upTo == null ? count : lastUpTo(upTo, rows);
        int reached = Math.max(takenCount, Math.min(known, takenCount + Netting.ITEMS_MAX));
        List<Netting.Item> items = new ArrayList<>();
        Money amount = Money.ZERO;
        Money reachedTotal = takenTotal;
        long index = 0;
        for (int sequence = takenCount + 1; sequence <= reached; sequence++) {
            Obligation one = rows.get(Obligation.class, Obligation.idOf(this, sequence));
            reachedTotal = one.total();
            index = one.index();
            if (one.disputed() == null && !header.isAside(creditor, debtor, sequence)) {
                items.add(new Netting.Item(sequence, one.claim(), one.amount()));
                amount = amount.plus(one.amount());
            }
        }
        long named = upTo != null ? upTo : reached == count ? lastIndex : index;
        return new Stated(
                taking(header.period(), takenCount, takenTotal, reached, reachedTotal),
                new Netting.Owed(creditor, debtor, amount, items.size(), named, items));
    }

    /// What the period had taken is left to the next, because the two do not close it together.
    Running untaken(int of) {
        return of == period ? taking(of, baseCount, baseTotal, baseCount, baseTotal) : this;
    }

    private Running taking(int of, int fromCount, Money fromTotal, int toCount, Money toTotal) {
        return new Running(
                id, home, agreement, creditor, debtor, count, total, lastIndex, of, fromCount,
                fromTotal, toCount, toTotal);
    }

    /// Walks back over what came later, which is little.
    private int lastUpTo(long upTo, Rows rows) {
        for (int sequence = count; sequence > 0; sequence--) {
            Optional<Obligation> one = rows.find(Obligation.class, Obligation.idOf(this, sequence));
            if (one.isPresent() && one.get().index() <= upTo) {
                return sequence;
            }
        }
        return 0;
    }

    /// What no period has taken yet.
    Money open() {
        return total.minus(statedTotal);
    }
}
