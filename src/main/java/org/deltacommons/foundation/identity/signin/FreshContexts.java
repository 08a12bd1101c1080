package org.deltacommons.foundation.identity.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.util.Optional;
import org.deltacommons.foundation.identity.accounts.Person;
import org.deltacommons.foundation.identity.accounts.PostgresPeople;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.DeferredSecurityContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;

/// Sessions keep who signed in; this reads what they are today, once a request and only if somebody
/// asks. Whoever was deactivated meanwhile is a visitor.
final class FreshContexts implements SecurityContextRepository {

    private final HttpSessionSecurityContextRepository sessions =
            new HttpSessionSecurityContextRepository();
    private final PostgresPeople people;
    private final Neighbours neighbours;
    private final Clock clock;

    FreshContexts(PostgresPeople people, Neighbours neighbours, Clock clock) {
        this.neighbours = neighbours;
        this.people = people;
        this.clock = clock;
    }

    @Override
    public DeferredSecurityContext loadDeferredContext(HttpServletRequest request) {
        DeferredSecurityContext kept = sessions.loadDeferredContext(request);
        return new DeferredSecurityContext() {
            private @Nullable SecurityContext fresh;

            @Override
            public SecurityContext get() {
                SecurityContext known = fresh;
                if (known == null) {
                    known = refreshed(kept.get(), request);
                    fresh = known;
                }
                return known;
            }

            @Override
            public boolean isGenerated() {
                return kept.isGenerated();
            }
        };
    }

    private SecurityContext refreshed(SecurityContext context, HttpServletRequest request) {
        Authentication authentication = context.getAuthentication();
        if (authentication == null || !(authentication.getPrincipal() instanceof SignedIn who)) {
            return context;
        }
        return refresh(who, request.getSession(false)) ? context : new SecurityContextImpl();
    }

    /// @return whether they may still be here
    boolean refresh(SignedIn who) {
        return refresh(who, null);
    }

    private boolean refresh(SignedIn who, @Nullable HttpSession session) {
        if (who instanceof VisitingPerson visitor) {
            return neighbours.vouches(visitor.home(), visitor.at())
                    && visitor.refresh(clock.instant());
        }
        Optional<Person> person =
                PersonOfSession.of(session, who.getName())
                        .or(() -> people.person(who.getName()))
                        .filter(Person::active);
        person.ifPresent(p -> who.now(p.actor(clock.instant()), p.passwordTemporary()));
        return person.isPresent();
    }

    @Deprecated
    @Override
    public SecurityContext loadContext(HttpRequestResponseHolder holder) {
        return loadDeferredContext(holder.getRequest()).get();
    }

    @Override
    public void saveContext(
            SecurityContext context, HttpServletRequest request, HttpServletResponse response) {
        sessions.saveContext(context, request, response);
    }

    @Override
    public boolean containsContext(HttpServletRequest request) {
        return sessions.containsContext(request);
    }
}
