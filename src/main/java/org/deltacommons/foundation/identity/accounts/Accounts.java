package org.deltacommons.foundation.identity.accounts;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.deltacommons.foundation.identity.IdentityReason;
import org.deltacommons.foundation.identity.PersonFact;
import org.deltacommons.foundation.lane.Audience;
import org.deltacommons.foundation.lane.Claim;
import org.deltacommons.foundation.lane.Command;
import org.deltacommons.foundation.lane.Fact;
import org.deltacommons.foundation.lane.LaneReason;
import org.deltacommons.foundation.lane.Part;
import org.deltacommons.foundation.lane.Put;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.foundation.lane.Unit;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Ids;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Period;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Refusal;
import org.deltacommons.kernel.Texts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// What becomes of accounts: registered, changed, closed, their passwords and links.
@Service
public class Accounts {

    private static final String USERNAME = "[a-z0-9][a-z0-9._-]{2,59}";

    private final Desk desk;
    private final Records records;
    private final Ids ids;
    private final Sealer sealer;
    private final Passwords passwords;

    Accounts(Desk desk, Records records, Ids ids, Sealer sealer, Passwords passwords) {
        this.desk = desk;
        this.records = records;
        this.ids = ids;
        this.sealer = sealer;
        this.passwords = passwords;
    }

    /// Whom a command was about.
    public record Changed(String person) {}

    /// Who shall have an account.
    ///
    /// @param username in any case; kept in lower case
    public record NewPerson(
            Province home,
            String username,
            String name,
            @Nullable String phone,
            @Nullable String email) {}

    private record About(String person, String what) {}

    /// Lower case, half-width, as usernames are kept and compared.
    public static String username(String typed) {
        return Texts.halfWidth(typed).strip().toLowerCase(Locale.ROOT);
    }

    /// An account without a password and without any role yet.
    public Outcome<Changed> register(Actor actor, NewPerson wish, @Nullable String key) {
        Id<Person> id = ids.next("person");
        String username = username(wish.username());
        Person fresh =
                Person.of(id, wish.home(), username, wish.name().strip(), java.time.Instant.EPOCH)
                        .withContact(
                                wish.name().strip(),
                                seal(wish.phone(), "phone", id),
                                seal(wish.email(), "email", id));
        boolean taken =
                records.count(Person.class, "t.username = :u", java.util.Map.of("u", username)) > 0;
        return desk.carry(
                Command.of(wish.home(), actor, "identity.register", wish, Changed.class).keyed(key),
                id.value(),
                rows -> {
                    if (!Authority.keeps(actor, wish.home())) {
                        return Outcome.refused(IdentityReason.ROLE_FORBIDDEN);
                    }
                    if (!username.matches(USERNAME)) {
                        return Outcome.refused(IdentityReason.USERNAME_INVALID);
                    }
                    // The claim guards the home; the look before it, the other homes of this node.
                    Refusal refusal = Refusal.of(IdentityReason.USERNAME_TAKEN, "name", username);
                    return taken
                            ? Outcome.refused(refusal)
                            : Outcome.done(registered(fresh, rows, refusal));
                });
    }

    private static Unit<Changed> registered(Person fresh, Rows rows, Refusal taken) {
        Person person =
                new Person(
                        fresh.id(),
                        fresh.home(),
                        fresh.username(),
                        fresh.name(),
                        fresh.passwordHash(),
                        fresh.passwordTemporary(),
                        fresh.phoneSealed(),
                        fresh.emailSealed(),
                        true,
                        fresh.memberships(),
                        fresh.links(),
                        fresh.delegates(),
                        rows.now());
        return Unit.of(
                new Changed(person.id().value()),
                new Claim("identity.username", person.username(), Period.ALWAYS, taken),
                new Put(person),
                told(person, new PersonFact.PersonRegistered(person.id().value())));
    }

    private @Nullable String seal(@Nullable String text, String what, Id<Person> whose) {
        return text == null || text.isBlank()
                ? null
                : sealer.seal(text.strip(), what + " of " + whose);
    }

    /// The telephone number in clear; whoever asks has recorded the look before.
    public @Nullable String phone(Person person) {
        String sealed = person.phoneSealed();
        return sealed == null ? null : sealer.open(sealed, "phone of " + person.id());
    }

    /// The mail address in clear; whoever asks has recorded the look before.
    public @Nullable String email(Person person) {
        String sealed = person.emailSealed();
        return sealed == null ? null : sealer.open(sealed, "email of " + person.id());
    }

    /// Their own name and contact, or by whoever keeps accounts at their home.
    public Outcome<Changed> describe(
            Actor actor,
            Id<Person> id,
            String name,
            @Nullable String phone,
            @Nullable String email,
            @Nullable String key) {
        String phoneSealed = seal(phone, "phone", id);
        String emailSealed = seal(email, "email", id);
        return change(
                actor,
                id,
                "identity.describe",
                List.of(name, String.valueOf(phone), String.valueOf(email)),
                key,
                (person, rows) ->
                        itself(actor, person) || Authority.keeps(actor, person.home())
                                ? done(
                                        person.withContact(name.strip(), phoneSealed, emailSealed),
                                        new PersonFact.PersonChanged(id.value()))
                                : Outcome.refused(IdentityReason.ROLE_FORBIDDEN));
    }

    /// @param current judged before the decision; the row must still have the same hash in it
    public Outcome<Changed> changePassword(Actor actor, String current, String fresh) {
        Id<Person> id = Id.of(actor.id());
        Optional<Person> known = records.find(Person.class, id);
        String hash = known.map(Person::passwordHash).orElse(null);
        boolean right = passwords.matches(current, hash);
        boolean strong = known.isPresent() && Passwords.isStrong(fresh, known.get().username());
        String newHash = right && strong ? passwords.chosenHash(fresh) : "";
        return change(
                actor,
                id,
                "identity.change-password",
                "password",
                null,
                (person, rows) -> {
                    if (!right || !java.util.Objects.equals(hash, person.passwordHash())) {
                        return Outcome.refused(IdentityReason.PASSWORD_WRONG);
                    }
                    if (!strong || fresh.equals(current)) {
                        return Outcome.refused(IdentityReason.PASSWORD_WEAK_INVALID);
                    }
                    return done(
                            person.withPassword(newHash, false),
                            new PersonFact.PasswordChanged(id.value(), false));
                });
    }

    /// Gives somebody a new password that they must change at the next sign-in.
    ///
    /// @param password made by [Passwords#generate]; shown once to whoever asked
    public Outcome<Changed> issuePassword(Actor actor, Id<Person> id, String password) {
        String hash = passwords.generatedHash(password);
        return change(
                actor,
                id,
                "identity.issue-password",
                "password",
                null,
                (person, rows) -> {
                    if (!Authority.keeps(actor, person.home())) {
                        return Outcome.refused(IdentityReason.ROLE_FORBIDDEN);
                    }
                    if (itself(actor, person)) {
                        return Outcome.refused(IdentityReason.ONESELF_FORBIDDEN);
                    }
                    return done(
                            person.withPassword(hash, true),
                            new PersonFact.PasswordChanged(id.value(), true));
                });
    }

    /// Closes an account: no sign-in any more, and what they lent ends with it.
    public Outcome<Changed> deactivate(
            Actor actor, Id<Person> id, String reason, @Nullable String key) {
        return change(
                actor,
                id,
                "identity.deactivate",
                reason,
                key,
                (person, rows) -> {
                    Optional<IdentityReason> no = mayNotClose(actor, person);
                    if (no.isPresent()) {
                        return Outcome.refused(no.get());
                    }
                    List<Part> parts = new ArrayList<>();
                    parts.add(new Put(person.activated(false)));
                    parts.add(told(person, new PersonFact.PersonDeactivated(id.value(), reason)));
                    for (Id<Person> delegate : person.delegates()) {
                        rows.find(Person.class, delegate)
                                .ifPresent(other ->
                                        parts.addAll(Taking.takenBack(other, person, rows, actor)));
                    }
                    return Outcome.done(Unit.of(new Changed(id.value()), parts));
                });
    }

    public Outcome<Changed> reactivate(Actor actor, Id<Person> id, @Nullable String key) {
        return change(
                actor,
                id,
                "identity.reactivate",
                "reactivate",
                key,
                (person, rows) ->
                        mayNotClose(actor, person)
                                .<Outcome<Unit<Changed>>>map(Outcome::refused)
                                .orElseGet(() ->
                                        done(
                                                person.activated(true),
                                                new PersonFact.PersonReactivated(id.value()))));
    }

    private static Optional<IdentityReason> mayNotClose(Actor actor, Person person) {
        if (!Authority.keeps(actor, person.home())) {
            return Optional.of(IdentityReason.ROLE_FORBIDDEN);
        }
        return itself(actor, person)
                ? Optional.of(IdentityReason.ONESELF_FORBIDDEN)
                : Optional.empty();
    }

    /// Ties an account of an identity service to a person, beforehand.
    public Outcome<Changed> link(Actor actor, Id<Person> id, Link link, @Nullable String key) {
        return change(
                actor,
                id,
                "identity.link",
                link,
                key,
                (person, rows) -> {
                    if (!Authority.keeps(actor, person.home())) {
                        return Outcome.refused(IdentityReason.ROLE_FORBIDDEN);
                    }
                    return Outcome.done(
                            Unit.of(
                                    new Changed(id.value()),
                                    new Claim(
                                            "identity.link",
                                            org.deltacommons.foundation.lane.Json.digest(link),
                                            Period.ALWAYS,
                                            Refusal.of(IdentityReason.ACCOUNT_LINKED_ALREADY)),
                                    new Put(person.linked(link)),
                                    told(
                                            person,
                                            new PersonFact.AccountLinked(
                                                    id.value(), link.issuer()))));
                });
    }

    private interface Decision {
        Outcome<Unit<Changed>> on(Person person, Rows rows);
    }

    private Outcome<Changed> change(
            Actor actor,
            Id<Person> id,
            String operation,
            Object content,
            @Nullable String key,
            Decision decision) {
        Optional<Person> known = records.find(Person.class, id);
        if (known.isEmpty()) {
            return Outcome.refused(Refusal.of(LaneReason.NOT_FOUND, "what", id.value()));
        }
        return desk.carry(
                Command.of(
                                known.get().home(),
                                actor,
                                operation,
                                List.of(id.value(), content),
                                Changed.class)
                        .keyed(key),
                id.value(),
                rows -> decision.on(rows.get(Person.class, id), rows));
    }

    private static boolean itself(Actor actor, Person person) {
        return actor.id().equals(person.id().value());
    }

    private static Outcome<Unit<Changed>> done(Person after, PersonFact fact) {
        return Outcome.done(
                Unit.of(new Changed(after.id().value()), new Put(after), told(after, fact)));
    }

    static Fact told(Person person, PersonFact fact) {
        return new Fact(person.id().value(), Audience.HOME, (Record) fact);
    }
}
