package org.deltacommons.foundation.ledger.journal;

import org.deltacommons.kernel.Reason;

/// Why nothing was opened or posted.
public enum JournalReason implements Reason {
    /// Neither an officer nor a machine of a treasury.
    JOURNAL_FORBIDDEN,
    /// The account is kept by another treasury of the province.
    OTHER_TREASURY_FORBIDDEN,
    /// The account is kept in another province.
    OTHER_PROVINCE_FORBIDDEN,
    /// No name that an own account could have; the accounts of procedures have such names.
    NOT_OWN_INVALID,
    /// Debit and credit are the same account.
    SAME_ACCOUNT_INVALID,
    AMOUNT_INVALID,
    SUMMARY_INVALID,
    LINES_INVALID,
    /// More postings at once than are taken, or none.
    BATCH_INVALID,
    KEY_MISSING_INVALID,
    CODE_INVALID,
    /// The code stands for an account with another name or limit.
    OPENED_OTHERWISE;

    @Override
    public String module() {
        return "ledger";
    }
}
