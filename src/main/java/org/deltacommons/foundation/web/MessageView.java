package org.deltacommons.foundation.web;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One message kept with a case.
///
/// @param author name
/// @param organisation for whom they write
/// @param mine whether the reader's own side wrote it
public record MessageView(
        String author, @Nullable String organisation, Instant at, String text, boolean mine) {}
