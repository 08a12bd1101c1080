/// Feeds and their followers: how a home tells and how others learn. Provinces never call each
/// other; a request is a fact in my feed, its answer a fact in yours. Inside a province it is the
/// same.
///
/// Words: *reaction*, what a home does because of a fact addressed to it, in its own lane and with
/// the cursor in the same Unit; *replica*, a foreign row kept here; *projection*, something derived
/// from the feeds outside any lane (search index, notices, figures); *checkpoint*, the signed head
/// of a feed; *witness*, a home at another node that has seen it.
///
/// Invariants: each reaction happens exactly once and in the order of the origin's feed; what
/// cannot be applied parks its subject, never the feed; only what is committed is signed, no size
/// twice and none below the last.
@ApplicationModule(
        id = "federation",
        allowedDependencies = {"lane", "procedures", "audit", "web"})
@NullMarked
package org.deltacommons.foundation.federation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
