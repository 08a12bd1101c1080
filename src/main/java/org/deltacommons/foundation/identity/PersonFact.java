package org.deltacommons.foundation.identity;

import java.time.Instant;
import org.deltacommons.foundation.lane.FactKind;
import org.deltacommons.kernel.Role;
import org.jspecify.annotations.Nullable;

/// What becomes of accounts and memberships. Told at home only; no name, number or address.
public sealed interface PersonFact {

    @FactKind("identity.PersonRegistered")
    record PersonRegistered(String person) implements PersonFact {}

    @FactKind("identity.PersonChanged")
    record PersonChanged(String person) implements PersonFact {}

    @FactKind("identity.PersonDeactivated")
    record PersonDeactivated(String person, String reason) implements PersonFact {}

    @FactKind("identity.PersonReactivated")
    record PersonReactivated(String person) implements PersonFact {}

    /// @param temporary whether it was set for them and must be changed at the next sign-in
    @FactKind("identity.PasswordChanged")
    record PasswordChanged(String person, boolean temporary) implements PersonFact {}

    /// An account of an authority's own identity service was tied to the person.
    @FactKind("identity.AccountLinked")
    record AccountLinked(String person, String issuer) implements PersonFact {}

    /// @param second the other person, where the role takes two
    /// @param delegatedBy whose membership it is on loan from
    @FactKind("identity.MembershipGranted")
    record MembershipGranted(
            String person,
            Role role,
            String where,
            Instant from,
            @Nullable Instant until,
            String by,
            @Nullable String second,
            @Nullable String delegatedBy)
            implements PersonFact {}

    @FactKind("identity.MembershipProposed")
    record MembershipProposed(String proposal, String person, Role role, String where, String by)
            implements PersonFact {}

    @FactKind("identity.MembershipProposalRefused")
    record MembershipProposalRefused(String proposal, String person, String by)
            implements PersonFact {}

    @FactKind("identity.MembershipEnded")
    record MembershipEnded(String person, Role role, String where, String by)
            implements PersonFact {}

    @FactKind("identity.ClientRegistered")
    record ClientRegistered(String client, String organisation) implements PersonFact {}

    @FactKind("identity.ClientSecretRenewed")
    record ClientSecretRenewed(String client) implements PersonFact {}

    @FactKind("identity.ClientRevoked")
    record ClientRevoked(String client) implements PersonFact {}
}
