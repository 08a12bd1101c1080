package org.deltacommons.surface.notices.complaints;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Objects;
import org.deltacommons.foundation.audit.Audit;
import org.deltacommons.foundation.audit.AuditLine;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.papers.CheckCodes;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.ProcedureReason;
import org.deltacommons.foundation.procedures.Procedures;
import org.deltacommons.foundation.web.Entry;
import org.deltacommons.foundation.web.Flash;
import org.deltacommons.foundation.web.FormView;
import org.deltacommons.foundation.web.Forms;
import org.deltacommons.foundation.web.Offered;
import org.deltacommons.foundation.web.Problems;
import org.deltacommons.foundation.web.Read;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.foundation.web.Section;
import org.deltacommons.foundation.web.State;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Refusal;
import org.deltacommons.kernel.Role;
import org.deltacommons.surface.notices.complaints.Door.ComplaintAnswer;
import org.deltacommons.surface.notices.complaints.Door.ComplaintForm;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import tools.jackson.databind.JsonNode;

/// The door as pages and for machines.
@Controller
class ComplaintPages {

    private static final String CODE = "/{code:[0-9A-Za-z-]{12,40}}";

    private final Door door;
    private final Procedure<Complaint> procedure;
    private final Procedures procedures;
    private final ContactSeal seal;
    private final Audit audit;
    private final Forms forms;
    private final Words words;

    ComplaintPages(
            Door door,
            Procedure<Complaint> procedure,
            Procedures procedures,
            ContactSeal seal,
            Audit audit,
            Forms forms,
            Words words) {
        this.door = door;
        this.procedure = procedure;
        this.procedures = procedures;
        this.seal = seal;
        this.audit = audit;
        this.forms = forms;
        this.words = words;
    }

    @GetMapping("/complaints")
    ModelAndView ask(@RequestParam(defaultValue = "") String code) {
        if (!code.isBlank()) {
            return new ModelAndView(
                    "redirect:/complaints/" + CheckCodes.read(code).orElseThrow(Door::unknown));
        }
        return page(forms.describe(ComplaintForm.class), HttpStatus.OK);
    }

    private static ModelAndView page(FormView form, HttpStatus status) {
        return new ModelAndView("complaints", Map.of("form", form), status);
    }

    @PostMapping("/complaints")
    ModelAndView file(
            HttpServletRequest request,
            HttpServletResponse response,
            Actor actor,
            RedirectAttributes next) {
        return switch (forms.read(ComplaintForm.class, request)) {
            case Read.Wrong<ComplaintForm> wrong ->
                    page(
                            forms.describe(ComplaintForm.class, Forms.typed(request), wrong),
                            HttpStatus.UNPROCESSABLE_CONTENT);
            case Read.Ok<ComplaintForm>(ComplaintForm form, String key, _) ->
                    switch (door.file(form, actor, key, request.getRemoteAddr())) {
                        case Outcome.Done<String>(String code) -> {
                            next.addFlashAttribute(
                                    Flash.NAME,
                                    Flash.done(words.say("complaints.filed", "code", code)));
                            yield new ModelAndView("redirect:/complaints/" + code);
                        }
                        case Outcome.Refused<String>(Refusal why) -> {
                            Problems.retry(why, response);
                            yield page(
                                    forms.describe(ComplaintForm.class, Forms.typed(request), why),
                                    Problems.status(why.code()));
                        }
                    };
        };
    }

    @PostMapping("/api/v1/complaints")
    @ResponseBody
    ResponseEntity<ComplaintAnswer> file(
            @RequestBody JsonNode body,
            @RequestHeader(name = "Idempotency-Key", defaultValue = "") String key,
            HttpServletRequest request,
            Actor actor) {
        return switch (forms.read(ComplaintForm.class, body, Offered.NOTHING)) {
            case Read.Wrong<ComplaintForm> wrong -> throw RefusedException.because(wrong);
            case Read.Ok<ComplaintForm>(ComplaintForm form, _, _) ->
                    switch (door.file(form, actor, key, request.getRemoteAddr())) {
                        case Outcome.Done<String>(String code) ->
                                ResponseEntity.status(HttpStatus.CREATED)
                                        .header("Location", "/api/v1/complaints/" + code)
                                        .body(door.answer(code));
                        case Outcome.Refused<String>(Refusal why) ->
                                throw new RefusedException(why);
                    };
        };
    }

    @GetMapping("/complaints" + CODE)
    ModelAndView look(@PathVariable String code) {
        ComplaintAnswer answer = door.answer(code);
        var state = procedure.state(answer.state());
        Entry day =
                answer.replied() == null
                        ? Entry.of("complaint.due", answer.due())
                        : Entry.of("complaint.replied", answer.replied());
        return new ModelAndView(
                "complaint",
                Map.of(
                        "answer",
                        answer,
                        "state",
                        new State(state.label(), state.tone()),
                        "section",
                        Section.of(
                                "complaint.facts",
                                Entry.of("complaint.province", answer.province()),
                                Entry.of("complaint.about", answer.about()),
                                Entry.of("complaint.filed", answer.filed()),
                                day)));
    }

    @GetMapping("/api/v1/complaints" + CODE)
    @ResponseBody
    ComplaintAnswer answer(@PathVariable String code) {
        return door.answer(code);
    }

    /// How the complainant can be reached, for the officers of the province; each look is noted
    /// before it is given.
    @GetMapping("/complaints/contact/{id:cpl-[0-9a-z-]{1,60}}")
    ModelAndView contact(@PathVariable String id, Actor actor) {
        Complaint complaint =
                procedures
                        .readable(procedure, Id.of(id), actor)
                        .map(Records.Versioned::row)
                        .filter(one -> actor.may(Role.PROVINCIAL_OFFICER, one.home().code()))
                        .filter(one -> one.contact() != null && !one.contact().isEmpty())
                        .orElseThrow(() -> new RefusedException(ProcedureReason.NOT_FOUND));
        audit.record(AuditLine.read(actor, id, "complaint").at(complaint.home()));
        String contact = seal.open(Objects.requireNonNull(complaint.contact()));
        return new ModelAndView(
                "complaint-contact",
                "section",
                Section.of(
                        "complaint.contact",
                        Entry.of("complaint.contact", contact),
                        Entry.link(
                                "complaint.case",
                                complaint.title(),
                                "/cases/" + Complaints.NAME + "/" + id)));
    }
}
