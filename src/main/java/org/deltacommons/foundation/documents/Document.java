package org.deltacommons.foundation.documents;

import java.time.Instant;
import java.util.Set;

/// What is known of a document.
///
/// @param hash SHA-256 of its bytes, 64 hexadecimal digits
/// @param name as it was first given, without folders
/// @param type as found by looking inside
/// @param size in bytes
/// @param by the id of whoever brought it in first
public record Document(
        String hash,
        String name,
        DocumentType type,
        long size,
        Set<Warning> warnings,
        String by,
        Instant at) {

    public Document {
        warnings = Set.copyOf(warnings);
    }
}
