package org.deltacommons.foundation.identity;

import java.time.Instant;
import org.deltacommons.foundation.lane.FactKind;
import org.deltacommons.foundation.lane.Personal;
import org.deltacommons.kernel.Role;
import org.jspecify.annotations.Nullable;

/// What becomes of accounts and memberships. Told at home only; no name, number or address.
public sealed interface PersonFact {

    @FactKind(value = "identity.PersonRegistered", reach = FactKind.Reach.HOME)
    record PersonRegistered(String person) implements PersonFact {}

    @FactKind(value = "identity.PersonChanged", reach = FactKind.Reach.HOME)
    record PersonChanged(String person) implements PersonFact {}

    @FactKind(value = "identity.PersonDeactivated", schema = 2, reach = FactKind.Reach.HOME)
    record PersonDeactivated(String person, @Personal String reason) implements PersonFact {}

    @FactKind(value = "identity.PersonReactivated", reach = FactKind.Reach.HOME)
    record PersonReactivated(String person) implements PersonFact {}

    /// @param temporary whether it was set for them and must be changed at the next sign-in
    @FactKind(value = "identity.PasswordChanged", reach = FactKind.Reach.HOME)
    record PasswordChanged(String person, boolean temporary) implements PersonFact {}

    /// An account of an authority's own identity service was tied to the person.
    @FactKind(value = "identity.AccountLinked", reach = FactKind.Reach.HOME)
    record AccountLinked(String person, String issuer) implements PersonFact {}

    /// @param second the other person, where the role takes two
    /// @param delegatedBy whose membership it is on loan from
    @FactKind(value = "identity.MembershipGranted", reach = FactKind.Reach.HOME)
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

    @FactKind(value = "identity.MembershipProposed", reach = FactKind.Reach.HOME)
    record MembershipProposed(String proposal, String person, Role role, String where, String by)
            implements PersonFact {}

    @FactKind(value = "identity.MembershipProposalRefused", reach = FactKind.Reach.HOME)
    record MembershipProposalRefused(String proposal, String person, String by)
            implements PersonFact {}

    @FactKind(value = "identity.MembershipEnded", reach = FactKind.Reach.HOME)
    record MembershipEnded(String person, Role role, String where, String by)
            implements PersonFact {}

    @FactKind(value = "identity.ClientRegistered", reach = FactKind.Reach.HOME)
    record ClientRegistered(String client, String organisation) implements PersonFact {}

    @FactKind(value = "identity.ClientSecretRenewed", reach = FactKind.Reach.HOME)
    record ClientSecretRenewed(String client) implements PersonFact {}

    @FactKind(value = "identity.ClientRevoked", reach = FactKind.Reach.HOME)
    record ClientRevoked(String client) implements PersonFact {}
}
