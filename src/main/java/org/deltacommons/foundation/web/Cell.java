package org.deltacommons.foundation.web;

import org.jspecify.annotations.Nullable;

/// @param value a raw value, shown by [Words#show]
/// @param href where it leads
/// @param mark a sign in front of it; a cell that differs from its neighbour is marked `WARN`
/// @param filed the value that goes into a file, where a person's words for it are none that a
///   spreadsheet can sort by; null for the value itself
public record Cell(
        @Nullable Object value,
        @Nullable String href,
        @Nullable Mark mark,
        @Nullable Object filed) {

    public Cell(@Nullable Object value, @Nullable String href, @Nullable Mark mark) {
        this(value, href, mark, null);
    }

    /// As [Entry#written].
    public static Cell written(@Nullable String text) {
        return of(text != null && text.isEmpty() ? Phrase.of(Words.ERASED) : text);
    }

    public static Cell of(@Nullable Object value) {
        return new Cell(value, null, null);
    }

    public static Cell link(@Nullable Object value, @Nullable String href) {
        return new Cell(value, href, null);
    }

    public static Cell marked(@Nullable Object value, Mark mark) {
        return new Cell(value, null, mark);
    }

    /// The same on the screen, with another value in a file.
    public Cell filedAs(@Nullable Object other) {
        return new Cell(value, href, mark, other);
    }
}
