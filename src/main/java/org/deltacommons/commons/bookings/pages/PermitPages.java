package org.deltacommons.commons.bookings.pages;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.deltacommons.commons.bookings.Agendas;
import org.deltacommons.commons.bookings.BookingsReason;
import org.deltacommons.commons.bookings.Permit;
import org.deltacommons.commons.bookings.PermitForm;
import org.deltacommons.commons.resources.Resource;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.web.Flash;
import org.deltacommons.foundation.web.FormView;
import org.deltacommons.foundation.web.Forms;
import org.deltacommons.foundation.web.Problems;
import org.deltacommons.foundation.web.Read;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Refusal;
import org.deltacommons.kernel.Role;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Training certificates and customs notices of a provider's resources.
@Controller
class PermitPages {

    private static final int PERMITS_MAX = 500;

    /// One permit as a line.
    ///
    /// @param holds whether it holds today
    record Line(Permit permit, String resource, boolean holds) {}

    record PermitPage(List<Line> permits, FormView form, String key) {}

    private final Records records;
    private final Agendas agendas;
    private final Forms forms;
    private final Words words;
    private final Clock clock;

    PermitPages(Records records, Agendas agendas, Forms forms, Words words, Clock clock) {
        this.records = records;
        this.agendas = agendas;
        this.forms = forms;
        this.words = words;
        this.clock = clock;
    }

    @GetMapping("/bookings/permits")
    ModelAndView look(Actor actor) {
        return page(actor, forms.describe(PermitForm.class), HttpStatus.OK);
    }

    private ModelAndView page(Actor actor, FormView form, HttpStatusCode status) {
        List<String> places = Staff.places(actor, Role.PROVIDER_MANAGER);
        List<Line> lines =
                records
                        .list(
                                Permit.class,
                                "t.provider IN (:places)",
                                "t.at DESC, t.id",
                                Map.of("places", places),
                                PERMITS_MAX)
                        .stream()
                        .map(permit ->
                                new Line(
                                        permit,
                                        Staff.listed(records, permit.resource())
                                                .details()
                                                .name(words.english()),
                                        permit.holdsAt(clock.instant())))
                        .toList();
        return new ModelAndView(
                "bookings/permits",
                Map.of("page", new PermitPage(lines, form, forms.newKey())),
                status);
    }

    @PostMapping("/bookings/permits")
    ModelAndView grant(Actor actor, HttpServletRequest request, RedirectAttributes next) {
        Staff.places(actor, Role.PROVIDER_MANAGER);
        return switch (forms.read(PermitForm.class, request)) {
            case Read.Wrong<PermitForm> wrong ->
                    page(
                            actor,
                            forms.describe(PermitForm.class, Forms.typed(request), wrong),
                            HttpStatus.UNPROCESSABLE_CONTENT);
            case Read.Ok<PermitForm>(PermitForm form, String key, _) ->
                    switch (agendas.permit(
                            actor,
                            Staff.listed(records, form.resource()),
                            form,
                            key.isBlank() ? null : key)) {
                        case Outcome.Done<Agendas.Entered> _ -> {
                            next.addFlashAttribute(
                                    Flash.NAME, Flash.done(words.say("bookings.permits.granted")));
                            yield new ModelAndView("redirect:/bookings/permits");
                        }
                        case Outcome.Refused<Agendas.Entered>(Refusal why) ->
                                page(
                                        actor,
                                        forms.describe(PermitForm.class, Forms.typed(request), why),
                                        Problems.status(why.code()));
                    };
        };
    }

    @PostMapping("/bookings/permits/withdraw")
    String withdraw(
            @RequestParam String id,
            @RequestParam(defaultValue = "") String key,
            Actor actor,
            RedirectAttributes next) {
        Staff.places(actor, Role.PROVIDER_MANAGER);
        Permit permit =
                records.find(Permit.class, TimesPages.<Permit>id(id))
                        .filter(one -> actor.may(Role.PROVIDER_MANAGER, one.provider()))
                        .orElseThrow(() -> new RefusedException(BookingsReason.PERMIT_NOT_FOUND));
        Resource resource = Staff.listed(records, permit.resource());
        Flash flash =
                switch (agendas.withdraw(
                        actor, resource, permit.id(), key.isBlank() ? null : key)) {
                    case Outcome.Done<Agendas.Entered> _ ->
                            Flash.done(words.say("bookings.permits.withdrawn"));
                    case Outcome.Refused<Agendas.Entered>(Refusal why) ->
                            Flash.refused(words.explain(why));
                };
        next.addFlashAttribute(Flash.NAME, flash);
        return "redirect:/bookings/permits";
    }
}
