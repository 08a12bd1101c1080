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
/// @param conditions what the sentence says besides, each certain or only preferred
/// @param instead what was probably mistyped
/// @param meaning whether meanings were compared, not only words
/// @param ready false while the index is being built for the first time
public record Found(
        List<Hit> hits,
        @Nullable String next,
        long total,
        List<Facet> facets,
        List<String> dropped,
        List<Condition> conditions,
        List<Instead> instead,
        boolean meaning,
        boolean ready) {

    public Found {
        hits = List.copyOf(hits);
        facets = List.copyOf(facets);
        dropped = List.copyOf(dropped);
        conditions = List.copyOf(conditions);
        instead = List.copyOf(instead);
    }

    static Found nothing(List<Condition> conditions, boolean ready) {
        return new Found(
                List.of(), null, 0, List.of(), List.of(), conditions, List.of(), false, ready);
    }

    /// What was looked for in the place of a word that nothing has.
    public record Instead(String typed, String meant) {}

    /// A piece of text, marked where it matches; a template shows each piece as text, so nothing in
    /// it can become markup.
    public record Piece(String text, boolean marked) {}

    /// Why it was found: the words that a field has.
    public record Why(String field, List<String> words) {}

    /// @param title and snippet in the reader's language, marked
    /// @param met conditions of the sentence that it has
    /// @param near the passage that means something near; empty if it is found by its words alone
    /// @param far whether it fits so little that another order than the best fit puts it behind
    public record Hit(
            FindDocument document,
            List<Piece> title,
            List<Piece> snippet,
            List<Why> why,
            List<Condition> met,
            String near,
            boolean far) {}

    public record Value(String value, long count, boolean chosen) {}

    public record Facet(Dimension dimension, List<Value> values) {

        public boolean isChosen() {
            return values.stream().anyMatch(Value::chosen);
        }
    }
}
