package org.deltacommons.foundation.procedures;

import java.util.List;
import java.util.Set;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/// One action of a procedure.
///
/// @param from the states it leaves; for an opening none
/// @param to the states it may reach
/// @param stays those of `from` in which it leaves the case where it is
/// @param by who may
/// @param form the record it asks for
/// @param unless what stands in its way, evaluated for the page too; null when nothing does
/// @param primary the one thing to do; at most one a state and role
/// @param bulk whether it may be taken for many cases at once
public record ActionOf<C extends Case, F extends Record>(
        String procedure,
        String name,
        Set<Enum<?>> from,
        Set<Enum<?>> to,
        Set<Enum<?>> stays,
        List<Who> by,
        Class<F> form,
        Obstacle<C> unless,
        Doing<C, F> does,
        boolean primary,
        boolean dangerous,
        boolean bulk) {

    /// What an action does.
    public interface Doing<C extends Case, F extends Record> {
        Outcome<Move<C>> decide(C before, F form, Deciding on);
    }

    /// What stands in an action's way before any form is filled in.
    public interface Obstacle<C extends Case> {
        @Nullable Refusal look(C before, Deciding on);
    }

    /// The message key of its verb.
    public String label() {
        return "action." + procedure + "." + name;
    }

    /// The states it may reach from one of those that it leaves.
    public Set<Enum<?>> to(Enum<?> state) {
        return stays.contains(state) ? Set.of(state) : to;
    }

    /// Whether no person ever takes it.
    public boolean isSystemOnly() {
        return by.stream().allMatch(Who.SYSTEM::equals);
    }
}
