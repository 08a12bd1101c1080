package org.deltacommons.foundation.finding;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.CollectionStatistics;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermStatistics;
import org.jspecify.annotations.Nullable;

/// How frequent words are, which decides what they count. Held still while the number of documents
/// stays within a fiftieth of what it was: so a document that somebody changes does not shift the
/// fit of all others, who pages on misses nothing, and what was worked out for a word stays good.
final class Statistics {

    /// One document in so many may come or go.
    private static final int TOLERANCE = 50;

    private static final int TERMS_MAX = 20_000;

    /// A word that nothing has counts so much of the rarest one there could be.
    private static final float UNKNOWN = 0.6f;

    private final int documents;
    private final Map<String, CollectionStatistics> fields = new ConcurrentHashMap<>();
    private final Cache<Term, TermStatistics> terms =
            Caffeine.newBuilder().maximumSize(TERMS_MAX).build();
    private final Cache<Query, Float> rarities =
            Caffeine.newBuilder().maximumSize(TERMS_MAX).build();

    private Statistics(int documents) {
        this.documents = documents;
    }

    /// @param before those of an earlier state of the index; taken over while they are near enough
    static Statistics of(DirectoryReader reader, @Nullable Statistics before) {
        int now = reader.maxDoc();
        return before != null && Math.abs(now - before.documents) <= before.documents / TOLERANCE
                ? before
                : new Statistics(now);
    }

    /// What it says about a document that it has a word: the logarithm of one in how many have it.
    ///
    /// @param having how many have it; those that have been deleted may be among them
    float rarity(Query word, long having) {
        if (having == 0) {
            return rarity(documents, 0);
        }
        return rarities.get(word, _ -> rarity(documents, having));
    }

    /// The same of so many documents.
    static float rarity(long documents, long having) {
        if (having == 0) {
            return UNKNOWN * (float) Math.log(1.0 + documents);
        }
        double without = Math.max(0, documents - having) + 0.5;
        return (float) Math.log(1 + without / (having + 0.5));
    }

    /// A searcher that asks here first.
    IndexSearcher over(DirectoryReader reader) {
        return new IndexSearcher(reader) {
            @Override
            public @Nullable CollectionStatistics collectionStatistics(String field)
                    throws IOException {
                CollectionStatistics known = fields.get(field);
                if (known == null) {
                    known = super.collectionStatistics(field);
                    if (known != null) {
                        fields.put(field, known);
                    }
                }
                return known;
            }

            @Override
            public TermStatistics termStatistics(Term term, int documents, long occurrences)
                    throws IOException {
                TermStatistics known = terms.getIfPresent(term);
                if (known == null) {
                    known = possible(term, documents, occurrences);
                    terms.put(term, known);
                }
                return known;
            }

            /// A word may be in more documents by now than had its field when that was counted.
            private TermStatistics possible(Term term, int documents, long occurrences)
                    throws IOException {
                CollectionStatistics field = collectionStatistics(term.field());
                long most = field == null ? documents : Math.min(documents, field.docCount());
                return new TermStatistics(term.bytes(), most, Math.max(most, occurrences));
            }
        };
    }
}
