package org.deltacommons.foundation.web;

/// @param label a message key
public record Column(String label, Align align) {

    public static Column of(String label) {
        return new Column(label, Align.START);
    }

    /// A column of amounts or counts.
    public static Column amount(String label) {
        return new Column(label, Align.END);
    }
}
