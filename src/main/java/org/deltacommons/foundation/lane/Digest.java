package org.deltacommons.foundation.lane;

import org.deltacommons.kernel.Sha256;
import org.jspecify.annotations.Nullable;

/// What tells whether a repeated key stands for the same again. It is kept for ever, and the
/// content may have personal texts, which can be erased where they lie; so it is hashed behind the
/// key, of which the lane itself keeps a hash only: who does not have the key cannot find a text by
/// trying.
///
/// @param kept 64 hexadecimal digits
/// @param content as it is written as JSON
record Digest(String kept, String content) {

    /// @param scope whose key it is, and of which operation
    static Digest of(String scope, String key, @Nullable Object content) {
        String text = Json.text(content);
        return new Digest(Sha256.hex(scope + '\0' + key + '\0' + text), text);
    }

    /// @param before as it was kept, perhaps by a version that hashed the content alone
    boolean is(String before) {
        return kept.equals(before) || Sha256.hex(content).equals(before);
    }
}
