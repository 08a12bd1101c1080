package org.deltacommons.commons.vouchers;

import java.util.List;
import org.deltacommons.foundation.federation.FactHandler;
import org.deltacommons.foundation.identity.Organisation;
import org.deltacommons.foundation.lane.Audience;
import org.deltacommons.foundation.lane.Fact;
import org.deltacommons.foundation.lane.Part;
import org.deltacommons.foundation.lane.Put;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Refusal;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The seller's province keeps its sellers' invoices: it allocates each amount once, whoever
/// claims. What one province's claim has of an invoice no other province takes or gives back.
@Configuration
class InvoiceHandlers {

    /// The seller's home decides; a province that is not its home stays silent.
    private record Allocating() implements FactHandler<InvoiceAllocationRequested> {
        @Override
        public Class<InvoiceAllocationRequested> fact() {
            return InvoiceAllocationRequested.class;
        }

        @Override
        public List<Part> on(InvoiceAllocationRequested body, RecordedFact fact, Rows rows) {
            boolean ours =
                    rows.find(Organisation.class, Id.<Organisation>of(body.seller()))
                            .filter(seller -> seller.home() == rows.home())
                            .isPresent();
            if (!ours) {
                return List.of();
            }
            SellerInvoice invoice =
                    rows.find(SellerInvoice.class, SellerInvoice.idOf(body.number()))
                            .orElseGet(() ->
                                    new SellerInvoice(
                                            SellerInvoice.idOf(body.number()),
                                            rows.home(),
                                            body.number(),
                                            body.seller(),
                                            body.total(),
                                            List.of(),
                                            rows.now()));
            Refusal why = why(invoice, body, fact.origin());
            if (why != null) {
                return List.of(
                        answer(
                                body.order(),
                                fact.origin(),
                                new InvoiceAllocationRefused(body.claim(), body.number(), why)));
            }
            SellerInvoice after =
                    invoice.without(body.claim())
                            .with(
                                    new SellerInvoice.Allocation(
                                            body.claim(), fact.origin(), body.part()));
            return List.of(
                    new Put(after),
                    answer(
                            body.order(),
                            fact.origin(),
                            new InvoiceAllocated(
                                    body.claim(), body.number(), body.part(), after.left())));
        }

        private static @org.jspecify.annotations.Nullable Refusal why(
                SellerInvoice invoice, InvoiceAllocationRequested body, Province claimant) {
            SellerInvoice others = invoice.without(body.claim());
            if (invoice.isOfAnother(claimant, body.claim())
                    || !invoice.seller().equals(body.seller())
                    || (!invoice.total().equals(body.total()) && !others.allocations().isEmpty())) {
                return Refusal.of(VoucherReason.INVOICE_ALREADY_CLAIMED, "number", body.number());
            }
            return body.part().compareTo(others.left()) > 0
                    ? Refusal.of(VoucherReason.INVOICE_EXHAUSTED, "asked", body.part())
                            .with("available", others.left())
                    : null;
        }
    }

    private record Releasing() implements FactHandler<InvoiceReleased> {
        @Override
        public Class<InvoiceReleased> fact() {
            return InvoiceReleased.class;
        }

        @Override
        public List<Part> on(InvoiceReleased body, RecordedFact fact, Rows rows) {
            return rows.find(SellerInvoice.class, SellerInvoice.idOf(body.number()))
                    .filter(invoice -> invoice.home() == rows.home())
                    .filter(invoice -> !invoice.isOfAnother(fact.origin(), body.claim()))
                    .map(invoice -> List.<Part>of(new Put(invoice.without(body.claim()))))
                    .orElseGet(List::of);
        }
    }

    private static Fact answer(String order, Province claimant, Record body) {
        return new Fact(order, Audience.of(claimant), body);
    }

    @Bean
    FactHandler<InvoiceAllocationRequested> invoiceAllocating() {
        return new Allocating();
    }

    @Bean
    FactHandler<InvoiceReleased> invoiceReleasing() {
        return new Releasing();
    }
}
