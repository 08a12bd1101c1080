package org.deltacommons.foundation.papers;

import java.util.Optional;

/// Contributed as a bean by each module that issues papers, so that anybody who holds one can ask
/// whether it is genuine.
public interface Checkable {

    /// Looks for the paper with this code in the present records. Asked by anybody, so it must be
    /// quick and say nothing that the paper itself does not say.
    ///
    /// @param code as made by [CheckCodes#of]
    Optional<CheckResult> check(String code);
}
