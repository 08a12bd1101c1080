package org.deltacommons.commons.bookings;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.deltacommons.commons.resources.BookingMode;
import org.deltacommons.commons.resources.BookingTerms;
import org.deltacommons.commons.resources.Resource;
import org.deltacommons.commons.resources.Resources;
import org.deltacommons.foundation.federation.FactHandler;
import org.deltacommons.foundation.identity.Organisation;
import org.deltacommons.foundation.lane.Audience;
import org.deltacommons.foundation.lane.Fact;
import org.deltacommons.foundation.lane.Part;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.foundation.procedures.Deciding;
import org.deltacommons.foundation.procedures.Move;
import org.deltacommons.foundation.procedures.Moving;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.WorkingDays;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Period;
import org.deltacommons.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/// The resource's home answers a request: the slot is taken, the samples stand in the queue, the
/// order waits, or it is refused. Two requests for one slot come one after the other, because a
/// home's lane reads and writes one agenda.
final class Requests implements FactHandler<BookingRequested> {

    /// Team, platform, faculty, university: nobody is nested deeper.
    private static final int DEPTH_MAX = 6;

    private final Procedure<Booking> procedure;
    private final Moving moving;
    private final Resources resources;
    private final Supplier<FirmHomes> homes;

    Requests(
            Procedure<Booking> procedure,
            Moving moving,
            Resources resources,
            Supplier<FirmHomes> homes) {
        this.procedure = procedure;
        this.moving = moving;
        this.resources = resources;
        this.homes = homes;
    }

    @Override
    public Class<BookingRequested> fact() {
        return BookingRequested.class;
    }

    @Override
    public List<Part> on(BookingRequested asked, RecordedFact fact, Rows rows) {
        Resource resource =
                rows.find(Resource.class, Id.of(asked.resource()))
                        .filter(known -> known.home() == rows.home())
                        .orElse(null);
        if (resource == null || rows.find(Booking.class, Booking.idOf(asked.order())).isPresent()) {
            return List.of();
        }
        Refusal why = obstacle(asked, fact, resource, rows);
        if (why != null) {
            return refused(asked, fact, why);
        }
        Deciding on = moving.deciding(Actor.system(rows.home()), rows);
        Booking fresh = booking(asked, fact, resource, rows);
        return switch (asked.mode()) {
            case SLOT -> slot(asked, fact, fresh, on);
            case SAMPLE -> samples(fact, fresh, resource.terms(), on);
            case PACKAGE -> opened(fresh, new Diary(rows, asked.resource()), 0, on);
            case CALL -> throw new IllegalStateException("refused before");
        };
    }

    private @Nullable Refusal obstacle(
            BookingRequested asked, RecordedFact fact, Resource resource, Rows rows) {
        boolean foreign =
                rows.find(Organisation.class, Id.of(asked.firm()))
                        .filter(firm -> !homes.get().mayOrder(firm, fact.origin(), rows))
                        .isPresent();
        if (foreign) {
            return Refusal.of(BookingsReason.FIRM_FOREIGN);
        }
        Refusal offered = resources.obstacle(resource, asked.mode(), rows);
        return offered != null
                ? offered
                : Intake.obstacle(asked, resource, rows.now(), id -> rows.find(Permit.class, id));
    }

    private static List<Part> refused(BookingRequested asked, RecordedFact fact, Refusal why) {
        return List.of(
                new Fact(
                        asked.order(),
                        Audience.of(fact.origin()),
                        new BookingRefused(asked.order(), "", why, "")));
    }

    private List<Part> slot(BookingRequested asked, RecordedFact fact, Booking fresh, Deciding on) {
        Diary diary = new Diary(on.rows(), asked.resource());
        Period held = fresh.held().orElseThrow();
        Busy there = diary.inTheWay(held).orElse(null);
        if (there == null) {
            diary.enter(
                    new Busy(fresh.id().value(), BusyKind.BOOKING, held.from(), held.until(), ""));
            return opened(fresh, diary, 0, on);
        }
        if (!asked.waits() || !there.kind().mayEnd()) {
            return refused(asked, fact, Intake.taken(there, held));
        }
        int ahead = diary.line().waitingFor(held);
        if (ahead >= Line.WAITING_MAX) {
            return refused(
                    asked, fact, Refusal.of(BookingsReason.WAITING_LIST_FULL, "count", ahead));
        }
        diary.line(
                diary.line()
                        .waiting(new Line.Waiter(fresh.id().value(), held.from(), held.until())));
        Booking waiting = fresh.in(BookingState.WAITING);
        return opened(
                waiting,
                diary,
                new BookingWaits(asked.order(), waiting.id().value(), asked.resource(), ahead + 1),
                on);
    }

    private List<Part> samples(RecordedFact fact, Booking fresh, BookingTerms terms, Deciding on) {
        Diary diary = new Diary(on.rows(), fresh.resource());
        Line line = diary.line();
        if (line.jobs().size() >= Line.JOBS_MAX) {
            return List.of(
                    new Fact(
                            fresh.orderId(),
                            Audience.of(fact.origin()),
                            new BookingRefused(
                                    fresh.orderId(),
                                    "",
                                    Refusal.of(BookingsReason.QUEUE_FULL),
                                    "")));
        }
        LocalDate promised =
                Intake.promised(
                        terms,
                        line.samplesAhead(),
                        fresh.units(),
                        on.now().atZone(WorkingDays.ZONE).toLocalDate(),
                        WorkingDays.of(on.rows(), on.rows().home()));
        diary.line(line.queued(new Line.Job(fresh.id().value(), fresh.units())));
        return opened(fresh.promisedFor(promised), diary, line.jobs().size() + 1, on);
    }

    private List<Part> opened(Booking fresh, Diary diary, int position, Deciding on) {
        return opened(fresh, diary, taken(fresh, position, on), on);
    }

    private List<Part> opened(Booking fresh, Diary diary, Record told, Deciding on) {
        List<Part> parts =
                new ArrayList<>(
                        moving.parts(
                                procedure,
                                null,
                                "request",
                                Move.to(fresh, Agreeing.tell(fresh, told)),
                                on.rows()));
        parts.addAll(diary.parts());
        return parts;
    }

    /// @param position in the queue, from 1; 0 for slots and packages
    static SlotTaken taken(Booking booking, int position, Deciding on) {
        Optional<Instant> due = on.due("order.accept", booking.division());
        Instant begins = booking.slotFrom();
        Instant answer =
                begins == null
                        ? due.orElse(null)
                        : due.filter(term -> term.isBefore(begins)).orElse(begins);
        return new SlotTaken(
                booking.orderId(),
                booking.id().value(),
                booking.resource(),
                begins,
                booking.slotUntil(),
                position,
                booking.promised(),
                answer,
                booking.cancelFreelyUntil());
    }

    private static Booking booking(
            BookingRequested asked, RecordedFact fact, Resource resource, Rows rows) {
        BookingTerms terms = resource.terms();
        Instant from = asked.mode() == BookingMode.SLOT ? asked.from() : null;
        Instant until = asked.mode() == BookingMode.SLOT ? asked.until() : null;
        return new Booking(
                Booking.idOf(asked.order()),
                rows.home(),
                BookingState.TAKEN,
                asked.order(),
                fact.origin(),
                asked.resource(),
                resource.title(),
                resource.provider(),
                legalPerson(resource.provider(), rows),
                asked.firm(),
                asked.firmName(),
                asked.mode(),
                asked.purpose(),
                from,
                until,
                until == null ? null : until.plus(Duration.ofMinutes(terms.bufferMinutes())),
                asked.units(),
                asked.description(),
                asked.priced(),
                asked.voucherPart(),
                asked.route(),
                null,
                from == null ? null : from.minus(Duration.ofHours(terms.cancelHours())),
                Work.NONE,
                null,
                null,
                rows.now(),
                null,
                null);
    }

    /// The nearest at or above the provider that can sign; a provider nobody knows signs itself.
    private static String legalPerson(String provider, Rows rows) {
        String id = provider;
        for (int i = 0; i < DEPTH_MAX; i++) {
            Organisation at = rows.find(Organisation.class, Id.of(id)).orElse(null);
            if (at == null || at.isLegalPerson() || at.parent() == null) {
                return id;
            }
            id = at.parent().value();
        }
        return id;
    }
}
