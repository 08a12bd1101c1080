package org.deltacommons.foundation.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A titled part of a page: lines, a table, or both.
///
/// @param title a message key
/// @param intro a sentence in the reader's language above the lines
public record Section(
        String title, List<Entry> entries, @Nullable Table table, @Nullable String intro) {

    public Section {
        entries = List.copyOf(entries);
    }

    public static Section of(String title, Entry... entries) {
        return new Section(title, List.of(entries), null, null);
    }

    public static Section of(String title, List<Entry> entries) {
        return new Section(title, entries, null, null);
    }

    public static Section of(String title, Table table) {
        return new Section(title, List.of(), table, null);
    }

    public Section introduced(@Nullable String sentence) {
        return new Section(title, entries, table, sentence);
    }

    public Section with(Table more) {
        return new Section(title, entries, more, intro);
    }

    /// How many lines it has, those of its table among them.
    public int lines() {
        return entries.size() + (table == null ? 0 : table.rows().size());
    }
}
