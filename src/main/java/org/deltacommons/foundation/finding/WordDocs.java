package org.deltacommons.foundation.finding;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.Weight;
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

    /// Documents of a segment that takes some time to read.
    private static final int LARGE = 10_000;

    private static final int ASKED_MAX = 4_000;

    /// Documents that have a word which takes some time to read.
    private static final int FREQUENT = 1_000;

    private static final int FREQUENT_MAX = 1_000;

    private record Ahead(IndexReader.CacheKey segment, Statistics statistics) {}

    private record Key(IndexReader.CacheKey segment, Statistics statistics, Query word) {}

    /// One word in one segment.
    ///
    /// @param documents of the segment
    /// @param bits those that have it, deleted ones among them; null where they are few
    /// @param few the same, in rising order; null where they are many
    /// @param fits how well it fits each of them, in their order
    @SuppressWarnings("ArrayRecordComponent") // Never compared, and it must be small.
    record Word(int documents, @Nullable FixedBitSet bits, int @Nullable [] few, WordFits fits) {

        /// @param bits those that have it; from now on this word's
        static Word of(FixedBitSet bits, WordFits fits) {
            int documents = bits.length();
            if (fits.count() >= documents / SPARSE) {
                return new Word(documents, bits, null, fits);
            }
            int[] few = new int[fits.count()];
            for (int i = 0, doc = -1; i < few.length; i++) {
                doc = bits.nextSetBit(doc + 1);
                few[i] = doc;
            }
            return new Word(documents, null, few, fits);
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
            return fits.count() == 0;
        }

        private int bytes() {
            int docs = bits == null ? fits.count() * Integer.BYTES : documents / Byte.SIZE;
            return ENTRY_BYTES + docs + fits.bytes();
        }
    }

    private final Cache<Key, Word> kept =
            Caffeine.newBuilder()
                    .maximumWeight(BYTES_MAX)
                    .weigher((Key _, Word word) -> word.bytes())
                    .executor(Runnable::run)
                    .build();

    private final Cache<Query, Boolean> asked =
            Caffeine.newBuilder().maximumSize(ASKED_MAX).executor(Runnable::run).build();

    /// Segments that were read ahead.
    private final Cache<Ahead, Boolean> ahead = Caffeine.newBuilder().maximumSize(100).build();

    /// The word in each segment.
    Word[] of(Reading reading, Query query) throws IOException {
        Query word = present(reading, query);
        asked.put(word, true);
        Word[] words = new Word[reading.segments().size()];
        for (int i = 0; i < words.length; i++) {
            words[i] = of(reading, i, word);
        }
        return words;
    }

    /// Without the designations that nothing has. A Latin word is tried joined to its neighbours,
    /// too; what is left is the word alone, and the same in every question.
    private static Query present(Reading reading, Query word) throws IOException {
        if (!(word instanceof DisjunctionMaxQuery any)) {
            return word;
        }
        List<Query> left = new ArrayList<>();
        for (Query one : any.getDisjuncts()) {
            Query plain = one instanceof BoostQuery boosted ? boosted.getQuery() : one;
            boolean absent =
                    plain instanceof TermQuery term
                            && term.getTerm().field().equals(Analysis.CODES)
                            && reading.reader().docFreq(term.getTerm()) == 0;
            if (!absent) {
                left.add(one);
            }
        }
        return left.size() == any.getDisjuncts().size()
                ? word
                : new DisjunctionMaxQuery(left, any.getTieBreakerMultiplier());
    }

    private Word of(Reading reading, int segment, Query word) throws IOException {
        Key key = new Key(reading.segments().get(segment).core(), reading.statistics(), word);
        Word known = kept.getIfPresent(key);
        if (known == null) {
            LeafReaderContext leaf = reading.reader().leaves().get(segment);
            known = WordReader.read(reading.searcher(), leaf, word);
            kept.put(key, known);
        }
        return known;
    }

    /// Words that people will ask for, though nobody has yet.
    void expect(Collection<Query> words) {
        words.forEach(word -> asked.put(word, true));
    }

    /// The most frequent words of titles, as they stand there.
    static List<String> frequent(Reading reading) throws IOException {
        Terms terms = MultiTerms.getTerms(reading.reader(), Analysis.TITLE);
        Map<String, Integer> having = new HashMap<>();
        TermsEnum each = terms == null ? TermsEnum.EMPTY : terms.iterator();
        while (each.next() != null) {
            if (each.docFreq() >= FREQUENT) {
                having.put(each.term().utf8ToString(), each.docFreq());
            }
        }
        return having.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .limit(FREQUENT_MAX)
                .map(Map.Entry::getKey)
                .toList();
    }

    /// Reads what was asked for, and what is expected, of large segments that are new: whoever asks
    /// after a start, a rebuild or a merge need not wait for it.
    ///
    /// @param ending when to leave off
    void readAhead(Reading reading, BooleanSupplier ending) throws IOException {
        for (int i = 0; i < reading.segments().size(); i++) {
            Segment segment = reading.segments().get(i);
            Ahead now = new Ahead(segment.core(), reading.statistics());
            if (segment.documents() >= LARGE && ahead.getIfPresent(now) == null) {
                for (Query word : List.copyOf(asked.asMap().keySet())) {
                    if (ending.getAsBoolean()) {
                        return;
                    }
                    of(reading, i, word);
                }
                ahead.put(now, true);
            }
        }
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
