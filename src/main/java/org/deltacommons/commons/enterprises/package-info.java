/// Enterprises and teams: who they are by size, status and relations, and whether they may have
/// what a programme gives.
///
/// Words: a *condition* is one thing a programme asks, with the answer, its source and its date;
/// the *technology status* is a year's 入库编号 of 科技型中小企业; a *renewal gap* lies between the end of one
/// year's status and the beginning of the next; a *party* is an organisation or a person, the
/// person only by the hash of their identity.
///
/// Invariants: what nobody could check is `NOT_VERIFIED`, never met; a namesake without the same
/// identity is no relation; every value carries source and date; a firm changes what it declares
/// itself and nothing that an officer verified; nothing of a firm leaves its province by itself,
/// and where it moves, its record and its ties follow, but nobody's account: the receiving officer
/// names who signs there.
@ApplicationModule(
        id = "enterprises",
        allowedDependencies = {
            "lane",
            "procedures",
            "federation",
            "rulebook",
            "identity",
            "documents",
            "finding",
            "audit",
            "web",
            "papers"
        })
@NullMarked
package org.deltacommons.commons.enterprises;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
