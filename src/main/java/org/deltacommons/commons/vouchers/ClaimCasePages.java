package org.deltacommons.commons.vouchers;

import static org.deltacommons.foundation.web.Entry.link;
import static org.deltacommons.foundation.web.Entry.of;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
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
import org.deltacommons.kernel.Money;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What the pages of claims and batches show: invoice beside contract, every check with its answer.
@Configuration
class ClaimCasePages {

    private record ClaimCase(
            Words words, Ledger ledger, Records records, Organisations organisations)
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

        private Entry finding(Finding finding) {
            return Entry.check(
                            "finding." + finding.kind(),
                            new Phrase(
                                    "finding." + finding.kind() + "." + finding.answer(),
                                    said(finding)),
                            finding.answer().mark())
                    .from(
                            finding.source() == null
                                    ? null
                                    : finding.asOf() == null
                                            ? finding.source()
                                            : finding.source() + " · " + finding.asOf());
        }

        /// The finding's values in words; states are kept by their names.
        private Map<String, Object> said(Finding finding) {
            String stem =
                    switch (finding.kind()) {
                        case PROVIDER_STATE -> "enum.ProviderState.";
                        case TECHNOLOGY -> "enum.Check.";
                        default -> "";
                    };
            Map<String, Object> values = new HashMap<>(finding.values());
            if (!stem.isEmpty()) {
                values.replaceAll((_, state) -> words.say(stem + state));
            }
            return values;
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
                                            recovery.claim(),
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

    private record RedemptionCase(Words words, Records records, Clock clock)
            implements CasePage<Redemption> {

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
                notPayable(batch).ifPresent(all::add);
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

        /// What is left out of the payment file because nobody has said where to pay. Only what the
        /// issuer itself pays: what another province advances is asked for there.
        private Optional<Section> notPayable(Redemption batch) {
            List<List<Cell>> rows =
                    records
                            .list(
                                    ClaimLine.class,
                                    "t.batch = :batch AND t.state = 'CAPTURED'"
                                            + " AND t.route <> 'PROVINCE_AGENT'"
                                            + " AND coalesce(t.payment ->> 'account', '') = ''",
                                    "t.id",
                                    Map.of("batch", batch.id().value()),
                                    Redemption.LINES_MAX)
                            .stream()
                            .map(claim ->
                                    List.of(
                                            Cell.link(claim.id(), "/cases/claim/" + claim.id()),
                                            Cell.of(claim.providerName()),
                                            Cell.of(claim.pays()),
                                            Cell.of(Phrase.of("redemption.unpayable.account"))))
                            .toList();
            return rows.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            Section.of(
                                            "redemption.section.unpayable",
                                            new Table(
                                                    List.of(
                                                            Column.of("redemption.claim"),
                                                            Column.of("redemption.provider"),
                                                            Column.amount("redemption.pays"),
                                                            Column.of("redemption.why")),
                                                    rows,
                                                    "redemption.lines.none"))
                                    .introduced(words.say("redemption.unpayable.intro")));
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
        private Table lines(Redemption batch, boolean official) {
            boolean open =
                    batch.noticeUntil() != null && clock.instant().isBefore(batch.noticeUntil());
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
                                            Cell.of(line.state()),
                                            open && line.mayBeObjectedTo()
                                                    ? Cell.link(
                                                            words.say("objection.make"),
                                                            "/notices/objection?claim="
                                                                    + line.claim())
                                                    : Cell.of(null)))
                            .toList();
            return new Table(
                    List.of(
                            Column.of("redemption.firm"),
                            Column.of("redemption.provider"),
                            Column.amount("redemption.pays"),
                            Column.of("redemption.line-state"),
                            Column.of("objection.column")),
                    rows,
                    "redemption.lines.none");
        }
    }

    @Bean
    CasePage<ClaimLine> claimCase(
            Words words, Ledger ledger, Records records, Organisations organisations) {
        return new ClaimCase(words, ledger, records, organisations);
    }

    @Bean
    CasePage<Redemption> redemptionCase(Words words, Records records, Clock clock) {
        return new RedemptionCase(words, records, clock);
    }

    @Bean
    CasePage<Recovery> recoveryCase(Words words, Ledger ledger, Organisations organisations) {
        return new RecoveryCase(words, ledger, organisations);
    }
}
