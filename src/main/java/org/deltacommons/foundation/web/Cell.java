package org.deltacommons.foundation.web;

import org.jspecify.annotations.Nullable;

/// @param value a raw value, shown by [Words#show]
/// @param href where it leads
/// @param mark a sign in front of it; a cell that differs from its neighbour is marked `WARN`
public record Cell(@Nullable Object value, @Nullable String href, @Nullable Mark mark) {

    public static Cell of(@Nullable Object value) {
        return new Cell(value, null, null);
    }

    public static Cell link(@Nullable Object value, @Nullable String href) {
        return new Cell(value, href, null);
    }

    public static Cell marked(@Nullable Object value, Mark mark) {
        return new Cell(value, null, mark);
    }
}
