package org.deltacommons.foundation.finding;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.DocAndFloatFeatureBuffer;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/// Reads which documents of a segment have a word. A word is asked for in several fields and under
/// several names, of which the best counts and the others a little. Lucene's own scorer of that
/// finds for every document again who of them has it; here one after another adds what it has to a
/// window of documents, which is several times as fast where a word is frequent, and the same sum.
final class WordReader {

    /// Documents that are worked out at a time.
    private static final int WINDOW = 4_096;

    private WordReader() {}

    static WordDocs.Word read(IndexSearcher searcher, LeafReaderContext leaf, Query word)
            throws IOException {
        int documents = leaf.reader().maxDoc();
        Part part = part(searcher, leaf, searcher.rewrite(word), 1);
        FixedBitSet having = new FixedBitSet(documents);
        long[] bits = having.getBits();
        float[] fits = new float[2 * WINDOW];
        int count = 0;
        float most = 0;
        for (int from = 0; part != null && from < documents; from += WINDOW) {
            from = Math.max(from, part.next() / WINDOW * WINDOW);
            if (from >= documents) {
                break;
            }
            part.fill(from);
            int at = from / Long.SIZE;
            System.arraycopy(part.has, 0, bits, at, Math.min(Part.LONGS, bits.length - at));
            if (count + WINDOW > fits.length) {
                fits = Arrays.copyOf(fits, 2 * fits.length);
            }
            for (int i = part.after(0); i < WINDOW; i = part.after(i + 1)) {
                float fit = part.fits[i];
                most = Math.max(most, fit);
                fits[count++] = fit;
            }
        }
        return WordDocs.Word.of(having, WordFits.of(Arrays.copyOf(fits, count), most));
    }

    /// @return null where the segment has nothing of it
    private static @Nullable Part part(
            IndexSearcher searcher, LeafReaderContext leaf, Query query, float boost)
            throws IOException {
        if (query instanceof BoostQuery boosted) {
            return part(searcher, leaf, boosted.getQuery(), boost * boosted.getBoost());
        }
        if (query instanceof DisjunctionMaxQuery any) {
            List<Part> parts = new ArrayList<>();
            for (Query one : any.getDisjuncts()) {
                Part part = part(searcher, leaf, one, boost);
                if (part != null) {
                    parts.add(part);
                }
            }
            return parts.isEmpty() ? null : new Best(parts, any.getTieBreakerMultiplier());
        }
        Scorer scorer = searcher.createWeight(query, ScoreMode.COMPLETE, boost).scorer(leaf);
        return scorer == null ? null : new Plain(scorer);
    }

    /// One way to have a word.
    private abstract static class Part {

        static final int LONGS = WINDOW / Long.SIZE;

        /// Where more of a window have it, all of the window are gone through without asking who.
        static final int MANY = WINDOW / 16;

        /// Nothing for documents of the window that do not have it.
        final float[] fits = new float[WINDOW];

        /// One bit for each document of the window that has it.
        final long[] has = new long[LONGS];

        /// How many of the window have it, at most.
        int count;

        /// The first place from one on that has it; the window's length where there is none.
        final int after(int place) {
            for (int word = place / Long.SIZE; word < LONGS; word++) {
                long left = word == place / Long.SIZE ? has[word] & -1L << place : has[word];
                if (left != 0) {
                    return word * Long.SIZE + Long.numberOfTrailingZeros(left);
                }
            }
            return WINDOW;
        }

        /// Forgets the last window.
        void clear() {
            if (count > MANY) {
                Arrays.fill(fits, 0);
            } else if (count > 0) {
                for (int i = after(0); i < WINDOW; i = after(i + 1)) {
                    fits[i] = 0;
                }
            }
            if (count > 0) {
                Arrays.fill(has, 0);
                count = 0;
            }
        }

        /// The first document that it may have beyond the last window.
        abstract int next() throws IOException;

        /// Works out the window that begins with a document.
        abstract void fill(int from) throws IOException;
    }

    private static final class Plain extends Part {

        private final Scorer scorer;
        private final DocAndFloatFeatureBuffer some = new DocAndFloatFeatureBuffer();

        Plain(Scorer scorer) throws IOException {
            this.scorer = scorer;
            scorer.iterator().nextDoc();
        }

        @Override
        int next() {
            return scorer.docID();
        }

        @Override
        void fill(int from) throws IOException {
            clear();
            do {
                // Some hundred at a time, whose fits are worked out side by side: ten times as fast
                // as one after another.
                scorer.nextDocsAndScores(from + WINDOW, null, some);
                for (int i = 0; i < some.size; i++) {
                    int place = some.docs[i] - from;
                    has[place / Long.SIZE] |= 1L << place;
                    fits[place] = some.features[i];
                }
                count += some.size;
            } while (some.size > 0);
        }
    }

    /// The best of several, and a share of the others.
    private static final class Best extends Part {

        private final List<Part> parts;
        private final float share;
        private final double[] others = new double[WINDOW];

        Best(List<Part> parts, float share) {
            this.parts = parts;
            this.share = share;
        }

        @Override
        int next() throws IOException {
            int next = DocIdSetIterator.NO_MORE_DOCS;
            for (Part part : parts) {
                next = Math.min(next, part.next());
            }
            return next;
        }

        @Override
        void clear() {
            if (count > MANY) {
                Arrays.fill(others, 0);
            } else if (count > 0) {
                for (int i = after(0); i < WINDOW; i = after(i + 1)) {
                    others[i] = 0;
                }
            }
            super.clear();
        }

        @Override
        void fill(int from) throws IOException {
            clear();
            for (Part part : parts) {
                if (part.next() < from + WINDOW) {
                    part.fill(from);
                    add(part);
                }
            }
            if (count > MANY) {
                for (int i = 0; i < WINDOW; i++) {
                    fits[i] = (float) (fits[i] + others[i] * share);
                }
            } else {
                for (int i = after(0); i < WINDOW; i = after(i + 1)) {
                    fits[i] = (float) (fits[i] + others[i] * share);
                }
            }
        }

        private void add(Part part) {
            if (part.count > MANY) {
                for (int i = 0; i < WINDOW; i++) {
                    add(i, part.fits[i]);
                }
            } else {
                for (int i = part.after(0); i < WINDOW; i = part.after(i + 1)) {
                    add(i, part.fits[i]);
                }
            }
            for (int word = 0; word < LONGS; word++) {
                has[word] |= part.has[word];
            }
            count += part.count;
        }

        /// The lesser of what it was and what it has now is one of the others.
        private void add(int place, float fit) {
            float most = fits[place];
            others[place] += Math.min(most, fit);
            fits[place] = Math.max(most, fit);
        }
    }
}
