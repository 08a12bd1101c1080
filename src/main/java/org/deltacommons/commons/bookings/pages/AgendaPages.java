package org.deltacommons.commons.bookings.pages;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.deltacommons.commons.bookings.Agendas;
import org.deltacommons.commons.bookings.Availability;
import org.deltacommons.commons.bookings.BookingsReason;
import org.deltacommons.commons.bookings.Busy;
import org.deltacommons.commons.bookings.BusyKind;
import org.deltacommons.commons.bookings.EntryForm;
import org.deltacommons.commons.bookings.ICalendars;
import org.deltacommons.commons.bookings.OwnCalendar;
import org.deltacommons.commons.resources.Resource;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.web.Flash;
import org.deltacommons.foundation.web.FormView;
import org.deltacommons.foundation.web.Forms;
import org.deltacommons.foundation.web.Input;
import org.deltacommons.foundation.web.Option;
import org.deltacommons.foundation.web.OptionSource;
import org.deltacommons.foundation.web.Problems;
import org.deltacommons.foundation.web.Read;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.foundation.web.Upload;
import org.deltacommons.foundation.web.WebReason;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Period;
import org.deltacommons.kernel.Refusal;
import org.deltacommons.kernel.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// A resource's agenda in the manager's hands: maintenance, closures, hours kept, and the own
/// calendar that comes in as a file.
@Controller
class AgendaPages {

    /// A calendar as a file or as text.
    record OwnCalendarForm(
            @Nullable @Input(accept = ".ics,text/calendar") Upload file,
            @Nullable @Input(kind = Input.Kind.TEXTAREA, max = 200_000, help = true) String text) {}

    /// @param entries from today on
    /// @param ics the public calendar's address
    /// @param secret the secret one's, if there is one
    record AgendaPage(
            List<Option> resources,
            @Nullable Resource resource,
            String name,
            List<Busy> entries,
            FormView entry,
            FormView calendar,
            @Nullable Instant externalAt,
            String ics,
            @Nullable String secret,
            String key) {}

    private final Records records;
    private final Availability availability;
    private final Agendas agendas;
    private final Forms forms;
    private final Words words;
    private final Clock clock;

    AgendaPages(
            Records records,
            Availability availability,
            Agendas agendas,
            Forms forms,
            Words words,
            Clock clock) {
        this.records = records;
        this.availability = availability;
        this.agendas = agendas;
        this.forms = forms;
        this.words = words;
        this.clock = clock;
    }

    @GetMapping("/bookings/agenda")
    ModelAndView look(Actor actor, @RequestParam(required = false) @Nullable String resource) {
        return page(
                actor,
                resource,
                forms.describe(EntryForm.class),
                forms.describe(OwnCalendarForm.class),
                HttpStatus.OK);
    }

    private ModelAndView page(
            Actor actor,
            @Nullable String id,
            FormView entry,
            FormView calendar,
            HttpStatusCode status) {
        List<Resource> mine = Staff.resources(records, Staff.places(actor, Role.PROVIDER_MANAGER));
        Resource resource =
                mine.stream()
                        .filter(one -> one.id().value().equals(id))
                        .findFirst()
                        .orElse(mine.isEmpty() ? null : mine.getFirst());
        boolean english = words.english();
        return new ModelAndView(
                "bookings/agenda",
                Map.of(
                        "page",
                        new AgendaPage(
                                mine.stream()
                                        .map(one ->
                                                new Option(
                                                        one.id().value(),
                                                        one.innerId()
                                                                + " "
                                                                + one.details().name(english)))
                                        .toList(),
                                resource,
                                resource == null ? "" : resource.details().name(english),
                                resource == null ? List.of() : availability.busy(resource, ahead()),
                                entry.prefixed("entry"),
                                calendar.prefixed("calendar"),
                                resource == null ? null : availability.externalAt(resource),
                                resource == null
                                        ? ""
                                        : "/resources/" + resource.id() + "/calendar.ics",
                                resource == null ? null : secret(resource),
                                forms.newKey())),
                status);
    }

    private Period ahead() {
        Instant now = clock.instant();
        return new Period(now, now.plus(Agendas.HORIZON));
    }

    private @Nullable String secret(Resource resource) {
        return records.find(OwnCalendar.class, OwnCalendar.idOf(resource.provider()))
                .map(own ->
                        "/providers/" + resource.provider() + "/calendar/" + own.secret() + ".ics")
                .orElse(null);
    }

    private static String address(String id) {
        return "redirect:/bookings/agenda?resource=" + id;
    }

    private Resource own(String id, Actor actor) {
        Resource resource = Staff.listed(records, id);
        if (!actor.may(Role.PROVIDER_MANAGER, resource.provider())) {
            throw new RefusedException(
                    actor.isVisitor() ? WebReason.SIGN_IN : BookingsReason.RESOURCE_NOT_FOUND);
        }
        return resource;
    }

    @PostMapping("/bookings/agenda/{id}")
    ModelAndView enter(
            @PathVariable String id,
            Actor actor,
            HttpServletRequest request,
            RedirectAttributes next) {
        Resource resource = own(id, actor);
        return switch (forms.read(EntryForm.class, request)) {
            case Read.Wrong<EntryForm> wrong ->
                    page(
                            actor,
                            id,
                            forms.describe(EntryForm.class, Forms.typed(request), wrong),
                            forms.describe(OwnCalendarForm.class),
                            HttpStatus.UNPROCESSABLE_CONTENT);
            case Read.Ok<EntryForm>(EntryForm form, String key, _) ->
                    switch (agendas.enter(actor, resource, form, key(key))) {
                        case Outcome.Done<Agendas.Entered>(Agendas.Entered entered) -> {
                            flash(next, "bookings.agenda.entered", entered);
                            yield new ModelAndView(address(id));
                        }
                        case Outcome.Refused<Agendas.Entered>(Refusal why) ->
                                page(
                                        actor,
                                        id,
                                        forms.describe(EntryForm.class, Forms.typed(request), why),
                                        forms.describe(OwnCalendarForm.class),
                                        Problems.status(why.code()));
                    };
        };
    }

    private static @Nullable String key(String key) {
        return key.isBlank() ? null : key;
    }

    private void flash(RedirectAttributes next, String message, Agendas.Entered entered) {
        next.addFlashAttribute(
                Flash.NAME,
                Flash.done(
                        words.say(
                                message,
                                Map.of(
                                        "count",
                                        entered.entries(),
                                        "conflicts",
                                        entered.conflicts()))));
    }

    @PostMapping("/bookings/agenda/{id}/remove")
    String remove(
            @PathVariable String id,
            @RequestParam String ref,
            @RequestParam String from,
            @RequestParam(defaultValue = "") String key,
            Actor actor,
            RedirectAttributes next) {
        Resource resource = own(id, actor);
        switch (agendas.remove(actor, resource, ref, instant(from), key(key))) {
            case Outcome.Done<Agendas.Entered>(Agendas.Entered entered) ->
                    flash(next, "bookings.agenda.removed", entered);
            case Outcome.Refused<Agendas.Entered>(Refusal why) ->
                    next.addFlashAttribute(Flash.NAME, Flash.refused(words.explain(why)));
        }
        return address(id);
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException _) {
            throw new RefusedException(BookingsReason.ENTRY_NOT_FOUND);
        }
    }

    @PostMapping("/bookings/agenda/{id}/calendar")
    ModelAndView calendar(
            @PathVariable String id,
            Actor actor,
            HttpServletRequest request,
            RedirectAttributes next) {
        Resource resource = own(id, actor);
        return switch (forms.read(OwnCalendarForm.class, request)) {
            case Read.Wrong<OwnCalendarForm> wrong ->
                    page(
                            actor,
                            id,
                            forms.describe(EntryForm.class),
                            forms.describe(OwnCalendarForm.class, Forms.typed(request), wrong),
                            HttpStatus.UNPROCESSABLE_CONTENT);
            case Read.Ok<OwnCalendarForm>(OwnCalendarForm form, String key, _) ->
                    switch (taken(actor, resource, form, key(key))) {
                        case Outcome.Done<Agendas.Entered>(Agendas.Entered entered) -> {
                            flash(next, "bookings.agenda.synchronised", entered);
                            yield new ModelAndView(address(id));
                        }
                        case Outcome.Refused<Agendas.Entered>(Refusal why) ->
                                page(
                                        actor,
                                        id,
                                        forms.describe(EntryForm.class),
                                        forms.describe(
                                                OwnCalendarForm.class, Forms.typed(request), why),
                                        Problems.status(why.code()));
                    };
        };
    }

    private Outcome<Agendas.Entered> taken(
            Actor actor, Resource resource, OwnCalendarForm form, @Nullable String key) {
        Upload file = form.file();
        String text = file == null ? form.text() : text(file);
        if (text == null) {
            return Outcome.refused(BookingsReason.CALENDAR_INVALID);
        }
        String source = file == null ? words.say("bookings.agenda.pasted") : file.name();
        return ICalendars.read(text, ahead())
                .then(busy -> agendas.replace(actor, resource, busy, source, key));
    }

    private static String text(Upload file) {
        try (InputStream in = file.content().open()) {
            return new String(in.readNBytes(2_000_001), StandardCharsets.UTF_8);
        } catch (IOException _) {
            return "";
        }
    }

    @PostMapping("/bookings/agenda/{id}/share")
    String share(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String key,
            Actor actor,
            RedirectAttributes next) {
        Resource resource = own(id, actor);
        switch (agendas.share(actor, resource, key(key))) {
            case Outcome.Done<Agendas.Entered>(Agendas.Entered entered) ->
                    flash(next, "bookings.agenda.shared", entered);
            case Outcome.Refused<Agendas.Entered>(Refusal why) ->
                    next.addFlashAttribute(Flash.NAME, Flash.refused(words.explain(why)));
        }
        return address(id);
    }

    /// What a manager can enter by hand.
    @Bean
    static OptionSource busyKinds(Words words) {
        return actor ->
                Arrays.stream(BusyKind.values())
                        .filter(BusyKind::isByHand)
                        .map(kind -> new Option(kind.name(), words.show(kind)))
                        .toList();
    }

    @Bean
    static OptionSource ownResources(Records records, Words words) {
        return actor ->
                Staff.isAny(actor, Role.PROVIDER_MANAGER)
                        ? Staff.resources(records, Staff.places(actor, Role.PROVIDER_MANAGER))
                                .stream()
                                .map(one ->
                                        new Option(
                                                one.id().value(),
                                                one.innerId()
                                                        + " "
                                                        + one.details().name(words.english())))
                                .toList()
                        : List.of();
    }
}
