/// Time on shared resources: who takes which slot, what was quoted, what was really used, with the
/// evidence. The booking is at home with the resource, whoever pays.
///
/// Words: a *booking* is the provider's side of an order; an *order* is the firm's side, at home
/// with the firm (module vouchers). This lower module owns the words both sides speak: the facts
/// here.
///
/// Invariants: two bookings never overlap on one resource, buffers and maintenance included; only
/// the slot's home decides slot, cancellation and lapse; what was delivered is never changed, only
/// corrected by a later fact.
@ApplicationModule(
        id = "bookings",
        allowedDependencies = {
            "lane",
            "procedures",
            "federation",
            "documents",
            "finding",
            "identity",
            "rulebook",
            "audit",
            "web",
            "papers",
            "resources"
        })
@NullMarked
package org.deltacommons.commons.bookings;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
