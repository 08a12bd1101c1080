package org.deltacommons.foundation.procedures;

import java.util.List;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Province;

/// How a case begins.
///
/// @param by who may; judged on the case as it would be
/// @param home whose lane it is for, as the form says
public record Opening<C extends Case, F extends Record>(
        String procedure,
        String name,
        List<Who> by,
        Class<F> form,
        HomeOf<F> home,
        Beginning<C, F> does) {

    /// Where a new case is at home.
    public interface HomeOf<F extends Record> {
        Province of(F form, Actor actor);
    }

    /// Makes the new case.
    public interface Beginning<C extends Case, F extends Record> {
        Outcome<Move<C>> decide(F form, Deciding on);
    }

    /// Whether somebody holds a role that may begin one, wherever it is.
    public boolean isFor(Actor actor) {
        return by.stream().anyMatch(who -> actor.has(who.role()));
    }

    public boolean isSystemOnly() {
        return by.stream().allMatch(Who.SYSTEM::equals);
    }

    public String label() {
        return "action." + procedure + "." + name;
    }
}
