/// The words every room shares: provinces, divisions, money, periods, actors, refusals. Plain Java,
/// small, and free of any library.
///
/// Invariants: money is integer fen; periods are half-open; a refusal is a value and carries enough
/// for the whole sentence that a person reads.
@ApplicationModule(
        id = "kernel",
        allowedDependencies = {})
@NullMarked
package org.deltacommons.kernel;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
