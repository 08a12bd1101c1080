package org.deltacommons.foundation.lane;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deltacommons.foundation.lane.Overlay.ClaimKey;
import org.deltacommons.foundation.lane.Overlay.ClaimOf;
import org.deltacommons.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/// Judges proposals in arrival order over an [Overlay]. Pure: the same for PostgreSQL and memory.
final class Judge {

    private final Overlay state;

    Judge(Overlay state) {
        this.state = state;
    }

    Verdict judge(Proposal proposal) {
        Overlay.Answered before = state.answers.get(proposal.key());
        if (before != null) {
            return proposal.digest().is(before.digest())
                    ? new Verdict.Same(before.answer().tree())
                    : new Verdict.Refused(Refusal.of(LaneReason.KEY_REUSED));
        }
        if (state.ended) {
            // Not remembered: there is nowhere to write it any more.
            return new Verdict.Refused(Refusal.of(LaneReason.ENDED, "province", state.home));
        }
        if (proposal.before() != null && !state.now.isBefore(proposal.before())) {
            return remember(proposal, java.util.Objects.requireNonNull(proposal.late()));
        }
        for (Map.Entry<Proposal.RowRef, Long> guard : proposal.guards().entrySet()) {
            long expected = Math.max(0, guard.getValue());
            if (state.versions.getOrDefault(guard.getKey(), 0L) != expected) {
                return new Verdict.Again(Refusal.of(LaneReason.BUSY));
            }
        }
        return apply(proposal);
    }

    private Verdict apply(Proposal proposal) {
        // Undone in reverse when a later part fails: nothing of a refused Unit may stay.
        List<Runnable> undo = new ArrayList<>();
        Verdict obstacle = claims(proposal, undo);
        if (obstacle == null) {
            obstacle = books(proposal);
        }
        if (obstacle != null) {
            undo.reversed().forEach(Runnable::run);
            return obstacle instanceof Verdict.Refused(Refusal why)
                    ? remember(proposal, why)
                    : obstacle;
        }
        for (Part part : proposal.parts()) {
            if (part instanceof Put put) {
                put(put);
            } else if (part instanceof Erase erase) {
                state.erased.add(erase);
            } else if (part instanceof Ends) {
                state.ended = true;
            }
        }
        proposal.facts().forEach(fact -> append(proposal, fact));
        answer(proposal, proposal.answer());
        return new Verdict.Applied(proposal.answer().tree());
    }

    private @Nullable Verdict claims(Proposal proposal, List<Runnable> undo) {
        for (Part part : proposal.parts()) {
            if (part instanceof Release release) {
                ClaimOf claim =
                        new ClaimOf(new ClaimKey(release.what(), release.key()), release.during());
                if (!state.release(claim)) {
                    return new Verdict.Faulty(
                            new IllegalStateException("nothing to release: " + claim));
                }
                undo.add(() -> state.claim(claim));
            } else if (part instanceof Claim claim) {
                ClaimOf mine = new ClaimOf(new ClaimKey(claim.what(), claim.key()), claim.during());
                if (state.claims.getOrDefault(mine.key(), List.of()).stream()
                        .anyMatch(mine.during()::overlaps)) {
                    return new Verdict.Refused(claim.otherwise());
                }
                state.claim(mine);
                undo.add(() -> state.release(mine));
            }
        }
        return null;
    }

    /// A Unit speaks to one book at most: two could not be undone together.
    private @Nullable Verdict books(Proposal proposal) {
        Map<Class<? extends BookPart>, List<BookPart>> byBook =
                byBook(proposal, state.books.keySet());
        if (byBook.size() > 1) {
            return new Verdict.Faulty(
                    new IllegalStateException("a Unit speaks to one book: " + byBook.keySet()));
        }
        for (Map.Entry<Class<? extends BookPart>, List<BookPart>> entry : byBook.entrySet()) {
            Book.Page<?> page = java.util.Objects.requireNonNull(state.books.get(entry.getKey()));
            Refusal why;
            try {
                why = page.apply(entry.getValue(), state.now, proposal.unit());
            } catch (RuntimeException bug) {
                return new Verdict.Faulty(bug);
            }
            if (why != null) {
                // Who has looked at a balance may ask for less of what is left now; who has not
                // would only ask for the same again.
                return proposal.looked() ? new Verdict.Again(why) : new Verdict.Refused(why);
            }
        }
        return null;
    }

    static Map<Class<? extends BookPart>, List<BookPart>> byBook(
            Proposal proposal, Iterable<Class<? extends BookPart>> books) {
        Map<Class<? extends BookPart>, List<BookPart>> found = new LinkedHashMap<>();
        for (Part part : proposal.parts()) {
            if (part instanceof BookPart bookPart) {
                found.computeIfAbsent(bookOf(bookPart, books), book -> new ArrayList<>())
                        .add(bookPart);
            }
        }
        return found;
    }

    private static Class<? extends BookPart> bookOf(
            BookPart part, Iterable<Class<? extends BookPart>> books) {
        for (Class<? extends BookPart> book : books) {
            if (book.isInstance(part)) {
                return book;
            }
        }
        throw new IllegalStateException("no book takes " + part);
    }

    private void put(Put put) {
        Proposal.RowRef ref = new Proposal.RowRef(put.after().getClass(), put.after().id().value());
        long version = state.versions.getOrDefault(ref, 0L) + 1;
        state.versions.put(ref, version);
        state.puts.put(ref, new Overlay.Stored(put.after(), version));
    }

    private void append(Proposal proposal, Proposal.Told fact) {
        RecordedFact recorded =
                new RecordedFact(
                        state.home,
                        state.nextFact++,
                        fact.kind().value(),
                        fact.kind().schema(),
                        fact.subject(),
                        fact.audience(),
                        fact.body(),
                        state.now,
                        fact.kind().unnamed() ? RecordedFact.NOBODY : proposal.by());
        state.facts.add(
                new Overlay.Appended(
                        recorded, fact.text(), fact.beside(), fact.sources(), proposal.by()));
    }

    private Verdict remember(Proposal proposal, Refusal why) {
        answer(proposal, Overlay.Answer.of(Answers.refused(why)));
        return new Verdict.Refused(why);
    }

    private void answer(Proposal proposal, Overlay.Answer answer) {
        Overlay.Answered answered = new Overlay.Answered(proposal.digest().kept(), answer);
        state.answers.put(proposal.key(), answered);
        state.newAnswers.put(proposal.key(), answered);
    }
}
