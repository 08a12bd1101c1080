package org.deltacommons.foundation.web;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One page of a list, as pages and API hand it out.
///
/// @param next the cursor of the next page, `null` on the last
/// @param total how many there are in all
public record Paged<T>(List<T> items, @Nullable String next, long total) {

    public Paged {
        items = List.copyOf(items);
    }

    /// Of up to `size + 1` fetched items: the first `size`, and a cursor if there was one more.
    ///
    /// @param cursor what the next page starts after, made from the last item shown
    public static <T> Paged<T> of(
            List<T> fetched, int size, long total, Function<T, Cursor> cursor) {
        if (fetched.size() <= size) {
            return new Paged<>(fetched, null, total);
        }
        List<T> shown = fetched.subList(0, size);
        return new Paged<>(shown, cursor.apply(shown.getLast()).encode(), total);
    }

    public <U> Paged<U> map(Function<T, U> shape) {
        return new Paged<>(items.stream().map(shape).toList(), next, total);
    }
}
