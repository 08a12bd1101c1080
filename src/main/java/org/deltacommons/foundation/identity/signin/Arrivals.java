package org.deltacommons.foundation.identity.signin;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import org.deltacommons.foundation.audit.Audit;
import org.deltacommons.foundation.audit.AuditKind;
import org.deltacommons.foundation.audit.AuditLine;
import org.deltacommons.foundation.identity.accounts.Person;
import org.deltacommons.kernel.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/// Lets somebody in whose proof was good, whatever it was, and writes it down.
@Component
final class Arrivals {

    private static final int MACHINE_LENGTH_MAX = 200;

    private final Audit audit;
    private final Clock clock;

    Arrivals(Audit audit, Clock clock) {
        this.audit = audit;
        this.clock = clock;
    }

    /// @param way `password` or the name of an identity service
    SignedIn arrived(Person person, String way) {
        record(person, way);
        return known(
                person, new SignedIn(person.id().value(), clock.instant(), address(), machine()));
    }

    LinkedPerson arrived(Person person, String way, OidcIdToken token) {
        record(person, way);
        return known(
                person,
                new LinkedPerson(
                        person.id().value(), clock.instant(), address(), machine(), token));
    }

    /// @param until how long what their own node said of them holds
    VisitingPerson arrived(Actor visitor, Instant until, OidcIdToken token) {
        audit.record(
                AuditLine.of(AuditKind.SIGN_IN, visitor, visitor.id())
                        .with("way", "home")
                        .with("at", String.valueOf(token.getIssuer())));
        VisitingPerson who =
                new VisitingPerson(visitor, clock.instant(), until, address(), machine(), token);
        who.refresh(clock.instant());
        return who;
    }

    private <P extends SignedIn> P known(Person person, P who) {
        who.now(person.actor(clock.instant()), person.passwordTemporary());
        return who;
    }

    private void record(Person person, String way) {
        audit.record(
                AuditLine.of(AuditKind.SIGN_IN, person.actor(clock.instant()), person.id().value())
                        .with("way", way));
    }

    static String address() {
        HttpServletRequest request = request();
        return request == null ? "unknown" : request.getRemoteAddr();
    }

    private static String machine() {
        HttpServletRequest request = request();
        String agent = request == null ? null : request.getHeader("User-Agent");
        return agent == null
                ? ""
                : agent.substring(0, Math.min(agent.length(), MACHINE_LENGTH_MAX));
    }

    private static @Nullable HttpServletRequest request() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes here
                ? here.getRequest()
                : null;
    }
}
