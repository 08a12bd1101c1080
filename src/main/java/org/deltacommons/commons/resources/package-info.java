/// Resources: instruments, facilities, services, computing, data and germplasm of the four
/// provinces, their providers, prices and booking terms.
///
/// Words: a *resource* is one thing that somebody offers; its *details* are the national register's
/// fields; *terms* say how it can be booked; a *price* holds for a user class from a day on; a
/// *provider* is an organisation verified by one province and valid in four.
///
/// Invariants: nothing is ever deleted, scrapped things stay readable; a new price leaves old
/// quotes alone; an accessory is listed with its set only; what was paid for by a treasury is
/// shared unless an approved document says otherwise; a duty-free instrument carries its customs
/// block; every change of what is public is a fact that carries the whole public record.
///
/// Reading order: [org.deltacommons.commons.resources.Resources] (the port),
/// [org.deltacommons.commons.resources.Resource] and [org.deltacommons.commons.resources.Provider]
/// (the rows), the two declared procedures; `intake` holds the import and the seed, `pages` the
/// pages.
@ApplicationModule(
        id = "resources",
        allowedDependencies = {
            "lane",
            "procedures",
            "federation",
            "erasing",
            "rulebook",
            "identity",
            "documents",
            "finding",
            "audit",
            "web",
            "papers"
        })
@NullMarked
package org.deltacommons.commons.resources;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
