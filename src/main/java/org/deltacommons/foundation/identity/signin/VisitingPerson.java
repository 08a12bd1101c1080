package org.deltacommons.foundation.identity.signin;

import java.time.Instant;
import java.util.List;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Membership;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Role;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;

/// A person of a home at another node, who signed in there. What they may be is as their own node
/// said and holds until a certain moment, because nobody here hears when it is revoked there.
final class VisitingPerson extends LinkedPerson {

    private static final long serialVersionUID = 1L;

    private static final String AT = "@";

    private final String home;
    private final String called;
    private final List<String> memberships;
    private final Instant until;

    VisitingPerson(
            Actor who,
            Instant at,
            Instant until,
            String address,
            String machine,
            OidcIdToken token) {
        super(who.id(), at, address, machine, token);
        this.home = who.home().code();
        this.called = who.name();
        this.memberships =
                who.memberships().stream().map(one -> one.role() + AT + one.where()).toList();
        this.until = until;
    }

    /// Whose node vouched for them.
    Province home() {
        return Province.of(home);
    }

    /// @return whether they may still be here
    boolean refresh(Instant now) {
        if (!now.isBefore(until)) {
            return false;
        }
        now(new Actor(getName(), called, Province.of(home), held(), null), false);
        return true;
    }

    private List<Membership> held() {
        return memberships.stream()
                .map(one -> one.split(AT, 2))
                .map(parts -> new Membership(Role.valueOf(parts[0]), parts[1]))
                .toList();
    }
}
