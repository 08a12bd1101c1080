/// Innovation vouchers (科技创新券): programmes, grants, orders, claims and their redemption in batches.
/// Everything here is at home with the issuer's province; the provider's side of an order is a
/// booking (module bookings), the invoice's amount is allocated by the seller's province.
///
/// Words: *hold* (冻结) binds voucher, yearly ceiling and budget at once; *capture* (核销) moves what
/// was approved; *claim* is one line of a redemption batch; *payee* is who gets the money by the
/// route.
///
/// Invariants: no amount moves outside the ledger; the three holds of an order stand or fall
/// together; what is captured never exceeds what is held; a decision records the rule version it
/// used.
@ApplicationModule(
        id = "vouchers",
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
            "enterprises",
            "resources",
            "bookings"
        })
@NullMarked
package org.deltacommons.commons.vouchers;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
