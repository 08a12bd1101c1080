/// The ledger: double entry in integer fen, two phases (hold, then capture or release). Ceilings,
/// vouchers and budgets are accounts, so that a race past a limit is impossible, not checked.
///
/// Words: an account is *limited* when what leaves it may not exceed what came in, held amounts
/// included; a *hold* moves nothing yet and binds; a *capture* moves up to what is held.
///
/// Invariants: debits equal credits by construction of the row; captured and released amounts never
/// exceed the hold; both accounts of a transfer are of one home; nothing is ever changed or
/// deleted.
@ApplicationModule(
        id = "ledger",
        allowedDependencies = {"lane", "audit", "web"})
@NullMarked
package org.deltacommons.foundation.ledger;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
