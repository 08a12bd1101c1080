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

    /// The hits of one segment, in their order there, each with its fit.
    Scorer in(LeafReaderContext leaf) {
        return in(leaf, 1f);
    }

    private Scorer in(LeafReaderContext leaf, float boost) {
        return new Fits(
                docs.in(leaf.ord), words, leaf.ord, fusion == null ? null : fusion.in(leaf), boost);
    }

    @Override
    public Weight createWeight(IndexSearcher searcher, ScoreMode mode, float boost) {
        return new Weight(this) {
            @Override
            public ScorerSupplier scorerSupplier(LeafReaderContext leaf) {
                return new DefaultScorerSupplier(in(leaf, boost));
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

    /// The sums of the words' fits, worked out for a window of documents at a time. Once the
    /// collector has enough, whoever fits less than the last of them is passed over here.
    private static final class Fits extends Scorer {

        /// Documents, a multiple of those of a word of bits.
        private static final int WINDOW = 4_096;

        private final long[] hits;
        private final List<Weighed> words;
        private final int segment;
        private final Fusion.@Nullable Segmented fusion;
        private final float boost;
        private final long cost;
        private final double[] sums;

        /// How many documents of each word lie before the window.
        private final int[] had;

        private int until;
        private float fit;
        private float least = Float.NEGATIVE_INFINITY;

        private final DocIdSetIterator iterator =
                new DocIdSetIterator() {
                    private int doc = -1;

                    @Override
                    public int docID() {
                        return doc;
                    }

                    @Override
                    public int nextDoc() {
                        return advance(doc + 1);
                    }

                    @Override
                    public int advance(int target) {
                        doc = next(target);
                        return doc;
                    }

                    @Override
                    public long cost() {
                        return cost;
                    }
                };

        Fits(
                FixedBitSet docs,
                List<Weighed> words,
                int segment,
                Fusion.@Nullable Segmented fusion,
                float boost) {
            this.hits = docs.getBits();
            this.cost = docs.cardinality();
            this.words = words;
            this.segment = segment;
            this.fusion = fusion;
            this.boost = boost;
            this.had = new int[words.size()];
            this.sums = new double[Math.min(WINDOW, hits.length * Long.SIZE)];
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
        public void setMinCompetitiveScore(float score) {
            least = score;
        }

        @Override
        public float score() {
            return fit;
        }

        /// The next hit from a document on that fits well enough.
        private int next(int target) {
            for (int block = target / Long.SIZE; block < hits.length; block++) {
                long left = hits[block];
                if (block == target / Long.SIZE) {
                    left &= -1L << target;
                }
                if (left != 0) {
                    while (block * Long.SIZE >= until) {
                        fill();
                    }
                }
                for (; left != 0; left &= left - 1) {
                    int doc = block * Long.SIZE + Long.numberOfTrailingZeros(left);
                    float sum = (float) sums[doc - (until - WINDOW)];
                    fit = boost * (fusion == null ? sum : fusion.fit(doc, sum));
                    if (fit >= least) {
                        return doc;
                    }
                }
            }
            return DocIdSetIterator.NO_MORE_DOCS;
        }

        private void fill() {
            int from = until;
            until += WINDOW;
            Arrays.fill(sums, 0);
            for (int i = 0; i < had.length; i++) {
                WordDocs.Word word = words.get(i).word()[segment];
                float factor = words.get(i).factor();
                FixedBitSet bits = word.bits();
                had[i] =
                        bits == null
                                ? addFew(word, factor, had[i], from)
                                : add(bits.getBits(), word.fits(), factor, had[i], from);
            }
        }

        /// Goes through a word's documents sixty-four at a time and stops only at hits: a hit's
        /// place among the word's fits is how many of the word's documents come before it.
        private int add(long[] having, WordFits fits, float factor, int before, int from) {
            int count = before;
            int end = Math.min(until / Long.SIZE, Math.min(having.length, hits.length));
            for (int block = from / Long.SIZE; block < end; block++) {
                long all = having[block];
                for (long both = all & hits[block]; both != 0; both &= both - 1) {
                    long lowest = both & -both;
                    int place = count + Long.bitCount(all & (lowest - 1));
                    int doc = block * Long.SIZE + Long.numberOfTrailingZeros(lowest);
                    sums[doc - from] += factor * fits.at(place);
                }
                count += Long.bitCount(all);
            }
            return count;
        }

        /// The same of a word that few have; what is no hit is added for nothing.
        private int addFew(WordDocs.Word word, float factor, int before, int from) {
            int[] few = java.util.Objects.requireNonNull(word.few());
            int place = before;
            for (; place < few.length && few[place] < until; place++) {
                sums[few[place] - from] += factor * word.fits().at(place);
            }
            return place;
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
