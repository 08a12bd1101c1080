package org.deltacommons.commons.bookings.pages;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deltacommons.commons.bookings.Booking;
import org.deltacommons.commons.bookings.BookingState;
import org.deltacommons.commons.bookings.BookingsReason;
import org.deltacommons.commons.bookings.FailForm;
import org.deltacommons.commons.bookings.StopForm;
import org.deltacommons.commons.bookings.Work;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.procedures.NoForm;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.ProcedureReason;
import org.deltacommons.foundation.procedures.Procedures;
import org.deltacommons.foundation.procedures.WorkingDays;
import org.deltacommons.foundation.web.Flash;
import org.deltacommons.foundation.web.FormView;
import org.deltacommons.foundation.web.Forms;
import org.deltacommons.foundation.web.Read;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.foundation.web.State;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Refusal;
import org.deltacommons.kernel.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// The operator's day on a telephone: what comes, start and stop, what went wrong.
@Controller
class TodayPages {

    private static final int BOOKINGS_MAX = 200;
    private static final int MINUTES_AN_HOUR = 60;

    /// One booking as a card.
    ///
    /// @param when the slot, or null for work without one
    /// @param runningSince null unless the log runs
    /// @param left what is left of a package, in the reader's language
    /// @param startable whether the log can be started now; else `why` says why not
    record Card(
            Booking booking,
            State state,
            @Nullable Object when,
            @Nullable Instant runningSince,
            long minutes,
            @Nullable String left,
            boolean startable,
            @Nullable String why,
            String startKey,
            @Nullable FormView stop,
            @Nullable FormView fail) {}

    /// @param slots today's, in their order
    /// @param open packages and samples that can be worked on
    record TodayPage(LocalDate day, List<Card> slots, List<Card> open, List<Card> expected) {
        public boolean isEmpty() {
            return slots.isEmpty() && open.isEmpty() && expected.isEmpty();
        }
    }

    private final Records records;
    private final Procedures procedures;
    private final Procedure<Booking> procedure;
    private final Forms forms;
    private final Words words;
    private final Clock clock;

    TodayPages(
            Records records,
            Procedures procedures,
            Procedure<Booking> procedure,
            Forms forms,
            Words words,
            Clock clock) {
        this.records = records;
        this.procedures = procedures;
        this.procedure = procedure;
        this.forms = forms;
        this.words = words;
        this.clock = clock;
    }

    @GetMapping("/today")
    ModelAndView today(Actor actor) {
        List<String> places = Staff.places(actor, Role.OPERATOR, Role.PROVIDER_MANAGER);
        LocalDate day = clock.instant().atZone(WorkingDays.ZONE).toLocalDate();
        Map<String, Object> values = new HashMap<>();
        values.put("places", places);
        values.put("begin", day.atStartOfDay(WorkingDays.ZONE).toInstant().toString());
        values.put("end", day.plusDays(1).atStartOfDay(WorkingDays.ZONE).toInstant().toString());
        List<Booking> slots =
                records.list(
                        Booking.class,
                        "t.provider IN (:places) AND (t.state = 'IN_USE' AND t.slot_from IS NOT"
                                + " NULL OR t.state IN ('CONTRACTED', 'ACCEPTED', 'SIGNED', 'TAKEN')"
                                + " AND t.slot_from < :end::timestamptz"
                                + " AND t.slot_until > :begin::timestamptz)",
                        "t.slot_from, t.id",
                        values,
                        BOOKINGS_MAX);
        values.remove("begin");
        values.remove("end");
        List<Booking> open =
                records.list(
                        Booking.class,
                        "t.provider IN (:places) AND t.slot_from IS NULL"
                                + " AND t.state IN ('CONTRACTED', 'IN_USE')",
                        "t.state DESC, t.promised NULLS LAST, t.id",
                        values,
                        BOOKINGS_MAX);
        List<Booking> expected =
                records.list(
                        Booking.class,
                        "t.provider IN (:places) AND t.state = 'EXPECTED'",
                        "t.asked_at, t.id",
                        values,
                        BOOKINGS_MAX);
        return new ModelAndView(
                "bookings/today",
                Map.of(
                        "page",
                        new TodayPage(
                                day,
                                cards(slots, actor),
                                cards(open, actor),
                                cards(expected, actor))));
    }

    private List<Card> cards(List<Booking> bookings, Actor actor) {
        List<Card> cards = new ArrayList<>();
        bookings.forEach(booking -> cards.add(card(booking, actor)));
        return cards;
    }

    private Card card(Booking booking, Actor actor) {
        String verb = booking.state() == BookingState.IN_USE ? "restart" : "begin";
        Procedures.Choice start =
                procedures.choices(procedure, booking, actor).stream()
                        .filter(choice -> choice.action().name().equals(verb))
                        .findFirst()
                        .orElse(null);
        Refusal why = start == null ? null : start.whyNot();
        Work.Session running = booking.work().running().orElse(null);
        boolean inUse = booking.state() == BookingState.IN_USE;
        String prefix = booking.id().value();
        return new Card(
                booking,
                BookingPages.state(procedure, booking),
                BookingPages.when(booking),
                running == null ? null : running.from(),
                booking.work().minutes(),
                booking.isSamples() || booking.slotFrom() != null
                        ? null
                        : words.say(
                                "bookings.left", "hours", booking.minutesLeft() / MINUTES_AN_HOUR),
                start != null && why == null,
                why == null || running != null ? null : words.explain(why).what(),
                forms.newKey(),
                running == null ? null : forms.describe(StopForm.class).prefixed(prefix),
                inUse ? forms.describe(FailForm.class).prefixed(prefix + "-fail") : null);
    }

    @PostMapping("/today/{id}/{action:begin|restart|stop|fail}")
    String act(
            @PathVariable String id,
            @PathVariable String action,
            Actor actor,
            HttpServletRequest request,
            RedirectAttributes next) {
        Staff.places(actor, Role.OPERATOR, Role.PROVIDER_MANAGER);
        Read<? extends Record> read =
                switch (action) {
                    case "stop" -> forms.read(StopForm.class, request);
                    case "fail" -> forms.read(FailForm.class, request);
                    default -> forms.read(NoForm.class, request);
                };
        Flash flash =
                switch (read) {
                    case Read.Wrong<?> wrong ->
                            Flash.note(String.join(" ", forms.sentences(wrong).values()));
                    case Read.Ok<?>(Record form, String key, _) ->
                            done(id, action, form, key.isBlank() ? null : key, actor);
                };
        next.addFlashAttribute(Flash.NAME, flash);
        return "redirect:/today";
    }

    private Flash done(String id, String action, Record form, @Nullable String key, Actor actor) {
        Outcome<Procedures.Moved> outcome =
                procedures.act(procedure, TimesPages.id(id), action, form, actor, -1, key);
        return switch (outcome) {
            case Outcome.Done<Procedures.Moved> _ ->
                    Flash.done(words.say("bookings.done." + action));
            case Outcome.Refused<Procedures.Moved>(Refusal why) -> {
                if (why.is(ProcedureReason.NOT_FOUND)) {
                    throw new RefusedException(BookingsReason.ENTRY_NOT_FOUND);
                }
                yield Flash.refused(words.explain(why));
            }
        };
    }
}
