package org.deltacommons.commons.clearing;

import java.util.List;
import org.deltacommons.commons.vouchers.AdvanceDeclined;
import org.deltacommons.commons.vouchers.ProviderAdvanced;
import org.deltacommons.commons.vouchers.VoucherCaptured;
import org.deltacommons.commons.vouchers.VoucherForms;
import org.deltacommons.foundation.identity.Organisation;
import org.deltacommons.foundation.lane.Audience;
import org.deltacommons.foundation.lane.Fact;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.foundation.procedures.Deciding;
import org.deltacommons.foundation.procedures.Move;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.Who;
import org.deltacommons.foundation.procedures.WorkingDays;
import org.deltacommons.foundation.web.StateTone;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/// How a province advances what another owes: the provider says where, the clearing officer
/// approves, the treasury pays, and the issuer's province learns that it owes.
final class Advancing {

    private Advancing() {}

    static Procedure<Advance> procedure() {
        Procedure.Builder<Advance> advance =
                Procedure.of("advance", Advance.class, "source.advance")
                        .opens(
                                "begin",
                                Beginning.class,
                                (form, actor) -> actor.home(),
                                (form, on) ->
                                        Outcome.done(
                                                Move.to(
                                                        on.rows()
                                                                .get(
                                                                        Advance.class,
                                                                        Advance.idOf(
                                                                                form.claim())))),
                                Who.SYSTEM)
                        .begins(AdvanceState.ACCOUNT)
                        .state(
                                AdvanceState.ACCOUNT,
                                StateTone.ACTIVE,
                                "clearing.account",
                                List.of(Officials.CLEARING),
                                Officials.PROVIDER)
                        .state(
                                AdvanceState.TO_APPROVE,
                                StateTone.ACTIVE,
                                "clearing.approve",
                                List.of(Officials.PROVINCIAL),
                                Officials.CLEARING)
                        .state(
                                AdvanceState.TO_PAY,
                                StateTone.ACTIVE,
                                "payment.pay",
                                List.of(Officials.CLEARING),
                                Officials.TREASURY)
                        .state(AdvanceState.RETURNED, StateTone.WARN, Officials.PROVIDER)
                        .last(AdvanceState.PAID, StateTone.GOOD)
                        .last(AdvanceState.DECLINED, StateTone.OVER);
        return actions(advance)
                .readers(Officials.PROVINCIAL, Officials.AUDITOR)
                .line(
                        AdvanceState.ACCOUNT,
                        AdvanceState.TO_APPROVE,
                        AdvanceState.TO_PAY,
                        AdvanceState.PAID)
                .build();
    }

    private static Procedure.Builder<Advance> actions(Procedure.Builder<Advance> advance) {
        return advance.action("account", VoucherForms.Account.class)
                .from(AdvanceState.ACCOUNT, AdvanceState.RETURNED)
                .to(AdvanceState.TO_APPROVE)
                .by(Officials.PROVIDER)
                .primary()
                .does((before, form, on) -> account(before, form))
                .action("approve")
                .from(AdvanceState.TO_APPROVE)
                .to(AdvanceState.TO_PAY)
                .by(Officials.CLEARING)
                .unless(Advancing::unknown)
                .primary()
                .does((before, none, on) -> Outcome.done(Move.to(before.approved(on.actor().id()))))
                .action("decline", VoucherForms.Because.class)
                .from(AdvanceState.ACCOUNT, AdvanceState.TO_APPROVE, AdvanceState.RETURNED)
                .to(AdvanceState.DECLINED)
                .by(Officials.CLEARING)
                .dangerous()
                .does((before, form, on) -> decline(before, form))
                .action("pay", ClearingForms.Paid.class)
                .from(AdvanceState.TO_PAY)
                .to(AdvanceState.PAID, AdvanceState.RETURNED)
                .by(Officials.TREASURY)
                .unless(Advancing::samePerson)
                .primary()
                .does(Advancing::pay);
    }

    /// An advance begins with a capture elsewhere; nobody opens one by hand.
    record Beginning(String claim) {}

    static Advance begun(VoucherCaptured captured, RecordedFact fact, Rows rows) {
        return new Advance(
                Advance.idOf(captured.claim()),
                rows.home(),
                AdvanceState.ACCOUNT,
                captured.agreement(),
                fact.origin(),
                captured.claim(),
                captured.order(),
                captured.programme(),
                captured.provider(),
                rows.find(Organisation.class, Id.<Organisation>of(captured.provider()))
                        .map(Organisation::nameZh)
                        .orElse(captured.provider()),
                captured.amount(),
                "",
                null,
                0,
                null,
                null,
                null,
                Money.ZERO,
                Money.ZERO,
                rows.now());
    }

    private static Outcome<Move<Advance>> account(Advance before, VoucherForms.Account form) {
        String account = form.line();
        return account == null
                ? Outcome.refused(ClearingReason.ACCOUNT_INVALID)
                : Outcome.done(Move.to(before.payableTo(account)));
    }

    private static @Nullable Refusal unknown(Advance advance, Deciding on) {
        boolean known =
                on.rows()
                        .find(Standing.class, Standing.idOf(advance.home(), advance.debtor()))
                        .filter(standing -> standing.knows(advance.agreement()))
                        .isPresent();
        return known
                ? null
                : Refusal.of(ClearingReason.AGREEMENT_UNKNOWN, "number", advance.agreement());
    }

    private static @Nullable Refusal samePerson(Advance advance, Deciding on) {
        return on.actor().id().equals(advance.approvedBy())
                ? Refusal.of(ClearingReason.SAME_PERSON)
                : null;
    }

    private static Outcome<Move<Advance>> decline(Advance before, VoucherForms.Because form) {
        return Outcome.done(
                Move.to(before.in(AdvanceState.DECLINED, form.reason()))
                        .noting(form.reason())
                        .with(
                                new Fact(
                                        before.orderId(),
                                        Audience.of(before.debtor()),
                                        new AdvanceDeclined(
                                                before.claim(),
                                                before.orderId(),
                                                before.agreement(),
                                                before.provider(),
                                                form.reason()))));
    }

    /// What arrived is from now on owed by the issuer's province; what came back waits for another
    /// account.
    private static Outcome<Move<Advance>> pay(
            Advance before, ClearingForms.Paid form, Deciding on) {
        if (form.on().isAfter(on.now().atZone(WorkingDays.ZONE).toLocalDate())) {
            return Outcome.refused(ClearingReason.DAY_IN_FUTURE);
        }
        if (!form.arrived()) {
            return Outcome.done(
                    Move.to(before.in(AdvanceState.RETURNED, form.reason())).noting(form.reason()));
        }
        Advance after = before.paid(form.on(), form.number());
        return Outcome.done(
                Move.to(after)
                        .with(DueAccounts.advanced(after))
                        .with(
                                new Fact(
                                        after.orderId(),
                                        Audience.of(after.debtor()),
                                        new ProviderAdvanced(
                                                after.claim(),
                                                after.orderId(),
                                                after.programme(),
                                                after.agreement(),
                                                after.debtor(),
                                                after.provider(),
                                                after.amount(),
                                                form.on(),
                                                form.number()))));
    }
}
