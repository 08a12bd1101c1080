package org.deltacommons.commons.clearing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.deltacommons.commons.vouchers.PayableAccount;
import org.deltacommons.commons.vouchers.ProviderAdvanced;
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
/// debtor:    payable/<programme>/<creditor> → due-to/<creditor>   the same, owed
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

    /// At the debtor's home, when it hears of it.
    static List<Part> owed(ProviderAdvanced fact, Province creditor, Province debtor) {
        DueAccounts accounts = new DueAccounts(fact.agreement(), debtor);
        String dueTo = accounts.dueTo(creditor);
        return List.of(
                accounts.open(dueTo, AccountKind.DUE_TO, creditor, Limit.WITHIN_CREDITS),
                new LedgerPart.Post(
                        fact.claim() + "/owed",
                        PayableAccount.of(fact.programme(), creditor.code()),
                        dueTo,
                        fact.amount(),
                        fact.order(),
                        null));
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
