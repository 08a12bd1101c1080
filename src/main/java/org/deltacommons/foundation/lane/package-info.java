/// The lane: the one writer of a home. Every business write is a [Command] whose decision is a pure
/// reading of [Rows]; it becomes a [Unit] of typed parts, judged in arrival order and committed in
/// groups.
///
/// Words: *Unit*, all or nothing; *Put*, a whole record guarded by the version that was read;
/// *Claim*, "I am the only one"; *Fact*, what others shall know; *Book*, a plug-in for parts of
/// other modules (the ledger's transfers).
///
/// Invariants: a refused Unit changes nothing and fails no neighbour; a fact's index is dense and
/// in commit order; the same key gets the same answer for ever; an old epoch changes nothing.
@ApplicationModule(
        id = "lane",
        allowedDependencies = {"audit"})
@NullMarked
package org.deltacommons.foundation.lane;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
