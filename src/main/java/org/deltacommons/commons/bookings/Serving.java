package org.deltacommons.commons.bookings;

import static org.deltacommons.commons.bookings.Agreeing.tell;
import static org.deltacommons.commons.bookings.Agreeing.words;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.deltacommons.commons.resources.BookingMode;
import org.deltacommons.commons.resources.Provider;
import org.deltacommons.commons.resources.Resource;
import org.deltacommons.foundation.lane.Part;
import org.deltacommons.foundation.procedures.Deciding;
import org.deltacommons.foundation.procedures.Move;
import org.deltacommons.foundation.procedures.NoForm;
import org.deltacommons.foundation.procedures.WorkingDays;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Period;
import org.deltacommons.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/// The work itself: the usage log, what was really done, what is due for it. Pure decisions.
final class Serving {

    private final Ending ending;

    Serving(Ending ending) {
        this.ending = ending;
    }

    /// What stands in the way of starting the log now, or null.
    @Nullable Refusal notNow(Booking booking, Deciding on) {
        if (booking.work().running().isPresent()) {
            return Refusal.of(BookingsReason.LOG_RUNNING);
        }
        Period slot = booking.slot().orElse(null);
        if (slot != null) {
            return on.now().isBefore(slot.from())
                    ? Refusal.of(BookingsReason.NOT_BEGUN, "at", slot.from())
                    : on.now().isBefore(slot.until())
                            ? null
                            : Refusal.of(BookingsReason.SLOT_OVER, "until", slot.until());
        }
        if (booking.mode() == BookingMode.PACKAGE) {
            if (booking.minutesLeft() == 0) {
                return Refusal.of(BookingsReason.PACKAGE_EXHAUSTED, "hours", booking.units());
            }
            return othersAt(booking, new Period(on.now(), on.now().plusSeconds(1)), on);
        }
        return null;
    }

    /// Whether somebody else's time is running.
    private static @Nullable Refusal othersAt(Booking booking, Period during, Deciding on) {
        return new Diary(on.rows(), booking.resource())
                .during(during).stream()
                        .filter(busy -> busy.kind() == BusyKind.BOOKING)
                        .filter(busy -> !busy.ref().startsWith(booking.id().value()))
                        .findFirst()
                        .map(busy ->
                                Refusal.of(BookingsReason.MACHINE_IN_USE, "until", busy.until()))
                        .orElse(null);
    }

    Outcome<Move<Booking>> begin(Booking before, NoForm form, Deciding on) {
        return Outcome.done(
                begun(before, before.work().started(on.now(), on.actor().name()), on.now()));
    }

    /// The order's home is told once, when the first stretch begins.
    private static Move<Booking> begun(Booking before, Work work, Instant at) {
        Move<Booking> move = Move.to(before.working(BookingState.IN_USE, work));
        return before.state() == BookingState.IN_USE
                ? move
                : move.with(
                        tell(before, new ServiceBegun(before.orderId(), before.id().value(), at)));
    }

    @Nullable Refusal notRunning(Booking booking, Deciding on) {
        return booking.work().running().isEmpty() ? Refusal.of(BookingsReason.LOG_STOPPED) : null;
    }

    Outcome<Move<Booking>> stop(Booking before, StopForm form, Deciding on) {
        Work work =
                before.work()
                        .stopped(on.now(), form.minutes(), form.abnormal(), words(form.note()));
        return Outcome.done(Move.to(before.working(BookingState.IN_USE, work)).noting(form.note()));
    }

    /// A stretch that nobody logged when it happened; it is past, its note says why, and none of it
    /// is logged already: the log proves what the voucher pays for, so no hour counts twice.
    Outcome<Move<Booking>> log(Booking before, LogForm form, Deciding on) {
        Refusal wrong = notLoggable(before.work(), form, on.now());
        if (wrong != null) {
            return Outcome.refused(wrong);
        }
        Work work =
                before.work()
                        .started(form.from(), on.actor().name())
                        .stopped(form.until(), null, false, form.note());
        return Outcome.done(begun(before, work, form.from()).noting(form.note()));
    }

    static @Nullable Refusal notLoggable(Work work, LogForm form, Instant now) {
        if (form.until().isAfter(now)) {
            return Refusal.of(BookingsReason.LOG_IN_FUTURE, "until", form.until());
        }
        return work.logged(new Period(form.from(), form.until()))
                .map(same ->
                        Refusal.of(BookingsReason.LOG_OVERLAPS, "from", same.from())
                                .with("until", same.until()))
                .orElse(null);
    }

    @Nullable Refusal running(Booking booking, Deciding on) {
        return booking.work().running().isPresent() ? Refusal.of(BookingsReason.LOG_RUNNING) : null;
    }

    static String timeRef(Booking booking, int index) {
        return booking.id().value() + "." + (index + 1);
    }

    @Nullable Refusal noPackage(Booking booking, Deciding on) {
        return booking.mode() == BookingMode.PACKAGE
                ? null
                : Refusal.of(BookingsReason.NOT_A_PACKAGE);
    }

    /// A part of a package's hours gets its time in the agenda.
    Outcome<Move<Booking>> plan(Booking before, TimeForm form, Deciding on) {
        Period time = new Period(form.from(), form.until());
        if (!form.from().isAfter(on.now())) {
            return Outcome.refused(
                    Refusal.of(BookingsReason.IN_THE_PAST, "from", form.from())
                            .with("until", form.until()));
        }
        if (time.length().toMinutes() > before.minutesLeft()) {
            return Outcome.refused(
                    Refusal.of(BookingsReason.PACKAGE_EXHAUSTED, "hours", before.units()));
        }
        Diary diary = new Diary(on.rows(), before.resource());
        Busy there = diary.inTheWay(time).orElse(null);
        if (there != null) {
            return Outcome.refused(Intake.taken(there, time));
        }
        String ref = timeRef(before, before.work().times().size());
        diary.enter(new Busy(ref, BusyKind.BOOKING, time.from(), time.until(), ""));
        Booking after = before.working(before.state(), before.work().planned(time));
        return Outcome.done(Move.to(after).with(diary.parts()));
    }

    Outcome<Move<Booking>> fail(Booking before, FailForm form, Deciding on) {
        int samples = form.samples() == null ? 0 : form.samples();
        if (samples > before.units()) {
            return tooMany(before);
        }
        Work work = before.work().stopped(on.now(), null, true, form.note());
        return Outcome.done(
                delivered(
                                before,
                                work,
                                delivery(
                                        before,
                                        work,
                                        samples,
                                        "",
                                        false,
                                        List.of(),
                                        form.note(),
                                        on),
                                on)
                        .noting(form.note()));
    }

    Outcome<Move<Booking>> deliver(Booking before, DeliverForm form, Deciding on) {
        Work work = before.work().stopped(on.now(), null, false, "");
        if (before.isSamples()) {
            if (form.samples() == null) {
                return Outcome.refused(BookingsReason.SAMPLES_MISSING);
            }
            if (form.samples() > before.units()) {
                return tooMany(before);
            }
        } else if (work.minutes() == 0) {
            return Outcome.refused(BookingsReason.NOTHING_USED);
        }
        if (form.accredited() && !mayBearMark(before, on)) {
            return Outcome.refused(BookingsReason.CMA_NOT_HELD);
        }
        Delivery done =
                delivery(
                        before,
                        work,
                        form.samples() == null ? 0 : form.samples(),
                        words(form.report()),
                        form.accredited(),
                        form.evidence() == null ? List.of() : form.evidence(),
                        words(form.note()),
                        on);
        return Outcome.done(delivered(before, work, done, on).noting(form.note()));
    }

    private static Outcome<Move<Booking>> tooMany(Booking before) {
        return Outcome.refused(
                Refusal.of(BookingsReason.SAMPLES_TOO_MANY, "count", before.units()));
    }

    /// CMA belongs to a body and a method: the resource says so, and the provider's accreditation
    /// holds today.
    private static boolean mayBearMark(Booking booking, Deciding on) {
        boolean offered =
                on.rows()
                        .find(Resource.class, Id.of(booking.resource()))
                        .filter(resource -> resource.details().offer().cma())
                        .isPresent();
        return offered
                && on.rows()
                        .find(Provider.class, Provider.idOf(booking.provider()))
                        .filter(provider ->
                                provider.isAccredited(
                                        "CMA", on.now().atZone(WorkingDays.ZONE).toLocalDate()))
                        .isPresent();
    }

    private static Delivery delivery(
            Booking before,
            Work work,
            int samples,
            String report,
            boolean accredited,
            List<org.deltacommons.foundation.procedures.Attachment> evidence,
            String note,
            Deciding on) {
        long whole = before.isSamples() ? before.units() : before.bookedMinutes();
        long done = before.isSamples() ? samples : work.minutes();
        Instant from = work.sessions().isEmpty() ? on.now() : work.sessions().getFirst().from();
        Instant last = work.sessions().isEmpty() ? null : work.sessions().getLast().until();
        return new Delivery(
                from,
                last == null ? on.now() : last,
                before.isSamples() ? 0 : work.minutes(),
                before.isSamples() ? samples : 0,
                due(before.price(), done, whole),
                done < whole,
                report,
                accredited,
                evidence,
                note);
    }

    /// The price for what was really done, down to the fen, never above the price itself.
    static Money due(Money price, long done, long whole) {
        return done >= whole
                ? price
                : new Money(
                        BigDecimal.valueOf(price.fen())
                                .multiply(BigDecimal.valueOf(done))
                                .divide(BigDecimal.valueOf(whole), 0, RoundingMode.FLOOR)
                                .longValueExact());
    }

    private Move<Booking> delivered(Booking before, Work work, Delivery done, Deciding on) {
        List<Part> freed = ending.freed(before, on);
        return Move.to(
                        before.delivered(done, work),
                        tell(
                                before,
                                new ServiceDelivered(
                                        before.orderId(),
                                        before.id().value(),
                                        done.from(),
                                        done.until(),
                                        done.minutes(),
                                        done.samples(),
                                        done.amount(),
                                        done.partial(),
                                        done.report(),
                                        done.accredited(),
                                        done.evidence(),
                                        done.note())))
                .with(freed);
    }

    Outcome<Move<Booking>> close(Booking before, NoForm form, Deciding on) {
        Objects.requireNonNull(before.delivery());
        return Outcome.done(Move.to(before.in(BookingState.CLOSED)));
    }
}
