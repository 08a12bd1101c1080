package org.deltacommons.foundation.identity.accounts;

import java.time.Instant;
import java.util.Optional;
import org.deltacommons.foundation.lane.Command;
import org.deltacommons.foundation.lane.LaneReason;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.foundation.lane.Unit;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Ids;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Refusal;
import org.deltacommons.kernel.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Giving, lending and taking roles.
@Service
public class Memberships {

    private final Desk desk;
    private final Records records;
    private final Ids ids;

    Memberships(Desk desk, Records records, Ids ids) {
        this.desk = desk;
        this.records = records;
        this.ids = ids;
    }

    /// One role somewhere for some time.
    ///
    /// @param where an organisation's id or a division's code, as the role's scope asks
    /// @param from at once while `null`
    /// @param until open while `null`
    public record Wish(Role role, String where, @Nullable Instant from, @Nullable Instant until) {}

    /// What came of it.
    ///
    /// @param proposal waits for a second person, if there
    public record Granted(String person, @Nullable String proposal) {}

    private record To(String person, Wish wish) {}

    private record Decided(String proposal, boolean granted) {}

    /// Gives a role, or proposes one that takes two persons.
    public Outcome<Granted> grant(Actor actor, Id<Person> to, Wish wish, @Nullable String key) {
        Id<Proposal> proposal = ids.next("proposal");
        return carry(
                actor,
                to,
                "identity.grant",
                new To(to.value(), wish),
                key,
                rows -> Giving.granting(actor, to, wish, proposal, rows));
    }

    /// Lends one's own role to somebody of the same home, for a holiday.
    public Outcome<Granted> delegate(Actor actor, Id<Person> to, Wish wish, @Nullable String key) {
        Id<Proposal> proposal = ids.next("proposal");
        return carry(
                actor,
                to,
                "identity.delegate",
                new To(to.value(), wish),
                key,
                rows -> Giving.lending(actor, to, wish, proposal, rows));
    }

    /// The second person's word on a proposal.
    public Outcome<Granted> decide(
            Actor actor, Id<Proposal> id, boolean granted, @Nullable String key) {
        Optional<Proposal> known = records.find(Proposal.class, id);
        if (known.isEmpty()) {
            return Outcome.refused(Refusal.of(LaneReason.NOT_FOUND, "what", id.value()));
        }
        return desk.carry(
                Command.of(
                                known.get().home(),
                                actor,
                                "identity.decide",
                                new Decided(id.value(), granted),
                                Granted.class)
                        .keyed(key),
                id.value(),
                rows -> Giving.deciding(actor, rows.get(Proposal.class, id), granted, rows));
    }

    /// Takes a role, with whatever was lent of it. One may give up one's own and call back what one
    /// lent.
    public Outcome<Granted> revoke(
            Actor actor, Id<Person> from, Role role, String where, @Nullable String key) {
        return carry(
                actor,
                from,
                "identity.revoke",
                new To(from.value(), new Wish(role, where, null, null)),
                key,
                rows -> Taking.revoking(actor, from, role, where, rows));
    }

    private Outcome<Granted> carry(
            Actor actor,
            Id<Person> person,
            String operation,
            Object content,
            @Nullable String key,
            java.util.function.Function<Rows, Outcome<Unit<Granted>>> decision) {
        Optional<Person> known = records.find(Person.class, person);
        if (known.isEmpty()) {
            return Outcome.refused(Refusal.of(LaneReason.NOT_FOUND, "what", person.value()));
        }
        return desk.carry(
                Command.of(known.get().home(), actor, operation, content, Granted.class).keyed(key),
                person.value(),
                decision);
    }
}
