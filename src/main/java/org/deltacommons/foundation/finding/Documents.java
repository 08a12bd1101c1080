package org.deltacommons.foundation.finding;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.StoredFields;
import org.deltacommons.foundation.lane.Json;

/// The documents of hits, read from the index and kept while they are shown often: unpacking and
/// reading one costs more than all else that a hit needs. What is kept never goes stale, because a
/// segment does not change.
final class Documents {

    /// A sixteenth of the memory there is, two bytes a character.
    private static final long CHARACTERS_MAX =
            Math.max(8L << 20, Math.min(64L << 20, Runtime.getRuntime().maxMemory() / 32));

    /// What a document has besides its JSON, in characters.
    private static final int ENTRY = 300;

    /// A document wherever it is read: its segment, and its number there.
    record Key(IndexReader.CacheKey segment, int doc) {}

    private record Kept(FindDocument document, int length) {}

    private final Cache<Key, Kept> kept =
            Caffeine.newBuilder()
                    .maximumWeight(CHARACTERS_MAX)
                    .weigher((Key _, Kept one) -> one.length() + ENTRY)
                    .build();

    /// @param doc its number in the reading
    static Key key(Reading reading, int doc) {
        LeafReaderContext leaf = leaf(reading, doc);
        return new Key(Segment.core(leaf.reader()), doc - leaf.docBase);
    }

    private static LeafReaderContext leaf(Reading reading, int doc) {
        List<LeafReaderContext> leaves = reading.reader().leaves();
        return leaves.get(ReaderUtil.subIndex(doc, leaves));
    }

    /// @param doc its number in the reading
    FindDocument of(Reading reading, int doc) throws IOException {
        Key key = key(reading, doc);
        Kept known = kept.getIfPresent(key);
        if (known == null) {
            String json = json(leaf(reading, doc).reader().storedFields(), key.doc());
            known = new Kept(Json.read(json, FindDocument.class), json.length());
            kept.put(key, known);
        }
        return known.document();
    }

    /// One as it is stored, for whoever needs it once.
    static FindDocument stored(StoredFields from, int doc) throws IOException {
        return Json.read(json(from, doc), FindDocument.class);
    }

    private static String json(StoredFields from, int doc) throws IOException {
        return Objects.requireNonNull(from.document(doc, Set.of(Shelf.JSON)).get(Shelf.JSON));
    }
}
