package org.deltacommons.commons.bookings;

import static org.deltacommons.commons.bookings.Agreeing.tell;

import java.util.ArrayList;
import java.util.List;
import org.deltacommons.foundation.lane.Part;
import org.deltacommons.foundation.procedures.Deciding;
import org.deltacommons.foundation.procedures.Move;
import org.deltacommons.foundation.procedures.Moving;
import org.deltacommons.foundation.procedures.NoForm;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Period;
import org.deltacommons.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/// How a booking ends before any work, and who gets the slot then. Pure decisions.
final class Ending {

    private final Moving moving;
    private @Nullable Procedure<Booking> procedure;

    Ending(Moving moving) {
        this.moving = moving;
    }

    /// The declaration this belongs to: who comes next moves under it too.
    Procedure<Booking> in(Procedure<Booking> declared) {
        procedure = declared;
        return declared;
    }

    Outcome<Move<Booking>> refuse(Booking before, BookingWhyForm form, Deciding on) {
        return Outcome.done(
                refused(
                                before,
                                BookingState.REFUSED,
                                Refusal.of(BookingsReason.REFUSED_BY_MANAGER),
                                form.why(),
                                on)
                        .noting(form.why()));
    }

    /// Nobody acted in time; the system says so.
    Outcome<Move<Booking>> lapse(Booking before, NoForm form, Deciding on) {
        BookingsReason reason =
                switch (before.state()) {
                    case WAITING -> BookingsReason.WAITED_IN_VAIN;
                    case OFFERED -> BookingsReason.OFFER_EXPIRED;
                    case QUOTED -> BookingsReason.QUOTE_EXPIRED;
                    case ACCEPTED, SIGNED -> BookingsReason.NOT_CONTRACTED;
                    default -> BookingsReason.NOT_ANSWERED;
                };
        return Outcome.done(
                refused(before, BookingState.LAPSED, Refusal.of(reason, "at", on.now()), "", on));
    }

    private Move<Booking> refused(
            Booking before, BookingState to, Refusal why, String note, Deciding on) {
        return Move.to(
                        before.in(to),
                        tell(
                                before,
                                new BookingRefused(
                                        before.orderId(), before.id().value(), why, note)))
                .with(freed(before, on));
    }

    /// The firm wants out. After the cut-off it is late, which the order's home may make cost
    /// something; once the work has begun it is declined elsewhere.
    Outcome<Move<Booking>> withdraw(Booking before, CancellationRequested asked, Deciding on) {
        return Outcome.done(cancelled(before, "FIRM", isLate(before, on), asked.reason(), on));
    }

    /// The order's home gave the hold back while this one was away. What has not begun ends, and
    /// nobody is charged; work goes on as a matter between firm and provider.
    Outcome<Move<Booking>> release(Booking before, Released by, Deciding on) {
        if (before.state() == BookingState.IN_USE || before.state() == BookingState.DELIVERED) {
            return Outcome.done(Move.to(before.released(before.state(), by)));
        }
        return Outcome.done(
                Move.to(
                                before.released(BookingState.CANCELLED, by),
                                tell(
                                        before,
                                        new BookingCancelled(
                                                before.orderId(),
                                                before.id().value(),
                                                "ISSUER",
                                                false,
                                                "")))
                        .with(freed(before, on)));
    }

    /// The firm declines a quote, or lets an offered slot go: never late.
    Outcome<Move<Booking>> decline(Booking before, NoForm form, Deciding on) {
        return Outcome.done(cancelled(before, "FIRM", false, "", on));
    }

    Outcome<Move<Booking>> cancel(Booking before, BookingWhyForm form, Deciding on) {
        return Outcome.done(cancelled(before, "PROVIDER", isLate(before, on), form.why(), on));
    }

    Outcome<Move<Booking>> noShow(Booking before, BookingNoteForm form, Deciding on) {
        String note = Agreeing.words(form.note());
        return Outcome.done(
                Move.to(before.in(BookingState.NO_SHOW), tell(before, gone(before, note)))
                        .with(freed(before, on))
                        .noting(form.note()));
    }

    private static BookingCancelled gone(Booking before, String note) {
        return new BookingCancelled(before.orderId(), before.id().value(), "NO_SHOW", true, note);
    }

    @Nullable Refusal notMissing(Booking booking, Deciding on) {
        if (booking.slotFrom() == null) {
            return Refusal.of(BookingsReason.NOT_A_SLOT);
        }
        return on.now().isBefore(booking.slotFrom())
                ? Refusal.of(BookingsReason.NOT_BEGUN, "at", booking.slotFrom())
                : null;
    }

    private Move<Booking> cancelled(
            Booking before, String by, boolean late, String reason, Deciding on) {
        return Move.to(
                        before.in(BookingState.CANCELLED),
                        tell(
                                before,
                                new BookingCancelled(
                                        before.orderId(), before.id().value(), by, late, reason)))
                .with(freed(before, on))
                .noting(reason);
    }

    static boolean isLate(Booking booking, Deciding on) {
        return booking.cancelFreelyUntil() != null
                && booking.state() != BookingState.WAITING
                && booking.state() != BookingState.OFFERED
                && on.now().isAfter(booking.cancelFreelyUntil());
    }

    /// Gives back what a booking held: its slot, which is offered to whoever waits for it, its
    /// place in a line, the planned times of its package.
    List<Part> freed(Booking booking, Deciding on) {
        Diary diary = new Diary(on.rows(), booking.resource());
        diary.line(diary.line().without(booking.id().value()));
        List<Part> offers = new ArrayList<>();
        booking.held()
                .filter(held -> booking.state().holdsSlot())
                .ifPresent(held -> {
                    if (on.now().isBefore(held.from())) {
                        diary.leave(booking.id().value(), held);
                    } else {
                        diary.end(booking.id().value(), held, on.now());
                    }
                    offers.addAll(offer(diary, held, on));
                });
        offers.addAll(withoutTimes(booking, diary, on));
        List<Part> parts = new ArrayList<>(diary.parts());
        parts.addAll(offers);
        return parts;
    }

    /// Planned times that have not begun are given back.
    List<Part> withoutTimes(Booking booking, Diary diary, Deciding on) {
        List<Part> offers = new ArrayList<>();
        for (int i = 0; i < booking.work().times().size(); i++) {
            Period time = booking.work().times().get(i);
            if (on.now().isBefore(time.from()) && diary.leave(Serving.timeRef(booking, i), time)) {
                offers.addAll(offer(diary, time, on));
            }
        }
        return offers;
    }

    /// The first in line whose time is free now is offered it; several if they do not overlap.
    List<Part> offer(Diary diary, Period freed, Deciding on) {
        List<Part> parts = new ArrayList<>();
        for (Line.Waiter waiter : diary.line().waiting()) {
            if (!waiter.held().overlaps(freed)
                    || !waiter.from().isAfter(on.now())
                    || !diary.isFree(waiter.held())) {
                continue;
            }
            diary.line(diary.line().without(waiter.booking()));
            Booking next = on.rows().find(Booking.class, Id.of(waiter.booking())).orElse(null);
            if (next != null && next.state() == BookingState.WAITING) {
                diary.enter(
                        new Busy(
                                waiter.booking(),
                                BusyKind.BOOKING,
                                waiter.from(),
                                waiter.until(),
                                ""));
                parts.addAll(offered(next, on));
            }
        }
        return parts;
    }

    private List<Part> offered(Booking waiting, Deciding on) {
        Procedure<Booking> declared = java.util.Objects.requireNonNull(procedure);
        Period slot = waiting.slot().orElseThrow();
        Move<Booking> move =
                Move.to(
                        waiting.in(BookingState.OFFERED),
                        tell(
                                waiting,
                                new SlotOffered(
                                        waiting.orderId(),
                                        waiting.id().value(),
                                        waiting.resource(),
                                        slot.from(),
                                        slot.until(),
                                        on.due("slot.answer", waiting.division()).orElse(null))));
        return moving.parts(declared, waiting, "offer", move, on.rows());
    }
}
