package org.deltacommons.foundation.procedures;

import java.util.List;
import org.deltacommons.kernel.Role;

/// Who can be given a task (转办). The inverse port of the module that keeps people; without it
/// nothing can be handed on.
public interface Assignees {

    /// Somebody who may be given a task.
    ///
    /// @param id the person's
    record Assignee(String id, String name) {}

    /// Those who hold the role at the place today, a division role also where it reaches the place
    /// from above; delegated ones included.
    ///
    /// @param place an organisation's id or a division's code
    List<Assignee> holders(Role role, String place);

    /// Whether somebody is one of them.
    default boolean holds(String person, Role role, String place) {
        return holders(role, place).stream().anyMatch(holder -> holder.id().equals(person));
    }
}
