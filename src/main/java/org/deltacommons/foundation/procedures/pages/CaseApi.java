package org.deltacommons.foundation.procedures.pages;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.lane.Records.Versioned;
import org.deltacommons.foundation.procedures.ActionOf;
import org.deltacommons.foundation.procedures.Case;
import org.deltacommons.foundation.procedures.Opening;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.ProcedureReason;
import org.deltacommons.foundation.procedures.Procedures;
import org.deltacommons.foundation.procedures.Procedures.Choice;
import org.deltacommons.foundation.procedures.Procedures.Moved;
import org.deltacommons.foundation.procedures.Task;
import org.deltacommons.foundation.procedures.Tasks;
import org.deltacommons.foundation.procedures.Titles;
import org.deltacommons.foundation.web.Forms;
import org.deltacommons.foundation.web.Offered;
import org.deltacommons.foundation.web.Read;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.foundation.web.Sentence;
import org.deltacommons.foundation.web.WebReason;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// Everything that the page of a case does, for machines.
@RestController
class CaseApi {

    /// Why an action cannot be taken.
    record WhyNot(String code, String what, @Nullable String why, @Nullable String todo) {}

    /// @param form a JSON Schema of the body; null if the action asks for nothing or is impossible
    record PossibleAction(
            String name,
            String label,
            boolean possible,
            @Nullable Object form,
            @Nullable WhyNot whyNot) {}

    /// @param next who is waited for, as `ROLE@place`
    /// @param due the end of the last day, if there is a deadline
    /// @param awaits the code of the province that the case waits for; while `pausedSince` is set,
    ///   that province is away since then
    /// @param record the case itself; null for those who may only know that it is public
    record CaseAnswer(
            String procedure,
            String id,
            String title,
            String home,
            String state,
            String stateLabel,
            boolean ended,
            List<String> next,
            @Nullable Instant due,
            @Nullable Integer workingDaysLeft,
            @Nullable Instant pausedSince,
            @Nullable String awaits,
            long version,
            @Nullable Object record,
            List<PossibleAction> actions) {}

    record MovedAnswer(String procedure, String id, String state, long version) {}

    private final Procedures procedures;
    private final Records records;
    private final Tasks tasks;
    private final CaseDoors doors;
    private final CaseViews views;
    private final CaseParts parts;
    private final CaseActions actions;
    private final Titles titles;
    private final Forms forms;
    private final Words words;

    CaseApi(
            Procedures procedures,
            Records records,
            Tasks tasks,
            CaseDoors doors,
            CaseViews views,
            CaseParts parts,
            CaseActions actions,
            Titles titles,
            Forms forms,
            Words words) {
        this.titles = titles;
        this.procedures = procedures;
        this.records = records;
        this.tasks = tasks;
        this.doors = doors;
        this.views = views;
        this.parts = parts;
        this.actions = actions;
        this.forms = forms;
        this.words = words;
    }

    @GetMapping("/api/v1/cases/{procedure}/{id}")
    ResponseEntity<CaseAnswer> look(
            @PathVariable String procedure, @PathVariable String id, Actor actor) {
        return look(doors.procedure(procedure), id, actor);
    }

    private <C extends Case> ResponseEntity<CaseAnswer> look(
            Procedure<C> procedure, String id, Actor actor) {
        Versioned<C> there = doors.readable(procedure, id, actor);
        C subject = there.row();
        Optional<Task> task = tasks.of(subject);
        Instant due = task.map(Task::due).orElse(null);
        List<PossibleAction> choices = new ArrayList<>();
        for (Choice choice : procedures.choices(procedure, subject, task, actor)) {
            choices.add(possible(choice, subject));
        }
        CaseAnswer answer =
                new CaseAnswer(
                        procedure.name(),
                        id,
                        titles.of(subject),
                        subject.home().code(),
                        subject.state().name(),
                        words.say(procedure.state(subject.state()).label()),
                        procedure.state(subject.state()).isFinal(),
                        task.map(Task::next).orElse(List.of()),
                        due,
                        views.left(subject, due),
                        task.map(Task::pausedSince).orElse(null),
                        task.map(Task::awaits).map(Province::code).orElse(null),
                        there.version(),
                        procedure.concerns(actor, subject) ? Json.tree(subject) : null,
                        choices);
        return ResponseEntity.ok().eTag(tag(there.version())).body(answer);
    }

    private <C extends Case> PossibleAction possible(Choice choice, C subject) {
        ActionOf<?, ?> action = choice.action();
        Refusal why = choice.whyNot();
        if (why != null) {
            Sentence sentence = words.explain(why);
            return new PossibleAction(
                    action.name(),
                    words.say(action.label()),
                    false,
                    null,
                    new WhyNot(why.code(), sentence.what(), sentence.why(), sentence.todo()));
        }
        return new PossibleAction(
                action.name(),
                words.say(action.label()),
                true,
                forms.schema(action.form(), parts.offered(action.name(), subject)),
                null);
    }

    @PostMapping("/api/v1/cases/{procedure}/{id}/{action}")
    ResponseEntity<MovedAnswer> act(
            @PathVariable String procedure,
            @PathVariable String id,
            @PathVariable String action,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String match,
            @RequestBody(required = false) @Nullable JsonNode body,
            Actor actor) {
        return act(doors.procedure(procedure), id, action, key, match, node(body), actor);
    }

    private <C extends Case> ResponseEntity<MovedAnswer> act(
            Procedure<C> procedure,
            String id,
            String action,
            @Nullable String key,
            @Nullable String match,
            JsonNode body,
            Actor actor) {
        C subject = doors.readable(procedure, id, actor).row();
        Id<C> which = CaseDoors.id(id);
        String own = CaseDoors.key(key);
        Outcome<Moved> outcome =
                switch (action) {
                    case "messages" -> {
                        var said = form(CasePages.MessageForm.class, body, Offered.NOTHING);
                        yield tasks.say(procedure, which, said.text(), actor, own);
                    }
                    case "urge" -> tasks.urge(procedure, which, actor, own);
                    case "assign" -> {
                        Offered people = actions.offered(Tasks.Handling.ASSIGN, procedure, subject);
                        var wanted = form(CaseActions.AssignForm.class, body, people);
                        yield tasks.assign(
                                procedure, which, wanted.whom(), wanted.why(), actor, own);
                    }
                    case "pause", "resume" -> {
                        String note =
                                form(CaseActions.ClockForm.class, body, Offered.NOTHING).note();
                        yield action.equals("pause")
                                ? tasks.pause(procedure, which, note, actor, own)
                                : tasks.resume(procedure, which, note, actor, own);
                    }
                    default -> {
                        ActionOf<C, ?> declared =
                                procedure
                                        .action(action)
                                        .orElseThrow(() ->
                                                new RefusedException(
                                                        ProcedureReason.ACTION_NOT_FOUND));
                        Record form = form(declared.form(), body, parts.offered(action, subject));
                        yield procedures.act(
                                procedure, which, action, form, actor, version(match), own);
                    }
                };
        return moved(procedure, outcome, false);
    }

    @PostMapping("/api/v1/cases/{procedure}")
    ResponseEntity<MovedAnswer> open(
            @PathVariable String procedure,
            @RequestParam(required = false) @Nullable String opening,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody(required = false) @Nullable JsonNode body,
            Actor actor) {
        return open(doors.procedure(procedure), opening, key, node(body), actor);
    }

    /// @param wanted may be left out if there is only one way to begin
    private <C extends Case> ResponseEntity<MovedAnswer> open(
            Procedure<C> procedure,
            @Nullable String wanted,
            @Nullable String key,
            JsonNode body,
            Actor actor) {
        List<String> names =
                procedure.openings().stream()
                        .filter(one -> !one.isSystemOnly())
                        .map(Opening::name)
                        .toList();
        if (wanted == null && names.size() != 1) {
            throw new RefusedException(
                    Refusal.of(WebReason.PARAMETER_MISSING_INVALID, "name", "opening"));
        }
        Opening<C, ?> opening =
                CaseDoors.opening(procedure, wanted == null ? names.getFirst() : wanted, actor);
        Record form = form(opening.form(), body, Offered.NOTHING);
        Outcome<Moved> outcome =
                procedures.open(procedure, opening.name(), form, actor, CaseDoors.key(key));
        return moved(procedure, outcome, true);
    }

    private <F extends Record> F form(Class<F> type, JsonNode body, Offered offered) {
        return switch (forms.read(type, body, offered)) {
            case Read.Ok<F>(F form, _, _) -> form;
            case Read.Wrong<F> wrong -> throw RefusedException.because(wrong);
        };
    }

    private <C extends Case> ResponseEntity<MovedAnswer> moved(
            Procedure<C> procedure, Outcome<Moved> outcome, boolean created) {
        return switch (outcome) {
            case Outcome.Refused<Moved>(Refusal why) -> throw new RefusedException(why);
            case Outcome.Done<Moved>(Moved moved) -> {
                long version =
                        moved.version() != null
                                ? moved.version()
                                : records.versioned(procedure.type(), CaseDoors.<C>id(moved.id()))
                                        .map(Versioned::version)
                                        .orElse(0L);
                MovedAnswer answer =
                        new MovedAnswer(moved.procedure(), moved.id(), moved.state(), version);
                URI where = URI.create("/api/v1" + CaseActions.path(moved.procedure(), moved.id()));
                yield (created ? ResponseEntity.created(where) : ResponseEntity.ok())
                        .eTag(tag(version))
                        .body(answer);
            }
        };
    }

    private static JsonNode node(@Nullable JsonNode body) {
        if (body == null || body.isNull() || body.isMissingNode()) {
            return Json.tree(Map.of());
        }
        if (!body.isObject()) {
            throw new RefusedException(WebReason.BODY_INVALID);
        }
        return body;
    }

    private static String tag(long version) {
        return "\"" + version + "\"";
    }

    /// The version somebody had seen; −1 if they do not say.
    private static long version(@Nullable String match) {
        if (match == null || match.isBlank() || match.equals("*")) {
            return -1;
        }
        String plain = match.strip().replaceFirst("^W/", "").replaceAll("^\"|\"$", "");
        if (!plain.matches("\\d{1,18}")) {
            throw new RefusedException(ProcedureReason.VERSION_INVALID);
        }
        return Long.parseLong(plain);
    }
}
