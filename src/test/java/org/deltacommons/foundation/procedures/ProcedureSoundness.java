package org.deltacommons.foundation.procedures;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.deltacommons.foundation.web.Words;

/// What is wrong with a declared procedure, in sentences; nothing if it is sound.
public final class ProcedureSoundness {

    private ProcedureSoundness() {}

    public static List<String> faults(Procedure<?> procedure, Words words) {
        List<String> faults = new ArrayList<>();
        ways(procedure, faults);
        people(procedure, faults);
        words(procedure, words, faults);
        return faults.stream().map(fault -> procedure.name() + ": " + fault).toList();
    }

    private static void ways(Procedure<?> procedure, List<String> faults) {
        Set<Enum<?>> reached = reached(procedure);
        for (StateOf state : procedure.states()) {
            if (!reached.contains(state.state())) {
                faults.add("%s cannot be reached".formatted(state.name()));
            }
            boolean leaves = !from(procedure, state).isEmpty();
            if (!state.isFinal() && !leaves) {
                faults.add("%s is a dead end and not final".formatted(state.name()));
            }
            if (state.isFinal() && leaves) {
                faults.add("%s is final and can be left".formatted(state.name()));
            }
        }
    }

    private static Set<Enum<?>> reached(Procedure<?> procedure) {
        Set<Enum<?>> reached = new LinkedHashSet<>(procedure.begins());
        if (reached.isEmpty()) {
            reached.add(procedure.states().getFirst().state());
        }
        Deque<Enum<?>> waiting = new ArrayDeque<>(reached);
        while (!waiting.isEmpty()) {
            Enum<?> here = waiting.poll();
            for (ActionOf<?, ?> action : procedure.actions()) {
                if (action.from().contains(here)) {
                    action.to().stream().filter(reached::add).forEach(waiting::add);
                }
            }
        }
        return reached;
    }

    private static List<ActionOf<?, ?>> from(Procedure<?> procedure, StateOf state) {
        List<ActionOf<?, ?>> from = new ArrayList<>();
        for (ActionOf<?, ?> action : procedure.actions()) {
            if (action.from().contains(state.state())) {
                from.add(action);
            }
        }
        return from;
    }

    private static void people(Procedure<?> procedure, List<String> faults) {
        for (ActionOf<?, ?> action : procedure.actions()) {
            if (action.by().isEmpty()) {
                faults.add("nobody may take %s".formatted(action.name()));
            }
            if (action.from().isEmpty()) {
                faults.add("%s leaves no state".formatted(action.name()));
            }
        }
        for (Opening<?, ?> opening : procedure.openings()) {
            if (opening.by().isEmpty()) {
                faults.add("nobody may begin by %s".formatted(opening.name()));
            }
        }
        for (StateOf state : procedure.states()) {
            for (Who who : state.next()) {
                if (from(procedure, state).stream()
                        .noneMatch(action -> action.by().contains(who))) {
                    faults.add("%s are next in %s and can do nothing".formatted(who, state.name()));
                }
            }
            for (Who who : state.escalateTo()) {
                if (!procedure.readers().contains(who)
                        && procedure.actions().stream()
                                .noneMatch(action -> action.by().contains(who))) {
                    faults.add(
                            "%s are told of %s and may not read it".formatted(who, state.name()));
                }
            }
        }
    }

    private static void words(Procedure<?> procedure, Words words, List<String> faults) {
        Set<String> keys = new LinkedHashSet<>();
        keys.add(procedure.label());
        keys.add(procedure.source());
        procedure.states().forEach(state -> keys.add(state.label()));
        procedure.actions().forEach(action -> keys.add(action.label()));
        procedure.openings().forEach(opening -> keys.add(opening.label()));
        procedure.actions().stream()
                .filter(action -> !action.isSystemOnly())
                .forEach(action -> fields(action.form(), keys));
        procedure.openings().stream()
                .filter(opening -> !opening.isSystemOnly())
                .forEach(opening -> fields(opening.form(), keys));
        for (Locale language : List.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH)) {
            Set<String> known = words.keys(language);
            keys.stream()
                    .filter(key -> !known.contains(key))
                    .forEach(key -> faults.add("no sentence %s in %s".formatted(key, language)));
        }
    }

    private static void fields(Class<? extends Record> form, Set<String> keys) {
        for (var component : form.getRecordComponents()) {
            keys.add("form." + form.getSimpleName() + "." + component.getName());
        }
    }
}
