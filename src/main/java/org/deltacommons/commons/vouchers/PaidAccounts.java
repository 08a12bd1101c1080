package org.deltacommons.commons.vouchers;

import java.util.List;
import java.util.Objects;
import org.deltacommons.foundation.lane.Fact;
import org.deltacommons.foundation.lane.Part;
import org.deltacommons.foundation.procedures.Deciding;
import org.deltacommons.foundation.procedures.Move;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/// Where a claim's money goes: a firm says so itself, a provider's province tells what its provider
/// gave. Pure.
final class PaidAccounts {

    private final Claims claims;

    PaidAccounts(Claims claims) {
        this.claims = claims;
    }

    /// A provider is asked by its own province.
    static List<Part> asked(ClaimLine returned, String reason) {
        ClaimLine.Payment payment = Objects.requireNonNull(returned.payment());
        return isFirmPaid(returned)
                ? List.of()
                : List.of(
                        new Fact(
                                returned.orderId(),
                                Claims.audience(returned),
                                new PaymentReturned(
                                        returned.id().value(),
                                        returned.orderId(),
                                        returned.payee(),
                                        returned.pays(),
                                        payment.number(),
                                        reason)));
    }

    private static boolean isFirmPaid(ClaimLine claim) {
        return claim.payee().equals(claim.firm());
    }

    /// What stands in the way of the firm: the account is not its own.
    static @Nullable Refusal notTheFirms(ClaimLine claim, Deciding on) {
        return isFirmPaid(claim) ? null : Refusal.of(VoucherReason.PROVIDER_GIVES_ACCOUNT);
    }

    /// The firm's other account after a returned payment.
    Outcome<Move<ClaimLine>> again(ClaimLine before, VoucherForms.Account form) {
        String account = form.line();
        return account == null
                ? Outcome.refused(VoucherReason.ACCOUNT_INVALID)
                : changed(before, account);
    }

    /// What the provider gave: before the payment it is noted, and asked for at once if the rest of
    /// the batch was; after a returned one the treasury is asked again. An answer to an earlier
    /// payment changes nothing any more.
    Outcome<Move<ClaimLine>> given(ClaimLine before, AccountGiven fact, Deciding on) {
        if (before.state() == ClaimState.PAYMENT_RETURNED) {
            String returned = Objects.requireNonNull(before.payment()).number();
            return fact.number().equals(returned)
                    ? changed(before, fact.account())
                    : Outcome.done(Move.to(before));
        }
        ClaimLine after = before.paying(new ClaimLine.Payment("", fact.account(), null, null, 0));
        return Claims.batch(before, on).state() == RedemptionState.PAYING
                ? claims.request(after)
                : Outcome.done(Move.to(after));
    }

    /// The same account is simply tried again. Another one waits for a second person: whoever gets
    /// hold of a payee's account page must not be able to send its money elsewhere alone.
    private Outcome<Move<ClaimLine>> changed(ClaimLine before, String account) {
        if (before.account().equals(account)) {
            return claims.request(before);
        }
        ClaimLine.Payment old = Objects.requireNonNull(before.payment());
        return Outcome.done(Move.to(before.paying(old.to(account)).in(ClaimState.ACCOUNT_CHANGED)));
    }

    /// An officer has checked the other account with the payee; the treasury is asked again.
    Outcome<Move<ClaimLine>> confirmed(ClaimLine before, VoucherForms.AccountCheck form) {
        return claims.request(before).map(move -> move.noting(form.how()));
    }

    /// The other account is not the payee's: it is asked anew, under a number of its own, so that
    /// the old answer cannot be taken for the new one.
    Outcome<Move<ClaimLine>> denied(ClaimLine before, VoucherForms.Because form) {
        ClaimLine.Payment old = Objects.requireNonNull(before.payment());
        int attempt = old.attempt() + 1;
        ClaimLine after =
                before.paying(
                                new ClaimLine.Payment(
                                        before.id().number() + "-" + attempt,
                                        Objects.requireNonNullElse(old.former(), ""),
                                        null,
                                        form.reason(),
                                        attempt))
                        .in(ClaimState.PAYMENT_RETURNED);
        return Outcome.done(Move.to(after).noting(form.reason()).with(asked(after, form.reason())));
    }
}
