package org.deltacommons.foundation.procedures;

import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Outcome;

/// Where refused attempts are noted; implemented over the audit log.
public interface Refusals {

    /// Notes a refusal and passes the outcome on.
    <T> Outcome<T> noted(Actor actor, String operation, String subject, Outcome<T> outcome);

    /// Notes that somebody asked for what is not theirs.
    void denied(Actor actor, String operation, String subject);
}
