package org.deltacommons.foundation.identity.pages;

import java.util.List;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.foundation.web.WebReason;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Membership;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// Who the caller is, as the house sees it: the first thing a client tries.
@RestController
class MeApi {

    /// @param client the machine client, if it is one
    record Me(
            String id,
            String name,
            String home,
            List<Membership> memberships,
            @Nullable String client) {}

    @GetMapping("/api/v1/me")
    Me me(Actor actor) {
        if (actor.isVisitor()) {
            throw new RefusedException(WebReason.SIGN_IN);
        }
        return new Me(
                actor.id(), actor.name(), actor.home().code(), actor.memberships(), actor.client());
    }
}
