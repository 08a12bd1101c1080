/// Between provinces (省际对账与清算): both provinces' view of each order side by side, and, under a
/// signed agreement only, what the provider's province advanced and the provinces net and settle.
///
/// Words: *agreement* (垫付清算协议), signed by every party, each of which keeps its own copy; *advance*
/// (垫付), the provider's province pays its provider for a captured claim; *obligation* (省际应付), what
/// one advance makes the issuer's province owe; *period* (清算期), the obligations up to an index of
/// each creditor's feed, never a date; *netting* (轧差), one balance a party out of all obligations
/// of a period; *receipt* (到账确认), the provider's own word that money arrived.
///
/// Invariants: no province owes another without an agreement in force when the order was placed; a
/// party signs only what creditor and debtor both stated; the parties' balances of a period add up
/// to nothing; after the last receipt a period's accounts stand at zero; no transfer crosses from
/// one province's books into another's.
@ApplicationModule(
        id = "clearing",
        allowedDependencies = {
            "lane",
            "ledger",
            "procedures",
            "federation",
            "documents",
            "finding",
            "identity",
            "rulebook",
            "audit",
            "web",
            "papers",
            "bookings",
            "vouchers"
        })
@NullMarked
package org.deltacommons.commons.clearing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
