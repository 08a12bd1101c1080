package org.deltacommons.commons.clearing;

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
    List<Part> grown(String claim, String order, Money amount, RecordedFact recorded) {
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
                                recorded.at())));
    }

    /// What a period takes: everything up to an index of the creditor's feed that no earlier period
    /// took. Stating a period again replaces what was stated of it before.
    Stated stated(int of, long upTo, Rows rows) {
        boolean again = of == period;
        int takenCount = again ? baseCount : statedCount;
        Money takenTotal = again ? baseTotal : statedTotal;
        Optional<Obligation> last = lastUpTo(upTo, rows);
        int reached = Math.max(takenCount, last.map(Obligation::sequence).orElse(0));
        Money reachedTotal = last.map(Obligation::total).orElse(Money.ZERO).max(takenTotal);
        Running after =
                new Running(
                        id,
                        home,
                        agreement,
                        creditor,
                        debtor,
                        count,
                        total,
                        lastIndex,
                        of,
                        takenCount,
                        takenTotal,
                        reached,
                        reachedTotal);
        return new Stated(
                after,
                new Netting.Owed(
                        creditor,
                        debtor,
                        reachedTotal.minus(takenTotal),
                        reached - takenCount,
                        upTo));
    }

    /// Walks back over what came later, which is little.
    private Optional<Obligation> lastUpTo(long upTo, Rows rows) {
        for (int sequence = count; sequence > 0; sequence--) {
            Optional<Obligation> one = rows.find(Obligation.class, Obligation.idOf(this, sequence));
            if (one.isPresent() && one.get().index() <= upTo) {
                return one;
            }
        }
        return Optional.empty();
    }

    /// What no period has taken yet.
    Money open() {
        return total.minus(statedTotal);
    }
}
