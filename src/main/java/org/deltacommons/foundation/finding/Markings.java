package org.deltacommons.foundation.finding;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.function.Supplier;

/// What was marked in the hits shown lately: who adds a facet or turns the order round sees many of
/// the same hits for the same sentence. Nothing in it goes stale, because neither a question that
/// is kept nor a segment changes.
final class Markings {

    /// In characters, two bytes each.
    private static final long CHARACTERS_MAX = 6L << 20;

    /// What an entry and each of its pieces have besides their text, in characters.
    private static final int ENTRY = 120;

    private static final int PIECE = 40;

    /// @param question the very same, as a reading keeps it: two that read alike are two
    private record Key(Question question, Documents.Key document, boolean english) {}

    private final Cache<Key, Marked> kept =
            Caffeine.newBuilder()
                    .maximumWeight(CHARACTERS_MAX)
                    .weigher((Key _, Marked one) -> ENTRY + one.characters() + PIECE * one.pieces())
                    .build();

    /// @param doc its number in the reading
    Marked of(
            Reading reading,
            int doc,
            Question question,
            boolean english,
            Supplier<Marked> otherwise) {
        Key key = new Key(question, Documents.key(reading, doc), english);
        Marked known = kept.getIfPresent(key);
        if (known == null) {
            known = otherwise.get();
            kept.put(key, known);
        }
        return known;
    }
}
