package org.deltacommons.foundation.finding;

import java.io.IOException;
import java.util.Objects;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.FieldComparator;
import org.apache.lucene.search.FieldComparatorSource;
import org.apache.lucene.search.LeafFieldComparator;
import org.apache.lucene.search.Pruning;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.SortField;
import org.jspecify.annotations.Nullable;

/// Puts what fits well before what hardly does: a sentence is answered by everything that is not
/// far from it in meaning, and by price alone the cheapest of that would come first, whatever it
/// is. Null where all are alike.
final class FitsWell {

    /// Of the best fit. Looked at on the tuning part of the judged set: what is right lies above.
    private static final float SHARE = 0.5f;

    private static final String NAME = "fits-well";
    private static final int FAR = 1;

    private FitsWell() {}

    /// The least fit that is well enough.
    static float least(float best) {
        return SHARE * best;
    }

    static SortField first(float least) {
        return new SortField(
                NAME,
                new FieldComparatorSource() {
                    @Override
                    public FieldComparator<?> newComparator(
                            String field, int hits, Pruning pruning, boolean reversed) {
                        return new Comparator(hits, least);
                    }
                });
    }

    /// Whether a hit is one of those behind.
    static boolean isFar(@Nullable Object value) {
        return value instanceof Integer number && number == FAR;
    }

    private static final class Comparator extends FieldComparator<Integer>
            implements LeafFieldComparator {

        private final float least;
        private final int[] best;
        private int bottom;
        private int top;
        private @Nullable Scorable scorer;

        Comparator(int hits, float least) {
            this.best = new int[hits];
            this.least = least;
        }

        private int number() throws IOException {
            return Objects.requireNonNull(scorer).score() >= least ? 0 : FAR;
        }

        @Override
        public LeafFieldComparator getLeafComparator(LeafReaderContext leaf) {
            return this;
        }

        @Override
        public void setScorer(Scorable of) {
            scorer = of;
        }

        @Override
        public int compare(int one, int other) {
            return Integer.compare(best[one], best[other]);
        }

        @Override
        public void setTopValue(Integer value) {
            top = value;
        }

        @Override
        public Integer value(int slot) {
            return best[slot];
        }

        @Override
        public void setBottom(int slot) {
            bottom = best[slot];
        }

        @Override
        public int compareBottom(int doc) throws IOException {
            return Integer.compare(bottom, number());
        }

        @Override
        public int compareTop(int doc) throws IOException {
            return Integer.compare(top, number());
        }

        @Override
        public void copy(int slot, int doc) throws IOException {
            best[slot] = number();
        }
    }
}
