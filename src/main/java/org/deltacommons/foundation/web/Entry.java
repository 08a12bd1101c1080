package org.deltacommons.foundation.web;

import org.jspecify.annotations.Nullable;

/// One line of a section: a label and what stands beside it.
///
/// @param label a message key
/// @param value a raw value, shown by [Words#show]; `null` is shown as a dash
/// @param mark whether the condition is met, if the line is one
/// @param note a sentence in the reader's language: what would satisfy it, why it is so
/// @param source where it stands or comes from: a document, a register with its date
/// @param href where the value leads
public record Entry(
        String label,
        @Nullable Object value,
        @Nullable Mark mark,
        @Nullable String note,
        @Nullable String source,
        @Nullable String href) {

    public static Entry of(String label, @Nullable Object value) {
        return new Entry(label, value, null, null, null, null);
    }

    /// What a person wrote where something must be written: an empty text was erased by law.
    ///
    /// @param text `null` where nothing was written
    public static Entry written(String label, @Nullable String text) {
        return of(label, text != null && text.isEmpty() ? Phrase.of(Words.ERASED) : text);
    }

    public static Entry link(String label, @Nullable Object value, String href) {
        return new Entry(label, value, null, null, null, href);
    }

    /// A checked condition.
    public static Entry check(String label, @Nullable Object value, Mark mark) {
        return new Entry(label, value, mark, null, null, null);
    }

    public Entry noted(@Nullable String sentence) {
        return new Entry(label, value, mark, sentence, source, href);
    }

    public Entry from(@Nullable String origin) {
        return new Entry(label, value, mark, note, origin, href);
    }

    public Entry marked(Mark sign) {
        return new Entry(label, value, sign, note, source, href);
    }

    public Entry leadingTo(@Nullable String address) {
        return new Entry(label, value, mark, note, source, address);
    }
}
