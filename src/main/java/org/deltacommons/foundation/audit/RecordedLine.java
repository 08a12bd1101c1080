package org.deltacommons.foundation.audit;

import java.time.Instant;

/// A line with its place in the chain.
///
/// @param index counted from 1, without gaps
/// @param at when it was written
/// @param hash SHA-256 in hexadecimal over the hash before and this line
public record RecordedLine(long index, Instant at, AuditLine line, String hash) {}
