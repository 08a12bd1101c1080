package org.deltacommons.commons.vouchers.trail;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltacommons.commons.bookings.Booking;
import org.deltacommons.commons.vouchers.ClaimLine;
import org.deltacommons.commons.vouchers.Order;
import org.deltacommons.commons.vouchers.Redemption;
import org.deltacommons.commons.vouchers.SellerInvoice;
import org.deltacommons.commons.vouchers.Voucher;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.procedures.Case;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.RuleVersion;
import org.jspecify.annotations.Nullable;

/// The cases that an order goes through, by id, from the voucher to the batch.
///
/// @param invoices the ids of the seller's invoices that were claimed
record Related(
        Order order,
        @Nullable Voucher voucher,
        List<ClaimLine> claims,
        Map<String, Case> cases,
        List<String> invoices) {

    private static final int CLAIMS_MAX = 100;

    static Related to(Order order, Records records) {
        Map<String, Case> cases = new LinkedHashMap<>();
        String voucherId = order.funding().voucher();
        Voucher voucher =
                voucherId.isEmpty()
                        ? null
                        : records.find(Voucher.class, Id.<Voucher>of(voucherId)).orElse(null);
        if (voucher != null) {
            cases.put(voucherId, voucher);
        }
        cases.put(order.id().value(), order);
        records.find(Booking.class, Booking.idOf(order.id().value()))
                .ifPresent(booking -> cases.put(booking.id().value(), booking));
        List<ClaimLine> claims =
                records.list(
                        ClaimLine.class,
                        "t.order_id = :order",
                        "t.claimed_at, t.id",
                        Map.of("order", order.id().value()),
                        CLAIMS_MAX);
        List<String> invoices = new ArrayList<>();
        for (ClaimLine claim : claims) {
            cases.put(claim.id().value(), claim);
            invoices.add(SellerInvoice.idOf(claim.invoice().number()).value());
            if (!claim.batch().isEmpty()) {
                records.find(Redemption.class, Id.<Redemption>of(claim.batch()))
                        .ifPresent(batch -> cases.put(claim.batch(), batch));
            }
        }
        return new Related(order, voucher, claims, cases, invoices.stream().distinct().toList());
    }

    /// The rule version a step's decision rested on, as its record keeps it.
    Optional<RuleVersion> rule(String procedure, String action, String id) {
        return Optional.ofNullable(
                switch (procedure + "." + action) {
                    case "voucher.apply", "voucher.grant" ->
                            voucher == null ? null : voucher.rule();
                    case "order.place", "order.confirm-quote", "order.quoted" ->
                            order.funding().rule();
                    case "claim.claim", "claim.correct", "claim.pass", "claim.capture" ->
                            claims.stream()
                                    .filter(claim -> claim.id().value().equals(id))
                                    .findFirst()
                                    .map(ClaimLine::rule)
                                    .orElse(null);
                    default -> null;
                });
    }
}
