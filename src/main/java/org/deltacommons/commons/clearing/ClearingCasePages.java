package org.deltacommons.commons.clearing;

import java.util.List;
import org.deltacommons.commons.vouchers.LedgerTables;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.ledger.Ledger;
import org.deltacommons.foundation.procedures.CasePage;
import org.deltacommons.foundation.web.Cell;
import org.deltacommons.foundation.web.Column;
import org.deltacommons.foundation.web.Entry;
import org.deltacommons.foundation.web.Mark;
import org.deltacommons.foundation.web.Section;
import org.deltacommons.foundation.web.Table;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Id;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What the pages of agreements, advances, receipts and periods show.
@Configuration
class ClearingCasePages {

    private record AgreementCase() implements CasePage<Agreement> {
        @Override
        public Class<Agreement> type() {
            return Agreement.class;
        }

        @Override
        public List<Section> sections(Agreement agreement, Actor actor) {
            List<List<Cell>> parties =
                    agreement.parties().stream()
                            .map(party ->
                                    List.of(
                                            Cell.of(party),
                                            agreement.signed().contains(party)
                                                    ? Cell.marked(true, Mark.MET)
                                                    : Cell.marked(false, Mark.NOT_VERIFIED)))
                            .toList();
            return List.of(
                    Section.of(
                            "agreement.section.what",
                            Entry.of("agreement.number", agreement.number()),
                            Entry.of("agreement.lead", agreement.lead()),
                            Entry.of("agreement.begins", agreement.begins()),
                            Entry.of("agreement.ends", agreement.ends()),
                            Entry.of("agreement.terms", agreement.terms()),
                            Entry.of("agreement.note", agreement.note())),
                    Section.of(
                            "agreement.section.parties",
                            new Table(
                                    List.of(
                                            Column.of("agreement.party"),
                                            Column.of("agreement.signed")),
                                    parties,
                                    "clearing.none")));
        }
    }

    private record AdvanceCase(Ledger books) implements CasePage<Advance> {
        @Override
        public Class<Advance> type() {
            return Advance.class;
        }

        @Override
        public List<Section> sections(Advance advance, Actor actor) {
            boolean sees =
                    Officials.TREASURY.includes(actor, advance)
                            || Officials.PROVIDER.includes(actor, advance);
            return List.of(
                    Section.of(
                            "advance.section.what",
                            Entry.of("advance.amount", advance.amount()),
                            Entry.of("advance.provider", advance.providerName()),
                            Entry.of("advance.debtor", advance.debtor()),
                            Entry.of("advance.agreement", advance.agreement()),
                            Entry.of("advance.order", Id.of(advance.orderId())),
                            Entry.of("advance.claim", Id.of(advance.claim())),
                            Entry.of("advance.account", sees ? advance.account() : null)),
                    Section.of(
                            "advance.section.payment",
                            Entry.of("advance.attempt", advance.attempt()),
                            Entry.of("advance.number", advance.number()),
                            Entry.of("advance.paid-on", advance.paidOn()),
                            Entry.of("advance.note", advance.note())));
        }

        @Override
        public @Nullable Table ledger(Advance advance, Actor actor) {
            return Officials.provinces(actor).contains(advance.home())
                    ? LedgerTables.about(books, advance.orderId())
                    : null;
        }
    }

    private record ReceiptCase() implements CasePage<Receipt> {
        @Override
        public Class<Receipt> type() {
            return Receipt.class;
        }

        @Override
        public List<Section> sections(Receipt receipt, Actor actor) {
            boolean differs =
                    receipt.arrived() != null && !receipt.arrived().equals(receipt.paid());
            Entry arrived = Entry.of("receipt.arrived", receipt.arrived());
            return List.of(
                    Section.of(
                            "receipt.section.what",
                            Entry.of("receipt.paid", receipt.paid()),
                            differs ? arrived.marked(Mark.WARN) : arrived,
                            Entry.of("receipt.paid-on", receipt.paidOn()),
                            Entry.of("receipt.arrived-on", receipt.arrivedOn()),
                            Entry.of("receipt.number", receipt.number()),
                            Entry.of("receipt.issuer", receipt.orderHome()),
                            Entry.of("receipt.order", Id.of(receipt.orderId()))));
        }

        @Override
        public @Nullable Record prefill(String action, Receipt receipt) {
            return action.equals("confirm")
                    ? new ClearingForms.Arrived(receipt.paid(), receipt.paidOn())
                    : null;
        }
    }

    @Bean
    CasePage<Agreement> agreementCase() {
        return new AgreementCase();
    }

    @Bean
    CasePage<Advance> advanceCase(Ledger ledger) {
        return new AdvanceCase(ledger);
    }

    private record ClawbackCase(Ledger books) implements CasePage<Clawback> {
        @Override
        public Class<Clawback> type() {
            return Clawback.class;
        }

        @Override
        public List<Section> sections(Clawback clawback, Actor actor) {
            return List.of(
                    Section.of(
                            "clawback.section.what",
                            Entry.of("clawback.amount", clawback.amount()),
                            Entry.of("clawback.provider", clawback.providerName()),
                            Entry.of("clawback.creditor", clawback.creditor()),
                            Entry.of("clawback.agreement", clawback.agreement()),
                            Entry.of("clawback.order", Id.of(clawback.orderId())),
                            Entry.of("clawback.claim", Id.of(clawback.claim())),
                            Entry.written("clawback.reason", clawback.reason()),
                            Entry.of("clawback.collected-on", clawback.collectedOn()),
                            Entry.of("clawback.receipt", clawback.receipt()),
                            Entry.of("clawback.note", clawback.note())));
        }

        @Override
        public @Nullable Table ledger(Clawback clawback, Actor actor) {
            return Officials.provinces(actor).contains(clawback.home())
                    ? LedgerTables.about(books, clawback.orderId())
                    : null;
        }
    }

    @Bean
    CasePage<Clawback> clawbackCase(Ledger ledger) {
        return new ClawbackCase(ledger);
    }

    private record DisputeCase(Ledger books) implements CasePage<Dispute> {
        @Override
        public Class<Dispute> type() {
            return Dispute.class;
        }

        @Override
        public List<Section> sections(Dispute dispute, Actor actor) {
            Disputed item = dispute.item();
            Header period = Header.first(item.agreement(), item.period(), item.by(), List.of());
            return List.of(
                    Section.of(
                            "dispute.section.what",
                            Entry.of("dispute.amount", item.amount()),
                            Entry.of("netting.creditor", item.creditor()),
                            Entry.of("netting.debtor", item.debtor()),
                            Entry.of("netting.cause", item.cause()),
                            Entry.of("netting.claim", Id.of(item.claim())),
                            Entry.link(
                                    "dispute.order",
                                    Id.of(item.order()).number(),
                                    "/reconciliation/" + item.order()),
                            Entry.link(
                                    "netting.period",
                                    item.agreement() + " · " + item.period(),
                                    "/cases/netting/" + Netting.idOf(period, dispute.home())),
                            Entry.of("netting.disputed-by", item.by()),
                            Entry.written("dispute.reason", item.reason())),
                    Section.of(
                            "dispute.section.answer",
                            Entry.of("dispute.offer", dispute.offer()),
                            Entry.of("dispute.offered-by", dispute.offeredBy()),
                            Entry.of("dispute.asked", dispute.asked()),
                            Entry.of("dispute.stays", dispute.stays()),
                            Entry.of("dispute.note", dispute.note())));
        }

        @Override
        public Table ledger(Dispute dispute, Actor actor) {
            return LedgerTables.about(books, dispute.item().order());
        }
    }

    @Bean
    CasePage<Dispute> disputeCase(Ledger ledger) {
        return new DisputeCase(ledger);
    }

    @Bean
    CasePage<Receipt> receiptCase() {
        return new ReceiptCase();
    }

    @Bean
    CasePage<Netting> nettingCase(Words words, Records records, Ledger ledger) {
        return new NettingCasePage(words, records, ledger);
    }
}
