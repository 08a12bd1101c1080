package org.deltacommons.foundation.ledger;

import org.deltacommons.kernel.Money;

/// What can still be done with a hold, or reversed of a posted transfer.
///
/// @param id of the hold or the posted transfer
/// @param captured of a hold: captured; of a posted transfer: reversed
/// @param released of a hold only
/// @param uses how often it was captured, released or reversed
public record Remainder(
        String id,
        boolean hold,
        String debit,
        String credit,
        Money amount,
        Money captured,
        Money released,
        int uses) {

    static Remainder whole(String id, boolean hold, String debit, String credit, Money amount) {
        return new Remainder(id, hold, debit, credit, amount, Money.ZERO, Money.ZERO, 0);
    }

    /// What is left to capture, release or reverse.
    public Money left() {
        return amount.minus(captured).minus(released);
    }

    Remainder capturing(Money more) {
        return new Remainder(
                id, hold, debit, credit, amount, captured.plus(more), released, uses + 1);
    }

    Remainder releasing(Money more) {
        return new Remainder(
                id, hold, debit, credit, amount, captured, released.plus(more), uses + 1);
    }
}
