package org.deltacommons.foundation.finding;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
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
        int[] docs = new int[2 * WINDOW];
        float[] fits = new float[docs.length];
        int count = 0;
        float most = 0;
        for (int from = 0; part != null && from < documents; from += WINDOW) {
            from = Math.max(from, part.next() / WINDOW * WINDOW);
            if (from >= documents) {
                break;
            }
            part.fill(from);
            if (count + WINDOW > docs.length) {
                docs = Arrays.copyOf(docs, 2 * docs.length);
                fits = Arrays.copyOf(fits, docs.length);
            }
            for (int i = part.after(0); i < WINDOW; i = part.after(i + 1)) {
                docs[count] = from + i;
                fits[count] = part.fits[i];
                most = Math.max(most, fits[count++]);
            }
        }
        return WordDocs.Word.of(
                documents, Arrays.copyOf(docs, count), Arrays.copyOf(fits, count), most);
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

        final float[] fits = new float[WINDOW];

        /// One bit for each document of the window that has it.
        final long[] has = new long[WINDOW / Long.SIZE];

        /// The first place from one on that has it; the window's length where there is none.
        final int after(int place) {
            for (int word = place / Long.SIZE; word < has.length; word++) {
                long left = word == place / Long.SIZE ? has[word] & -1L << place : has[word];
                if (left != 0) {
                    return word * Long.SIZE + Long.numberOfTrailingZeros(left);
                }
            }
            return WINDOW;
        }

        /// The first document that it may have beyond the last window.
        abstract int next() throws IOException;

        /// Works out the window that begins with a document.
        abstract void fill(int from) throws IOException;
    }

    private static final class Plain extends Part {

        private final Scorer scorer;
        private final DocIdSetIterator having;

        Plain(Scorer scorer) throws IOException {
            this.scorer = scorer;
            this.having = scorer.iterator();
            having.nextDoc();
        }

        @Override
        int next() {
            return having.docID();
        }

        @Override
        void fill(int from) throws IOException {
            Arrays.fill(has, 0);
            int until = from + WINDOW;
            for (int doc = having.docID(); doc < until; doc = having.nextDoc()) {
                has[(doc - from) / Long.SIZE] |= 1L << doc;
                fits[doc - from] = scorer.score();
            }
        }
    }

    /// The best of several, and a share of the others.
    private static final class Best extends Part {

        private final List<Part> parts;
        private final float share;
        private final double[] most = new double[WINDOW];
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
        void fill(int from) throws IOException {
            Arrays.fill(has, 0);
            for (Part part : parts) {
                if (part.next() < from + WINDOW) {
                    part.fill(from);
                    add(part);
                }
            }
            for (int i = after(0); i < WINDOW; i = after(i + 1)) {
                fits[i] = (float) (most[i] + others[i] * share);
            }
        }

        private void add(Part part) {
            for (int i = part.after(0); i < WINDOW; i = part.after(i + 1)) {
                double fit = part.fits[i];
                if ((has[i / Long.SIZE] & 1L << i) == 0) {
                    has[i / Long.SIZE] |= 1L << i;
                    most[i] = fit;
                    others[i] = 0;
                } else {
                    others[i] += Math.min(fit, most[i]);
                    most[i] = Math.max(fit, most[i]);
                }
            }
        }
    }
}
