package org.deltacommons.foundation.identity.accounts;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.deltacommons.foundation.identity.IdentityReason;
import org.deltacommons.foundation.identity.PersonFact;
import org.deltacommons.foundation.identity.accounts.Memberships.Granted;
import org.deltacommons.foundation.lane.Part;
import org.deltacommons.foundation.lane.Put;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.foundation.lane.Unit;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Role;

/// The decisions that take a role; what was lent of it ends with it.
final class Taking {

    private Taking() {}

    static Outcome<Unit<Granted>> revoking(
            Actor actor, Id<Person> from, Role role, String where, Rows rows) {
        Person person = rows.get(Person.class, from);
        Instant now = rows.now();
        List<Held> theirs =
                person.memberships().stream()
                        .filter(held -> held.is(role, where) && !held.isOver(now))
                        .toList();
        boolean own = actor.id().equals(from.value());
        boolean lent =
                !theirs.isEmpty()
                        && theirs.stream().allMatch(h -> actor.id().equals(h.delegatedBy()));
        if (!own && !lent && !Authority.grants(actor, role, where, rows)) {
            return Outcome.refused(IdentityReason.ROLE_FORBIDDEN);
        }
        if (theirs.isEmpty()) {
            return Outcome.refused(IdentityReason.NOT_HELD);
        }
        List<Part> parts = new ArrayList<>(ended(person, role, where, rows, actor));
        for (Id<Person> delegate : person.delegates()) {
            rows.find(Person.class, delegate)
                    .filter(other ->
                            other.memberships().stream()
                                    .anyMatch(held ->
                                            held.is(role, where)
                                                    && from.value().equals(held.delegatedBy())
                                                    && !held.isOver(now)))
                    .ifPresent(other -> parts.addAll(ended(other, role, where, rows, actor)));
        }
        return Outcome.done(Unit.of(new Granted(from.value(), null), parts));
    }

    private static List<Part> ended(
            Person person, Role role, String where, Rows rows, Actor actor) {
        Instant now = rows.now();
        List<Held> left =
                person.memberships().stream()
                        // What has not begun yet leaves no trace but its facts.
                        .filter(held -> !(held.is(role, where) && !held.from().isBefore(now)))
                        .map(held ->
                                held.is(role, where) && !held.isOver(now) ? held.ended(now) : held)
                        .toList();
        return List.of(
                new Put(person.with(left)),
                Accounts.told(
                        person,
                        new PersonFact.MembershipEnded(
                                person.id().value(), role, where, actor.id())));
    }

    /// Everything that one person holds on loan from another, ended.
    static List<Part> takenBack(Person delegate, Person lender, Rows rows, Actor actor) {
        Instant now = rows.now();
        List<Held> lent =
                delegate.memberships().stream()
                        .filter(held ->
                                lender.id().value().equals(held.delegatedBy()) && !held.isOver(now))
                        .toList();
        if (lent.isEmpty()) {
            return List.of();
        }
        List<Held> left =
                delegate.memberships().stream()
                        .filter(held -> !(lent.contains(held) && !held.from().isBefore(now)))
                        .map(held -> lent.contains(held) ? held.ended(now) : held)
                        .toList();
        List<Part> parts = new ArrayList<>();
        parts.add(new Put(delegate.with(left)));
        lent.forEach(held ->
                parts.add(
                        Accounts.told(
                                delegate,
                                new PersonFact.MembershipEnded(
                                        delegate.id().value(),
                                        held.role(),
                                        held.where(),
                                        actor.id()))));
        return parts;
    }
}
