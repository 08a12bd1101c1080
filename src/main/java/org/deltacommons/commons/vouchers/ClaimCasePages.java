package org.deltacommons.commons.vouchers;

import static org.deltacommons.foundation.web.Entry.link;
import static org.deltacommons.foundation.web.Entry.of;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.deltacommons.foundation.identity.Organisations;
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
import org.deltacommons.kernel.Money;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What the pages of claims and batches show: invoice beside contract, every check with its answer.
@Configuration
class ClaimCasePages {

    private record ClaimCase(Words words, Ledger ledger, Organisations organisations)
            implements CasePage<ClaimLine> {

        @Override
        public Class<ClaimLine> type() {
            return ClaimLine.class;
        }

        @Override
        public List<Section> sections(ClaimLine claim, Actor actor) {
            List<Section> all = new ArrayList<>();
            all.add(
                    Section.of(
                            "claim.section.money",
                            of("claim.base", claim.base()),
                            of("claim.pays", claim.pays()),
                            of("claim.payee", organisations.name(claim.payee(), words.language())),
                            of("voucher.route", claim.route()),
                            VoucherCasePages.rule("voucher.rule", claim.rule()),
                            link("claim.order", claim.orderId(), "/cases/order/" + claim.orderId()),
                            claim.batch().isEmpty()
                                    ? of("claim.batch", null)
                                    : link(
                                            "claim.batch",
                                            claim.batch(),
                                            "/cases/redemption/" + claim.batch())));
            all.add(sideBySide(claim));
            all.add(
                    Section.of(
                                    "claim.section.findings",
                                    claim.findings().stream().map(this::finding).toList())
                            .introduced(words.say("claim.findings.intro")));
            ClaimLine.Payment payment = claim.payment();
            if (payment != null && payment.attempt() > 0) {
                all.add(payment(payment));
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

        private Entry finding(Finding finding) {
            return Entry.check(
                            "finding." + finding.kind(),
                            new Phrase(
                                    "finding." + finding.kind() + "." + finding.answer(),
                                    finding.values()),
                            finding.answer().mark())
                    .from(
                            finding.source() == null
                                    ? null
                                    : finding.asOf() == null
                                            ? finding.source()
                                            : finding.source() + " · " + finding.asOf());
        }

        /// Invoice, contract and bank receipt, side by side; what differs is marked.
        private static Section sideBySide(ClaimLine claim) {
            boolean above = claim.invoice().total().compareTo(claim.contractPrice()) > 0;
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
                                            Cell.of(claim.contractPrice()),
                                            above
                                                    ? Cell.marked(
                                                            claim.invoice().total(), Mark.WARN)
                                                    : Cell.of(claim.invoice().total()),
                                            Cell.of(claim.receipt().paid())),
                                    List.of(
                                            Cell.of(Phrase.of("claim.party")),
                                            Cell.of(claim.providerName()),
                                            Cell.of(claim.providerName()),
                                            Cell.of(claim.receipt().payer())),
                                    List.of(
                                            Cell.of(Phrase.of("claim.day")),
                                            Cell.of(null),
                                            Cell.of(claim.invoice().on()),
                                            Cell.of(claim.receipt().on())),
                                    List.of(
                                            Cell.of(Phrase.of("claim.number")),
                                            Cell.of(null),
                                            Cell.of(claim.invoice().number()),
                                            Cell.of(null))),
                            "claim.none"));
        }

        private static Section payment(ClaimLine.Payment payment) {
            return Section.of(
                    "claim.section.payment",
                    of("claim.payment-number", payment.number()),
                    of("claim.attempt", payment.attempt()),
                    of("claim.paid-on", payment.paidOn()),
                    of("claim.returned", payment.returnedBecause()));
        }

        @Override
        public Table ledger(ClaimLine claim, Actor actor) {
            return LedgerTables.about(ledger, claim.orderId());
        }
    }

    private record RedemptionCase(Words words) implements CasePage<Redemption> {

        @Override
        public Class<Redemption> type() {
            return Redemption.class;
        }

        @Override
        public List<Section> sections(Redemption batch, Actor actor) {
            boolean official =
                    Grants.OFFICER.includes(actor, batch)
                            || Grants.PROVINCIAL.includes(actor, batch)
                            || Grants.AUDITOR.includes(actor, batch)
                            || ClaimProcedure.TREASURY.includes(actor, batch);
            List<Section> all = new ArrayList<>();
            List<Entry> entries = new ArrayList<>();
            entries.add(of("redemption.issuer", batch.issuer()));
            entries.add(of("redemption.month", batch.month()));
            entries.add(of("redemption.count", batch.lines().size()));
            entries.add(of("redemption.total", total(batch)));
            entries.add(of("redemption.notice-from", batch.noticeFrom()));
            entries.add(of("redemption.notice-until", batch.noticeUntil()));
            if (official) {
                entries.add(of("redemption.budget-item", batch.budgetItem()));
            }
            boolean paying = batch.state() == RedemptionState.PAYING;
            if (paying && ClaimProcedure.TREASURY.includes(actor, batch)) {
                String file = "/redemptions/" + batch.id() + "/payments.";
                entries.add(
                        link(
                                "redemption.payment-file",
                                words.say("redemption.payment-file.xlsx"),
                                file + "xlsx"));
                entries.add(
                        link(
                                "redemption.payment-file",
                                words.say("redemption.payment-file.csv"),
                                file + "csv"));
            }
            all.add(
                    Section.of("redemption.section.batch", entries)
                            .introduced(
                                    batch.isPublic()
                                            ? words.say("redemption.notice.intro")
                                            : null));
            all.add(Section.of("redemption.section.lines", lines(batch, official)));
            if (official) {
                all.add(
                        Section.of(
                                "paper.section",
                                link(
                                        "paper.statement.budget",
                                        words.say("paper.open.year"),
                                        "/programmes/" + batch.programme() + "/statement.pdf")));
            }
            return all;
        }

        private static Money total(Redemption batch) {
            return batch.total(
                    Redemption.LineState.WAITING,
                    Redemption.LineState.PASSED,
                    Redemption.LineState.OBJECTED,
                    Redemption.LineState.CAPTURED,
                    Redemption.LineState.PAID);
        }

        /// The public sees what is in notice; the officials see every line.
        private static Table lines(Redemption batch, boolean official) {
            List<List<Cell>> rows =
                    batch.lines().stream()
                            .filter(line -> official || line.state() != Redemption.LineState.OUT)
                            .map(line ->
                                    List.of(
                                            official
                                                    ? Cell.link(
                                                            line.firmName(),
                                                            "/cases/claim/" + line.claim())
                                                    : Cell.of(line.firmName()),
                                            Cell.of(line.providerName()),
                                            Cell.of(line.pays()),
                                            Cell.of(line.state())))
                            .toList();
            return new Table(
                    List.of(
                            Column.of("redemption.firm"),
                            Column.of("redemption.provider"),
                            Column.amount("redemption.pays"),
                            Column.of("redemption.line-state")),
                    rows,
                    "redemption.lines.none");
        }
    }

    @Bean
    CasePage<ClaimLine> claimCase(Words words, Ledger ledger, Organisations organisations) {
        return new ClaimCase(words, ledger, organisations);
    }

    @Bean
    CasePage<Redemption> redemptionCase(Words words) {
        return new RedemptionCase(words);
    }
}
