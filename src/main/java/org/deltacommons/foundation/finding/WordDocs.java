package org.deltacommons.foundation.finding;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.ArrayUtil;
import org.apache.lucene.util.FixedBitSet;

/// Which documents have a word, and how well it fits each. People ask different questions in the
/// same few words, so a word is kept per segment; a question, its hits and its counts are worked
/// out each time. What is kept never goes stale: a segment does not change, what was deleted from
/// it is taken out afterwards, and when the [Statistics] change, so does the key.
final class WordDocs {

    /// Some hundred frequent words over a hundred thousand documents.
    private static final long BYTES_MAX = 32L << 20;

    private static final int ENTRY_BYTES = 400;

    private record Key(IndexReader.CacheKey segment, Statistics statistics, Query word) {}

    /// One word in one segment.
    ///
    /// @param docs that have it, deleted ones among them
    /// @param fits how well it fits each of them, in their order
    /// @param most the best of them
    @SuppressWarnings("ArrayRecordComponent") // Never compared, and it must be small.
    record Word(FixedBitSet docs, float[] fits, float most) {

        int bytes() {
            return ENTRY_BYTES + docs.length() / Byte.SIZE + fits.length * Float.BYTES;
        }
    }

    private final Cache<Key, Word> kept =
            Caffeine.newBuilder()
                    .maximumWeight(BYTES_MAX)
                    .weigher((Key _, Word word) -> word.bytes())
                    .build();

    /// The word in each segment.
    Word[] of(Reading reading, Query word) throws IOException {
        Word[] words = new Word[reading.segments().size()];
        for (int i = 0; i < words.length; i++) {
            Key key = new Key(reading.segments().get(i).core(), reading.statistics(), word);
            Word known = kept.getIfPresent(key);
            if (known == null) {
                known = read(reading, i, word);
                kept.put(key, known);
            }
            words[i] = known;
        }
        return words;
    }

    private static Word read(Reading reading, int segment, Query word) throws IOException {
        LeafReaderContext leaf = reading.reader().leaves().get(segment);
        FixedBitSet docs = new FixedBitSet(leaf.reader().maxDoc());
        float[] fits = new float[0];
        int count = 0;
        float most = 0;
        Scorer scorer = scorer(reading, leaf, word, ScoreMode.COMPLETE);
        if (scorer != null) {
            DocIdSetIterator having = scorer.iterator();
            for (int doc = having.nextDoc();
                    doc != DocIdSetIterator.NO_MORE_DOCS;
                    doc = having.nextDoc()) {
                docs.set(doc);
                fits = ArrayUtil.grow(fits, count + 1);
                fits[count] = scorer.score();
                most = Math.max(most, fits[count++]);
            }
        }
        return new Word(docs, Arrays.copyOf(fits, count), most);
    }

    /// The documents that fit a condition which is not worth keeping.
    static DocSet once(Reading reading, Query condition) throws IOException {
        FixedBitSet[] docs = new FixedBitSet[reading.segments().size()];
        for (int i = 0; i < docs.length; i++) {
            LeafReaderContext leaf = reading.reader().leaves().get(i);
            FixedBitSet some = new FixedBitSet(leaf.reader().maxDoc());
            Scorer scorer = scorer(reading, leaf, condition, ScoreMode.COMPLETE_NO_SCORES);
            if (scorer != null) {
                some.or(scorer.iterator());
            }
            docs[i] = reading.segments().get(i).living(some);
        }
        return new DocSet(docs);
    }

    private static @org.jspecify.annotations.Nullable Scorer scorer(
            Reading reading, LeafReaderContext leaf, Query query, ScoreMode mode)
            throws IOException {
        IndexSearcher searcher = reading.searcher();
        Weight weight = searcher.createWeight(searcher.rewrite(query), mode, 1f);
        return weight.scorer(leaf);
    }
}
