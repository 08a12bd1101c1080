package org.deltacommons.foundation.procedures;

import org.deltacommons.foundation.lane.Personal;

/// A document of a case, by the hash under which it is kept once.
///
/// @param kind a message key's last part, such as `contract`
/// @param hash SHA-256 of the content, 64 hexadecimal digits
/// @param bytes its size, 1 to 20 MiB
public record Attachment(String kind, String hash, @Personal String name, String type, long bytes) {

    public Attachment {
        if (!hash.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("not a SHA-256: " + hash);
        }
    }
}
