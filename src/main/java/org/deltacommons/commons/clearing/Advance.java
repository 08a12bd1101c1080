package org.deltacommons.commons.clearing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.deltacommons.foundation.lane.Personal;
import org.deltacommons.foundation.lane.Stored;
import org.deltacommons.foundation.procedures.Case;
import org.deltacommons.foundation.procedures.Side;
import org.deltacommons.foundation.procedures.Title;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;

/// The provider's province pays its provider for a claim that another province captured (垫付).
///
/// @param home the provider's province, the creditor
/// @param debtor the issuer's province
/// @param agreement its number
/// @param account as the provider gave it
/// @param approvedBy the clearing officer; somebody else pays
/// @param attempt counts the payments tried
/// @param struck what this province gave up of it in disputes
/// @param regained what came back from the provider
@Stored("clearing.advance")
public record Advance(
        Id<Advance> id,
        Province home,
        AdvanceState state,
        String agreement,
        Province debtor,
        String claim,
        String orderId,
        String programme,
        String provider,
        String providerName,
        Money amount,
        String account,
        @Nullable String approvedBy,
        int attempt,
        @Nullable LocalDate paidOn,
        @Nullable String number,
        @Nullable @Personal String note,
        Money struck,
        Money regained,
        Instant since)
        implements Case {

    static Id<Advance> idOf(String claim) {
        return Id.of("adv-" + claim);
    }

    @Override
    public Title titled() {
        return Title.of(Title.named(provider, providerName), " ", amount);
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
            case HOME, ISSUER -> Optional.of(home.code());
            case FIRM, LEGAL_PERSON, VERIFIER -> Optional.empty();
        };
    }

    Advance in(AdvanceState next, @Nullable String words) {
        return with(next, account, approvedBy, attempt, paidOn, number, words);
    }

    Advance payableTo(String where) {
        return with(AdvanceState.TO_APPROVE, where, null, attempt, paidOn, number, null);
    }

    Advance approved(String by) {
        return with(AdvanceState.TO_PAY, account, by, attempt + 1, null, null, null);
    }

    Advance paid(LocalDate on, String payment) {
        return with(AdvanceState.PAID, account, approvedBy, attempt, on, payment, null);
    }

    /// What can still come back from the provider: no more than is owed for it in the end.
    Money left() {
        return amount.minus(struck).minus(regained);
    }

    Advance givenUp(Money more) {
        return counted(struck.plus(more), regained);
    }

    Advance regained(Money more) {
        return counted(struck, regained.plus(more));
    }

    private Advance counted(Money gone, Money back) {
        return new Advance(
                id,
                home,
                state,
                agreement,
                debtor,
                claim,
                orderId,
                programme,
                provider,
                providerName,
                amount,
                account,
                approvedBy,
                attempt,
                paidOn,
                number,
                note,
                gone,
                back,
                since);
    }

    private Advance with(
            AdvanceState next,
            String where,
            @Nullable String by,
            int tries,
            @Nullable LocalDate on,
            @Nullable String payment,
            @Nullable String words) {
        return new Advance(
                id,
                home,
                next,
                agreement,
                debtor,
                claim,
                orderId,
                programme,
                provider,
                providerName,
                amount,
                where,
                by,
                tries,
                on,
                payment,
                words,
                struck,
                regained,
                since);
    }
}
