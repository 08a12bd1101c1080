package org.deltacommons.commons.vouchers;

import static org.deltacommons.foundation.web.Entry.link;
import static org.deltacommons.foundation.web.Entry.of;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltacommons.foundation.identity.Organisations;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.ledger.Ledger;
import org.deltacommons.foundation.procedures.CasePage;
import org.deltacommons.foundation.web.Cell;
import org.deltacommons.foundation.web.Column;
import org.deltacommons.foundation.web.Entry;
import org.deltacommons.foundation.web.Mark;
import org.deltacommons.foundation.web.Phrase;
import org.deltacommons.foundation.web.Section;
import org.deltacommons.foundation.web.Table;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Id;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What the pages of claims and of their recoveries show: invoice beside contract, every check with
/// its answer.
@Configuration
class ClaimCasePages {

    private record ClaimCase(
            Words words,
            ClaimWords said,
            Ledger ledger,
            Records records,
            Organisations organisations)
            implements CasePage<ClaimLine> {

        @Override
        public Class<ClaimLine> type() {
            return ClaimLine.class;
        }

        @Override
        public List<Section> sections(ClaimLine claim, Actor actor) {
            List<Section> all = new ArrayList<>();
            if (claim.state() == ClaimState.RETURNED && !said.returned(claim).isEmpty()) {
                all.add(
                        Section.of(
                                "claim.section.returned",
                                Entry.check(
                                        "claim.returned-because",
                                        said.returned(claim),
                                        Mark.NOT_MET)));
            }
            all.add(
                    Section.of(
                            "claim.section.money",
                            of("claim.base", claim.base()),
                            of("claim.pays", claim.pays()),
                            of("claim.payee", organisations.name(claim.payee(), words.language())),
                            of("voucher.route", claim.route()),
                            VoucherCasePages.rule("voucher.rule", claim.rule()),
                            link(
                                    "claim.order",
                                    Id.of(claim.orderId()),
                                    "/cases/order/" + claim.orderId()),
                            claim.batch().isEmpty()
                                    ? of("claim.batch", null)
                                    : link(
                                            "claim.batch",
                                            Id.of(claim.batch()),
                                            "/cases/redemption/" + claim.batch())));
            all.add(sideBySide(claim));
            all.add(
                    Section.of(
                                    "claim.section.findings",
                                    claim.findings().stream().map(said::finding).toList())
                            .introduced(words.say("claim.findings.intro")));
            if (!claim.objections().isEmpty() && official(claim, actor)) {
                all.add(objections(claim));
            }
            ClaimLine.Payment payment = claim.payment();
            if (claim.state() == ClaimState.PAID) {
                all.add(recoveries(claim, actor));
            }
            if (payment != null && payment.attempt() > 0) {
                all.add(payment(claim, payment, actor));
            }
            papers(claim, actor).ifPresent(all::add);
            return all;
        }

        private Optional<Section> papers(ClaimLine claim, Actor actor) {
            List<Entry> links = new ArrayList<>();
            if (PaperDrafts.ON_PAPER.contains(claim.state())) {
                links.add(
                        link(
                                "paper.notice.title",
                                words.say("paper.open"),
                                "/claims/" + claim.id() + "/notice.pdf"));
            }
            String payee = claim.payee();
            boolean booked =
                    ledger.balances(new Chart(claim.programme()).payable(payee)).isPresent();
            if (booked && PaperPages.mayReadPayee(actor, claim.issuer(), payee)) {
                links.add(
                        link(
                                "paper.statement.payable",
                                words.say("paper.open.year"),
                                "/programmes/%s/payees/%s/statement.pdf"
                                        .formatted(claim.programme(), payee)));
            }
            return links.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Section.of("paper.section", links));
        }

        private static boolean official(ClaimLine claim, Actor actor) {
            return Grants.OFFICER.includes(actor, claim)
                    || Grants.PROVINCIAL.includes(actor, claim)
                    || Grants.AUDITOR.includes(actor, claim);
        }

        private static Section objections(ClaimLine claim) {
            return Section.of(
                    "claim.section.objections",
                    new Table(
                            List.of(
                                    Column.of("objection.at"),
                                    Column.of("objection.basis"),
                                    Column.of("objection.grounds"),
                                    Column.of("objection.outcome")),
                            claim.objections().stream()
                                    .map(one ->
                                            List.of(
                                                    Cell.of(one.at()),
                                                    Cell.of(one.basis()),
                                                    Cell.of(one.grounds()),
                                                    Cell.of(one.outcome())))
                                    .toList(),
                            "claim.none"));
        }

        /// What had to come back of it; the officer's way to order more.
        private Section recoveries(ClaimLine claim, Actor actor) {
            List<List<Cell>> rows =
                    records
                            .list(
                                    Recovery.class,
                                    "t.claim = :claim",
                                    "t.ordered_at",
                                    Map.of("claim", claim.id().value()),
                                    Recoveries.STEPS_MAX)
                            .stream()
                            .map(one ->
                                    List.of(
                                            Cell.link(one.id(), "/cases/recovery/" + one.id()),
                                            Cell.of(one.state()),
                                            Cell.of(one.reducedBy()),
                                            Cell.of(one.amount())))
                            .toList();
            Section section =
                    Section.of(
                            "claim.section.recoveries",
                            new Table(
                                    List.of(
                                            Column.of("recovery.number"),
                                            Column.of("recovery.state"),
                                            Column.amount("recovery.reduced-by"),
                                            Column.amount("recovery.amount")),
                                    rows,
                                    "recovery.none"));
            return Grants.OFFICER.includes(actor, claim)
                    ? new Section(
                            section.title(),
                            List.of(
                                    link(
                                            "recovery.order",
                                            words.say("recovery.order.link"),
                                            "/open/recovery/recover?claim=" + claim.id())),
                            section.table(),
                            null)
                    : section;
        }

        /// Once examined it goes the way of its batch.
        @Override
        public List<String> goesOnIn(ClaimLine claim) {
            return claim.batch().isEmpty() ? List.of() : List.of(claim.batch());
        }

        @Override
        public String mayGoOnIn() {
            return "SELECT batch FROM vouchers.claim_line WHERE id = :id";
        }

        @Override
        public String said(String action, String note) {
            return said.noted(action, note);
        }

        /// Contract, invoice and bank receipt, side by side; what a check found fault with is
        /// marked.
        private static Section sideBySide(ClaimLine claim) {
            ComparedPapers papers = new ComparedPapers(claim);
            return Section.of(
                    "claim.section.papers",
                    new Table(
                            List.of(
                                    Column.of("claim.what"),
                                    Column.of("claim.contract"),
                                    Column.of("claim.invoice"),
                                    Column.of("claim.receipt")),
                            List.of(
                                    List.of(
                                            Cell.of(Phrase.of("claim.amount")),
                                            papers.contractPrice(),
                                            papers.invoiceTotal(),
                                            papers.paid()),
                                    List.of(
                                            Cell.of(Phrase.of("claim.ineligible")),
                                            Cell.of(null),
                                            Cell.of(claim.ineligible()),
                                            Cell.of(null)),
                                    List.of(
                                            Cell.of(Phrase.of("claim.base")),
                                            Cell.of(null),
                                            Cell.of(claim.base()),
                                            Cell.of(null)),
                                    List.of(
                                            Cell.of(Phrase.of("claim.party")),
                                            papers.provider(),
                                            Cell.of(claim.providerName()),
                                            papers.payer()),
                                    List.of(
                                            Cell.of(Phrase.of("claim.day")),
                                            papers.signedOn(),
                                            Cell.of(claim.invoice().on()),
                                            Cell.of(claim.receipt().on())),
                                    List.of(
                                            Cell.of(Phrase.of("claim.number")),
                                            papers.contractNumber(),
                                            papers.invoiceNumber(),
                                            Cell.of(null))),
                            "claim.none"));
        }

        /// Whoever confirms a changed account or pays to it sees both whole; nobody else sees any.
        private static Section payment(ClaimLine claim, ClaimLine.Payment payment, Actor actor) {
            boolean changed =
                    claim.state() == ClaimState.ACCOUNT_CHANGED
                            && (Grants.OFFICER.includes(actor, claim)
                                    || ClaimProcedure.TREASURY.includes(actor, claim));
            return Section.of(
                    "claim.section.payment",
                    of("claim.payment-number", payment.number()),
                    of("claim.attempt", payment.attempt()),
                    of("claim.paid-on", payment.paidOn()),
                    of("claim.returned", payment.returnedBecause()),
                    of("claim.account-former", changed ? payment.former() : null),
                    of("claim.account-new", changed ? payment.account() : null));
        }

        @Override
        public Table ledger(ClaimLine claim, Actor actor) {
            return LedgerTables.about(ledger, claim.orderId());
        }
    }

    private record RecoveryCase(Words words, Ledger ledger, Organisations organisations)
            implements CasePage<Recovery> {

        @Override
        public Class<Recovery> type() {
            return Recovery.class;
        }

        @Override
        public List<Section> sections(Recovery recovery, Actor actor) {
            return List.of(
                    Section.of(
                                    "recovery.section",
                                    link(
                                            "recovery.claim",
                                            Id.of(recovery.claim()),
                                            "/cases/claim/" + recovery.claim()),
                                    of("recovery.ground", recovery.ground()),
                                    of("recovery.reduced-by", recovery.reducedBy()),
                                    of("recovery.amount", recovery.amount()),
                                    of(
                                            "recovery.payee",
                                            organisations.name(recovery.payee(), words.language())),
                                    Entry.written("recovery.reason", recovery.reason()),
                                    of("recovery.ordered", recovery.orderedAt()),
                                    of("recovery.returned", recovery.returnedOn()),
                                    of("recovery.receipt", recovery.receipt()))
                            .introduced(words.say("recovery.intro")));
        }

        @Override
        public Table ledger(Recovery recovery, Actor actor) {
            return LedgerTables.about(ledger, recovery.orderId());
        }
    }

    @Bean
    CasePage<ClaimLine> claimCase(
            Words words,
            ClaimWords said,
            Ledger ledger,
            Records records,
            Organisations organisations) {
        return new ClaimCase(words, said, ledger, records, organisations);
    }

    @Bean
    CasePage<Recovery> recoveryCase(Words words, Ledger ledger, Organisations organisations) {
        return new RecoveryCase(words, ledger, organisations);
    }
}
