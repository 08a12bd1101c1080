package org.deltacommons.foundation.ledger;

import org.deltacommons.foundation.lane.BookPart;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/// What a Unit may ask of the ledger. Parts of one Unit are linked: they stand or fall together.
public sealed interface LedgerPart extends BookPart {

    /// Opens an account, once; opening it again as it is changes nothing.
    ///
    /// @param id such as `voucher/vou-20260305-…`, at most 160 characters
    /// @param book issuer, programme and fiscal year, such as `340500/mas-2026`
    /// @param owner whose it is: an organisation, a case, a division
    /// @param limit what its balance must never do
    record OpenAccount(String id, String book, AccountKind kind, String owner, Limit limit)
            implements LedgerPart {}

    /// Moves an amount at once.
    ///
    /// @param id unique for ever
    /// @param subject the case it belongs to
    /// @param otherwise the refusal if a limit stands against it; gets `available` and `asked`
    record Post(
            String id,
            String debit,
            String credit,
            Money amount,
            String subject,
            @Nullable Refusal otherwise)
            implements LedgerPart {
        public Post {
            requirePositive(amount);
        }
    }

    /// Moves all that may leave an account at once, as it is when its turn comes: whoever decided
    /// has seen an earlier balance, and others may have moved it since. That nothing is left is no
    /// error.
    ///
    /// @param id unique for ever
    /// @param debit an account whose limit is [Limit#WITHIN_CREDITS]
    /// @param subject the case it belongs to
    record Sweep(String id, String debit, String credit, String subject) implements LedgerPart {}

    /// Binds an amount until it is captured or released.
    record Hold(
            String id,
            String debit,
            String credit,
            Money amount,
            String subject,
            @Nullable Refusal otherwise)
            implements LedgerPart {
        public Hold {
            requirePositive(amount);
        }
    }

    /// Moves up to what is still held.
    ///
    /// @param hold the hold's id
    record Capture(String id, String hold, Money amount, String subject) implements LedgerPart {
        public Capture {
            requirePositive(amount);
        }
    }

    /// Gives back some of what is still held.
    ///
    /// @param amount null for all that is left; then releasing nothing is no error
    record Release(String id, String hold, @Nullable Money amount, String subject)
            implements LedgerPart {
        public Release {
            if (amount != null) {
                requirePositive(amount);
            }
        }
    }

    /// Posts the opposite of a posted transfer, in one or several parts up to its amount.
    ///
    /// @param of the id of a post or a capture
    record Reverse(String id, String of, Money amount, String subject) implements LedgerPart {
        public Reverse {
            requirePositive(amount);
        }
    }

    private static void requirePositive(Money amount) {
        if (!amount.isPositive()) {
            throw new IllegalArgumentException("a transfer moves more than nothing: " + amount);
        }
    }
}
