package org.deltacommons;

import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;

import java.util.List;
import org.deltacommons.foundation.web.ActingPrincipal;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Membership;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Role;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/// People for tests, and requests in their name.
public final class Signed {

    /// A principal that stands for an actor.
    record Principal(Actor actor) implements ActingPrincipal {}

    private Signed() {}

    /// @param where an organisation's id or a division's code, as the role asks
    public static Actor person(String id, Province home, Role role, String where) {
        return new Actor(id, id, home, List.of(new Membership(role, where)), null);
    }

    /// Somebody who decides for a county or a city.
    public static Actor officer(String id, String division) {
        return person(id, new DivisionCode(division).province(), Role.COUNTY_OFFICER, division);
    }

    public static RequestPostProcessor as(Actor actor) {
        TestingAuthenticationToken token =
                new TestingAuthenticationToken(new Principal(actor), null, List.of());
        token.setAuthenticated(true);
        return authentication(token);
    }
}
