package org.deltacommons.foundation.finding;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.IndexSearcher;
import org.jspecify.annotations.Nullable;

/// One state of the index, the same for the whole of a search.
final class Reading implements Vocabulary {

    /// For sets of documents of the sentences asked last; a set of a million takes 125 kB.
    private static final long ANSWERED_BYTES = 16L << 20;

    private final DirectoryReader reader;
    private final IndexSearcher searcher;
    private final Statistics statistics;
    private final List<Segment> segments;
    private final Cache<Answered.Key, Answered> answered;
    private volatile @Nullable Lexicon lexicon;

    /// @param before an earlier state: what it knows of segments that are still there is used again
    Reading(DirectoryReader reader, @Nullable Reading before) throws IOException {
        this.reader = reader;
        this.statistics = Statistics.of(reader, before == null ? null : before.statistics);
        this.searcher = statistics.over(reader);
        // What is worth keeping is kept by WordDocs; Lucene's own cache would keep it again.
        this.searcher.setQueryCache(null);
        this.segments = segments(reader, before);
        int set = reader.maxDoc() / Byte.SIZE + 1;
        this.answered =
                Caffeine.newBuilder()
                        .maximumWeight(ANSWERED_BYTES)
                        .weigher((Answered.Key _, Answered one) -> one.sets() * set)
                        .executor(Runnable::run)
                        .build();
        // Words of titles change as slowly as their statistics.
        this.lexicon = before != null && before.statistics == statistics ? before.lexicon : null;
    }

    /// Read when somebody first mistypes something.
    @Override
    public Lexicon lexicon() throws IOException {
        Lexicon known = lexicon;
        if (known == null) {
            known = new Lexicon(this);
            lexicon = known;
        }
        return known;
    }

    @Override
    public Map<String, Long> chinese() throws IOException {
        return TermLists.chinese(reader);
    }

    @Override
    public Map<String, Long> latin() throws IOException {
        return TermLists.latin(reader);
    }

    @Override
    public @Nullable String nearest(String field, String word, int slips) throws IOException {
        return TermLists.nearest(reader, field, word, slips);
    }

    private static List<Segment> segments(DirectoryReader reader, @Nullable Reading before)
            throws IOException {
        Map<IndexReader.CacheKey, Segment> known = new HashMap<>();
        if (before != null) {
            before.segments.forEach(segment -> known.put(segment.core(), segment));
        }
        List<Segment> segments = new ArrayList<>();
        for (LeafReaderContext leaf : reader.leaves()) {
            Segment same = known.get(Segment.core(leaf.reader()));
            segments.add(Segment.of(leaf.reader(), same));
        }
        return List.copyOf(segments);
    }

    /// What was asked last of this reading.
    Cache<Answered.Key, Answered> answered() {
        return answered;
    }

    DirectoryReader reader() {
        return reader;
    }

    IndexSearcher searcher() {
        return searcher;
    }

    Statistics statistics() {
        return statistics;
    }

    /// In the order of the reader's leaves.
    List<Segment> segments() {
        return segments;
    }

    boolean tryAcquire() {
        return reader.tryIncRef();
    }

    void release() {
        try {
            reader.decRef();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
