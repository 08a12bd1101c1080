package org.deltacommons.foundation.finding;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.FieldComparator;
import org.apache.lucene.search.FieldComparatorSource;
import org.apache.lucene.search.LeafFieldComparator;
import org.apache.lucene.search.Pruning;
import org.apache.lucene.search.SortField;
import org.jspecify.annotations.Nullable;

/// Puts hits in order by a [Measure]. Each text of a segment is measured once, and what came out is
/// kept for a minute, as long as one measure of free slots holds; a hit is then one look into a
/// table.
final class Measured {

    private static final Duration KEPT = Duration.ofMinutes(2);
    private static final long NUMBERS_MAX = 8_000_000;

    private record Key(IndexReader.CacheKey segment, Measure.By by, String measure) {}

    private final Cache<Key, long[]> kept =
            Caffeine.newBuilder()
                    .expireAfterWrite(KEPT)
                    .maximumWeight(NUMBERS_MAX)
                    .weigher((Key _, long[] numbers) -> numbers.length + 1)
                    .build();

    /// The field of the index that holds the texts.
    static String field(Measure.By by) {
        return switch (by) {
            case PLACE -> "order:place";
            case OPENINGS -> "order:openings";
            case TARIFF -> "order:tariff";
        };
    }

    SortField sort(Measure measure) {
        return new SortField(
                field(measure.by()),
                new FieldComparatorSource() {
                    @Override
                    public FieldComparator<?> newComparator(
                            String field, int hits, Pruning pruning, boolean reversed) {
                        return new Comparator(hits, measure);
                    }
                });
    }

    /// The numbers of a segment's texts, by their place among them.
    private long[] numbers(LeafReaderContext leaf, SortedDocValues texts, Measure measure) {
        Key key = new Key(Segment.core(leaf.reader()), measure.by(), measure.key());
        return kept.get(key, _ -> measured(texts, measure));
    }

    private static long[] measured(SortedDocValues texts, Measure measure) {
        long[] numbers = new long[texts.getValueCount()];
        try {
            TermsEnum each = texts.termsEnum();
            for (int i = 0; i < numbers.length && each.next() != null; i++) {
                numbers[i] = measure.of(each.term().utf8ToString());
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return numbers;
    }

    private final class Comparator extends ByNumber {

        private final Measure measure;
        private long[] numbers = {};
        private @Nullable SortedDocValues texts;

        Comparator(int hits, Measure measure) {
            super(hits);
            this.measure = measure;
        }

        @Override
        public LeafFieldComparator getLeafComparator(LeafReaderContext leaf) throws IOException {
            SortedDocValues of = DocValues.getSorted(leaf.reader(), field(measure.by()));
            texts = of;
            numbers = numbers(leaf, of, measure);
            return this;
        }

        @Override
        long number(int doc) throws IOException {
            SortedDocValues of = texts;
            return of != null && of.advanceExact(doc) ? numbers[of.ordValue()] : Measure.UNKNOWN;
        }
    }
}
