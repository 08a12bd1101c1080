package org.deltacommons.foundation.identity;

import java.util.List;
import java.util.Optional;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Role;

/// The people of the homes hosted here, for pages and assignments; never for a decision.
public interface People {

    Optional<Someone> find(String id);

    /// What to show for an id, at most a minute old; the id itself where nobody here has it.
    String name(String id);

    /// Who acts when this person or client acts: all memberships in force now. Nobody if unknown or
    /// no longer active.
    Optional<Actor> actor(String id);

    /// Who holds the role exactly there, now.
    ///
    /// @param where an organisation's id or a division's code
    List<Someone> members(String where, Role role);

    /// Who may act in the role at a place: those of the place itself and, in a division's role,
    /// those of the divisions above.
    List<Someone> whoMay(Role role, String place);
}
