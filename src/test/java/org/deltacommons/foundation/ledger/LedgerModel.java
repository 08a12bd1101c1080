package org.deltacommons.foundation.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The ledger as one would explain it to an auditor: a few maps and plain arithmetic, one step
/// after the other. What the real one is compared with.
final class LedgerModel {

    /// One step of a story; accounts and transfers are named by their place in it.
    sealed interface Step {
        record Post(int debit, int credit, long fen) implements Step {}

        /// All that may leave the debited account.
        record Sweep(int debit, int credit) implements Step {}

        record Hold(int debit, int credit, long fen) implements Step {}

        record Capture(int of, long fen) implements Step {}

        /// @param fen 0 for all that is left
        record Release(int of, long fen) implements Step {}

        record Reverse(int of, long fen) implements Step {}

        /// Steps that stand or fall together.
        record Linked(List<Step> steps) implements Step {}
    }

    static final List<Limit> ACCOUNTS =
            List.of(Limit.NONE, Limit.WITHIN_CREDITS, Limit.WITHIN_CREDITS, Limit.WITHIN_DEBITS);

    /// The four sums of an account and how many entries it has had.
    record Sums(
            long debitsPosted,
            long debitsPending,
            long creditsPosted,
            long creditsPending,
            long entries) {

        static final Sums NONE = new Sums(0, 0, 0, 0, 0);

        boolean breaks(Limit limit) {
            return switch (limit) {
                case NONE -> false;
                case WITHIN_CREDITS -> debitsPosted + debitsPending > creditsPosted;
                case WITHIN_DEBITS -> creditsPosted + creditsPending > debitsPosted;
            };
        }
    }

    private record Moved(boolean hold, int debit, int credit, long fen, long used) {

        Moved using(long more) {
            return new Moved(hold, debit, credit, fen, used + more);
        }

        long left() {
            return fen - used;
        }
    }

    private List<Sums> sums = new ArrayList<>();
    private Map<String, Moved> moved = new LinkedHashMap<>();

    LedgerModel() {
        ACCOUNTS.forEach(limit -> sums.add(Sums.NONE));
    }

    Sums sums(int account) {
        return sums.get(account);
    }

    /// What is left of every hold and of every posted transfer, by id.
    Map<String, Long> left() {
        Map<String, Long> left = new HashMap<>();
        moved.forEach((id, one) -> left.put(id, one.left()));
        return left;
    }

    /// The id of the n-th transfer of a story.
    static String id(int number) {
        return "t" + number;
    }

    /// @param first the number of the step's first transfer
    /// @return why not, or null; then nothing changed
    @Nullable LedgerReason apply(Step step, int first) {
        List<Sums> sumsBefore = new ArrayList<>(sums);
        Map<String, Moved> movedBefore = new LinkedHashMap<>(moved);
        List<Step> steps = step instanceof Step.Linked(List<Step> all) ? all : List.of(step);
        for (int i = 0; i < steps.size(); i++) {
            LedgerReason why = one(steps.get(i), id(first + i));
            if (why != null) {
                sums = sumsBefore;
                moved = movedBefore;
                return why;
            }
        }
        return null;
    }

    /// Why a step would not go now, or null; nothing changes.
    @Nullable LedgerReason whyNot(Step step, int first) {
        List<Sums> sumsBefore = new ArrayList<>(sums);
        Map<String, Moved> movedBefore = new LinkedHashMap<>(moved);
        LedgerReason why = apply(step, first);
        sums = sumsBefore;
        moved = movedBefore;
        return why;
    }

    private @Nullable LedgerReason one(Step step, String id) {
        return switch (step) {
            case Step.Post(int debit, int credit, long fen) -> {
                LedgerReason why = move(debit, credit, fen, 0);
                if (why == null) {
                    moved.put(id, new Moved(false, debit, credit, fen, 0));
                }
                yield why;
            }
            case Step.Sweep(int debit, int credit) -> {
                Sums from = sums.get(debit);
                long fen = from.creditsPosted() - from.debitsPosted() - from.debitsPending();
                LedgerReason why = fen == 0 ? null : move(debit, credit, fen, 0);
                if (why == null && fen > 0) {
                    moved.put(id, new Moved(false, debit, credit, fen, 0));
                }
                yield why;
            }
            case Step.Hold(int debit, int credit, long fen) -> {
                LedgerReason why = move(debit, credit, 0, fen);
                if (why == null) {
                    moved.put(id, new Moved(true, debit, credit, fen, 0));
                }
                yield why;
            }
            case Step.Capture(int of, long fen) -> {
                Moved hold = moved.get(id(of));
                if (hold == null || !hold.hold()) {
                    yield LedgerReason.HOLD_NOT_FOUND;
                }
                if (fen > hold.left()) {
                    yield LedgerReason.MORE_THAN_HELD;
                }
                moved.put(id(of), hold.using(fen));
                moved.put(id, new Moved(false, hold.debit(), hold.credit(), fen, 0));
                yield move(hold.debit(), hold.credit(), fen, -fen);
            }
            case Step.Release(int of, long fen) -> release(of, fen);
            case Step.Reverse(int of, long fen) -> {
                Moved posted = moved.get(id(of));
                if (posted == null || posted.hold()) {
                    yield LedgerReason.HOLD_NOT_FOUND;
                }
                if (fen > posted.left()) {
                    yield LedgerReason.MORE_THAN_HELD;
                }
                moved.put(id(of), posted.using(fen));
                yield move(posted.credit(), posted.debit(), fen, 0);
            }
            case Step.Linked _ -> throw new IllegalArgumentException("not within another");
        };
    }

    private @Nullable LedgerReason release(int of, long fen) {
        Moved hold = moved.get(id(of));
        if (hold == null || !hold.hold()) {
            return LedgerReason.HOLD_NOT_FOUND;
        }
        long amount = fen == 0 ? hold.left() : fen;
        if (amount > hold.left()) {
            return LedgerReason.MORE_THAN_HELD;
        }
        if (amount == 0) {
            return null;
        }
        moved.put(id(of), hold.using(amount));
        return move(hold.debit(), hold.credit(), 0, -amount);
    }

    private @Nullable LedgerReason move(int debit, int credit, long posted, long pending) {
        Sums from = sums.get(debit);
        Sums to = sums.get(credit);
        Sums fromAfter =
                new Sums(
                        from.debitsPosted() + posted,
                        from.debitsPending() + pending,
                        from.creditsPosted(),
                        from.creditsPending(),
                        from.entries() + 1);
        Sums toAfter =
                new Sums(
                        to.debitsPosted(),
                        to.debitsPending(),
                        to.creditsPosted() + posted,
                        to.creditsPending() + pending,
                        to.entries() + 1);
        if (fromAfter.breaks(ACCOUNTS.get(debit)) || toAfter.breaks(ACCOUNTS.get(credit))) {
            return LedgerReason.LIMIT_EXCEEDED;
        }
        sums.set(debit, fromAfter);
        sums.set(credit, toAfter);
        return null;
    }
}
