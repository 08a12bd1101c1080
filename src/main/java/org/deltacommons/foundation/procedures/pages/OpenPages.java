package org.deltacommons.foundation.procedures.pages;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deltacommons.foundation.procedures.Case;
import org.deltacommons.foundation.procedures.Opening;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.Procedures;
import org.deltacommons.foundation.procedures.Procedures.Moved;
import org.deltacommons.foundation.procedures.StateOf;
import org.deltacommons.foundation.web.FieldView;
import org.deltacommons.foundation.web.Flash;
import org.deltacommons.foundation.web.FormView;
import org.deltacommons.foundation.web.Forms;
import org.deltacommons.foundation.web.Input;
import org.deltacommons.foundation.web.LinkView;
import org.deltacommons.foundation.web.Problems;
import org.deltacommons.foundation.web.Read;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Refusal;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// The page on which any case is begun. What the address holds is filled in, so that another page
/// can lead here with what is known already.
@Controller
class OpenPages {

    private final Procedures procedures;
    private final CaseDoors doors;
    private final Forms forms;
    private final Words words;

    OpenPages(Procedures procedures, CaseDoors doors, Forms forms, Words words) {
        this.procedures = procedures;
        this.doors = doors;
        this.forms = forms;
        this.words = words;
    }

    @GetMapping("/open/{procedure}/{opening}")
    ModelAndView ask(
            @PathVariable String procedure,
            @PathVariable String opening,
            Actor actor,
            HttpServletRequest request) {
        Procedure<?> declared = doors.procedure(procedure);
        if (actor.isVisitor()) {
            return CasePages.signIn(request);
        }
        Opening<?, ?> wanted = CaseDoors.opening(declared, opening, actor);
        Map<String, String[]> known = new HashMap<>(request.getParameterMap());
        known.remove(Forms.KEY);
        known.remove(Forms.VERSION);
        return page(
                declared, wanted, forms.describe(wanted.form(), known, Map.of()), HttpStatus.OK);
    }

    private ModelAndView page(
            Procedure<?> procedure, Opening<?, ?> opening, FormView form, HttpStatusCode status) {
        Map<String, Object> model = new HashMap<>();
        model.put("title", opening.label());
        model.put("label", opening.label());
        model.put(
                "intro",
                words.find("open." + procedure.name() + "." + opening.name(), Map.of())
                        .orElseGet(() ->
                                words.say("open.intro", "source", words.say(procedure.source()))));
        model.put("links", links(form));
        model.put("form", form);
        model.put("url", "/open/" + procedure.name() + "/" + opening.name());
        return new ModelAndView("form", model, status);
    }

    /// What is begun about a case leads back to it: the field that names the case is called like
    /// the case's procedure.
    private List<LinkView> links(FormView form) {
        return form.fields().stream()
                .filter(field -> field.kind() == Input.Kind.HIDDEN)
                .filter(field -> doors.isProcedure(field.name()))
                .flatMap(field -> field.values().stream().limit(1).map(id -> back(field, id)))
                .toList();
    }

    private static LinkView back(FieldView field, String id) {
        return new LinkView("open.back", CaseActions.path(field.name(), id), null);
    }

    @PostMapping("/open/{procedure}/{opening}")
    ModelAndView open(
            @PathVariable String procedure,
            @PathVariable String opening,
            Actor actor,
            HttpServletRequest request,
            RedirectAttributes next) {
        Procedure<?> declared = doors.procedure(procedure);
        return open(declared, opening, actor, request, next);
    }

    private <C extends Case> ModelAndView open(
            Procedure<C> procedure,
            String name,
            Actor actor,
            HttpServletRequest request,
            RedirectAttributes next) {
        Opening<C, ?> opening = CaseDoors.opening(procedure, name, actor);
        switch (forms.read(opening.form(), request)) {
            case Read.Wrong<?> wrong -> {
                return page(
                        procedure,
                        opening,
                        forms.describe(opening.form(), Forms.typed(request), wrong),
                        HttpStatus.UNPROCESSABLE_CONTENT);
            }
            case Read.Ok<?>(Record form, String key, _) -> {
                Outcome<Moved> outcome =
                        procedures.open(procedure, name, form, actor, CaseDoors.key(key));
                return switch (outcome) {
                    case Outcome.Done<Moved>(Moved moved) -> {
                        next.addFlashAttribute(
                                Flash.NAME, Flash.done(done(procedure, opening, moved)));
                        yield new ModelAndView(
                                "redirect:" + CaseActions.path(moved.procedure(), moved.id()));
                    }
                    case Outcome.Refused<Moved>(Refusal why) ->
                            page(
                                    procedure,
                                    opening,
                                    forms.describe(opening.form(), Forms.typed(request), why),
                                    Problems.status(why.code()));
                };
            }
        }
    }

    private String done(Procedure<?> procedure, Opening<?, ?> opening, Moved moved) {
        Map<String, Object> values =
                Map.of(
                        "action",
                        words.say(opening.label()),
                        "state",
                        procedure
                                .state(moved.state())
                                .map(StateOf::label)
                                .map(words::say)
                                .orElse(""),
                        "id",
                        CaseDoors.id(moved.id()));
        return words.find("done." + procedure.name() + "." + opening.name(), values)
                .orElseGet(() -> words.say("open.done", values));
    }
}
