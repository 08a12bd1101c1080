package org.deltacommons.foundation.identity.signin;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deltacommons.foundation.identity.Organisation;
import org.deltacommons.foundation.identity.Organisations;
import org.deltacommons.foundation.identity.People;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Membership;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.stereotype.Component;

/// Lets in people of other nodes with what they are there. A node is believed about its own people
/// and its own province only: a role elsewhere, or an administration of any node, does not travel.
@Component
final class Visits {

    private static final Set<Role> AT_HOME_ONLY =
            EnumSet.of(
                    Role.SYSTEM,
                    Role.SYSTEM_ADMIN,
                    Role.SECURITY_ADMIN,
                    Role.AUDIT_ADMIN,
                    Role.TREASURY_SYSTEM);

    private final Organisations organisations;
    private final People people;
    private final Arrivals arrivals;
    private final Clock clock;
    private final Duration lasts;

    /// @param lasts how long a visit may go on before the visitor's own node is asked again
    Visits(
            Organisations organisations,
            People people,
            Arrivals arrivals,
            Clock clock,
            @Value("${delta.visit:30m}") Duration lasts) {
        this.organisations = organisations;
        this.people = people;
        this.arrivals = arrivals;
        this.clock = clock;
        this.lasts = lasts;
    }

    /// @throws OAuth2AuthenticationException if the node speaks of somebody who is not of its home,
    ///   or is of this node
    VisitingPerson arrived(Province home, OidcIdToken token) {
        String id = token.getSubject();
        String name = token.getClaimAsString("name");
        boolean theirs = home.code().equals(token.getClaimAsString(TokenServer.HOME));
        if (!theirs || id == null || name == null || people.find(id).isPresent()) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_TOKEN);
        }
        Actor who = new Actor(id, name, home, admitted(home, token), null);
        return arrivals.arrived(who, clock.instant().plus(lasts), token);
    }

    private List<Membership> admitted(Province home, OidcIdToken token) {
        List<Membership> admitted = new ArrayList<>();
        if (token.getClaim(TokenServer.MEMBERSHIPS) instanceof List<?> told) {
            for (Object one : told) {
                Membership membership = membership(one);
                if (membership != null && isOf(home, membership)) {
                    admitted.add(membership);
                }
            }
        }
        return admitted;
    }

    /// What a newer node calls a role and this one does not know is left out.
    private static @Nullable Membership membership(Object told) {
        if (told instanceof Map<?, ?> one
                && one.get("role") instanceof String role
                && one.get("where") instanceof String where) {
            for (Role known : Role.values()) {
                if (known.name().equals(role) && !AT_HOME_ONLY.contains(known)) {
                    return new Membership(known, where);
                }
            }
        }
        return null;
    }

    private boolean isOf(Province home, Membership membership) {
        String where = membership.where();
        return switch (membership.role().scope()) {
            case DIVISION ->
                    DivisionCode.isCode(where) && new DivisionCode(where).province() == home;
            case ORGANISATION ->
                    organisations
                            .find(where)
                            .map(Organisation::home)
                            .filter(home::equals)
                            .isPresent();
        };
    }
}
