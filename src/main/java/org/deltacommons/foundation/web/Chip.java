package org.deltacommons.foundation.web;

import org.jspecify.annotations.Nullable;

/// A filter in force.
///
/// @param label a message key
/// @param value what it is set to; `null` for a toggle
/// @param removeHref the list without it
public record Chip(String label, @Nullable String value, String removeHref) {}
