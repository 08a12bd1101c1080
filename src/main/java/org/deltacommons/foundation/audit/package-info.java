/// The audit log: what was refused, who looked at personal data, who came and went. What was *done*
/// is in the facts; this is the rest.
///
/// Words: a *line* is one entry; the *chain* is what ties each line to the one before; a *break* is
/// the first line at which the chain does not hold.
///
/// Invariants: a line is durable before its caller goes on; nothing is ever changed or deleted, and
/// the database refuses to; each line's hash covers the hash before it and its own canonical JSON,
/// so that a change, a gap or a cut-off end is found. One chain a node, whatever homes it hosts.
/// Kept for at least six months, as the Cybersecurity Law (网络安全法) asks.
@ApplicationModule(
        id = "audit",
        allowedDependencies = {})
@NullMarked
package org.deltacommons.foundation.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
