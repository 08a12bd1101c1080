package org.deltacommons.foundation.web;

import org.jspecify.annotations.Nullable;

/// One box of a calendar.
///
/// @param kind the style: `free`, `own`, `taken`, `maintenance`, `closed`, `early`
/// @param label in words: what it is, or for a free one what choosing it does
/// @param href where a free one leads
public record TimeCell(String kind, String label, @Nullable String href) {}
