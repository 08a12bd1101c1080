package org.deltacommons.foundation.procedures.pages;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.procedures.ActionOf;
import org.deltacommons.foundation.procedures.Case;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.ProcedureReason;
import org.deltacommons.foundation.procedures.Procedures;
import org.deltacommons.foundation.procedures.Procedures.Moved;
import org.deltacommons.foundation.procedures.Task;
import org.deltacommons.foundation.web.Cell;
import org.deltacommons.foundation.web.Column;
import org.deltacommons.foundation.web.Flash;
import org.deltacommons.foundation.web.Forms;
import org.deltacommons.foundation.web.Mark;
import org.deltacommons.foundation.web.Read;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.foundation.web.Section;
import org.deltacommons.foundation.web.Table;
import org.deltacommons.foundation.web.WebReason;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Actions that may be taken for many cases at once: one Unit a case, so that what one case refuses
/// holds up no other.
@Controller
class BulkActions {

    private static final int SELECTED_MAX = 200;

    private final Procedures procedures;
    private final CaseDoors doors;
    private final Records records;
    private final Forms forms;
    private final Words words;

    BulkActions(Procedures procedures, CaseDoors doors, Records records, Forms forms, Words words) {
        this.procedures = procedures;
        this.doors = doors;
        this.records = records;
        this.forms = forms;
        this.words = words;
    }

    /// What can be offered below a list: actions that ask for nothing that must be filled in, of
    /// one procedure and one state; of a mixed list nothing, until it is narrowed.
    List<ActionOf<?, ?>> possible(List<Task> tasks, Actor actor) {
        Set<ActionOf<?, ?>> found = new LinkedHashSet<>();
        Set<String> kinds = new LinkedHashSet<>();
        for (Task task : tasks) {
            for (ActionOf<?, ?> action : actions(task)) {
                if (action.by().stream().anyMatch(who -> actor.has(who.role()))) {
                    found.add(action);
                    kinds.add(task.procedure() + " " + task.state());
                }
            }
        }
        return kinds.size() == 1 ? List.copyOf(found) : List.of();
    }

    /// The tasks that can be selected for these actions.
    Set<String> takeable(List<Task> tasks, List<ActionOf<?, ?>> actions) {
        return tasks.stream()
                .filter(task -> actions(task).stream().anyMatch(actions::contains))
                .map(task -> task.id().value())
                .collect(Collectors.toSet());
    }

    private List<ActionOf<?, ?>> actions(Task task) {
        List<ActionOf<?, ?>> actions = new ArrayList<>();
        procedures
                .named(task.procedure())
                .ifPresent(procedure -> {
                    for (ActionOf<?, ?> action : procedure.actions()) {
                        if (action.bulk()
                                && action.from().stream()
                                        .anyMatch(state -> state.name().equals(task.state()))
                                && empty(action) != null) {
                            actions.add(action);
                        }
                    }
                });
        return actions;
    }

    /// The action's form without anything in it, if it can be sent so.
    private @Nullable Record empty(ActionOf<?, ?> action) {
        return forms.read(action.form(), Map.of()) instanceof Read.Ok<?>(Record form, _, _)
                ? form
                : null;
    }

    @PostMapping("/worklist/{procedure}/{action}")
    ModelAndView take(
            @PathVariable String procedure,
            @PathVariable String action,
            @RequestParam(name = "id", required = false) @Nullable List<String> ids,
            Actor actor,
            HttpServletRequest request,
            RedirectAttributes next) {
        if (actor.isVisitor()) {
            throw new RefusedException(WebReason.SIGN_IN);
        }
        if (ids == null || ids.isEmpty() || ids.size() > SELECTED_MAX) {
            throw new RefusedException(
                    Refusal.of(ProcedureReason.SELECTION_INVALID, "max", SELECTED_MAX));
        }
        String key = CaseDoors.key(request.getParameter(Forms.KEY));
        return take(doors.procedure(procedure), action, ids, key, actor, next);
    }

    private <C extends Case> ModelAndView take(
            Procedure<C> procedure,
            String name,
            List<String> ids,
            @Nullable String key,
            Actor actor,
            RedirectAttributes next) {
        ActionOf<C, ?> action =
                procedure
                        .action(name)
                        .filter(ActionOf::bulk)
                        .orElseThrow(() -> new RefusedException(ProcedureReason.ACTION_NOT_FOUND));
        Record form = empty(action);
        if (form == null) {
            throw new RefusedException(ProcedureReason.ACTION_NOT_FOUND);
        }
        List<List<Cell>> lines = new ArrayList<>();
        int refused = 0;
        for (String id : new LinkedHashSet<>(ids)) {
            String own = key == null ? null : key + "/" + id;
            Outcome<Moved> outcome =
                    procedures.act(
                            procedure, CaseDoors.id(id), name, form, actor, -1, CaseDoors.key(own));
            lines.add(line(procedure, id, outcome, actor));
            refused += outcome.isDone() ? 0 : 1;
        }
        Map<String, Object> counts =
                Map.of(
                        "done",
                        lines.size() - refused,
                        "refused",
                        refused,
                        "action",
                        words.say(action.label()));
        if (refused == 0) {
            next.addFlashAttribute(Flash.NAME, Flash.done(words.say("worklist.bulk.done", counts)));
            return new ModelAndView("redirect:/worklist");
        }
        Table table =
                new Table(
                        List.of(
                                Column.of("worklist.case"),
                                Column.of("worklist.bulk.result"),
                                Column.of("worklist.bulk.why")),
                        lines,
                        "worklist.empty");
        return new ModelAndView(
                "procedures/bulk",
                Map.of(
                        "title",
                        words.say("worklist.bulk.partly", counts),
                        "section",
                        Section.of(action.label(), table)));
    }

    private <C extends Case> List<Cell> line(
            Procedure<C> procedure, String id, Outcome<Moved> outcome, Actor actor) {
        // Whoever named a case that is not theirs learns nothing of it here either.
        String title =
                records.find(procedure.type(), CaseDoors.<C>id(id))
                        .filter(subject -> procedure.mayRead(actor, subject))
                        .map(Case::title)
                        .orElse(id);
        Cell what = Cell.link(title, CaseActions.path(procedure.name(), id));
        return switch (outcome) {
            case Outcome.Done<Moved> _ ->
                    List.of(
                            what,
                            Cell.marked(words.say("worklist.bulk.yes"), Mark.MET),
                            Cell.of(null));
            case Outcome.Refused<Moved>(Refusal why) ->
                    List.of(
                            what,
                            Cell.marked(words.say("worklist.bulk.no"), Mark.NOT_MET),
                            Cell.of(words.explain(why).line()));
        };
    }
}
