package org.deltacommons.foundation.procedures.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltacommons.foundation.lane.Records.Versioned;
import org.deltacommons.foundation.procedures.ActionOf;
import org.deltacommons.foundation.procedures.Case;
import org.deltacommons.foundation.procedures.NoForm;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.Procedures;
import org.deltacommons.foundation.procedures.Procedures.Choice;
import org.deltacommons.foundation.procedures.Task;
import org.deltacommons.foundation.procedures.Tasks;
import org.deltacommons.foundation.web.ActionView;
import org.deltacommons.foundation.web.FormView;
import org.deltacommons.foundation.web.Forms;
import org.deltacommons.foundation.web.Input;
import org.deltacommons.foundation.web.Offered;
import org.deltacommons.foundation.web.Option;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/// What somebody can do to a case, with the forms that go with it.
@Component
class CaseActions {

    /// Stands for "everybody who may" where a person is asked for.
    static final String TEAM = "*";

    record AssignForm(
            String person, @Nullable @Input(kind = Input.Kind.TEXTAREA, max = 500) String note) {

        /// Empty for everybody who may.
        String whom() {
            return person.equals(TEAM) ? "" : person;
        }

        String why() {
            return note == null ? "" : note;
        }
    }

    record ClockForm(@Input(kind = Input.Kind.TEXTAREA, max = 500, help = true) String note) {}

    private final Procedures procedures;
    private final Tasks tasks;
    private final CaseParts parts;
    private final Forms forms;
    private final Words words;

    CaseActions(Procedures procedures, Tasks tasks, CaseParts parts, Forms forms, Words words) {
        this.procedures = procedures;
        this.tasks = tasks;
        this.parts = parts;
        this.forms = forms;
        this.words = words;
    }

    static String path(Procedure<?> procedure, Case subject) {
        return path(procedure.name(), subject.id().value());
    }

    static String path(String procedure, String id) {
        return "/cases/%s/%s".formatted(procedure, UriUtils.encodePathSegment(id, "UTF-8"));
    }

    <C extends Case> List<ActionView> of(
            Procedure<C> procedure,
            Versioned<C> there,
            Optional<Task> task,
            Actor actor,
            @Nullable Tried tried) {
        List<ActionView> views = new ArrayList<>();
        boolean primary = false;
        for (Choice choice : procedures.choices(procedure, there.row(), task, actor)) {
            boolean first = !primary && choice.action().primary() && choice.whyNot() == null;
            views.add(view(choice, procedure, there, first, tried));
            primary |= first;
        }
        task.stream()
                .flatMap(one -> tasks.possible(procedure, there.row(), one, actor).stream())
                .map(handling -> view(handling, procedure, there, tried))
                .forEach(views::add);
        return views;
    }

    private <C extends Case> ActionView view(
            Choice choice,
            Procedure<C> procedure,
            Versioned<C> there,
            boolean primary,
            @Nullable Tried tried) {
        ActionOf<?, ?> action = choice.action();
        if (choice.whyNot() != null) {
            return ActionView.impossible(
                    action.name(), action.label(), words.explain(choice.whyNot()).line());
        }
        return new ActionView(
                action.name(),
                action.label(),
                primary,
                action.dangerous(),
                form(action, there.row(), tried),
                path(procedure, there.row()) + "/" + action.name(),
                null,
                forms.newKey(),
                there.version());
    }

    private <C extends Case> @Nullable FormView form(
            ActionOf<?, ?> action, C subject, @Nullable Tried tried) {
        if (action.form() == NoForm.class) {
            return null;
        }
        Offered offered = parts.offered(action.name(), subject);
        if (tried != null && tried.action().equals(action.name())) {
            return forms.describe(action.form(), tried.typed(), tried.errors(), offered);
        }
        Record known = parts.prefill(action.name(), subject);
        return known == null
                ? forms.describe(action.form(), Map.of(), Map.of(), offered)
                : forms.describe(known, offered);
    }

    private <C extends Case> ActionView view(
            Tasks.Handling handling,
            Procedure<C> procedure,
            Versioned<C> there,
            @Nullable Tried tried) {
        String name =
                switch (handling) {
                    case URGE -> "urge";
                    case ASSIGN -> "assign";
                    case PAUSE -> "pause";
                    case RESUME -> "resume";
                };
        Class<? extends Record> type =
                switch (handling) {
                    case URGE -> null;
                    case ASSIGN -> AssignForm.class;
                    case PAUSE, RESUME -> ClockForm.class;
                };
        Tried again =
                tried != null && tried.action().equals(name)
                        ? tried
                        : new Tried(name, Map.of(), Map.of());
        FormView form =
                type == null
                        ? null
                        : forms.describe(
                                type,
                                again.typed(),
                                again.errors(),
                                offered(handling, procedure, there.row()));
        return new ActionView(
                name,
                "case." + name,
                false,
                false,
                form,
                path(procedure, there.row()) + "/" + name,
                null,
                forms.newKey(),
                there.version());
    }

    <C extends Case> Offered offered(Tasks.Handling handling, Procedure<C> procedure, C subject) {
        if (handling != Tasks.Handling.ASSIGN) {
            return Offered.NOTHING;
        }
        List<Option> people = new ArrayList<>();
        tasks.candidates(procedure, subject)
                .forEach(one -> people.add(new Option(one.id(), one.name())));
        people.add(new Option(TEAM, words.say("case.assign.team")));
        return new Offered(Map.of("person", people), List.of());
    }
}
