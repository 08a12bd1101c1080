package org.deltacommons.commons.vouchers;

import static org.deltacommons.commons.vouchers.ClaimProcedure.PROVIDER;
import static org.deltacommons.commons.vouchers.Grants.AUDITOR;
import static org.deltacommons.commons.vouchers.Grants.PROVINCIAL;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.deltacommons.foundation.lane.Audience;
import org.deltacommons.foundation.lane.Fact;
import org.deltacommons.foundation.lane.Personal;
import org.deltacommons.foundation.lane.Put;
import org.deltacommons.foundation.lane.Stored;
import org.deltacommons.foundation.procedures.Case;
import org.deltacommons.foundation.procedures.Deciding;
import org.deltacommons.foundation.procedures.Move;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.Side;
import org.deltacommons.foundation.procedures.Title;
import org.deltacommons.foundation.procedures.Who;
import org.deltacommons.foundation.web.StateTone;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Province;

/// A provider is asked where it wants to be paid: once for its first claim, and again when a
/// payment came back. A case of the provider's own home, because nobody acts in another province.
///
/// @param orderHome the issuer's province, which is told the answer
/// @param number of the returned payment; empty for the first account
/// @param reason why it came back, in the bank's words
@Stored("vouchers.account_request")
public record AccountRequest(
        Id<AccountRequest> id,
        Province home,
        AccountState state,
        Province orderHome,
        String claim,
        String orderId,
        String provider,
        Money amount,
        String number,
        @Personal String reason,
        Instant askedAt)
        implements Case {

    /// @param number of the returned payment; empty for the first account
    static Id<AccountRequest> idOf(String claim, String number) {
        return Id.of(
                "acr-"
                        + claim
                        + (number.isEmpty() ? "" : number.substring(number.lastIndexOf('-'))));
    }

    @Override
    public Title titled() {
        return Title.of(orderId, " ", amount);
    }

    @Override
    public String title() {
        return titled().plain();
    }

    @Override
    public DivisionCode division() {
        return home.division();
    }

    @Override
    public Optional<String> place(Side side) {
        return switch (side) {
            case PROVIDER, OWNER -> Optional.of(provider);
            case HOME -> Optional.of(home.code());
            case FIRM, ISSUER, LEGAL_PERSON, VERIFIER -> Optional.empty();
        };
    }

    /// A request begins with a capture or a returned payment elsewhere; nobody opens one by hand.
    record Asking(String id) {}

    static Procedure<AccountRequest> procedure() {
        return Procedure.of("account-request", AccountRequest.class, "source.account-request")
                .opens(
                        "ask",
                        Asking.class,
                        (form, actor) -> actor.home(),
                        (form, on) ->
                                Outcome.done(
                                        Move.to(
                                                on.rows()
                                                        .get(
                                                                AccountRequest.class,
                                                                Id.<AccountRequest>of(form.id())))),
                        Who.SYSTEM)
                .begins(AccountState.ASKED)
                .state(
                        AccountState.ASKED,
                        StateTone.ACTIVE,
                        "clearing.account",
                        List.of(PROVINCIAL),
                        PROVIDER)
                .last(AccountState.GIVEN, StateTone.GOOD)
                .action("give", VoucherForms.Account.class)
                .from(AccountState.ASKED)
                .to(AccountState.GIVEN)
                .by(PROVIDER)
                .primary()
                .does(AccountRequest::give)
                .readers(PROVINCIAL, AUDITOR)
                .line(AccountState.ASKED, AccountState.GIVEN)
                .build();
    }

    private static Outcome<Move<AccountRequest>> give(
            AccountRequest before, VoucherForms.Account form, Deciding on) {
        String account = form.line();
        if (account == null) {
            return Outcome.refused(VoucherReason.ACCOUNT_INVALID);
        }
        PayeeAccount kept =
                new PayeeAccount(
                        PayeeAccount.idOf(before.provider),
                        before.home,
                        before.provider,
                        account,
                        on.actor().id(),
                        on.now());
        // Read, so that two answers of one provider follow each other.
        on.rows().find(PayeeAccount.class, kept.id());
        AccountRequest after =
                new AccountRequest(
                        before.id,
                        before.home,
                        AccountState.GIVEN,
                        before.orderHome,
                        before.claim,
                        before.orderId,
                        before.provider,
                        before.amount,
                        before.number,
                        before.reason,
                        before.askedAt);
        return Outcome.done(Move.to(after).with(new Put(kept)).with(after.told(account)));
    }

    Fact told(String account) {
        return new Fact(
                orderId,
                orderHome == home ? Audience.HOME : Audience.of(orderHome),
                new AccountGiven(claim, orderId, number, account));
    }
}
