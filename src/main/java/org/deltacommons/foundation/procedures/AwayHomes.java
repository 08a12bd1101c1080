package org.deltacommons.foundation.procedures;

import java.time.Instant;
import java.util.Optional;
import org.deltacommons.kernel.Province;

/// Which of the other homes are away, as far as this node can tell. The inverse port of the module
/// that follows their feeds; without it every home is here.
public interface AwayHomes {

    /// Since when nothing that could be relied on was heard of a home; empty while it answers, and
    /// for a short silence that is nothing to speak of.
    Optional<Instant> awaySince(Province home);

    /// Whether the home was heard of and nothing is wrong with it. After a start neither is known
    /// until it was asked.
    boolean isHeard(Province home);
}
