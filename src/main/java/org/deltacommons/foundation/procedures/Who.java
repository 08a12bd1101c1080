package org.deltacommons.foundation.procedures;

import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Role;

/// Somebody by role and side, such as the manager of the provider.
public record Who(Role role, Side side) {

    public static final Who SYSTEM = new Who(Role.SYSTEM, Side.HOME);

    public static Who of(Role role, Side side) {
        return new Who(role, side);
    }

    /// Whether the actor is one of them in this case.
    public boolean includes(Actor actor, Case subject) {
        if (role == Role.SYSTEM) {
            return actor.isSystem();
        }
        return subject.place(side).map(place -> actor.may(role, place)).orElse(false);
    }

    /// How a task names them: `ROLE@place`. Empty if the case has no such side.
    String at(Case subject) {
        return subject.place(side).map(place -> role + "@" + place).orElse("");
    }
}
