package org.deltacommons.foundation.identity.accounts;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.deltacommons.foundation.identity.IdentityReason;
import org.deltacommons.foundation.identity.Organisation;
import org.deltacommons.foundation.identity.PersonFact;
import org.deltacommons.foundation.identity.accounts.Memberships.Granted;
import org.deltacommons.foundation.identity.accounts.Memberships.Wish;
import org.deltacommons.foundation.lane.Claim;
import org.deltacommons.foundation.lane.Part;
import org.deltacommons.foundation.lane.Put;
import org.deltacommons.foundation.lane.Release;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.foundation.lane.Unit;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Period;
import org.deltacommons.kernel.Refusal;
import org.deltacommons.kernel.Role;
import org.jspecify.annotations.Nullable;

/// The decisions that give a role: at once, on loan, or as a proposal that waits for a second
/// person.
final class Giving {

    /// A holiday, not a transfer of office; longer needs an appointment.
    static final Duration LENT_MAX = Duration.ofDays(92);

    private static final String OPEN_PROPOSAL = "identity.proposal";

    private Giving() {}

    static Outcome<Unit<Granted>> granting(
            Actor actor, Id<Person> to, Wish wish, Id<Proposal> proposal, Rows rows) {
        if (!Authority.grants(actor, wish.role(), wish.where(), rows)) {
            return Outcome.refused(IdentityReason.ROLE_FORBIDDEN);
        }
        if (actor.id().equals(to.value())) {
            return Outcome.refused(IdentityReason.ONESELF_FORBIDDEN);
        }
        Person person = rows.get(Person.class, to);
        return judge(person, wish, rows)
                .<Outcome<Unit<Granted>>>map(Outcome::refused)
                .orElseGet(() -> Outcome.done(given(actor, person, wish, null, proposal, rows)));
    }

    /// What speaks against this person's holding this role there, whoever gives it.
    static Optional<Refusal> judge(Person person, Wish wish, Rows rows) {
        Instant now = rows.now();
        Role role = wish.role();
        if (!role.isOfPersons()) {
            return no(IdentityReason.ROLE_INVALID);
        }
        if (!person.active()) {
            return no(IdentityReason.INACTIVE);
        }
        Instant from = wish.from() == null ? now : wish.from();
        if (wish.until() != null && (!from.isBefore(wish.until()) || !now.isBefore(wish.until()))) {
            return no(IdentityReason.PERIOD_INVALID);
        }
        if (person.holds(role, wish.where(), now)) {
            return no(IdentityReason.ALREADY_HELD);
        }
        boolean second =
                Authority.ADMINISTRATIONS.contains(role)
                        && Authority.ADMINISTRATIONS.stream()
                                .anyMatch(
                                        other -> other != role && person.holdsAnywhere(other, now));
        return second ? no(IdentityReason.ADMINISTRATIONS_APART) : place(role, wish.where(), rows);
    }

    private static Optional<Refusal> place(Role role, String where, Rows rows) {
        if (role.scope() == Role.Scope.DIVISION) {
            boolean exists = where.matches("3[1-4]\\d{4}");
            boolean fits = role != Role.PROVINCIAL_OFFICER || where.endsWith("0000");
            return exists && fits ? Optional.empty() : no(IdentityReason.PLACE_INVALID);
        }
        if (!where.matches("[A-Za-z0-9][A-Za-z0-9./:_-]{0,79}")) {
            return no(IdentityReason.PLACE_INVALID);
        }
        Optional<Organisation> place = rows.find(Organisation.class, Id.of(where));
        if (place.isEmpty()) {
            return no(IdentityReason.PLACE_INVALID);
        }
        return place.get().isConfirmed() ? Optional.empty() : no(IdentityReason.NOT_CONFIRMED);
    }

    private static Optional<Refusal> no(IdentityReason reason) {
        return Optional.of(Refusal.of(reason));
    }

    private static Unit<Granted> given(
            Actor actor,
            Person person,
            Wish wish,
            @Nullable Person lender,
            Id<Proposal> proposal,
            Rows rows) {
        Instant from = wish.from() == null ? rows.now() : wish.from();
        String delegatedBy = lender == null ? null : lender.id().value();
        if (Authority.OF_TWO.contains(wish.role()) && !actor.isSystem()) {
            return proposed(
                    new Proposal(
                            proposal,
                            person.home(),
                            person.id(),
                            wish.role(),
                            wish.where(),
                            from,
                            wish.until(),
                            delegatedBy,
                            Proposal.State.OPEN,
                            actor.id(),
                            rows.now(),
                            null,
                            null),
                    person);
        }
        Held held =
                new Held(
                        wish.role(),
                        wish.where(),
                        from,
                        wish.until(),
                        actor.id(),
                        null,
                        delegatedBy);
        List<Part> parts = new ArrayList<>(given(person, held));
        if (lender != null) {
            parts.add(new Put(lender.lending(person.id())));
        }
        return Unit.of(new Granted(person.id().value(), null), parts);
    }

    static List<Part> given(Person person, Held held) {
        return List.of(
                new Put(person.plus(held)),
                Accounts.told(
                        person,
                        new PersonFact.MembershipGranted(
                                person.id().value(),
                                held.role(),
                                held.where(),
                                held.from(),
                                held.until(),
                                held.grantedBy(),
                                held.second(),
                                held.delegatedBy())));
    }

    private static Unit<Granted> proposed(Proposal proposal, Person person) {
        return Unit.of(
                new Granted(person.id().value(), proposal.id().value()),
                new Claim(
                        OPEN_PROPOSAL,
                        proposal.key(),
                        Period.ALWAYS,
                        Refusal.of(IdentityReason.ALREADY_PROPOSED)),
                new Put(proposal),
                Accounts.told(
                        person,
                        new PersonFact.MembershipProposed(
                                proposal.id().value(),
                                person.id().value(),
                                proposal.role(),
                                proposal.place(),
                                proposal.proposedBy())));
    }

    static Outcome<Unit<Granted>> lending(
            Actor actor, Id<Person> to, Wish wish, Id<Proposal> proposal, Rows rows) {
        if (actor.id().equals(to.value())) {
            return Outcome.refused(IdentityReason.ONESELF_FORBIDDEN);
        }
        if (actor.home() != rows.home()) {
            return Outcome.refused(IdentityReason.OTHER_HOME);
        }
        Person lender = rows.get(Person.class, Id.of(actor.id()));
        Optional<Held> own =
                lender.inForce(rows.now()).stream()
                        .filter(held -> held.is(wish.role(), wish.where()))
                        .findFirst();
        if (own.isEmpty()) {
            return Outcome.refused(IdentityReason.NOT_HELD);
        }
        if (own.get().delegatedBy() != null) {
            return Outcome.refused(IdentityReason.LENT_ALREADY);
        }
        Instant from = wish.from() == null ? rows.now() : wish.from();
        if (wish.until() == null || wish.until().isAfter(from.plus(LENT_MAX))) {
            return Outcome.refused(
                    Refusal.of(IdentityReason.PERIOD_INVALID, "days", LENT_MAX.toDays()));
        }
        Person person = rows.get(Person.class, to);
        return judge(person, wish, rows)
                .<Outcome<Unit<Granted>>>map(Outcome::refused)
                .orElseGet(() -> Outcome.done(given(actor, person, wish, lender, proposal, rows)));
    }

    static Outcome<Unit<Granted>> deciding(
            Actor actor, Proposal proposal, boolean granted, Rows rows) {
        if (!actor.may(Role.SECURITY_ADMIN, proposal.place())) {
            return Outcome.refused(IdentityReason.ROLE_FORBIDDEN);
        }
        if (proposal.state() != Proposal.State.OPEN) {
            return Outcome.refused(IdentityReason.PROPOSAL_DECIDED);
        }
        boolean involved =
                actor.id().equals(proposal.proposedBy())
                        || actor.id().equals(proposal.person().value())
                        || actor.id().equals(proposal.delegatedBy());
        if (involved) {
            return Outcome.refused(IdentityReason.SECOND_PERSON_FORBIDDEN);
        }
        Person person = rows.get(Person.class, proposal.person());
        Outcome<List<Part>> effect =
                granted
                        ? appointed(actor, proposal, person, rows)
                        : Outcome.done(List.of(turnedDown(actor, proposal, person)));
        Proposal.State state = granted ? Proposal.State.GRANTED : Proposal.State.REFUSED;
        return effect.map(parts ->
                Unit.of(
                                new Granted(person.id().value(), null),
                                new Release(OPEN_PROPOSAL, proposal.key(), Period.ALWAYS),
                                new Put(proposal.decided(state, actor.id(), rows.now())))
                        .plus(parts));
    }

    private static Part turnedDown(Actor actor, Proposal proposal, Person person) {
        return Accounts.told(
                person,
                new PersonFact.MembershipProposalRefused(
                        proposal.id().value(), person.id().value(), actor.id()));
    }

    private static Outcome<List<Part>> appointed(
            Actor actor, Proposal proposal, Person person, Rows rows) {
        Wish wish =
                new Wish(
                        proposal.role(),
                        proposal.place(),
                        proposal.validFrom(),
                        proposal.validUntil());
        Optional<Refusal> no = judge(person, wish, rows);
        if (no.isPresent()) {
            return Outcome.refused(no.get());
        }
        Held held =
                new Held(
                        proposal.role(),
                        proposal.place(),
                        proposal.validFrom(),
                        proposal.validUntil(),
                        proposal.proposedBy(),
                        actor.id(),
                        proposal.delegatedBy());
        List<Part> parts = new ArrayList<>(given(person, held));
        String lenderId = proposal.delegatedBy();
        if (lenderId != null) {
            Person lender = rows.get(Person.class, Id.of(lenderId));
            if (!lender.holds(proposal.role(), proposal.place(), rows.now())) {
                return Outcome.refused(IdentityReason.NOT_HELD);
            }
            parts.add(new Put(lender.lending(person.id())));
        }
        return Outcome.done(parts);
    }
}
