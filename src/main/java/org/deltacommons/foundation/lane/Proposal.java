package org.deltacommons.foundation.lane;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A decided Unit on its way to the judge, with everything that it rests on.
///
/// @param unit identifies it for ever; a command without a key is found again by it
/// @param scope whose key it is, and of which operation
/// @param digest of the command's content
/// @param guards the version of every own row that the decision read; 0 means it must not exist
/// @param answer the outcome as it shall be given to the caller, and again for the same key
record Proposal(
        String unit,
        Province home,
        String scope,
        String key,
        String digest,
        Map<RowRef, Long> guards,
        List<Part> parts,
        JsonNode answer,
        @Nullable Instant before,
        @Nullable Refusal late,
        String by) {

    /// One row by class and id.
    record RowRef(Class<? extends Row> type, String id) {}

    /// The name under which its answer is kept.
    record KeyOf(String scope, String key) {}

    KeyOf keyOf() {
        return new KeyOf(scope, key);
    }
}
