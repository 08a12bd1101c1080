package org.deltacommons.foundation.ledger;

import org.deltacommons.kernel.Money;

/// An account's four sums, and what they allow.
///
/// @param number what stands for the account in its transfers
/// @param sequence how many entries it has had
/// @param place of the newest of them in the home's book, 0 if there is none
public record Balances(
        long number,
        String account,
        String book,
        AccountKind kind,
        String owner,
        Limit limit,
        Money debitsPosted,
        Money debitsPending,
        Money creditsPosted,
        Money creditsPending,
        long sequence,
        long place) {

    static Balances empty(LedgerPart.OpenAccount opening, long number) {
        return new Balances(
                number,
                opening.id(),
                opening.book(),
                opening.kind(),
                opening.owner(),
                opening.limit(),
                Money.ZERO,
                Money.ZERO,
                Money.ZERO,
                Money.ZERO,
                0,
                0);
    }

    /// What may still leave the account. For an account without a limit the plain balance.
    public Money available() {
        return limit == Limit.WITHIN_DEBITS
                ? debitsPosted.minus(creditsPosted).minus(creditsPending)
                : creditsPosted.minus(debitsPosted).minus(debitsPending);
    }

    /// Posted credits less posted debits.
    public Money posted() {
        return creditsPosted.minus(debitsPosted);
    }

    /// What is held and neither captured nor released.
    public Money held() {
        return debitsPending.plus(creditsPending);
    }

    boolean isBroken() {
        return limit != Limit.NONE && available().isNegative();
    }

    Balances debited(Money posted, Money pending, long place) {
        return new Balances(
                number,
                account,
                book,
                kind,
                owner,
                limit,
                debitsPosted.plus(posted),
                debitsPending.plus(pending),
                creditsPosted,
                creditsPending,
                sequence + 1,
                place);
    }

    Balances credited(Money posted, Money pending, long place) {
        return new Balances(
                number,
                account,
                book,
                kind,
                owner,
                limit,
                debitsPosted,
                debitsPending,
                creditsPosted.plus(posted),
                creditsPending.plus(pending),
                sequence + 1,
                place);
    }
}
