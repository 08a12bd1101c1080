package org.deltacommons.foundation.identity.signin;

import java.util.List;
import org.deltacommons.foundation.web.ActingPrincipal;
import org.deltacommons.kernel.Actor;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/// A machine that showed a token of ours.
final class ClientToken extends AbstractAuthenticationToken implements ActingPrincipal {

    private static final long serialVersionUID = 1L;

    private final transient Actor actor;

    ClientToken(Actor actor) {
        super(List.of());
        this.actor = actor;
        setAuthenticated(true);
    }

    @Override
    public Actor actor() {
        return actor;
    }

    @Override
    public Object getPrincipal() {
        return actor.id();
    }

    @Override
    public Object getCredentials() {
        return "";
    }
}
