/// Notices: what somebody should know because something happened, in their inbox and, if they like,
/// by mail or through a gateway (SMS, messaging). Besides, the open door for complaints, and the
/// thread that ties documents to the cases that hold them.
///
/// Words: an *entry* is one notice in one inbox; a *delivery* is one entry going out by one
/// *channel*; an *attempt* is one try of it; a *source* says which notices come of which facts.
///
/// Invariants: all of it follows the feeds, and nothing above decides to notify anybody; one fact
/// makes at most one entry in an inbox, however often it is read; nobody is told of what they did
/// themselves; what could not be delivered is tried again, then given up and shown, never lost in
/// silence; addresses and numbers are asked for at the moment of sending and kept nowhere here.
///
/// Entries and deliveries are derived from the feeds and belong to the node: ordinary tables.
/// Complaints are cases and are written by their province's lane; see the package `complaints`.
@ApplicationModule(
        id = "notices",
        allowedDependencies = {
            "lane",
            "federation",
            "procedures",
            "documents",
            "identity",
            "rulebook",
            "needs",
            "audit",
            "papers",
            "web"
        })
@NullMarked
package org.deltacommons.surface.notices;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
