package org.deltacommons.commons.clearing;

import java.util.List;
import org.deltacommons.foundation.lane.Part;
import org.deltacommons.foundation.lane.Rows;

/// What a party's word makes of a copy of its round, and what else follows from it here. Pure. Who
/// takes no part in the round says nothing in it, and nobody says in it what is another's to say.
final class Hearing {

    private Hearing() {}

    /// The copy as it was if the word says nothing new.
    static Netting of(Netting copy, RoundWord word) {
        if (!copy.active().contains(word.by())) {
            return copy;
        }
        return switch (word) {
            case ReceivablesStated said -> copy.stated(news(copy, said));
            case PayablesConfirmed said ->
                    isPair(copy, said.owed())
                                    && copy.confirmed().stream().noneMatch(said.owed()::isPair)
                            ? copy.confirmed(said.owed())
                            : copy;
            case NettingSigned said ->
                    copy.signed(new Netting.Signature(said.party(), said.digest()));
            case NettingContested said ->
                    copy.isSignedBy(said.party())
                            ? copy
                            : copy.noted(said.reason()).in(NettingState.DIFFERING);
            case ItemDisputed said ->
                    copy.isSignedBy(said.by()) || !said.item().isBetweenParties()
                            ? copy
                            : copy.without(said.item()).in(NettingState.DIFFERING);
            case SettlementPaid said -> copy.transferred(said.transfer());
            case SettlementReceived said -> copy.transferred(said.transfer());
            case SettlementMissed said -> copy.transferred(said.transfer().missed(said.reason()));
        };
    }

    /// A debtor confirms what was stated. A payer books a payment back that did not arrive, to pay
    /// again; only what it has paid, and once.
    static List<Part> parts(Netting copy, RoundWord word, Rows rows) {
        if (!copy.active().contains(word.by())) {
            return List.of();
        }
        return switch (word) {
            case ReceivablesStated said -> Statements.payables(copy, news(copy, said), rows);
            case SettlementMissed said ->
                    said.transfer().payer() == rows.home()
                                    && copy.transfers().contains(said.transfer())
                            ? List.of(DueAccounts.missed(copy, said.transfer()))
                            : List.of();
            case PayablesConfirmed _,
                    NettingSigned _,
                    NettingContested _,
                    ItemDisputed _,
                    SettlementPaid _,
                    SettlementReceived _ ->
                    List.of();
        };
    }

    /// Nobody states what others are owed, or anything twice in a round: what was signed stands.
    private static List<Netting.Owed> news(Netting copy, ReceivablesStated said) {
        return said.owed().stream()
                .filter(line ->
                        line.creditor() == said.party()
                                && isPair(copy, line)
                                && said.owed().stream().filter(line::isPair).count() == 1
                                && copy.owed().stream().noneMatch(line::isPair))
                .toList();
    }

    private static boolean isPair(Netting copy, Netting.Owed line) {
        return line.creditor() != line.debtor()
                && copy.active().containsAll(List.of(line.creditor(), line.debtor()));
    }
}
