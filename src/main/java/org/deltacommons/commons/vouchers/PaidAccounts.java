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

    /// The firm's other account after a returned payment; the treasury is asked again.
    Outcome<Move<ClaimLine>> again(ClaimLine before, VoucherForms.Account form) {
        String account = form.line();
        return account == null
                ? Outcome.refused(VoucherReason.ACCOUNT_INVALID)
                : claims.request(to(before, account));
    }

    /// What the provider gave: before the payment it is noted, after a returned one the treasury is
    /// asked again. An answer to an earlier payment changes nothing any more.
    Outcome<Move<ClaimLine>> given(ClaimLine before, AccountGiven fact) {
        ClaimLine after = to(before, fact.account());
        if (before.state() != ClaimState.PAYMENT_RETURNED) {
            return Outcome.done(Move.to(after));
        }
        String returned = Objects.requireNonNull(before.payment()).number();
        return fact.number().equals(returned)
                ? claims.request(after)
                : Outcome.done(Move.to(before));
    }

    private static ClaimLine to(ClaimLine claim, String account) {
        ClaimLine.Payment old = claim.payment();
        return claim.paying(
                old == null
                        ? new ClaimLine.Payment("", account, null, null, 0)
                        : new ClaimLine.Payment(
                                old.number(), account, null, old.returnedBecause(), old.attempt()));
    }
}
