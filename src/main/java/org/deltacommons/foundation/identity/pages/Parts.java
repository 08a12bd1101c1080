package org.deltacommons.foundation.identity.pages;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.deltacommons.foundation.identity.People;
import org.deltacommons.foundation.identity.accounts.Held;
import org.deltacommons.foundation.identity.accounts.Person;
import org.deltacommons.foundation.identity.signin.Sessions;
import org.deltacommons.foundation.procedures.PlaceNames;
import org.deltacommons.foundation.web.Cell;
import org.deltacommons.foundation.web.Column;
import org.deltacommons.foundation.web.Option;
import org.deltacommons.foundation.web.Section;
import org.deltacommons.foundation.web.State;
import org.deltacommons.foundation.web.StateTone;
import org.deltacommons.foundation.web.Table;
import org.deltacommons.foundation.web.Words;
import org.springframework.stereotype.Component;

/// Sections that stand on more than one page.
@Component
class Parts {

    private final Words words;
    private final PlaceNames places;
    private final People people;
    private final Clock clock;

    Parts(Words words, PlaceNames places, People people, Clock clock) {
        this.words = words;
        this.places = places;
        this.people = people;
        this.clock = clock;
    }

    /// What somebody holds and held, the present first.
    Section memberships(Person person) {
        Instant now = clock.instant();
        List<List<Cell>> rows =
                person.memberships().stream()
                        .sorted(
                                Comparator.comparing((Held held) -> held.isOver(now))
                                        .thenComparing(Held::from, Comparator.reverseOrder()))
                        .map(held -> row(held, now))
                        .toList();
        return Section.of(
                "identity.memberships",
                new Table(
                        List.of(
                                Column.of("identity.role"),
                                Column.of("identity.place"),
                                Column.of("identity.from"),
                                Column.of("identity.until"),
                                Column.of("identity.granted-by"),
                                Column.of("identity.state")),
                        rows,
                        "identity.memberships.none"));
    }

    private List<Cell> row(Held held, Instant now) {
        String by = people.name(held.grantedBy());
        String second = held.second();
        String lender = held.delegatedBy();
        if (second != null) {
            by = by + words.say("identity.and") + people.name(second);
        }
        if (lender != null) {
            by = words.say("identity.on-loan-from", "name", people.name(lender));
        }
        State state =
                held.isOver(now)
                        ? new State("identity.state.over", StateTone.OVER)
                        : held.isInForce(now)
                                ? new State("identity.state.in-force", StateTone.GOOD)
                                : new State("identity.state.ahead", StateTone.WAITING);
        return List.of(
                Cell.of(held.role()),
                Cell.of(places.name(held.where())),
                Cell.of(held.from()),
                Cell.of(held.until()),
                Cell.of(by),
                Cell.of(state));
    }

    Section sessions(List<Sessions.Open> open) {
        List<List<Cell>> rows = new ArrayList<>();
        for (Sessions.Open session : open) {
            rows.add(
                    List.of(
                            Cell.of(session.begun()),
                            Cell.of(session.lastUsed()),
                            Cell.of(session.address()),
                            Cell.of(session.machine())));
        }
        return Section.of(
                "identity.sessions",
                new Table(
                        List.of(
                                Column.of("identity.begun"),
                                Column.of("identity.last-used"),
                                Column.of("identity.address"),
                                Column.of("identity.machine")),
                        rows,
                        "identity.sessions.none"));
    }

    /// Memberships not over yet, as choices; the value is `ROLE@place`.
    List<Option> held(Person person, boolean ownOnly) {
        Instant now = clock.instant();
        return person.memberships().stream()
                .filter(held -> !held.isOver(now))
                .filter(held -> !ownOnly || (held.delegatedBy() == null && held.isInForce(now)))
                .map(held ->
                        new Option(
                                held.role() + "@" + held.where(),
                                words.show(held.role()) + " · " + places.name(held.where())))
                .distinct()
                .toList();
    }

    static State active(boolean active) {
        return active
                ? new State("identity.state.active", StateTone.GOOD)
                : new State("identity.state.closed", StateTone.OVER);
    }
}
