package org.deltacommons.foundation.finding;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/// The hits that fit best, and of those that fit equally well the ones whose ids come first: the
/// same as sorting by score and id, but an id is read only where two segments have hits that fit
/// equally well, not for every hit that was for a while among the best.
final class Fittest {

    /// Worst first, so that it is the head of a queue that makes way; of one segment.
    private static final Comparator<One> WORST =
            Comparator.<One>comparingDouble(one -> one.fit)
                    .thenComparing(Comparator.<One>comparingInt(one -> one.ord).reversed());

    /// A hit; the best first.
    private static final class One implements Comparable<One> {

        private final LeafReaderContext leaf;
        private final int doc;
        private final float fit;

        /// Where its id comes among those of the segment.
        private final int ord;

        private @Nullable BytesRef id;

        One(LeafReaderContext leaf, int doc, float fit, int ord) {
            this.leaf = leaf;
            this.doc = doc;
            this.fit = fit;
            this.ord = ord;
        }

        @Override
        public int compareTo(One other) {
            if (fit != other.fit) {
                return Float.compare(other.fit, fit);
            }
            return leaf == other.leaf
                    ? Integer.compare(ord, other.ord)
                    : id().compareTo(other.id());
        }

        private BytesRef id() {
            BytesRef known = id;
            if (known == null) {
                try {
                    SortedDocValues ids = DocValues.getSorted(leaf.reader(), Shelf.KEY);
                    known = BytesRef.deepCopyOf(ids.lookupOrd(ord));
                } catch (IOException failed) {
                    throw new UncheckedIOException(failed);
                }
                id = known;
            }
            return known;
        }
    }

    private final Reading reading;
    private final Ranked hits;
    private final int wanted;
    private final @Nullable FieldDoc after;

    /// @param after the last of the page before: its fit and its id
    Fittest(Reading reading, Ranked hits, int wanted, @Nullable FieldDoc after) {
        this.reading = reading;
        this.hits = hits;
        this.wanted = wanted;
        this.after = after;
    }

    ScoreDoc[] docs() throws IOException {
        List<One> best = new ArrayList<>();
        for (LeafReaderContext leaf : reading.reader().leaves()) {
            float least = best.size() < wanted ? Float.NEGATIVE_INFINITY : best.get(wanted - 1).fit;
            List<One> more = in(leaf, least);
            if (!more.isEmpty()) {
                best.addAll(more);
                best.sort(One::compareTo);
            }
        }
        return best.stream()
                .limit(wanted)
                .map(one -> new ScoreDoc(one.leaf.docBase + one.doc, one.fit))
                .toArray(ScoreDoc[]::new);
    }

    private List<One> in(LeafReaderContext leaf, float least) throws IOException {
        Scorer fits = hits.in(leaf);
        fits.setMinCompetitiveScore(least);
        SortedDocValues ids = DocValues.getSorted(leaf.reader(), Shelf.KEY);
        float most = after == null ? Float.POSITIVE_INFINITY : (Float) field(after, 0);
        int from = after == null ? 0 : behind(ids, (BytesRef) field(after, 1));
        PriorityQueue<One> best = new PriorityQueue<>(WORST);
        DocIdSetIterator each = fits.iterator();
        for (int doc = each.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = each.nextDoc()) {
            float fit = fits.score();
            if (fit > most) {
                continue;
            }
            One one = new One(leaf, doc, fit, ids.advanceExact(doc) ? ids.ordValue() : -1);
            if (fit == most && one.ord < from) {
                continue;
            }
            if (best.size() < wanted) {
                best.add(one);
            } else if (WORST.compare(one, best.element()) > 0) {
                best.remove();
                best.add(one);
            }
            if (best.size() == wanted) {
                fits.setMinCompetitiveScore(Math.max(least, best.element().fit));
            }
        }
        return List.copyOf(best);
    }

    private static Object field(FieldDoc doc, int at) {
        return Objects.requireNonNull(doc.fields)[at];
    }

    /// The place of the first id behind one.
    private static int behind(SortedDocValues ids, BytesRef id) throws IOException {
        int at = ids.lookupTerm(id);
        return at >= 0 ? at + 1 : -at - 1;
    }
}
