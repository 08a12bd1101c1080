package org.deltacommons.foundation.identity.accounts;

import java.time.Instant;
import org.deltacommons.kernel.Membership;
import org.deltacommons.kernel.Role;
import org.jspecify.annotations.Nullable;

/// One membership as a person's row keeps it, past ones included.
///
/// @param where an organisation's id or a division's code
/// @param from first instant
/// @param until first instant after; open while `null`
/// @param grantedBy who gave it
/// @param second the other person, where the role takes two
/// @param delegatedBy whose membership it is on loan from
public record Held(
        Role role,
        String where,
        Instant from,
        @Nullable Instant until,
        String grantedBy,
        @Nullable String second,
        @Nullable String delegatedBy) {

    public Held {
        if (until != null && !from.isBefore(until)) {
            throw new IllegalArgumentException("a membership ends after it begins");
        }
    }

    public boolean isInForce(Instant now) {
        return !now.isBefore(from) && !isOver(now);
    }

    public boolean isOver(Instant now) {
        return until != null && !now.isBefore(until);
    }

    boolean is(Role asked, String place) {
        return role == asked && where.equals(place);
    }

    /// The same membership, over from now on.
    Held ended(Instant now) {
        return new Held(role, where, from, now, grantedBy, second, delegatedBy);
    }

    public Membership membership() {
        return new Membership(role, where);
    }
}
