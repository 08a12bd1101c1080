package org.deltacommons.foundation.papers;

import org.deltacommons.kernel.Reason;

/// Why nothing is said about a paper.
enum CheckReason implements Reason {
    /// No paper has this code, or it is no code at all; nobody is told which.
    CHECK_CODE_NOT_FOUND;

    @Override
    public String module() {
        return "papers";
    }
}
