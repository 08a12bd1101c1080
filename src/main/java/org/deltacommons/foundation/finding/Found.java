package org.deltacommons.foundation.finding;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was found.
///
/// @param next the cursor of the next page, `null` on the last
/// @param total of hits
/// @param facets with counts, in the order of the dimensions; those chosen among them
/// @param dropped words that nothing has together with the rest: the hits are the nearest, without
///   them
/// @param ready false while the index is being built for the first time
public record Found(
        List<Hit> hits,
        @Nullable String next,
        long total,
        List<Facet> facets,
        List<String> dropped,
        boolean ready) {

    public Found {
        hits = List.copyOf(hits);
        facets = List.copyOf(facets);
        dropped = List.copyOf(dropped);
    }

    /// A piece of text, marked where it matches; a template shows each piece as text, so nothing in
    /// it can become markup.
    public record Piece(String text, boolean marked) {}

    /// Why it was found: the words that a field has.
    public record Why(String field, List<String> words) {}

    /// @param title and snippet in the reader's language, marked
    public record Hit(
            FindDocument document, List<Piece> title, List<Piece> snippet, List<Why> why) {}

    public record Value(String value, long count, boolean chosen) {}

    public record Facet(Dimension dimension, List<Value> values) {

        public boolean isChosen() {
            return values.stream().anyMatch(Value::chosen);
        }
    }
}
