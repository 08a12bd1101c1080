package org.deltacommons.foundation.lane;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.Function;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Province;

/// The one writer of the homes hosted here.
public interface Lane {

    /// Decides, judges, commits; returns when the answer is durable. Refusals of the lane itself
    /// are those of [LaneReason].
    ///
    /// @param decision pure: reads only its rows, changes nothing, may run up to five times
    /// @throws LaneFault if a bug or the database failed it; then nothing changed, or the key tells
    <A> Outcome<A> submit(Command<A> command, Function<Rows, Outcome<Unit<A>>> decision);

    /// Whether the home's lane is at this node.
    boolean hosts(Province home);

    /// The homes whose lanes are at this node, in the order of their codes.
    default Set<Province> homes() {
        Set<Province> homes = EnumSet.allOf(Province.class);
        homes.removeIf(home -> !hosts(home));
        return homes;
    }
}
