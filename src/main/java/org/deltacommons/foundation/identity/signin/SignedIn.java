package org.deltacommons.foundation.identity.signin;

import java.io.Serializable;
import java.time.Instant;
import org.deltacommons.foundation.web.ActingPrincipal;
import org.deltacommons.kernel.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.AuthenticatedPrincipal;

/// Whom a session belongs to. The session keeps the id only: roles are read again at every request,
/// so that what was revoked is without effect at once.
public class SignedIn implements ActingPrincipal, AuthenticatedPrincipal, Serializable {

    private static final long serialVersionUID = 1L;

    private final String person;
    private final Instant at;
    private final String address;
    private final String machine;
    private transient @Nullable Actor actor;
    private transient boolean passwordTemporary;

    /// @param at when they signed in
    /// @param address from where
    /// @param machine how their browser calls itself
    SignedIn(String person, Instant at, String address, String machine) {
        this.person = person;
        this.at = at;
        this.address = address;
        this.machine = machine;
    }

    /// The person's id, which is also how sessions are found.
    @Override
    public String getName() {
        return person;
    }

    /// @throws IllegalStateException before [FreshContexts] has read the person
    @Override
    public Actor actor() {
        Actor now = actor;
        if (now == null) {
            throw new IllegalStateException("nobody has read the person " + person);
        }
        return now;
    }

    void now(Actor current, boolean temporary) {
        actor = current;
        passwordTemporary = temporary;
    }

    /// Whether the password was set by somebody else and must be changed before anything else.
    public boolean isPasswordTemporary() {
        return passwordTemporary;
    }

    public Instant at() {
        return at;
    }

    public String address() {
        return address;
    }

    public String machine() {
        return machine;
    }
}
