package org.deltacommons.foundation.identity.signin;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.deltacommons.foundation.audit.Audit;
import org.deltacommons.foundation.audit.AuditKind;
import org.deltacommons.foundation.audit.AuditLine;
import org.deltacommons.foundation.identity.IdentityReason;
import org.deltacommons.foundation.identity.accounts.Accounts;
import org.deltacommons.foundation.identity.accounts.Passwords;
import org.deltacommons.foundation.identity.accounts.Person;
import org.deltacommons.foundation.identity.accounts.PostgresPeople;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Refusal;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/// Sign-in by password. Whether the name is unknown, the password wrong or the account closed: the
/// same sentence, after the same work.
@Component
final class PasswordSignIn implements AuthenticationProvider {

    private final PostgresPeople people;
    private final Passwords passwords;
    private final BackOff backOff;
    private final Audit audit;
    private final Arrivals arrivals;

    PasswordSignIn(
            PostgresPeople people,
            Passwords passwords,
            BackOff backOff,
            Audit audit,
            Arrivals arrivals) {
        this.people = people;
        this.passwords = passwords;
        this.backOff = backOff;
        this.audit = audit;
        this.arrivals = arrivals;
    }

    @Override
    public boolean supports(Class<?> type) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(type);
    }

    @Override
    public Authentication authenticate(Authentication typed) {
        String username = Accounts.username(typed.getName());
        String password = String.valueOf(typed.getCredentials());
        String address = Arrivals.address();
        Optional<Duration> wait = backOff.attempt(username, address);
        if (wait.isPresent()) {
            failed(Optional.empty(), username, IdentityReason.SLOW_DOWN_TOO_MANY);
            throw new RefusedSignIn(
                    Refusal.of(IdentityReason.SLOW_DOWN_TOO_MANY, "wait", wait.get()));
        }
        Optional<Person> person = people.byUsername(username);
        String hash = person.map(Person::passwordHash).orElse(null);
        boolean right = passwords.matches(password, hash);
        if (!right || !person.orElseThrow().active()) {
            failed(person, username, IdentityReason.WRONG_SIGN_IN);
            throw new RefusedSignIn(Refusal.of(IdentityReason.WRONG_SIGN_IN));
        }
        backOff.succeeded(username, address);
        SignedIn who = arrivals.arrived(person.orElseThrow(), "password");
        return UsernamePasswordAuthenticationToken.authenticated(who, null, java.util.List.of());
    }

    private void failed(Optional<Person> person, String username, IdentityReason why) {
        audit.record(
                new AuditLine(
                        AuditKind.SIGN_IN_FAILED,
                        person.map(Person::home).orElse(Province.SHANGHAI),
                        "visitor",
                        null,
                        person.map(known -> known.id().value()).orElse("unknown"),
                        null,
                        null,
                        Map.of("reason", why.name(), "name", beginning(username))));
    }

    /// Two letters and no more: it may be a password in the wrong field.
    private static String beginning(String username) {
        int shown = Math.min(2, username.codePointCount(0, username.length()));
        return username.substring(0, username.offsetByCodePoints(0, shown)) + "…";
    }
}
