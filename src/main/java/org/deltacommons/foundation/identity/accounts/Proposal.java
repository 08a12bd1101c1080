package org.deltacommons.foundation.identity.accounts;

import java.time.Instant;
import org.deltacommons.foundation.lane.Row;
import org.deltacommons.foundation.lane.Stored;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Role;
import org.jspecify.annotations.Nullable;

/// A membership that takes a second person to give.
///
/// @param delegatedBy whose membership it would be on loan from
@Stored("identity.proposal")
public record Proposal(
        Id<Proposal> id,
        Province home,
        Id<Person> person,
        Role role,
        String place,
        Instant validFrom,
        @Nullable Instant validUntil,
        @Nullable String delegatedBy,
        State state,
        String proposedBy,
        Instant proposedAt,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt)
        implements Row {

    /// Where it stands.
    public enum State {
        OPEN,
        GRANTED,
        REFUSED
    }

    Proposal decided(State how, String by, Instant at) {
        return new Proposal(
                id,
                home,
                person,
                role,
                place,
                validFrom,
                validUntil,
                delegatedBy,
                how,
                proposedBy,
                proposedAt,
                by,
                at);
    }

    /// What is claimed while it is open.
    String key() {
        return person + "|" + role + "|" + place;
    }
}
