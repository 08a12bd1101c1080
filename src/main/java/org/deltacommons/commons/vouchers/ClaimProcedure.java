package org.deltacommons.commons.vouchers;

import static org.deltacommons.commons.vouchers.Grants.AUDITOR;
import static org.deltacommons.commons.vouchers.Grants.ENGINEER;
import static org.deltacommons.commons.vouchers.Grants.FINANCE;
import static org.deltacommons.commons.vouchers.Grants.OFFICER;
import static org.deltacommons.commons.vouchers.Grants.PROVINCIAL;

import java.util.List;
import java.util.function.BiFunction;
import org.deltacommons.foundation.procedures.Move;
import org.deltacommons.foundation.procedures.NoForm;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.Side;
import org.deltacommons.foundation.procedures.Who;
import org.deltacommons.foundation.web.StateTone;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Role;

/// The way of a claim, from the firm's papers to the money's arrival.
final class ClaimProcedure {

    static final Who TREASURY = Who.of(Role.TREASURY_OFFICER, Side.ISSUER);
    static final Who PROVIDER = Who.of(Role.PROVIDER_MANAGER, Side.PROVIDER);

    private ClaimProcedure() {}

    /// @param home where an order is at home
    static Procedure<ClaimLine> build(
            Claims claims, Objections objections, BiFunction<String, Actor, Province> home) {
        Procedure.Builder<ClaimLine> claim =
                Procedure.of("claim", ClaimLine.class, "source.claim")
                        .opens(
                                "claim",
                                VoucherForms.Claiming.class,
                                (form, actor) -> home.apply(form.order(), actor),
                                claims::claim,
                                FINANCE,
                                ENGINEER);
        claim.state(ClaimState.SUBMITTED, StateTone.WAITING)
                .state(
                        ClaimState.CHECKED,
                        StateTone.ACTIVE,
                        "redemption.examine",
                        List.of(PROVINCIAL),
                        OFFICER)
                .state(ClaimState.RETURNED, StateTone.WARN, FINANCE, ENGINEER)
                .state(ClaimState.PASSED, StateTone.WAITING)
                .state(ClaimState.IN_NOTICE, StateTone.WAITING)
                .state(
                        ClaimState.OBJECTED,
                        StateTone.WARN,
                        "objection.decide",
                        List.of(PROVINCIAL),
                        OFFICER)
                .state(ClaimState.CAPTURED, StateTone.ACTIVE)
                .state(ClaimState.REQUESTED, StateTone.ACTIVE, "payment.pay", List.of(), TREASURY)
                .state(ClaimState.PAYMENT_RETURNED, StateTone.WARN, FINANCE)
                .state(
                        ClaimState.ACCOUNT_CHANGED,
                        StateTone.WARN,
                        "payment.request",
                        List.of(PROVINCIAL),
                        OFFICER)
                .last(ClaimState.PAID, StateTone.GOOD)
                .last(ClaimState.REJECTED, StateTone.BAD);
        examination(claim, claims, objections);
        objections(claim, objections);
        payment(claim, claims);
        return claim.readers(AUDITOR, PROVINCIAL, TREASURY, PROVIDER)
                .line(
                        ClaimState.SUBMITTED,
                        ClaimState.CHECKED,
                        ClaimState.PASSED,
                        ClaimState.IN_NOTICE,
                        ClaimState.CAPTURED,
                        ClaimState.REQUESTED,
                        ClaimState.PAID)
                .build();
    }

    private static void examination(
            Procedure.Builder<ClaimLine> claim, Claims claims, Objections objections) {
        claim.action("allocated", InvoiceAllocated.class)
                .from(ClaimState.SUBMITTED)
                .to(ClaimState.CHECKED)
                .by(Who.SYSTEM)
                .does(claims::allocated)
                .action("not-allocated", InvoiceAllocationRefused.class)
                .from(ClaimState.SUBMITTED)
                .to(ClaimState.RETURNED)
                .by(Who.SYSTEM)
                .does((before, fact, on) -> claims.notAllocated(before, fact))
                .action("pass", VoucherForms.Examine.class)
                .from(ClaimState.CHECKED)
                .to(ClaimState.PASSED)
                .by(OFFICER)
                .primary()
                .does(claims::pass)
                .action("return", VoucherForms.Return.class)
                .from(ClaimState.CHECKED)
                .to(ClaimState.RETURNED)
                .by(OFFICER)
                .does(claims::giveBack)
                .action("send-back", VoucherForms.SendBack.class)
                .from(ClaimState.PASSED)
                .to(ClaimState.CHECKED, ClaimState.RETURNED)
                .by(OFFICER)
                .unless(Claims::published)
                .does(claims::sendBack)
                .action("reject", VoucherForms.Because.class)
                .from(ClaimState.CHECKED, ClaimState.OBJECTED)
                .to(ClaimState.REJECTED)
                .by(OFFICER)
                .dangerous()
                .does(objections::reject)
                .action("correct", VoucherForms.Claiming.class)
                .from(ClaimState.RETURNED)
                .to(ClaimState.SUBMITTED)
                .by(FINANCE, ENGINEER)
                .primary()
                .does(claims::correct)
                .action("withdraw")
                .from(ClaimState.RETURNED)
                .to(ClaimState.REJECTED)
                .by(FINANCE, ENGINEER)
                .dangerous()
                .does((before, none, on) -> objections.end(before, null, on))
                .action("notice", NoForm.class)
                .from(ClaimState.PASSED)
                .to(ClaimState.IN_NOTICE)
                .by(Who.SYSTEM)
                .does((before, none, on) -> Outcome.done(Move.to(before.in(ClaimState.IN_NOTICE))));
    }

    private static void objections(Procedure.Builder<ClaimLine> claim, Objections objections) {
        claim.action("object", VoucherForms.Objection.class)
                .from(ClaimState.IN_NOTICE)
                .to(ClaimState.OBJECTED)
                .by(OFFICER)
                .unless(Objections::closed)
                .does(objections::object)
                .action("object-publicly", VoucherForms.Objection.class)
                .from(ClaimState.IN_NOTICE, ClaimState.OBJECTED)
                .to(ClaimState.IN_NOTICE, ClaimState.OBJECTED)
                .by(Who.SYSTEM)
                .unless(Objections::closed)
                .does(objections::objectPublicly)
                .action("dismiss", VoucherForms.Because.class)
                .from(ClaimState.OBJECTED)
                .to(ClaimState.IN_NOTICE, ClaimState.CAPTURED, ClaimState.PASSED)
                .by(OFFICER)
                .primary()
                .does(objections::dismiss);
    }

    private static void payment(Procedure.Builder<ClaimLine> claim, Claims claims) {
        PaidAccounts accounts = new PaidAccounts(claims);
        claim.action("capture", NoForm.class)
                .from(ClaimState.IN_NOTICE)
                .to(ClaimState.CAPTURED)
                .by(Who.SYSTEM)
                .does((before, none, on) -> claims.capture(before, on))
                .action("advanced", ProviderAdvanced.class)
                .from(ClaimState.CAPTURED)
                .to(ClaimState.PAID)
                .by(Who.SYSTEM)
                .does(new AdvancedClaims(claims)::advanced)
                .action("not-advanced", AdvanceDeclined.class)
                .from(ClaimState.CAPTURED)
                .to(ClaimState.CAPTURED, ClaimState.REQUESTED)
                .by(Who.SYSTEM)
                .does(new AdvancedClaims(claims)::notAdvanced)
                .action("request", NoForm.class)
                .from(ClaimState.CAPTURED)
                .to(ClaimState.REQUESTED, ClaimState.CAPTURED)
                .by(Who.SYSTEM)
                .does((before, none, on) -> claims.request(before))
                .action("paid", VoucherForms.PaymentResult.class)
                .from(ClaimState.REQUESTED)
                .to(ClaimState.PAID, ClaimState.PAYMENT_RETURNED)
                .by(TREASURY, Who.SYSTEM)
                .primary()
                .does(claims::answered)
                .action("account", VoucherForms.Account.class)
                .from(ClaimState.PAYMENT_RETURNED)
                .to(ClaimState.REQUESTED, ClaimState.ACCOUNT_CHANGED)
                .by(FINANCE)
                .unless(PaidAccounts::notTheFirms)
                .primary()
                .does((before, form, on) -> accounts.again(before, form))
                .action("account-given", AccountGiven.class)
                .from(ClaimState.CAPTURED, ClaimState.PAYMENT_RETURNED)
                .to(
                        ClaimState.CAPTURED,
                        ClaimState.REQUESTED,
                        ClaimState.PAYMENT_RETURNED,
                        ClaimState.ACCOUNT_CHANGED)
                .by(Who.SYSTEM)
                .does(accounts::given)
                .action("confirm-account", VoucherForms.AccountCheck.class)
                .from(ClaimState.ACCOUNT_CHANGED)
                .to(ClaimState.REQUESTED)
                .by(OFFICER)
                .primary()
                .does((before, form, on) -> accounts.confirmed(before, form))
                .action("deny-account", VoucherForms.Because.class)
                .from(ClaimState.ACCOUNT_CHANGED)
                .to(ClaimState.PAYMENT_RETURNED)
                .by(OFFICER)
                .dangerous()
                .does((before, form, on) -> accounts.denied(before, form));
    }
}
