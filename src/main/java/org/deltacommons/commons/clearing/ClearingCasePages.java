package org.deltacommons.commons.clearing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.deltacommons.commons.vouchers.LedgerTables;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.ledger.Balances;
import org.deltacommons.foundation.ledger.Ledger;
import org.deltacommons.foundation.procedures.CasePage;
import org.deltacommons.foundation.web.Cell;
import org.deltacommons.foundation.web.Column;
import org.deltacommons.foundation.web.Entry;
import org.deltacommons.foundation.web.Mark;
import org.deltacommons.foundation.web.Option;
import org.deltacommons.foundation.web.Phrase;
import org.deltacommons.foundation.web.Section;
import org.deltacommons.foundation.web.Table;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Province;
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
                            Entry.of("advance.order", advance.orderId()),
                            Entry.of("advance.claim", advance.claim()),
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
                            Entry.of("receipt.order", receipt.orderId())));
        }

        @Override
        public @Nullable Record prefill(String action, Receipt receipt) {
            return action.equals("confirm")
                    ? new ClearingForms.Arrived(receipt.paid(), receipt.paidOn())
                    : null;
        }
    }

    private record NettingCase(Words words, Records records, Ledger books)
            implements CasePage<Netting> {

        private static final int OBLIGATIONS_MAX = 500;

        @Override
        public Class<Netting> type() {
            return Netting.class;
        }

        @Override
        public List<Section> sections(Netting netting, Actor actor) {
            List<Section> all = new ArrayList<>();
            all.add(
                    Section.of(
                            "netting.section.what",
                            Entry.of("netting.agreement", netting.agreement()),
                            Entry.of("netting.period", netting.period()),
                            Entry.of("netting.round", netting.round()),
                            Entry.of("netting.lead", netting.lead()),
                            Entry.of("netting.opened", netting.openedAt()),
                            Entry.of("netting.note", netting.note())));
            all.add(statements(netting));
            if (netting.isComplete()) {
                all.add(balances(netting));
                all.add(payments(netting));
            }
            if (!netting.differences().isEmpty()) {
                all.add(differences(netting));
            }
            if (!netting.aside().isEmpty() || !netting.leftOut().isEmpty()) {
                all.add(apart(netting));
            }
            all.add(signatures(netting));
            all.add(accounts(netting));
            all.add(obligations(netting));
            return all;
        }

        /// What creditor and debtor each say, pair by pair.
        private static Section statements(Netting netting) {
            List<List<Cell>> rows = new ArrayList<>();
            for (Netting.Owed owed : netting.owed()) {
                Netting.Owed said =
                        netting.confirmed().stream().filter(owed::isPair).findFirst().orElse(null);
                boolean same = said != null && said.amount().equals(owed.amount());
                rows.add(
                        List.of(
                                Cell.of(owed.creditor()),
                                Cell.of(owed.debtor()),
                                Cell.of(owed.count()),
                                Cell.of(owed.amount()),
                                said == null
                                        ? Cell.of(null)
                                        : same
                                                ? Cell.of(said.amount())
                                                : Cell.marked(said.amount(), Mark.WARN),
                                Cell.of(owed.upTo())));
            }
            return Section.of(
                    "netting.section.statements",
                    new Table(
                            List.of(
                                    Column.of("netting.creditor"),
                                    Column.of("netting.debtor"),
                                    Column.amount("netting.count"),
                                    Column.amount("netting.creditor-says"),
                                    Column.amount("netting.debtor-says"),
                                    Column.amount("netting.up-to")),
                            rows,
                            "netting.statements.none"));
        }

        /// The obligations that keep the period from being signed.
        private static Section differences(Netting netting) {
            List<List<Cell>> rows = new ArrayList<>();
            for (Netting.Difference one : netting.differences()) {
                Netting.Item any = one.creditor() == null ? one.debtor() : one.creditor();
                rows.add(
                        List.of(
                                Cell.of(one.pair().creditor()),
                                Cell.of(one.pair().debtor()),
                                Cell.of(one.sequence()),
                                Cell.of(any == null ? null : any.claim()),
                                Cell.of(one.creditor() == null ? null : one.creditor().amount()),
                                one.debtor() == null
                                        ? Cell.of(null)
                                        : Cell.marked(one.debtor().amount(), Mark.WARN)));
            }
            return Section.of(
                    "netting.section.differences",
                    new Table(
                            List.of(
                                    Column.of("netting.creditor"),
                                    Column.of("netting.debtor"),
                                    Column.amount("netting.sequence"),
                                    Column.of("netting.claim"),
                                    Column.amount("netting.creditor-says"),
                                    Column.amount("netting.debtor-says")),
                            rows,
                            "clearing.none"));
        }

        /// What this period leaves apart: obligations in dispute, parties that did not sign.
        private static Section apart(Netting netting) {
            List<List<Cell>> rows = new ArrayList<>();
            for (Aside one : netting.aside()) {
                rows.add(
                        List.of(
                                Cell.of(one.creditor()),
                                Cell.of(one.debtor()),
                                Cell.of(one.claim()),
                                Cell.of(one.amount()),
                                Cell.of(one.by()),
                                Cell.of(one.reason())));
            }
            for (Province party : netting.leftOut()) {
                rows.add(
                        List.of(
                                Cell.of(party),
                                Cell.of(null),
                                Cell.of(Phrase.of("netting.left-out")),
                                Cell.of(null),
                                Cell.of(netting.lead()),
                                Cell.of(netting.note())));
            }
            return Section.of(
                    "netting.section.apart",
                    new Table(
                            List.of(
                                    Column.of("netting.creditor"),
                                    Column.of("netting.debtor"),
                                    Column.of("netting.claim"),
                                    Column.amount("netting.amount"),
                                    Column.of("netting.disputed-by"),
                                    Column.of("netting.note")),
                            rows,
                            "clearing.none"));
        }

        private static Section balances(Netting netting) {
            List<List<Cell>> rows =
                    netting.plan().balances().entrySet().stream()
                            .sorted(Map.Entry.comparingByKey())
                            .map(one -> List.of(Cell.of(one.getKey()), Cell.of(one.getValue())))
                            .toList();
            return Section.of(
                    "netting.section.balances",
                    new Table(
                            List.of(Column.of("netting.party"), Column.amount("netting.balance")),
                            rows,
                            "clearing.none"));
        }

        private static Section payments(Netting netting) {
            List<List<Cell>> rows = new ArrayList<>();
            for (Plan.Payment payment : netting.plan().payments()) {
                Netting.Transfer transfer =
                        netting.transfer(payment.payer(), payment.payee()).orElse(null);
                rows.add(
                        List.of(
                                Cell.of(payment.payer()),
                                Cell.of(payment.payee()),
                                Cell.of(payment.amount()),
                                Cell.of(transfer == null ? null : transfer.number()),
                                Cell.of(transfer == null ? null : transfer.paidOn()),
                                Cell.of(transfer == null ? null : transfer.receivedOn())));
            }
            return Section.of(
                    "netting.section.payments",
                    new Table(
                            List.of(
                                    Column.of("netting.payer"),
                                    Column.of("netting.payee"),
                                    Column.amount("netting.amount"),
                                    Column.of("netting.number"),
                                    Column.of("netting.paid-on"),
                                    Column.of("netting.received-on")),
                            rows,
                            "netting.payments.none"));
        }

        private static Section signatures(Netting netting) {
            List<List<Cell>> rows =
                    netting.signatures().stream()
                            .sorted(Comparator.comparing(Netting.Signature::party))
                            .map(one -> List.of(Cell.of(one.party()), Cell.of(one.digest())))
                            .toList();
            return Section.of(
                    "netting.section.signatures",
                    new Table(
                            List.of(Column.of("netting.party"), Column.of("netting.digest")),
                            rows,
                            "netting.signatures.none"));
        }

        /// This home's own books of the agreement, as they stand now.
        private Section accounts(Netting netting) {
            DueAccounts accounts = new DueAccounts(netting.agreement(), netting.home());
            List<List<Cell>> rows =
                    books.book(netting.home(), accounts.book()).stream()
                            .map(balances ->
                                    List.of(
                                            Cell.of(balances.kind()),
                                            Cell.of(Province.of(balances.owner())),
                                            Cell.of(balances.debitsPosted()),
                                            Cell.of(balances.creditsPosted()),
                                            Cell.of(standing(balances))))
                            .toList();
            return Section.of(
                    "netting.section.accounts",
                    new Table(
                            List.of(
                                    Column.of("netting.account"),
                                    Column.of("netting.owner"),
                                    Column.amount("netting.debits"),
                                    Column.amount("netting.credits"),
                                    Column.amount("netting.standing")),
                            rows,
                            "netting.accounts.none"));
        }

        private static Money standing(Balances balances) {
            return balances.posted();
        }

        /// The advances of which this home is creditor or debtor.
        private Section obligations(Netting netting) {
            List<List<Cell>> rows =
                    records
                            .list(
                                    Obligation.class,
                                    "t.home = :home AND t.agreement = :agreement",
                                    "t.creditor, t.debtor, t.sequence DESC",
                                    Map.of(
                                            "home",
                                            netting.home().code(),
                                            "agreement",
                                            netting.agreement()),
                                    OBLIGATIONS_MAX)
                            .stream()
                            .map(one ->
                                    List.of(
                                            Cell.of(one.creditor()),
                                            Cell.of(one.debtor()),
                                            Cell.of(one.sequence()),
                                            Cell.of(one.claim()),
                                            Cell.of(one.amount()),
                                            Cell.of(one.index())))
                            .toList();
            return Section.of(
                    "netting.section.obligations",
                    new Table(
                            List.of(
                                    Column.of("netting.creditor"),
                                    Column.of("netting.debtor"),
                                    Column.amount("netting.sequence"),
                                    Column.of("netting.claim"),
                                    Column.amount("netting.amount"),
                                    Column.amount("netting.index")),
                            rows,
                            "netting.obligations.none"));
        }

        @Override
        public Table ledger(Netting netting, Actor actor) {
            return LedgerTables.about(books, netting.id().value());
        }

        @Override
        public Map<String, List<Option>> options(String action, Netting netting) {
            return switch (action) {
                case "pay" ->
                        Map.of(
                                "payee",
                                provinces(
                                        netting.unpaid().stream()
                                                .map(Plan.Payment::payee)
                                                .toList()));
                case "receive", "missed" ->
                        Map.of(
                                "payer",
                                provinces(
                                        netting.transfers().stream()
                                                .filter(one ->
                                                        one.payee() == netting.home()
                                                                && !one.isMissed()
                                                                && one.receivedOn() == null)
                                                .map(Netting.Transfer::payer)
                                                .toList()));
                case "dispute" ->
                        Map.of(
                                "item",
                                netting.disputable("").stream()
                                        .map(one ->
                                                new Option(
                                                        Nettings.key(one),
                                                        one.claim() + " · " + one.amount()))
                                        .toList());
                case "leave-out" ->
                        Map.of(
                                "party",
                                provinces(
                                        netting.active().stream()
                                                .filter(party ->
                                                        party != netting.home()
                                                                && !netting.isSignedBy(party))
                                                .toList()));
                default -> Map.of();
            };
        }

        private List<Option> provinces(List<Province> some) {
            return some.stream()
                    .map(province -> new Option(province.name(), words.show(province)))
                    .toList();
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
                            Entry.of("clawback.order", clawback.orderId()),
                            Entry.of("clawback.claim", clawback.claim()),
                            Entry.of("clawback.reason", clawback.reason()),
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

    @Bean
    CasePage<Receipt> receiptCase() {
        return new ReceiptCase();
    }

    @Bean
    CasePage<Netting> nettingCase(Words words, Records records, Ledger ledger) {
        return new NettingCase(words, records, ledger);
    }
}
