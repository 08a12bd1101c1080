package org.deltacommons.foundation.lane;

import java.util.UUID;
import org.deltacommons.kernel.Province;

/// Where the lane keeps its answers, for those who look from outside.
public final class AnswerKeys {

    private AnswerKeys() {}

    /// @param owner whose key it is: a client or a person
    public static UUID of(Province home, String owner, String operation, String key) {
        return Keys.of(home, owner + " " + operation, key);
    }
}
