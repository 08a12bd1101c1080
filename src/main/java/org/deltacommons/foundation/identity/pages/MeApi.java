package org.deltacommons.foundation.identity.pages;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.foundation.web.WebReason;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Membership;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

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

    private final AccountPages account;
    private final Deeds deeds;

    MeApi(AccountPages account, Deeds deeds) {
        this.account = account;
        this.deeds = deeds;
    }

    @GetMapping("/api/v1/me")
    Me me(Actor actor) {
        if (actor.isVisitor()) {
            throw new RefusedException(WebReason.SIGN_IN);
        }
        return new Me(
                actor.id(), actor.name(), actor.home().code(), actor.memberships(), actor.client());
    }

    /// What a person may do to their own account, such as lending a role.
    @GetMapping("/api/v1/me/actions")
    List<Deeds.Possible> actions(Actor actor) {
        return deeds.possible(account.possible(account.self(actor), actor));
    }

    @PostMapping("/api/v1/me/{deed}")
    Deeds.Done act(
            Actor actor,
            @PathVariable String deed,
            HttpServletRequest request,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody(required = false) @Nullable JsonNode body) {
        return deeds.perform(
                actor,
                account.possible(account.self(actor), actor),
                deed,
                request.getRequestURI(),
                key,
                body);
    }
}
