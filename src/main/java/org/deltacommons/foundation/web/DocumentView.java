package org.deltacommons.foundation.web;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One document kept with a case.
///
/// @param kind a message key: contract, invoice, report
/// @param size in bytes
/// @param hash SHA-256 in hexadecimal
/// @param at when it was brought in, if that is known
/// @param by who brought it in
public record DocumentView(
        String name,
        @Nullable String kind,
        String href,
        long size,
        @Nullable String hash,
        @Nullable Instant at,
        @Nullable String by) {}
