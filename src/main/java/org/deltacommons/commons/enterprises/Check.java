package org.deltacommons.commons.enterprises;

import org.deltacommons.foundation.web.Mark;

/// The three answers of a check. Without data the answer is never "met".
public enum Check {
    MET,
    NOT_MET,
    NOT_VERIFIED;

    public Mark mark() {
        return Mark.valueOf(name());
    }
}
