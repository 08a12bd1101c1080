package org.deltacommons.commons.bookings;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.deltacommons.commons.resources.Resource;
import org.deltacommons.foundation.identity.Organisation;
import org.deltacommons.foundation.lane.Command;
import org.deltacommons.foundation.lane.Lane;
import org.deltacommons.foundation.lane.Part;
import org.deltacommons.foundation.lane.Put;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.foundation.lane.Unit;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Ids;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Period;
import org.deltacommons.kernel.Refusal;
import org.deltacommons.kernel.Role;
import org.jspecify.annotations.Nullable;

/// What a provider's people enter into agendas besides bookings, and the permits they give.
public final class Agendas {

    /// How far ahead an own calendar is taken over.
    public static final Duration HORIZON = Duration.ofDays(182);

    private static final int EXTERNAL_MAX = 1_000;

    /// @param entries how many there are now
    /// @param conflicts how many of them overlap bookings, which stay
    public record Entered(int entries, int conflicts) {}

    private final Lane lane;
    private final Ids ids;

    Agendas(Lane lane, Ids ids) {
        this.lane = lane;
        this.ids = ids;
    }

    private Outcome<Entered> submit(
            Actor actor,
            Resource resource,
            String verb,
            Object content,
            @Nullable String key,
            Function<Rows, Outcome<Unit<Entered>>> decision) {
        boolean may = actor.may(Role.PROVIDER_MANAGER, resource.provider());
        if (!may) {
            return Outcome.refused(BookingsReason.PLACE_FORBIDDEN);
        }
        return lane.submit(
                Command.of(
                                resource.home(),
                                actor,
                                "bookings." + verb,
                                Map.of("resource", resource.id().value(), "content", content),
                                Entered.class)
                        .keyed(key),
                decision);
    }

    /// Enters hours that nobody can book. Bookings that are there already stay and stand in the
    /// way: whoever needs the machine cancels them first, with a reason the firm can read.
    public Outcome<Entered> enter(
            Actor actor, Resource resource, EntryForm form, @Nullable String key) {
        return submit(actor, resource, "enter", form, key, rows -> entered(resource, form, rows));
    }

    private Outcome<Unit<Entered>> entered(Resource resource, EntryForm form, Rows rows) {
        if (!form.kind().isByHand()) {
            return Outcome.refused(BookingsReason.REQUEST_INVALID);
        }
        Diary diary = new Diary(rows, resource.id().value());
        int times = form.weeks() == null ? 1 : form.weeks();
        for (int week = 0; week < times; week++) {
            Duration later = Duration.ofDays(7L * week);
            Period during = new Period(form.from().plus(later), form.until().plus(later));
            Busy there = diary.inTheWay(during).orElse(null);
            if (there != null) {
                return Outcome.refused(
                        Refusal.of(BookingsReason.BOOKINGS_IN_THE_WAY, "from", there.from())
                                .with("until", there.until()));
            }
            diary.enter(
                    new Busy(
                            ids.next("m").value(),
                            form.kind(),
                            during.from(),
                            during.until(),
                            Agreeing.words(form.note())));
        }
        return Outcome.done(Unit.of(new Entered(times, 0), diary.parts()));
    }

    /// Takes out an entry made by hand.
    public Outcome<Entered> remove(
            Actor actor, Resource resource, String ref, Instant from, @Nullable String key) {
        return submit(
                actor,
                resource,
                "remove",
                ref,
                key,
                rows -> {
                    Diary diary = new Diary(rows, resource.id().value());
                    Period there = new Period(from, from.plusSeconds(1));
                    boolean done =
                            diary.during(there).stream()
                                    .anyMatch(busy ->
                                            busy.ref().equals(ref)
                                                    && busy.kind().isByHand()
                                                    && diary.leave(ref, there));
                    return done
                            ? Outcome.done(Unit.of(new Entered(1, 0), diary.parts()))
                            : Outcome.refused(BookingsReason.ENTRY_NOT_FOUND);
                });
    }

    /// Replaces what is known of the provider's own calendar from now on. It tells what is, so it
    /// is never refused for overlapping a booking; the answer says how many do.
    ///
    /// @param busy of any time; what is past or beyond the horizon is left out
    public Outcome<Entered> replace(
            Actor actor, Resource resource, List<Busy> busy, String source, @Nullable String key) {
        if (busy.size() > EXTERNAL_MAX) {
            return Outcome.refused(
                    Refusal.of(BookingsReason.CALENDAR_TOO_MANY, "count", EXTERNAL_MAX));
        }
        return submit(
                actor,
                resource,
                "replace",
                busy,
                key,
                rows -> replaced(resource, busy, source, rows));
    }

    private static Outcome<Unit<Entered>> replaced(
            Resource resource, List<Busy> busy, String source, Rows rows) {
        Diary diary = new Diary(rows, resource.id().value());
        Period horizon = new Period(rows.now(), rows.now().plus(HORIZON));
        List<Busy> fresh = busy.stream().filter(one -> one.during().overlaps(horizon)).toList();
        diary.replace(BusyKind.EXTERNAL, horizon, fresh);
        int conflicts =
                (int)
                        fresh.stream()
                                .filter(one ->
                                        diary.during(one.during()).stream()
                                                .anyMatch(
                                                        other -> other.kind() == BusyKind.BOOKING))
                                .count();
        List<Part> parts = new ArrayList<>(diary.parts());
        Id<OwnCalendar> id = OwnCalendar.idOf(resource.id().value());
        rows.find(OwnCalendar.class, id);
        parts.add(
                new Put(
                        new OwnCalendar(
                                id,
                                resource.home(),
                                resource.id().value(),
                                source,
                                rows.now(),
                                "")));
        return Outcome.done(Unit.of(new Entered(fresh.size(), conflicts), parts));
    }

    /// A new secret address for all calendars of a provider; the old one ends.
    public Outcome<Entered> share(Actor actor, Resource any, @Nullable String key) {
        return submit(
                actor,
                any,
                "share",
                any.provider(),
                key,
                rows -> {
                    Id<OwnCalendar> id = OwnCalendar.idOf(any.provider());
                    rows.find(OwnCalendar.class, id);
                    String secret =
                            (ids.next("s").value() + ids.next("s").value())
                                    .replaceAll("s-\\d{8}-", "");
                    return Outcome.done(
                            Unit.of(
                                    new Entered(1, 0),
                                    new Put(
                                            new OwnCalendar(
                                                    id,
                                                    any.home(),
                                                    any.provider(),
                                                    "",
                                                    null,
                                                    secret))));
                });
    }

    /// Grants a certificate or records a notice; one a firm, resource and kind, the newest holds.
    public Outcome<Entered> permit(
            Actor actor, Resource resource, PermitForm form, @Nullable String key) {
        return submit(
                actor,
                resource,
                "permit",
                form,
                key,
                rows -> {
                    if (form.kind() == PermitKind.CUSTOMS_NOTICE
                            && !resource.details().equipment().dutyFree()) {
                        return Outcome.refused(BookingsReason.NOT_DUTY_FREE);
                    }
                    return Outcome.done(
                            Unit.of(
                                    new Entered(1, 0),
                                    new Put(permit(actor, resource, form, rows))));
                });
    }

    private static Permit permit(Actor actor, Resource resource, PermitForm form, Rows rows) {
        Id<Permit> id = Permit.idOf(form.kind(), resource.id().value(), form.holder());
        rows.find(Permit.class, id);
        return new Permit(
                id,
                resource.home(),
                form.kind(),
                resource.id().value(),
                resource.provider(),
                form.holder(),
                rows.find(Organisation.class, Id.of(form.holder()))
                        .map(Organisation::nameZh)
                        .orElse(form.holder()),
                form.number(),
                Agreeing.words(form.people()),
                form.validFrom(),
                form.validUntil(),
                false,
                actor.id(),
                rows.now());
    }

    public Outcome<Entered> withdraw(
            Actor actor, Resource resource, Id<Permit> id, @Nullable String key) {
        return submit(
                actor,
                resource,
                "withdraw",
                id.value(),
                key,
                rows ->
                        rows.find(Permit.class, id)
                                .filter(permit -> permit.resource().equals(resource.id().value()))
                                .<Outcome<Unit<Entered>>>map(permit ->
                                        Outcome.done(
                                                Unit.of(
                                                        new Entered(1, 0),
                                                        new Put(
                                                                permit.withdrawn(
                                                                        actor.id(), rows.now())))))
                                .orElseGet(() -> Outcome.refused(BookingsReason.PERMIT_NOT_FOUND)));
    }
}
