/// Declared procedures: states, actions, who may act and read, deadlines in working days. From the
/// one declaration come permission, worklist (待办), history, step line, notices, API and the
/// published page.
///
/// Words: a *case* is a record under a procedure; a *side* is what a place is to a case (the firm,
/// the issuer …); a *task* is the case's line in worklists.
///
/// Invariants: an action only leaves states it is declared for and only reaches states it is
/// declared to reach; whoever acts holds a role at the side's place; every move is a fact.
@ApplicationModule(
        id = "procedures",
        allowedDependencies = {"lane", "audit", "web"})
@NullMarked
package org.deltacommons.foundation.procedures;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
