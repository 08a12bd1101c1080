package org.deltacommons.foundation.ledger.journal;

import java.util.List;
import org.deltacommons.kernel.Money;

/// What somebody asks to be posted: one line or several that stand or fall together.
///
/// @param summary why, in the poster's words (摘要)
public record Posting(String summary, List<Line> lines) {

    public static final int LINES_MAX = 100;
    static final int SUMMARY_LENGTH_MAX = 200;

    /// @param debit the id of an own account, such as `340500/1002.01`
    /// @param credit another one's
    public record Line(String debit, String credit, Money amount) {}

    public Posting {
        lines = List.copyOf(lines);
    }
}
