package org.deltacommons.foundation.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.deltacommons.foundation.lane.Part;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.kernel.Money;

/// A random story told to the model and to the real ledger alike.
public final class LedgerStory {

    public enum Kind {
        POST,
        HOLD,
        CAPTURE,
        RELEASE,
        RELEASE_ALL,
        REVERSE
    }

    public enum Repeat {
        NONE,
        SAME,
        OTHER
    }

    /// One step as it was drawn.
    ///
    /// @param account the debited one
    /// @param further how far from it the credited one is
    /// @param back which of the latest transfers is meant
    public record Wish(Kind kind, int account, int further, long fen, int back) {}

    /// A turn as it was drawn: some linked steps, or an earlier turn's key again.
    public record Asked(List<Wish> wishes, Repeat repeat, int which) {}

    /// A turn as it is told.
    ///
    /// @param first the number of its first transfer
    /// @param answer what the model says of it
    public record Turn(String key, String content, int first, List<Part> parts, String answer) {}

    private final LedgerModel model = new LedgerModel();
    private final List<Turn> turns = new ArrayList<>();
    private int next;

    /// Opens the model's accounts.
    public List<Part> openings() {
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < LedgerModel.ACCOUNTS.size(); i++) {
            parts.add(
                    new LedgerPart.OpenAccount(
                            account(i),
                            "story",
                            AccountKind.VOUCHER,
                            "story",
                            LedgerModel.ACCOUNTS.get(i)));
        }
        return parts;
    }

    private static String account(int index) {
        return "account/" + index;
    }

    /// The next turn, as the model answers it.
    public Turn turn(Asked asked) {
        if (asked.repeat() != Repeat.NONE && !turns.isEmpty()) {
            Turn earlier = turns.get(Math.max(0, turns.size() - asked.which()));
            return asked.repeat() == Repeat.SAME
                    ? earlier
                    : new Turn(
                            earlier.key(),
                            "another content",
                            earlier.first(),
                            earlier.parts(),
                            "lane.KEY_REUSED");
        }
        int first = next;
        List<LedgerModel.Step> steps = new ArrayList<>();
        List<Part> parts = new ArrayList<>();
        for (Wish wish : asked.wishes()) {
            LedgerModel.Step step = step(wish);
            steps.add(step);
            parts.add(part(step, LedgerModel.id(next)));
            next++;
        }
        LedgerReason why = model.apply(new LedgerModel.Step.Linked(steps), first);
        Turn turn =
                new Turn(
                        "turn-" + turns.size(),
                        steps.toString(),
                        first,
                        parts,
                        why == null ? "done " + first : why.code());
        turns.add(turn);
        return turn;
    }

    public String expected(Turn turn) {
        return turn.answer();
    }

    private LedgerModel.Step step(Wish wish) {
        int credit = (wish.account() + wish.further()) % LedgerModel.ACCOUNTS.size();
        int of = Math.max(0, next - wish.back());
        return switch (wish.kind()) {
            case POST -> new LedgerModel.Step.Post(wish.account(), credit, wish.fen());
            case HOLD -> new LedgerModel.Step.Hold(wish.account(), credit, wish.fen());
            case CAPTURE -> new LedgerModel.Step.Capture(of, wish.fen());
            case RELEASE -> new LedgerModel.Step.Release(of, wish.fen());
            case RELEASE_ALL -> new LedgerModel.Step.Release(of, 0);
            case REVERSE -> new LedgerModel.Step.Reverse(of, wish.fen());
        };
    }

    private static LedgerPart part(LedgerModel.Step step, String id) {
        return switch (step) {
            case LedgerModel.Step.Post(int debit, int credit, long fen) ->
                    new LedgerPart.Post(
                            id, account(debit), account(credit), new Money(fen), "story", null);
            case LedgerModel.Step.Hold(int debit, int credit, long fen) ->
                    new LedgerPart.Hold(
                            id, account(debit), account(credit), new Money(fen), "story", null);
            case LedgerModel.Step.Capture(int of, long fen) ->
                    new LedgerPart.Capture(id, LedgerModel.id(of), new Money(fen), "story");
            case LedgerModel.Step.Release(int of, long fen) ->
                    new LedgerPart.Release(
                            id, LedgerModel.id(of), fen == 0 ? null : new Money(fen), "story");
            case LedgerModel.Step.Reverse(int of, long fen) ->
                    new LedgerPart.Reverse(id, LedgerModel.id(of), new Money(fen), "story");
            case LedgerModel.Step.Linked _ -> throw new IllegalArgumentException("not one part");
        };
    }

    /// Every sum of every account and what is left of every hold are the model's.
    public void compare(Rows rows) {
        for (int i = 0; i < LedgerModel.ACCOUNTS.size(); i++) {
            Balances real = rows.look(Balances.class, account(i)).orElseThrow();
            assertThat(
                            new LedgerModel.Sums(
                                    real.debitsPosted().fen(),
                                    real.debitsPending().fen(),
                                    real.creditsPosted().fen(),
                                    real.creditsPending().fen(),
                                    real.sequence()))
                    .as(account(i))
                    .isEqualTo(model.sums(i));
        }
        model.left()
                .forEach((id, left) ->
                        assertThat(rows.look(Remainder.class, id).orElseThrow().left().fen())
                                .as("left of " + id)
                                .isEqualTo(left));
    }
}
