package org.deltacommons.foundation.ledger;

import java.time.Instant;
import org.deltacommons.kernel.Money;
import org.jspecify.annotations.Nullable;

/// An immutable transfer with what both accounts came to by it, so that every balance has a
/// witness.
///
/// @param place in the home's book, in the order of judging
/// @param of what the hold captured or released, or the transfer reversed, came to by it
/// @param unit the Unit it was part of
/// @param debitBefore the place of the debited account's entry before this, 0 if it is its first
/// @param creditBefore the same of the credited account
public record Transfer(
        long place,
        String id,
        TransferKind kind,
        Money amount,
        @Nullable Remainder of,
        Instant at,
        String unit,
        String subject,
        Balances debit,
        Balances credit,
        long debitBefore,
        long creditBefore) {}
