package org.deltacommons.foundation.finding;

import java.io.IOException;
import java.util.Map;
import java.util.Set;

/// The passages of an index that are to be compared by meaning, see [Passages].
interface PassageSource {

    /// Reads what passages say.
    interface Texts {
        Map<String, String> of(Set<String> names) throws IOException;
    }

    interface To {
        /// @return whether to go on
        boolean take(Set<String> names, Texts texts) throws IOException, InterruptedException;
    }

    /// Gives what it has not given before, some at a time. What was given when the taker left off
    /// is given again.
    void give(To to) throws IOException, InterruptedException;

    /// How many there are that a set of vectors lacks.
    long missing(Vectors vectors) throws IOException;
}
