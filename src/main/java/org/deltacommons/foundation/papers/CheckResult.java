package org.deltacommons.foundation.papers;

import java.time.Instant;
import java.util.List;
import org.deltacommons.foundation.web.Entry;
import org.deltacommons.foundation.web.State;
import org.jspecify.annotations.Nullable;

/// What the records say today about a paper.
///
/// @param title a message key: what paper it is
/// @param number the paper's number
/// @param issuer the issuing office
/// @param holder whose paper it is; a person's name masked, see [Masked]
/// @param entries amounts and days that stand on it
/// @param state where its matter stands today
/// @param issued when it was issued
/// @param digest [PdfPaper#digest] of the paper as it would be printed today; `null` if it cannot
///   be told, then nothing is said about a match
public record CheckResult(
        String title,
        String number,
        String issuer,
        String holder,
        List<Entry> entries,
        State state,
        Instant issued,
        @Nullable String digest) {

    public CheckResult {
        entries = List.copyOf(entries);
    }
}
