package org.deltacommons.commons.bookings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.deltacommons.commons.resources.Provider;
import org.deltacommons.commons.resources.Resource;
import org.deltacommons.foundation.federation.Followers;
import org.deltacommons.foundation.lane.Audience;
import org.deltacommons.foundation.lane.Command;
import org.deltacommons.foundation.lane.Fact;
import org.deltacommons.foundation.lane.Facts;
import org.deltacommons.foundation.lane.GroupLane;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.lane.Part;
import org.deltacommons.foundation.lane.Put;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.lane.Row;
import org.deltacommons.foundation.lane.Unit;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.Procedures;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Membership;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Role;

/// The two homes of a test: Shanghai with its machine, and the provinces that order.
final class Scene {

    static final Actor MANAGER = with("t-manager", Role.PROVIDER_MANAGER);
    static final Actor OPERATOR = with("t-operator", Role.OPERATOR);
    static final Actor SIGNATORY = with("t-signatory", Role.SIGNATORY);

    record Told(String what) {}

    /// A clock that a test moves.
    static final class Hands extends Clock {
        private final AtomicReference<Instant> now = new AtomicReference<>(BookingMother.NOW);

        void set(Instant instant) {
            now.set(instant);
        }

        void set(String shanghai) {
            set(BookingMother.at(shanghai));
        }

        @Override
        public Instant instant() {
            return now.get();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private final GroupLane lane;
    private final Facts facts;
    private final Records records;
    private final Followers followers;
    private final Procedures procedures;
    private final Procedure<Booking> procedure;

    Scene(
            GroupLane lane,
            Facts facts,
            Records records,
            Followers followers,
            Procedures procedures,
            Procedure<Booking> procedure) {
        this.lane = lane;
        this.facts = facts;
        this.records = records;
        this.followers = followers;
        this.procedures = procedures;
        this.procedure = procedure;
    }

    private static Actor with(String id, Role role) {
        return new Actor(
                id,
                id,
                Province.SHANGHAI,
                List.of(new Membership(role, BookingMother.PROVIDER)),
                null);
    }

    void put(Row row) {
        submit(row.home(), row, new Put(row));
    }

    void there(Resource resource, Provider provider) {
        put(resource);
        lane.submit(
                Command.of(
                        Province.SHANGHAI,
                        Actor.system(Province.SHANGHAI),
                        "test.provider",
                        provider,
                        Told.class),
                rows -> {
                    rows.find(Provider.class, provider.id());
                    return Outcome.done(Unit.of(new Told("there"), new Put(provider)));
                });
    }

    private void submit(Province home, Object content, Part part) {
        lane.submit(
                        Command.of(home, Actor.system(home), "test.do", content, Told.class),
                        rows -> Outcome.done(Unit.of(new Told("done"), part)))
                .orThrow();
    }

    /// The order's home tells something, and all that comes of it happens.
    void tell(Province from, String order, Record body) {
        say(from, order, body);
        settle();
    }

    void say(Province from, String order, Record body) {
        submit(from, body, new Fact(order, Audience.of(Province.SHANGHAI), body));
    }

    void settle() {
        assertThat(followers.settle(Duration.ofSeconds(60))).isTrue();
    }

    /// What Shanghai told about an order, of one kind, oldest first.
    <B extends Record> List<B> told(String order, Class<B> kind) {
        String name = org.deltacommons.foundation.lane.FactKind.Of.kind(kind).value();
        return facts.about(order).stream()
                .filter(fact -> fact.kind().equals(name) && fact.origin() == Province.SHANGHAI)
                .map(fact -> Json.heard(fact.body(), kind))
                .toList();
    }

    Booking booking(String order) {
        return records.find(Booking.class, Booking.idOf(order)).orElseThrow();
    }

    List<Busy> busy(String resource, String monday) {
        return records.find(Agenda.class, Agenda.idOf(resource, java.time.LocalDate.parse(monday)))
                .map(Agenda::busy)
                .orElse(List.of());
    }

    Outcome<Procedures.Moved> act(String order, String action, Record form, Actor actor) {
        Id<Booking> id = Booking.idOf(order);
        Outcome<Procedures.Moved> outcome =
                procedures.act(procedure, id, action, form, actor, -1, null);
        settle();
        return outcome;
    }

    Booking done(String order, String action, Record form, Actor actor) {
        act(order, action, form, actor).orThrow();
        return booking(order);
    }

    static void refused(Outcome<?> outcome, org.deltacommons.kernel.Reason reason) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        assertThat(((Outcome.Refused<?>) outcome).why().code()).isEqualTo(reason.code());
    }
}
