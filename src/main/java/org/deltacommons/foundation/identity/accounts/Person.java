package org.deltacommons.foundation.identity.accounts;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.deltacommons.foundation.identity.Someone;
import org.deltacommons.foundation.lane.Row;
import org.deltacommons.foundation.lane.Stored;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Membership;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Role;
import org.deltacommons.kernel.Sha256;
import org.jspecify.annotations.Nullable;

/// Who signs in, with every membership they hold or held: what a decision about them needs is one
/// row. It never leaves its home.
///
/// @param username as typed at sign-in, lower case
/// @param passwordHash none for somebody who comes through an identity service only
/// @param passwordTemporary set by somebody else, to be changed at the next sign-in
/// @param phoneSealed see [Sealer]
/// @param emailSealed see [Sealer]
/// @param delegates to whom some membership is lent, so that it ends with the lender's
@Stored("identity.person")
public record Person(
        Id<Person> id,
        Province home,
        String username,
        String name,
        @Nullable String passwordHash,
        boolean passwordTemporary,
        @Nullable String phoneSealed,
        @Nullable String emailSealed,
        boolean active,
        List<Held> memberships,
        List<Link> links,
        List<Id<Person>> delegates,
        Instant since)
        implements Row {

    public Person {
        memberships = List.copyOf(memberships);
        links = List.copyOf(links);
        delegates = List.copyOf(delegates);
    }

    /// Somebody new, without any membership.
    public static Person of(
            Id<Person> id, Province home, String username, String name, Instant since) {
        return new Person(
                id, home, username, name, null, false, null, null, true, List.of(), List.of(),
                List.of(), since);
    }

    public List<Held> inForce(Instant now) {
        return memberships.stream().filter(held -> held.isInForce(now)).toList();
    }

    /// In force now or later.
    public boolean holds(Role role, String where, Instant now) {
        return memberships.stream().anyMatch(held -> held.is(role, where) && !held.isOver(now));
    }

    public boolean holdsAnywhere(Role role, Instant now) {
        return memberships.stream().anyMatch(held -> held.role() == role && !held.isOver(now));
    }

    public Actor actor(Instant now) {
        return new Actor(id.value(), name, home, currentRoles(now), null);
    }

    public Someone someone(Instant now) {
        return new Someone(id.value(), name, home, active, currentRoles(now));
    }

    private List<Membership> currentRoles(Instant now) {
        return inForce(now).stream().map(Held::membership).distinct().toList();
    }

    /// Without anything that tells who it was; their memberships stay, by which others acted.
    Person erased() {
        return new Person(
                id,
                home,
                gone(),
                id.value(),
                null,
                false,
                null,
                null,
                false,
                memberships,
                List.of(),
                List.of(),
                since);
    }

    boolean isErased() {
        return username.equals(gone());
    }

    /// No word of the username is in it, nor of the name.
    private String gone() {
        return "erased." + Sha256.hex(id.value().getBytes(StandardCharsets.UTF_8)).substring(0, 20);
    }

    Person plus(Held held) {
        return with(Stream.concat(memberships.stream(), Stream.of(held)).toList());
    }

    Person with(List<Held> all) {
        return new Person(
                id,
                home,
                username,
                name,
                passwordHash,
                passwordTemporary,
                phoneSealed,
                emailSealed,
                active,
                all,
                links,
                delegates,
                since);
    }

    Person withEach(UnaryOperator<Held> change) {
        return with(memberships.stream().map(change).toList());
    }

    Person lending(Id<Person> delegate) {
        List<Id<Person>> more =
                Stream.concat(delegates.stream(), Stream.of(delegate)).distinct().toList();
        return new Person(
                id,
                home,
                username,
                name,
                passwordHash,
                passwordTemporary,
                phoneSealed,
                emailSealed,
                active,
                memberships,
                links,
                more,
                since);
    }

    Person withPassword(String hash, boolean temporary) {
        return new Person(
                id,
                home,
                username,
                name,
                hash,
                temporary,
                phoneSealed,
                emailSealed,
                active,
                memberships,
                links,
                delegates,
                since);
    }

    Person withContact(String newName, @Nullable String phone, @Nullable String email) {
        return new Person(
                id,
                home,
                username,
                newName,
                passwordHash,
                passwordTemporary,
                phone,
                email,
                active,
                memberships,
                links,
                delegates,
                since);
    }

    Person activated(boolean now) {
        return new Person(
                id,
                home,
                username,
                name,
                passwordHash,
                passwordTemporary,
                phoneSealed,
                emailSealed,
                now,
                memberships,
                links,
                delegates,
                since);
    }

    Person linked(Link link) {
        return new Person(
                id,
                home,
                username,
                name,
                passwordHash,
                passwordTemporary,
                phoneSealed,
                emailSealed,
                active,
                memberships,
                Stream.concat(links.stream(), Stream.of(link)).toList(),
                delegates,
                since);
    }

    /// Without the hash and what is sealed, whoever prints it.
    @Override
    public String toString() {
        return "Person[" + id + "]";
    }
}
