package org.deltacommons.foundation.web;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One message kept with a case.
///
/// @param author name
/// @param organisation for whom they write
/// @param text empty once it is gone
/// @param mine whether the reader's own side wrote it
/// @param reference the fact, as `340000/123`
/// @param erased when the text was erased, as far as this node was told
public record MessageView(
        String author,
        @Nullable String organisation,
        Instant at,
        String text,
        boolean mine,
        String reference,
        @Nullable Instant erased) {}
