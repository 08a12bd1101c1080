package org.deltacommons.commons.clearing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.deltacommons.commons.vouchers.LedgerTables;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.ledger.AccountKind;
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
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;

/// What the page of a clearing period shows: what was stated, what it comes to, what is left apart,
/// who has signed, and this home's own books.
record NettingCasePage(Words words, Records records, Ledger books) implements CasePage<Netting> {

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
                            Cell.of(any == null ? null : Id.of(any.claim())),
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
    private Section apart(Netting netting) {
        List<List<Cell>> rows = new ArrayList<>();
        for (Aside one : netting.aside()) {
            rows.add(
                    List.of(
                            Cell.of(one.creditor()),
                            Cell.of(one.debtor()),
                            about(netting, one),
                            Cell.of(one.amount()),
                            Cell.of(one.by()),
                            Cell.written(one.reason())));
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

    /// The item, leading to its dispute where this home is a party of it.
    private Cell about(Netting netting, Aside one) {
        return records.find(Dispute.class, netting.disputeAbout(one))
                .map(dispute ->
                        Cell.link(Id.of(one.claim()).number(), "/cases/dispute/" + dispute.id()))
                .orElseGet(() -> Cell.of(Id.of(one.claim())));
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

    /// What has to be paid, and every attempt that did not arrive with what its payee said of it.
    private Section payments(Netting netting) {
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
        for (Netting.Transfer one : netting.transfers()) {
            if (one.missedBecause() != null) {
                rows.add(
                        List.of(
                                Cell.of(one.payer()),
                                Cell.of(one.payee()),
                                Cell.of(one.amount()),
                                Cell.of(one.number()),
                                Cell.of(one.paidOn()),
                                Cell.marked(
                                        Phrase.of(
                                                "netting.missed",
                                                "reason",
                                                words.written(one.missedBecause())),
                                        Mark.WARN)));
            }
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

    /// This home's own books of the agreement, as they stand now; of what is netted only this
    /// period's. An account of the home's own has no other side.
    private Section accounts(Netting netting) {
        DueAccounts accounts = new DueAccounts(netting.agreement(), netting.home());
        List<List<Cell>> rows =
                books.book(netting.home(), accounts.book()).stream()
                        .filter(balances ->
                                balances.kind() != AccountKind.NETTING
                                        || balances.account()
                                                .equals(accounts.netting(netting.period())))
                        .map(balances ->
                                List.of(
                                        Cell.of(balances.kind()),
                                        Cell.of(otherSide(balances, netting.home())),
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

    private static @Nullable Province otherSide(Balances balances, Province home) {
        Province owner = Province.of(balances.owner());
        return owner == home ? null : owner;
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
                                        Cell.of(Id.of(one.claim())),
                                        Cell.of(one.cause()),
                                        Cell.of(one.amount()),
                                        Cell.of(one.index()),
                                        Cell.written(one.disputed())))
                        .toList();
        return Section.of(
                "netting.section.obligations",
                new Table(
                        List.of(
                                Column.of("netting.creditor"),
                                Column.of("netting.debtor"),
                                Column.amount("netting.sequence"),
                                Column.of("netting.claim"),
                                Column.of("netting.cause"),
                                Column.amount("netting.amount"),
                                Column.amount("netting.index"),
                                Column.of("netting.disputed")),
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
                            provinces(netting.unpaid().stream().map(Plan.Payment::payee).toList()));
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
                                                    Id.of(one.claim()).number()
                                                            + " · "
                                                            + one.amount()))
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
