package org.deltacommons.foundation.finding;

import java.io.IOException;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.FieldComparator;
import org.apache.lucene.search.LeafFieldComparator;
import org.apache.lucene.search.Scorable;

/// Puts hits in the order of a number that is worked out for each, the least first.
abstract class ByNumber extends FieldComparator<Long> implements LeafFieldComparator {

    private final long[] best;
    private long bottom;
    private long top;

    /// @param hits that are wanted
    ByNumber(int hits) {
        this.best = new long[hits];
    }

    /// @param doc in the segment that was reached last
    abstract long number(int doc) throws IOException;

    @Override
    public LeafFieldComparator getLeafComparator(LeafReaderContext leaf) throws IOException {
        return this;
    }

    @Override
    public void setScorer(Scorable scorer) throws IOException {}

    @Override
    public int compare(int one, int other) {
        return Long.compare(best[one], best[other]);
    }

    @Override
    public void setTopValue(Long value) {
        top = value;
    }

    @Override
    public Long value(int slot) {
        return best[slot];
    }

    @Override
    public void setBottom(int slot) {
        bottom = best[slot];
    }

    @Override
    public int compareBottom(int doc) throws IOException {
        return Long.compare(bottom, number(doc));
    }

    @Override
    public int compareTop(int doc) throws IOException {
        return Long.compare(top, number(doc));
    }

    @Override
    public void copy(int slot, int doc) throws IOException {
        best[slot] = number(doc);
    }
}
