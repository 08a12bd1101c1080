package org.deltacommons.commons.bookings;

import static org.deltacommons.commons.bookings.BookingState.ACCEPTED;
import static org.deltacommons.commons.bookings.BookingState.CANCELLED;
import static org.deltacommons.commons.bookings.BookingState.CLOSED;
import static org.deltacommons.commons.bookings.BookingState.CONTRACTED;
import static org.deltacommons.commons.bookings.BookingState.DELIVERED;
import static org.deltacommons.commons.bookings.BookingState.EXPECTED;
import static org.deltacommons.commons.bookings.BookingState.IN_USE;
import static org.deltacommons.commons.bookings.BookingState.LAPSED;
import static org.deltacommons.commons.bookings.BookingState.NO_SHOW;
import static org.deltacommons.commons.bookings.BookingState.OFFERED;
import static org.deltacommons.commons.bookings.BookingState.QUOTED;
import static org.deltacommons.commons.bookings.BookingState.RECEIVED;
import static org.deltacommons.commons.bookings.BookingState.REFUSED;
import static org.deltacommons.commons.bookings.BookingState.SIGNED;
import static org.deltacommons.commons.bookings.BookingState.TAKEN;
import static org.deltacommons.commons.bookings.BookingState.WAITING;

import java.util.List;
import org.deltacommons.commons.resources.Resources;
import org.deltacommons.foundation.procedures.Move;
import org.deltacommons.foundation.procedures.Moving;
import org.deltacommons.foundation.procedures.NoForm;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.ProcedureReason;
import org.deltacommons.foundation.procedures.Side;
import org.deltacommons.foundation.procedures.Who;
import org.deltacommons.foundation.web.StateTone;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Role;

/// The provider's side of an order, from the request to the closed file. What the firm does comes
/// as a fact and is taken by the system.
final class BookingProcedure {

    private static final Who MANAGER = Who.of(Role.PROVIDER_MANAGER, Side.PROVIDER);
    private static final Who OPERATOR = Who.of(Role.OPERATOR, Side.PROVIDER);
    private static final Who SIGNATORY = Who.of(Role.SIGNATORY, Side.LEGAL_PERSON);

    private final Agreeing agreeing;
    private final Ending ending;
    private final Serving serving;

    private BookingProcedure(Resources resources, Ending ending) {
        this.agreeing = new Agreeing(resources);
        this.ending = ending;
        this.serving = new Serving(ending);
    }

    static Procedure<Booking> declare(Resources resources, Moving moving) {
        Ending ending = new Ending(moving);
        return ending.in(new BookingProcedure(resources, ending).declare());
    }

    private Procedure<Booking> declare() {
        Procedure.Builder<Booking> builder =
                states(
                        Procedure.of(Booking.PROCEDURE, Booking.class, "bookings.source.procedure")
                                .line(
                                        TAKEN,
                                        ACCEPTED,
                                        SIGNED,
                                        CONTRACTED,
                                        IN_USE,
                                        DELIVERED,
                                        CLOSED)
                                .begins(TAKEN, WAITING)
                                .readers(
                                        Who.of(Role.AUDITOR, Side.HOME),
                                        Who.of(Role.PROVINCIAL_OFFICER, Side.HOME))
                                // Begun by a fact from the order's home, never by hand.
                                .opens(
                                        "request",
                                        NoForm.class,
                                        (form, actor) -> actor.home(),
                                        (form, on) -> Outcome.refused(ProcedureReason.FORBIDDEN),
                                        Who.SYSTEM));
        return closing(work(signing(quoting(answering(line(builder)))))).build();
    }

    private static Procedure.Builder<Booking> states(Procedure.Builder<Booking> to) {
        return to.lapsing(TAKEN, StateTone.ACTIVE, "order.accept", "lapse", MANAGER)
                .state(WAITING, StateTone.WAITING)
                .lapsing(OFFERED, StateTone.WAITING, "slot.answer", "lapse")
                .state(EXPECTED, StateTone.WAITING, OPERATOR, MANAGER)
                .state(RECEIVED, StateTone.ACTIVE, "quote.give", List.of(MANAGER), MANAGER)
                .lapsing(QUOTED, StateTone.WAITING, "quote.confirm", "lapse")
                // A seal that is late is told; it ends the booking only when the slot begins.
                .state(ACCEPTED, StateTone.ACTIVE, "order.sign", List.of(MANAGER), SIGNATORY)
                .state(SIGNED, StateTone.WAITING, "order.sign", List.of(MANAGER))
                .state(CONTRACTED, StateTone.ACTIVE, OPERATOR)
                .state(IN_USE, StateTone.ACTIVE, OPERATOR)
                .lapsing(DELIVERED, StateTone.GOOD, "order.confirm", "close", MANAGER)
                .last(CLOSED, StateTone.OVER)
                .last(REFUSED, StateTone.BAD)
                .last(CANCELLED, StateTone.OVER)
                .last(NO_SHOW, StateTone.BAD)
                .last(LAPSED, StateTone.OVER);
    }

    private Procedure.Builder<Booking> line(Procedure.Builder<Booking> to) {
        return to.action("offer")
                .from(WAITING)
                .to(OFFERED)
                .by(Who.SYSTEM)
                // Only ever a part of the Unit that frees the slot.
                .does((booking, form, on) -> Outcome.refused(ProcedureReason.FORBIDDEN))
                .action("take", OfferAnswered.class)
                .from(OFFERED)
                .to(TAKEN)
                .by(Who.SYSTEM)
                .does((booking, answer, on) ->
                        Outcome.done(
                                Move.to(
                                        booking.in(TAKEN),
                                        Agreeing.tell(booking, Requests.taken(booking, 0, on)))));
    }

    private Procedure.Builder<Booking> answering(Procedure.Builder<Booking> to) {
        return to.action("accept", BookingNoteForm.class)
                .from(TAKEN)
                .to(ACCEPTED, EXPECTED)
                .by(MANAGER)
                .unless(agreeing::cannotServe)
                .primary()
                .does(agreeing::accept)
                .action("refuse", BookingWhyForm.class)
                .from(TAKEN, EXPECTED, RECEIVED)
                .to(REFUSED)
                .by(MANAGER)
                .dangerous()
                .does(ending::refuse);
    }

    private Procedure.Builder<Booking> quoting(Procedure.Builder<Booking> to) {
        return to.action("receive", SamplesForm.class)
                .from(EXPECTED)
                .to(RECEIVED)
                .by(OPERATOR, MANAGER)
                .primary()
                .does(agreeing::receive)
                .action("quote", QuoteForm.class)
                .from(RECEIVED)
                .to(QUOTED)
                .by(MANAGER)
                .primary()
                .does(agreeing::quote)
                .action("confirm", QuoteAnswered.class)
                .from(QUOTED)
                .to(ACCEPTED)
                .by(Who.SYSTEM)
                .does(agreeing::confirm)
                .action("decline")
                .from(QUOTED, OFFERED)
                .to(CANCELLED)
                .by(Who.SYSTEM)
                .does(ending::decline);
    }

    private Procedure.Builder<Booking> signing(Procedure.Builder<Booking> to) {
        return to.action("sign", SignForm.class)
                .from(ACCEPTED)
                .to(SIGNED)
                .by(SIGNATORY)
                .primary()
                .does(agreeing::sign)
                .action("countersign", ContractCountersigned.class)
                .from(SIGNED)
                .to(CONTRACTED)
                .by(Who.SYSTEM)
                .does(agreeing::countersign)
                .action("send-back", ReturnForm.class)
                .from(ACCEPTED)
                .to(TAKEN, RECEIVED, QUOTED)
                .by(SIGNATORY)
                .does(SendingBack::reopen)
                .action("sent-back", ContractReturned.class)
                .from(SIGNED)
                .to(ACCEPTED, TAKEN, RECEIVED)
                .by(Who.SYSTEM)
                .does(SendingBack::returned);
    }

    private Procedure.Builder<Booking> work(Procedure.Builder<Booking> to) {
        return to.action("begin")
                .from(CONTRACTED)
                .to(IN_USE)
                .by(OPERATOR, MANAGER)
                .unless(serving::notNow)
                .primary()
                .does(serving::begin)
                .action("restart")
                .from(IN_USE)
                .by(OPERATOR, MANAGER)
                .unless(serving::notNow)
                .does(serving::begin)
                .action("stop", StopForm.class)
                .from(IN_USE)
                .by(OPERATOR, MANAGER)
                .unless(serving::notRunning)
                .does(serving::stop)
                .action("log", LogForm.class)
                .from(CONTRACTED, IN_USE)
                .to(IN_USE)
                .by(OPERATOR, MANAGER)
                .unless(serving::running)
                .does(serving::log)
                .action("plan", TimeForm.class)
                .from(CONTRACTED, IN_USE)
                .by(MANAGER, OPERATOR)
                .unless(serving::noPackage)
                .does(serving::plan);
    }

    private Procedure.Builder<Booking> closing(Procedure.Builder<Booking> to) {
        return to.action("deliver", DeliverForm.class)
                .from(IN_USE)
                .to(DELIVERED)
                .by(OPERATOR, MANAGER)
                .primary()
                .does(serving::deliver)
                .action("fail", FailForm.class)
                .from(IN_USE)
                .to(DELIVERED)
                .by(OPERATOR, MANAGER)
                .dangerous()
                .does(serving::fail)
                .action("close")
                .from(DELIVERED)
                .to(CLOSED)
                .by(MANAGER, Who.SYSTEM)
                .primary()
                .bulk()
                .does(serving::close)
                .action("noShow", BookingNoteForm.class)
                .from(CONTRACTED)
                .to(NO_SHOW)
                .by(OPERATOR, MANAGER)
                .unless(ending::notMissing)
                .dangerous()
                .does(ending::noShow)
                .action("cancel", BookingWhyForm.class)
                .from(QUOTED, ACCEPTED, SIGNED, CONTRACTED)
                .to(CANCELLED)
                .by(MANAGER)
                .dangerous()
                .does(ending::cancel)
                .action("withdraw", CancellationRequested.class)
                .from(
                        TAKEN,
                        WAITING,
                        OFFERED,
                        EXPECTED,
                        RECEIVED,
                        QUOTED,
                        ACCEPTED,
                        SIGNED,
                        CONTRACTED)
                .to(CANCELLED)
                .by(Who.SYSTEM)
                .does(ending::withdraw)
                .action("release", Released.class)
                .from(
                        TAKEN,
                        WAITING,
                        OFFERED,
                        EXPECTED,
                        RECEIVED,
                        QUOTED,
                        ACCEPTED,
                        SIGNED,
                        CONTRACTED)
                .to(CANCELLED)
                .stays(IN_USE, DELIVERED)
                .by(Who.SYSTEM)
                .does(ending::release)
                .action("lapse")
                .from(TAKEN, WAITING, OFFERED, QUOTED, ACCEPTED, SIGNED)
                .to(LAPSED)
                .by(Who.SYSTEM)
                .does(ending::lapse);
    }
}
