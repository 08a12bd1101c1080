/// Finding: one sentence answered from an index over everything public in the four provinces.
///
/// Words: a *document* is what can be found; a [Findable] is the port through which a higher module
/// gives its documents; a *dimension* is one facet (province, discipline, …); a *term* is what is
/// left of a person's words after analysis; a *condition* is what a sentence says besides what it
/// is about; a *passage* is a piece of a document that is compared by meaning.
///
/// Invariants: what a user types is never parsed as a query; the index is derived: it follows the
/// feeds, knows how far, and can be thrown away and rebuilt while serving; a document that can be
/// found is public; words are enough: without the model, and until a passage's vector is there,
/// finding goes on by words; a condition leaves nothing out unless it is certain.
@ApplicationModule(
        id = "finding",
        allowedDependencies = {"lane", "procedures", "federation", "documents", "audit", "web"})
@NullMarked
package org.deltacommons.foundation.finding;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
