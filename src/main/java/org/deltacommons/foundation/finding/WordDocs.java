package org.deltacommons.foundation.finding;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.FixedBitSet;

/// Which documents have a word. People ask different questions in the same few words, so a word's
/// documents are kept per segment; a question, its hits and its counts are worked out each time.
/// What is kept never goes stale: a segment does not change, and what was deleted from it is taken
/// out afterwards.
final class WordDocs {

    /// About a thousand words over a hundred thousand documents.
    private static final long BYTES_MAX = 16L << 20;

    private static final int ENTRY_BYTES = 400;

    private record Key(IndexReader.CacheKey segment, Query word) {}

    private final Cache<Key, FixedBitSet> kept =
            Caffeine.newBuilder()
                    .maximumWeight(BYTES_MAX)
                    .weigher((Key _, FixedBitSet docs) -> ENTRY_BYTES + docs.length() / Byte.SIZE)
                    .build();

    /// The documents that have the word.
    DocSet of(Reading reading, Query word) throws IOException {
        FixedBitSet[] docs = new FixedBitSet[reading.segments().size()];
        for (int i = 0; i < docs.length; i++) {
            Segment segment = reading.segments().get(i);
            Key key = new Key(segment.core(), word);
            FixedBitSet known = kept.getIfPresent(key);
            if (known == null) {
                known = matching(reading, i, word);
                kept.put(key, known);
            }
            docs[i] = segment.living(known);
        }
        return new DocSet(docs);
    }

    /// The documents that fit a condition which is not worth keeping.
    static DocSet once(Reading reading, Query condition) throws IOException {
        FixedBitSet[] docs = new FixedBitSet[reading.segments().size()];
        for (int i = 0; i < docs.length; i++) {
            docs[i] = reading.segments().get(i).living(matching(reading, i, condition));
        }
        return new DocSet(docs);
    }

    private static FixedBitSet matching(Reading reading, int segment, Query query)
            throws IOException {
        IndexSearcher searcher = reading.searcher();
        LeafReaderContext leaf = searcher.getIndexReader().leaves().get(segment);
        FixedBitSet docs = new FixedBitSet(leaf.reader().maxDoc());
        Weight weight =
                searcher.createWeight(
                        searcher.rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1f);
        Scorer scorer = weight.scorer(leaf);
        if (scorer != null) {
            docs.or(scorer.iterator());
        }
        return docs;
    }
}
