package org.deltacommons.foundation.web;

/// A state as a value of a cell or an entry: a word with icon and colour.
///
/// @param label a message key
public record State(String label, StateTone tone) {}
