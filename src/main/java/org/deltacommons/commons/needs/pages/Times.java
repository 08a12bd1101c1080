package org.deltacommons.commons.needs.pages;

import java.time.DateTimeException;
import java.time.Instant;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.foundation.web.WebReason;

/// Reads what a cursor carries.
final class Times {

    private Times() {}

    /// @throws RefusedException (422) if it is no cursor of ours
    static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException _) {
            throw new RefusedException(WebReason.CURSOR_INVALID);
        }
    }

    /// @throws RefusedException (422) if it is no cursor of ours
    static long number(String text) {
        if (!text.matches("\\d{1,18}")) {
            throw new RefusedException(WebReason.CURSOR_INVALID);
        }
        return Long.parseLong(text);
    }
}
