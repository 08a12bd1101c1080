package org.deltacommons.commons.clearing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.deltacommons.commons.vouchers.PayableAccount;
import org.deltacommons.commons.vouchers.ProviderAdvanced;
import org.deltacommons.commons.vouchers.TreasuryAccount;
import org.deltacommons.commons.vouchers.VoucherRecovered;
import org.deltacommons.foundation.lane.Part;
import org.deltacommons.foundation.ledger.AccountKind;
import org.deltacommons.foundation.ledger.LedgerPart;
import org.deltacommons.foundation.ledger.Limit;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Province;

/// A home's accounts under one agreement; every party keeps its own, none ever touches another's.
///
/// ```text
/// creditor:  settlement → due-from/<debtor>                    an advance
/// debtor:    payable/<programme>/<creditor> → treasury/<programme>   paid, and
///            settlement → due-to/<creditor>                    owed instead
/// clawback:  settlement → due-to/<issuer>; at the issuer's due-from/<province> → settlement
/// dispute:   due-from/<debtor> → disputed-from/<debtor>, and its mirror at the debtor's; back
///            again as far as it is owed, the rest → borne, or → settlement where it was never paid
/// netting:   due-to/<each> → netting/<n> → due-from/<each>      a period, netted
/// settling:  netting/<n> → settlement, or settlement → netting/<n>   until it stands at zero
/// ```
final class DueAccounts {

    private final String agreement;
    private final Province home;

    DueAccounts(String agreement, Province home) {
        this.agreement = agreement.toLowerCase(Locale.ROOT);
        this.home = home;
    }

    String book() {
        return "clearing/" + agreement + "/" + home.code();
    }

    String dueTo(Province creditor) {
        return "due-to/" + agreement + "/" + home.code() + "/" + creditor.code();
    }

    String dueFrom(Province debtor) {
        return "due-from/" + agreement + "/" + home.code() + "/" + debtor.code();
    }

    String settlement() {
        return "settlement/" + agreement + "/" + home.code();
    }

    String netting(int period) {
        return "netting/" + agreement + "/" + home.code() + "/" + period;
    }

    private LedgerPart.OpenAccount open(String id, AccountKind kind, Province owner, Limit limit) {
        return new LedgerPart.OpenAccount(id, book(), kind, owner.code(), limit);
    }

    private LedgerPart.OpenAccount openSettlement() {
        return open(settlement(), AccountKind.TREASURY, home, Limit.NONE);
    }

    /// At the creditor's home, when its treasury has paid the provider.
    static List<Part> advanced(Advance advance) {
        DueAccounts accounts = new DueAccounts(advance.agreement(), advance.home());
        String dueFrom = accounts.dueFrom(advance.debtor());
        return List.of(
                accounts.openSettlement(),
                accounts.open(dueFrom, AccountKind.DUE_FROM, advance.debtor(), Limit.WITHIN_DEBITS),
                new LedgerPart.Post(
                        advance.id() + "/advanced",
                        dueFrom,
                        accounts.settlement(),
                        advance.amount(),
                        advance.orderId(),
                        null));
    }

    /// At the debtor's home, when it hears of it. For the programme the claim is paid; what it
    /// costs is owed under the agreement now, in a book of its own, so that each book sums to zero.
    static List<Part> owed(ProviderAdvanced fact, Province creditor, Province debtor) {
        DueAccounts accounts = new DueAccounts(fact.agreement(), debtor);
        String dueTo = accounts.dueTo(creditor);
        return List.of(
                accounts.openSettlement(),
                accounts.open(dueTo, AccountKind.DUE_TO, creditor, Limit.WITHIN_CREDITS),
                new LedgerPart.Post(
                        fact.claim() + "/cleared",
                        PayableAccount.of(fact.programme(), creditor.code()),
                        TreasuryAccount.of(fact.programme()),
                        fact.amount(),
                        fact.order(),
                        null),
                new LedgerPart.Post(
                        fact.claim() + "/owed",
                        accounts.settlement(),
                        dueTo,
                        fact.amount(),
                        fact.order(),
                        null));
    }

    /// At the province that advanced, when its provider has paid back: it owes the issuer's now.
    static List<Part> collected(Clawback clawback) {
        DueAccounts accounts = new DueAccounts(clawback.agreement(), clawback.home());
        String dueTo = accounts.dueTo(clawback.creditor());
        return List.of(
                accounts.openSettlement(),
                accounts.open(dueTo, AccountKind.DUE_TO, clawback.creditor(), Limit.WITHIN_CREDITS),
                new LedgerPart.Post(
                        clawback.id() + "/collected",
                        accounts.settlement(),
                        dueTo,
                        clawback.amount(),
                        clawback.orderId(),
                        null));
    }

    /// At the issuer's, in its own feed's order: what its programme's treasury has back in its
    /// books is to come from that province.
    static List<Part> regained(VoucherRecovered fact, Province creditor, Province debtor) {
        DueAccounts accounts = new DueAccounts(fact.agreement(), creditor);
        String dueFrom = accounts.dueFrom(debtor);
        return List.of(
                accounts.openSettlement(),
                accounts.open(dueFrom, AccountKind.DUE_FROM, debtor, Limit.WITHIN_DEBITS),
                new LedgerPart.Post(
                        fact.recovery() + "/due",
                        dueFrom,
                        accounts.settlement(),
                        fact.amount(),
                        fact.order(),
                        null));
    }

    /// What is in dispute leaves what is owed, on both sides alike: each finds the other's mirror
    /// of it in the same amount, and the rest can be netted.
    static List<Part> disputed(Disputed item, Province home) {
        DueAccounts accounts = new DueAccounts(item.agreement(), home);
        String due = accounts.due(item);
        String apart = accounts.apart(item);
        boolean creditor = item.creditor() == home;
        return List.of(
                creditor
                        ? accounts.open(
                                apart, AccountKind.DUE_FROM, item.debtor(), Limit.WITHIN_DEBITS)
                        : accounts.open(
                                apart, AccountKind.DUE_TO, item.creditor(), Limit.WITHIN_CREDITS),
                accounts.between(item, "disputed", apart, due, item.amount()));
    }

    /// A dispute is over: what is still owed goes back to what is owed, the rest is struck, and
    /// nothing is left in dispute on either side. What is struck the creditor of an advance bears
    /// itself, and its debtor never paid; of money that had come back from a provider the province
    /// that has it keeps it, and the issuer's bears it.
    static List<Part> resolved(Disputed item, Province home, Money stays) {
        DueAccounts accounts = new DueAccounts(item.agreement(), home);
        String apart = accounts.apart(item);
        List<Part> parts = new ArrayList<>();
        if (stays.isPositive()) {
            parts.add(accounts.between(item, "restored", accounts.due(item), apart, stays));
        }
        Money struck = item.amount().minus(stays);
        if (struck.isPositive()) {
            boolean neverPaid = item.cause() == ObligationCause.ADVANCE && item.debtor() == home;
            String bears = neverPaid ? accounts.settlement() : accounts.borne();
            parts.add(
                    neverPaid
                            ? accounts.openSettlement()
                            : accounts.open(bears, AccountKind.APPROPRIATION, home, Limit.NONE));
            parts.add(accounts.between(item, "struck", bears, apart, struck));
        }
        return parts;
    }

    /// @param gains what grows at the creditor's, and shrinks at the debtor's
    private LedgerPart.Post between(
            Disputed item, String what, String gains, String loses, Money amount) {
        boolean creditor = item.creditor() == home;
        return new LedgerPart.Post(
                item.at(home) + "/" + what,
                creditor ? gains : loses,
                creditor ? loses : gains,
                amount,
                item.order(),
                null);
    }

    private String due(Disputed item) {
        return item.creditor() == home ? dueFrom(item.debtor()) : dueTo(item.creditor());
    }

    /// Where what is in dispute stands meanwhile.
    String apart(Disputed item) {
        return "disputed-" + due(item).substring("due-".length());
    }

    /// What this home bears, or keeps, because a dispute struck it.
    String borne() {
        return "borne/" + agreement + "/" + home.code();
    }

    /// A period is netted: what this home owes and is owed goes onto one account.
    static List<Part> netted(Netting netting) {
        Province home = netting.home();
        DueAccounts accounts = new DueAccounts(netting.agreement(), home);
        String net = accounts.netting(netting.period());
        List<Part> parts = new ArrayList<>();
        parts.add(accounts.openSettlement());
        parts.add(accounts.open(net, AccountKind.NETTING, home, Limit.NONE));
        for (Netting.Owed owed : netting.owed()) {
            if (owed.amount().isZero()) {
                continue;
            }
            String id = netting.id() + "/" + owed.creditor().code() + "/" + owed.debtor().code();
            if (owed.debtor() == home) {
                parts.add(post(id, accounts.dueTo(owed.creditor()), net, owed.amount(), netting));
            } else if (owed.creditor() == home) {
                parts.add(post(id, net, accounts.dueFrom(owed.debtor()), owed.amount(), netting));
            }
        }
        return parts;
    }

    static Part settled(Netting netting, Netting.Transfer transfer) {
        DueAccounts accounts = new DueAccounts(netting.agreement(), netting.home());
        return post(
                transferId(netting, transfer),
                accounts.netting(netting.period()),
                accounts.settlement(),
                transfer.amount(),
                netting);
    }

    static Part received(Netting netting, Netting.Transfer transfer) {
        DueAccounts accounts = new DueAccounts(netting.agreement(), netting.home());
        return post(
                transferId(netting, transfer),
                accounts.settlement(),
                accounts.netting(netting.period()),
                transfer.amount(),
                netting);
    }

    /// What did not arrive is owed again.
    static Part missed(Netting netting, Netting.Transfer transfer) {
        return new LedgerPart.Reverse(
                transferId(netting, transfer) + "/missed",
                transferId(netting, transfer),
                transfer.amount(),
                netting.id().value());
    }

    private static String transferId(Netting netting, Netting.Transfer transfer) {
        return "%s/%s-%s/%d"
                .formatted(
                        netting.id(),
                        transfer.payer().code(),
                        transfer.payee().code(),
                        transfer.attempt());
    }

    private static Part post(
            String id, String debit, String credit, Money amount, Netting netting) {
        return new LedgerPart.Post(id, debit, credit, amount, netting.id().value(), null);
    }
}
