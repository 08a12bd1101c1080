package org.deltacommons.foundation.procedures;

import java.util.List;
import org.deltacommons.foundation.web.StateTone;
import org.jspecify.annotations.Nullable;

/// One state of a procedure.
///
/// @param next who has to act; empty in a final state
/// @param term the name of its deadline, if any
/// @param overdueAction the action that the system takes when the deadline has passed
/// @param escalateTo who else is told then
public record StateOf(
        Enum<?> state,
        StateTone tone,
        List<Who> next,
        @Nullable String term,
        @Nullable String overdueAction,
        List<Who> escalateTo,
        boolean isFinal) {

    public String name() {
        return state.name();
    }

    /// The message key of the state's word.
    public String label() {
        return "enum." + state.getDeclaringClass().getSimpleName() + "." + state.name();
    }
}
