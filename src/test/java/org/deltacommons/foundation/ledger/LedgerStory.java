package org.deltacommons.foundation.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deltacommons.foundation.lane.Part;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.kernel.Money;

/// A random story told to the model and to the real ledger alike.
public final class LedgerStory {

    public enum Kind {
        POST,
        SWEEP,
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
    /// @param back which of the latest transfers is meant; below 0, -1 is the story's first
    public record Wish(Kind kind, int account, int further, long fen, int back) {

        /// The same, and what it would use of a hold it uses of another: all who mean the same race
        /// for what is left of it.
        public Wish racingFor(int transfer) {
            return switch (kind) {
                case CAPTURE, RELEASE, RELEASE_ALL ->
                        new Wish(kind, account, further, fen, -1 - transfer);
                case POST, SWEEP, HOLD, REVERSE -> this;
            };
        }
    }

    /// A turn as it was drawn: some linked steps, or an earlier turn's key again.
    public record Asked(List<Wish> wishes, Repeat repeat, int which) {}

    /// A turn as it is told.
    ///
    /// @param first the number of its first transfer
    /// @param answer what the model says of it
    public record Turn(String key, String content, int first, List<Part> parts, String answer) {}

    /// A turn that was told while others were, and its answer.
    ///
    /// @param before how many turns had been done and answered when it was sent
    /// @param after how many turns had been sent when it was answered
    public record Raced(Turn turn, String answer, int before, int after) {}

    private final Map<String, LedgerModel.Step> steps = new HashMap<>();
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
        Turn open = drawn(asked);
        LedgerReason why = model.apply(steps.get(open.key()), open.first());
        Turn turn =
                new Turn(
                        open.key(),
                        open.content(),
                        open.first(),
                        open.parts(),
                        why == null ? open.answer() : why.code());
        turns.set(turns.size() - 1, turn);
        return turn;
    }

    /// The next turn, which nobody has answered yet: others may come before it.
    public Turn drawn(Asked asked) {
        int first = next;
        List<LedgerModel.Step> linked = new ArrayList<>();
        List<Part> parts = new ArrayList<>();
        for (Wish wish : asked.wishes()) {
            LedgerModel.Step step = step(wish);
            linked.add(step);
            parts.add(part(step, LedgerModel.id(next)));
            next++;
        }
        Turn turn =
                new Turn("turn-" + turns.size(), linked.toString(), first, parts, "done " + first);
        steps.put(turn.key(), new LedgerModel.Step.Linked(linked));
        turns.add(turn);
        return turn;
    }

    /// What many did at once is what they would have done one after the other, in the order of the
    /// book: each that was done could be done when its turn came, and each that was refused would
    /// have been refused for the same reason at some moment while it was asked for.
    ///
    /// @param order the keys of the turns that were done, as the book has them
    public void inOrder(List<String> order, List<Raced> all) {
        Map<String, Raced> byKey = new HashMap<>();
        List<Raced> refused = new ArrayList<>();
        for (Raced one : all) {
            byKey.put(one.turn().key(), one);
            if (!one.answer().equals(one.turn().answer())) {
                refused.add(one);
            }
        }
        assertThat(order).hasSize(all.size() - refused.size()).doesNotHaveDuplicates();
        for (int position = 0; position <= order.size(); position++) {
            int now = position;
            refused.removeIf(one ->
                    one.before() <= now
                            && now <= one.after()
                            && wouldAnswer(one.turn(), one.answer()));
            if (position < order.size()) {
                Turn turn = byKey.get(order.get(position)).turn();
                assertThat(model.apply(steps.get(turn.key()), turn.first()))
                        .as(turn.toString())
                        .isNull();
            }
        }
        assertThat(refused).as("refused as at no moment of the order").isEmpty();
    }

    private boolean wouldAnswer(Turn turn, String answer) {
        LedgerReason why = model.whyNot(steps.get(turn.key()), turn.first());
        return why != null && why.code().equals(answer);
    }

    public String expected(Turn turn) {
        return turn.answer();
    }

    private LedgerModel.Step step(Wish wish) {
        int credit = (wish.account() + wish.further()) % LedgerModel.ACCOUNTS.size();
        int of = wish.back() < 0 ? -1 - wish.back() : Math.max(0, next - wish.back());
        return switch (wish.kind()) {
            case POST -> new LedgerModel.Step.Post(wish.account(), credit, wish.fen());
            case SWEEP -> new LedgerModel.Step.Sweep(1 + wish.account() % 2, 3);
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
            case LedgerModel.Step.Sweep(int debit, int credit) ->
                    new LedgerPart.Sweep(id, account(debit), account(credit), "story");
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
