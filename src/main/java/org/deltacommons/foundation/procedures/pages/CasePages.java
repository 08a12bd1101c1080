package org.deltacommons.foundation.procedures.pages;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.deltacommons.foundation.lane.Records.Versioned;
import org.deltacommons.foundation.procedures.ActionOf;
import org.deltacommons.foundation.procedures.Case;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.ProcedureReason;
import org.deltacommons.foundation.procedures.Procedures;
import org.deltacommons.foundation.procedures.Procedures.Moved;
import org.deltacommons.foundation.procedures.StateOf;
import org.deltacommons.foundation.procedures.Tasks;
import org.deltacommons.foundation.web.Flash;
import org.deltacommons.foundation.web.Forms;
import org.deltacommons.foundation.web.Input;
import org.deltacommons.foundation.web.Problems;
import org.deltacommons.foundation.web.Read;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.foundation.web.Sentence;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// The page of any case, and the one endpoint that runs any action.
@Controller
class CasePages {

    record MessageForm(@Input(kind = Input.Kind.TEXTAREA) String text) {}

    /// What came of a post: where to go, or what to show again.
    private record Answer(Outcome<Moved> outcome, String done, @Nullable Tried tried) {}

    private final Procedures procedures;
    private final Tasks tasks;
    private final CaseDoors doors;
    private final CaseViews views;
    private final CaseActions actions;
    private final CaseParts parts;
    private final Forms forms;
    private final Words words;

    CasePages(
            Procedures procedures,
            Tasks tasks,
            CaseDoors doors,
            CaseViews views,
            CaseActions actions,
            CaseParts parts,
            Forms forms,
            Words words) {
        this.procedures = procedures;
        this.tasks = tasks;
        this.doors = doors;
        this.views = views;
        this.actions = actions;
        this.parts = parts;
        this.forms = forms;
        this.words = words;
    }

    @GetMapping("/cases/{procedure}/{id}")
    ModelAndView look(
            @PathVariable String procedure,
            @PathVariable String id,
            Actor actor,
            HttpServletRequest request) {
        return look(doors.procedure(procedure), id, actor, request);
    }

    private <C extends Case> ModelAndView look(
            Procedure<C> procedure, String id, Actor actor, HttpServletRequest request) {
        AskedCase<C> asked = views.ask(procedure, CaseDoors.id(id));
        Optional<Versioned<C>> there = doors.find(asked, actor);
        if (there.isEmpty() && actor.isVisitor()) {
            return signIn(request);
        }
        return page(
                asked,
                there.orElseThrow(() -> new RefusedException(ProcedureReason.NOT_FOUND)),
                actor,
                null,
                HttpStatus.OK);
    }

    /// Whether there is such a case or not: whoever has not signed in does so first.
    static ModelAndView signIn(HttpServletRequest request) {
        String query = request.getQueryString();
        String wanted = request.getRequestURI() + (query == null ? "" : "?" + query);
        return new ModelAndView(
                "redirect:/sign-in?to=" + URLEncoder.encode(wanted, StandardCharsets.UTF_8));
    }

    private <C extends Case> ModelAndView page(
            AskedCase<C> asked,
            Versioned<C> there,
            Actor actor,
            @Nullable Tried tried,
            HttpStatusCode status) {
        return new ModelAndView(
                "case",
                Map.of(
                        "view",
                        views.view(asked, there, actor, tried),
                        "messageKey",
                        forms.newKey()),
                status);
    }

    @PostMapping("/cases/{procedure}/{id}/{action}")
    ModelAndView act(
            @PathVariable String procedure,
            @PathVariable String id,
            @PathVariable String action,
            Actor actor,
            HttpServletRequest request,
            RedirectAttributes next) {
        return act(doors.procedure(procedure), id, action, actor, request, next);
    }

    private <C extends Case> ModelAndView act(
            Procedure<C> procedure,
            String id,
            String action,
            Actor actor,
            HttpServletRequest request,
            RedirectAttributes next) {
        Versioned<C> there = doors.readable(procedure, id, actor);
        Answer answer =
                switch (action) {
                    case "messages" -> say(procedure, there.row(), actor, request);
                    case "urge" ->
                            plain(
                                    tasks.urge(procedure, CaseDoors.id(id), actor, key(request)),
                                    words.say("case.urge.done"));
                    case "assign" -> assign(procedure, there.row(), actor, request);
                    case "pause", "resume" -> clock(procedure, there.row(), action, actor, request);
                    default -> run(procedure, there.row(), action, actor, request);
                };
        return switch (answer.outcome()) {
            case Outcome.Done<Moved>(Moved moved) -> {
                next.addFlashAttribute(Flash.NAME, Flash.done(answer.done()));
                yield new ModelAndView("redirect:" + after(procedure, moved, actor));
            }
            case Outcome.Refused<Moved>(Refusal why) ->
                    again(procedure, id, actor, why, answer.tried());
        };
    }

    /// Back to the case, unless whoever acted has nothing more to do with it.
    private <C extends Case> String after(Procedure<C> procedure, Moved moved, Actor actor) {
        return doors.find(procedure, moved.id(), actor).isPresent()
                ? CaseActions.path(moved.procedure(), moved.id())
                : "/worklist";
    }

    /// The page as it is now, with what was typed and the reason on top.
    private <C extends Case> ModelAndView again(
            Procedure<C> procedure, String id, Actor actor, Refusal why, @Nullable Tried tried) {
        AskedCase<C> asked = views.ask(procedure, CaseDoors.id(id));
        Versioned<C> now = doors.readable(asked, actor);
        ModelAndView page = page(asked, now, actor, tried, Problems.status(why.code()));
        boolean atField = tried != null && !tried.errors().containsKey("");
        if (!atField) {
            Sentence sentence = words.explain(why);
            page.addObject(Flash.NAME, Flash.refused(sentence));
        }
        return page;
    }

    private <C extends Case, F extends Record> Answer run(
            Procedure<C> procedure,
            C subject,
            String action,
            Actor actor,
            HttpServletRequest request) {
        ActionOf<C, ?> declared =
                procedure
                        .action(action)
                        .orElseThrow(() -> new RefusedException(ProcedureReason.ACTION_NOT_FOUND));
        return switch (forms.read(declared.form(), request, parts.offered(action, subject))) {
            case Read.Ok<?>(Record form, String key, long version) -> {
                Outcome<Moved> outcome =
                        procedures.act(
                                procedure,
                                CaseDoors.id(subject.id().value()),
                                action,
                                form,
                                actor,
                                version,
                                CaseDoors.key(key));
                yield answer(outcome, done(procedure, declared, outcome), action, request);
            }
            case Read.Wrong<?> wrong -> wrong(wrong, action, request);
        };
    }

    private String done(Procedure<?> procedure, ActionOf<?, ?> action, Outcome<Moved> outcome) {
        if (!(outcome instanceof Outcome.Done<Moved>(Moved moved))) {
            return "";
        }
        String state =
                procedure.state(moved.state()).map(StateOf::label).map(words::say).orElse("");
        Map<String, Object> values =
                Map.of("action", words.say(action.label()), "state", state, "id", moved.id());
        return words.find("done." + procedure.name() + "." + action.name(), values)
                .orElseGet(() -> words.say("case.done", values));
    }

    private <C extends Case> Answer say(
            Procedure<C> procedure, C subject, Actor actor, HttpServletRequest request) {
        return switch (forms.read(MessageForm.class, request)) {
            case Read.Ok<MessageForm>(MessageForm form, String key, _) ->
                    plain(
                            tasks.say(
                                    procedure,
                                    CaseDoors.id(subject.id().value()),
                                    form.text(),
                                    actor,
                                    CaseDoors.key(key)),
                            words.say("case.message.done"));
            case Read.Wrong<MessageForm> _ ->
                    plain(Outcome.refused(ProcedureReason.MESSAGE_INVALID), "");
        };
    }

    private <C extends Case> Answer assign(
            Procedure<C> procedure, C subject, Actor actor, HttpServletRequest request) {
        var offered = actions.offered(Tasks.Handling.ASSIGN, procedure, subject);
        return switch (forms.read(CaseActions.AssignForm.class, request, offered)) {
            case Read.Ok<CaseActions.AssignForm>(CaseActions.AssignForm form, String key, _) ->
                    answer(
                            tasks.assign(
                                    procedure,
                                    CaseDoors.id(subject.id().value()),
                                    form.whom(),
                                    form.why(),
                                    actor,
                                    CaseDoors.key(key)),
                            words.say("case.assign.done"),
                            "assign",
                            request);
            case Read.Wrong<CaseActions.AssignForm> wrong -> wrong(wrong, "assign", request);
        };
    }

    private <C extends Case> Answer clock(
            Procedure<C> procedure,
            C subject,
            String verb,
            Actor actor,
            HttpServletRequest request) {
        return switch (forms.read(CaseActions.ClockForm.class, request)) {
            case Read.Ok<CaseActions.ClockForm>(CaseActions.ClockForm form, String text, _) -> {
                String key = CaseDoors.key(text);
                Outcome<Moved> outcome =
                        verb.equals("pause")
                                ? tasks.pause(
                                        procedure,
                                        CaseDoors.id(subject.id().value()),
                                        form.note(),
                                        actor,
                                        key)
                                : tasks.resume(
                                        procedure,
                                        CaseDoors.id(subject.id().value()),
                                        form.note(),
                                        actor,
                                        key);
                yield answer(outcome, words.say("case." + verb + ".done"), verb, request);
            }
            case Read.Wrong<CaseActions.ClockForm> wrong -> wrong(wrong, verb, request);
        };
    }

    private static Answer plain(Outcome<Moved> outcome, String done) {
        return new Answer(outcome, done, null);
    }

    private Answer answer(
            Outcome<Moved> outcome, String done, String action, HttpServletRequest request) {
        Map<String, String> errors =
                outcome instanceof Outcome.Refused<Moved>(Refusal why)
                        ? Map.of("", words.explain(why).what())
                        : Map.of();
        return new Answer(outcome, done, new Tried(action, Forms.typed(request), errors));
    }

    private Answer wrong(Read.Wrong<?> wrong, String action, HttpServletRequest request) {
        return new Answer(
                Outcome.refused(ProcedureReason.FORM_INVALID),
                "",
                new Tried(action, Forms.typed(request), forms.sentences(wrong)));
    }

    private static @Nullable String key(HttpServletRequest request) {
        return CaseDoors.key(request.getParameter(Forms.KEY));
    }
}
