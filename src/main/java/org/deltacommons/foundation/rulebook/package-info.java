/// Dated rules by division: what a county, a city or a province has laid down about shares,
/// ceilings, terms and thresholds, from when, on which source, how sure we are.
///
/// Words: a *topic* is what a rule is about, such as `term.order.accept` or
/// `voucher.programme.mas-2026`; a *kind* is the record that holds the value of every topic of one
/// family; a *version* is one dated text of a rule; a *national* rule stands behind those of a
/// province until the province makes its own.
///
/// Invariants: a version once approved is never edited; the person who proposed it never approves
/// it; it begins today or later, so that nothing under way changes; a decision records the
/// [org.deltacommons.kernel.RuleVersion] it used.
@ApplicationModule(
        id = "rulebook",
        allowedDependencies = {
            "lane",
            "procedures",
            "federation",
            "documents",
            "audit",
            "web",
            "papers"
        })
@NullMarked
package org.deltacommons.foundation.rulebook;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
