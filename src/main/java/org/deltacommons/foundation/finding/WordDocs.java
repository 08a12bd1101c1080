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
import org.jspecify.annotations.Nullable;

/// Which documents have a word, and how well it fits each. People ask different questions in the
/// same few words, so a word is kept per segment; a question, its hits and its counts are worked
/// out each time. What is kept never goes stale: a segment does not change, what was deleted from
/// it is taken out afterwards, and when the [Statistics] change, so does the key.
final class WordDocs {

    /// All words that people ask for, where there are a million documents: some hundred frequent
    /// ones of a megabyte each. A server with little memory keeps fewer and reads the rest again.
    private static final long BYTES_MAX =
            Math.max(32L << 20, Math.min(256L << 20, Runtime.getRuntime().maxMemory() / 5));

    private static final int ENTRY_BYTES = 400;

    /// A word that fewer than one document in so many has is a list of numbers.
    private static final int SPARSE = 64;

    private record Key(IndexReader.CacheKey segment, Statistics statistics, Query word) {}

    /// One word in one segment.
    ///
    /// @param documents of the segment
    /// @param bits those that have it, deleted ones among them; null where they are few
    /// @param few the same, in rising order; null where they are many
    /// @param fits how well it fits each of them, in their order
    /// @param most the best of them
    @SuppressWarnings("ArrayRecordComponent") // Never compared, and it must be small.
    record Word(
            int documents,
            @Nullable FixedBitSet bits,
            int @Nullable [] few,
            float[] fits,
            float most) {

        static Word of(int documents, int[] docs, float[] fits, float most) {
            boolean sparse = docs.length < documents / SPARSE;
            return new Word(
                    documents,
                    sparse ? null : set(documents, docs),
                    sparse ? docs : null,
                    fits,
                    most);
        }

        private static FixedBitSet set(int documents, int[] docs) {
            FixedBitSet set = new FixedBitSet(documents);
            for (int doc : docs) {
                set.set(doc);
            }
            return set;
        }

        /// The documents that have it, deleted ones among them; not to be changed.
        FixedBitSet docs() {
            return bits != null ? bits : set(documents, few == null ? new int[0] : few);
        }

        boolean isNowhere() {
            return fits.length == 0;
        }

        private int bytes() {
            int docs = bits == null ? fits.length * Integer.BYTES : documents / Byte.SIZE;
            return ENTRY_BYTES + docs + fits.length * Float.BYTES;
        }
    }

    private final Cache<Key, Word> kept =
            Caffeine.newBuilder()
                    .maximumWeight(BYTES_MAX)
                    .weigher((Key _, Word word) -> word.bytes())
                    .executor(Runnable::run)
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
        int[] docs = new int[0];
        float[] fits = new float[0];
        int count = 0;
        float most = 0;
        Scorer scorer = scorer(reading, leaf, word, ScoreMode.COMPLETE);
        if (scorer != null) {
            DocIdSetIterator having = scorer.iterator();
            for (int doc = having.nextDoc();
                    doc != DocIdSetIterator.NO_MORE_DOCS;
                    doc = having.nextDoc()) {
                docs = ArrayUtil.grow(docs, count + 1);
                fits = ArrayUtil.grow(fits, count + 1);
                docs[count] = doc;
                fits[count] = scorer.score();
                most = Math.max(most, fits[count++]);
            }
        }
        return Word.of(
                leaf.reader().maxDoc(),
                Arrays.copyOf(docs, count),
                Arrays.copyOf(fits, count),
                most);
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

    private static @Nullable Scorer scorer(
            Reading reading, LeafReaderContext leaf, Query query, ScoreMode mode)
            throws IOException {
        IndexSearcher searcher = reading.searcher();
        Weight weight = searcher.createWeight(searcher.rewrite(query), mode, 1f);
        return weight.scorer(leaf);
    }
}
