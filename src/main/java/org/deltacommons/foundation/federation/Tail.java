package org.deltacommons.foundation.federation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The newest facts of a feed as whoever wrote them to the database had them in hand: those who
/// follow at the feed's pace read nothing anew. A courtesy, the database is the truth: what is not
/// here is read there.
final class Tail {

    /// Of the canonical texts; in memory a fact is some ten times as large.
    private static final long LETTERS_MAX = 1 << 19;

    /// What an entry has besides the fact's body.
    private static final int AROUND_LETTERS = 200;

    private record Kept(Held held, int letters) {}

    private final Deque<Kept> run = new ArrayDeque<>();
    private long letters;

    /// All facts above this index and up to the newest are here; those between that are not, were
    /// not for this node.
    private long from;

    private long newest = -1;

    /// Facts that are durable now. What is told late, after later ones, is not taken: the run has
    /// begun anew without it.
    ///
    /// @param after the last index before them
    /// @param upTo the last index that was looked at
    /// @param lengths of their bodies' texts, one for each
    synchronized void came(long after, long upTo, List<Held> facts, List<Integer> lengths) {
        if (upTo <= newest) {
            return;
        }
        if (after != newest) {
            run.clear();
            letters = 0;
            from = after;
        }
        for (int i = 0; i < facts.size(); i++) {
            Kept kept = new Kept(facts.get(i), lengths.get(i) + AROUND_LETTERS);
            run.addLast(kept);
            letters += kept.letters();
        }
        newest = upTo;
        while (letters > LETTERS_MAX && !run.isEmpty()) {
            Kept oldest = run.removeFirst();
            letters -= oldest.letters();
            from = oldest.held().index();
        }
    }

    /// @return what comes after a position, oldest first; null where that is not known here
    synchronized @Nullable List<Held> after(long position, int limit) {
        if (position < from || position >= newest) {
            return null;
        }
        List<Held> facts = new ArrayList<>();
        for (Kept kept : run) {
            if (facts.size() == limit) {
                break;
            }
            if (kept.held().index() > position) {
                facts.add(kept.held());
            }
        }
        return facts;
    }
}
