package org.deltacommons.foundation.identity.accounts;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.deltacommons.foundation.identity.Organisation;
import org.deltacommons.foundation.lane.Row;
import org.deltacommons.foundation.lane.Stored;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Membership;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Role;
import org.jspecify.annotations.Nullable;

/// A machine that acts for an organisation.
///
/// @param id also the OAuth 2 client id
/// @param name what it is for, in its owner's words
/// @param organisation for whom it acts
/// @param division of the organisation when it was registered; null for those registered before
///   machines could hold a role of a division
/// @param roles what it may be there; never a signatory, because a signature is a person's
/// @param secretHash the secret itself was shown once
/// @param active whether it gets tokens and whether those it has are taken
@Stored("identity.api_client")
public record ApiClient(
        Id<ApiClient> id,
        Province home,
        String name,
        Id<Organisation> organisation,
        @Nullable DivisionCode division,
        List<Role> roles,
        String secretHash,
        boolean active,
        String registeredBy,
        Instant registeredAt)
        implements Row {

    public ApiClient {
        roles = List.copyOf(roles);
    }

    public Actor actor() {
        List<Membership> memberships =
                roles.stream()
                        .flatMap(role -> where(role).map(place -> new Membership(role, place)))
                        .toList();
        return new Actor("client:" + id, name, home, memberships, id.value());
    }

    private Stream<String> where(Role role) {
        return switch (role.scope()) {
            case ORGANISATION -> Stream.of(organisation.value());
            case DIVISION -> Stream.ofNullable(division).map(DivisionCode::value);
        };
    }

    ApiClient withSecret(String hash) {
        return new ApiClient(
                id,
                home,
                name,
                organisation,
                division,
                roles,
                hash,
                active,
                registeredBy,
                registeredAt);
    }

    ApiClient revoked() {
        return new ApiClient(
                id,
                home,
                name,
                organisation,
                division,
                roles,
                secretHash,
                false,
                registeredBy,
                registeredAt);
    }

    @Override
    public String toString() {
        return "ApiClient[" + id + "]";
    }
}
