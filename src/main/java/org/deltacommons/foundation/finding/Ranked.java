package org.deltacommons.foundation.finding;

import java.util.Arrays;
import java.util.List;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.Explanation;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/// A query that a set of documents, worked out before, answers; each fits as well as its words fit
/// together. Only for the reading that set and words are of.
final class Ranked extends Query {

    private final DocSet docs;
    private final List<Weighed> words;
    private final @Nullable Fusion fusion;

    /// @param words none at all where the fit does not matter
    Ranked(DocSet docs, List<Weighed> words) {
        this(docs, words, null);
    }

    /// @param fusion what counts besides words
    Ranked(DocSet docs, List<Weighed> words, @Nullable Fusion fusion) {
        this.docs = docs;
        this.words = words;
        this.fusion = fusion;
    }

    @Override
    public Weight createWeight(IndexSearcher searcher, ScoreMode mode, float boost) {
        return new Weight(this) {
            @Override
            public ScorerSupplier scorerSupplier(LeafReaderContext leaf) {
                return new DefaultScorerSupplier(
                        new Fits(
                                docs.in(leaf.ord),
                                words,
                                leaf.ord,
                                fusion == null ? null : fusion.in(leaf),
                                boost));
            }

            @Override
            public Explanation explain(LeafReaderContext leaf, int doc) {
                return docs.in(leaf.ord).get(doc)
                        ? Explanation.match(boost, "in the set")
                        : Explanation.noMatch("not in the set");
            }

            @Override
            public boolean isCacheable(LeafReaderContext leaf) {
                return false;
            }
        };
    }

    /// The sums of the words' fits, worked out for a window of documents at a time.
    private static final class Fits extends Scorer {

        /// Documents, a multiple of those of a word of bits.
        private static final int WINDOW = 4_096;

        private final DocIdSetIterator iterator;
        private final long[] hits;
        private final List<Weighed> words;
        private final int segment;
        private final Fusion.@Nullable Segmented fusion;
        private final float boost;
        private final double[] sums = new double[WINDOW];

        /// How many documents of each word lie before the window.
        private final int[] had;

        private int until;

        Fits(
                FixedBitSet docs,
                List<Weighed> words,
                int segment,
                Fusion.@Nullable Segmented fusion,
                float boost) {
            this.iterator = new BitSetIterator(docs, docs.cardinality());
            this.hits = docs.getBits();
            this.words = words;
            this.segment = segment;
            this.fusion = fusion;
            this.boost = boost;
            this.had = new int[words.size()];
        }

        @Override
        public int docID() {
            return iterator.docID();
        }

        @Override
        public DocIdSetIterator iterator() {
            return iterator;
        }

        @Override
        public float getMaxScore(int upTo) {
            return Float.MAX_VALUE;
        }

        @Override
        public float score() {
            int doc = docID();
            while (doc >= until) {
                fill();
            }
            float fit = (float) sums[doc - (until - WINDOW)];
            return boost * (fusion == null ? fit : fusion.fit(doc, fit));
        }

        private void fill() {
            int from = until;
            until += WINDOW;
            Arrays.fill(sums, 0);
            for (int i = 0; i < had.length; i++) {
                had[i] = add(words.get(i), had[i], from);
            }
        }

        /// Goes through a word's documents sixty-four at a time and stops only at hits: a hit's
        /// place among the word's fits is how many of the word's documents come before it.
        private int add(Weighed weighed, int before, int from) {
            WordDocs.Word word = weighed.word()[segment];
            long[] having = word.docs().getBits();
            int count = before;
            int end = Math.min(until / Long.SIZE, Math.min(having.length, hits.length));
            for (int block = from / Long.SIZE; block < end; block++) {
                long all = having[block];
                for (long both = all & hits[block]; both != 0; both &= both - 1) {
                    long lowest = both & -both;
                    int place = count + Long.bitCount(all & (lowest - 1));
                    int doc = block * Long.SIZE + Long.numberOfTrailingZeros(lowest);
                    sums[doc - from] += weighed.factor() * word.fits()[place];
                }
                count += Long.bitCount(all);
            }
            return count;
        }
    }

    @Override
    public void visit(QueryVisitor visitor) {
        visitor.visitLeaf(this);
    }

    @Override
    public String toString(String field) {
        return "a set, ranked";
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
