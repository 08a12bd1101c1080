package org.deltacommons.foundation.web;

import java.util.Map;
import java.util.Optional;
import org.deltacommons.kernel.Actor;

/// The count beside an entry of the menu, such as what waits for me. Those of a page are asked
/// together, in one round trip.
public interface Badge {

    /// A question to the database.
    ///
    /// @param sql yields one number; its parameters are named
    record Count(String sql, Map<String, ?> values) {}

    /// The [MenuEntry#key] it stands beside.
    String menuKey();

    /// What to count, which must be quick; none shows nothing, and neither does zero.
    Optional<Count> count(Actor actor);
}
