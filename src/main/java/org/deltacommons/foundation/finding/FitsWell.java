package org.deltacommons.foundation.finding;

import java.io.IOException;
import java.util.Objects;
import org.apache.lucene.search.FieldComparator;
import org.apache.lucene.search.FieldComparatorSource;
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
    private static final long FAR = 1;

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
        return value instanceof Long number && number == FAR;
    }

    private static final class Comparator extends ByNumber {

        private final float least;
        private @Nullable Scorable scorer;

        Comparator(int hits, float least) {
            super(hits);
            this.least = least;
        }

        @Override
        public void setScorer(Scorable of) {
            scorer = of;
        }

        @Override
        long number(int doc) throws IOException {
            return Objects.requireNonNull(scorer).score() >= least ? 0 : FAR;
        }
    }
}
