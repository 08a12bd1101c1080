package org.deltacommons.commons.vouchers;

import org.deltacommons.kernel.Reason;

/// Why vouchers, orders and claims are refused.
public enum VoucherReason implements Reason {
    PROGRAMME_NOT_FOUND,
    PROGRAMME_CLOSED,
    RULE_MISSING,
    /// One application or valid voucher per firm and programme.
    ALREADY_APPLIED,
    /// A condition is not met; names it.
    CONDITION_NOT_MET,
    /// A condition is not verified; the officer has to verify it or say why it is granted all the
    /// same.
    NOT_VERIFIED_NEEDS_NOTE,
    ABOVE_CEILING,
    HAS_HOLDS,
    VOUCHER_NOT_FOUND,
    VOUCHER_EXPIRED,
    VOUCHER_REVOKED,
    VOUCHER_FOREIGN,
    VOUCHER_EMPTY,
    CEILING_EXHAUSTED,
    /// The work was completed in another year than the hold counted in, and that one is full.
    COMPLETION_YEAR_FULL,
    BUDGET_EXHAUSTED,
    BUDGET_UNCHANGED,
    BUDGET_CHANGE_OPEN,
    /// What is held and spent would not be covered.
    BUDGET_BELOW_HELD,
    /// The same, found out by the account itself.
    BUDGET_CUT_TOO_DEEP,
    /// More captured claims than a page can replay; values `limit`.
    REPLAY_TOO_LONG,
    /// A share or a ceiling that no rule could have.
    REPLAY_INVALID,
    /// The fiscal year is over and nothing is carried over.
    YEAR_OVER,
    YEAR_RUNS,
    /// Nothing is held that no claim has.
    NOTHING_HELD,
    NOT_COVERED,
    EXCLUDED_SERVICE,
    VOUCHER_NOT_ACCEPTED,
    RELATED_PARTY,
    RESOURCE_NOT_FOUND,
    PRICE_MISSING,
    TIME_INVALID,
    UNITS_INVALID,
    CUSTOMS_PURPOSE,
    TOO_LATE_TO_CANCEL,
    QUOTE_EXPIRED,
    NOTHING_TO_CLAIM,
    CLAIMS_OPEN,
    CLAIM_TOO_LATE,
    EVIDENCE_MISSING,
    INVOICE_INVALID,
    INVOICE_ABOVE_CONTRACT,
    NOTHING_ELIGIBLE,
    INVOICE_ALREADY_CLAIMED,
    INVOICE_EXHAUSTED,
    PAYER_IS_NOT_FIRM,
    OWN_PART_NOT_PAID,
    BATCH_EMPTY,
    CHECK_OPEN,
    LINES_OPEN,
    /// The line's batch has been published.
    BATCH_PUBLISHED,
    CAPTURE_UNDER_WAY,
    NOTICE_RUNNING,
    NOTICE_OVER,
    OBJECTIONS_FULL,
    /// Too many from one address within an hour; values `limit`, `minutes`, `retryAfter`.
    OBJECTIONS_TOO_MANY,
    OBJECTION_OPEN,
    /// The contract was signed while the provider was suspended or not listed.
    PROVIDER_NOT_LISTED,
    SAME_PERSON,
    /// The other province is not away, so it decides itself; value `province`.
    PROVINCE_HEARD,
    /// It has not been away long enough; values `province`, `since`, `until`.
    RELEASE_TOO_EARLY,
    /// No rule says how long it must have been away.
    RELEASE_TERM_MISSING,
    RELEASE_SAME_PERSON,
    /// Whoever decides belongs to the firm or the provider.
    RELEASE_OWN_MATTER,
    NOT_PAID,
    RECOVERY_OPEN,
    REDUCED_TOO_MUCH,
    NOTHING_TO_RECOVER,
    /// Another province advanced it and collects it from its provider.
    COLLECTED_ELSEWHERE,
    RETURNED_IN_FUTURE,
    ACCOUNT_INVALID,
    /// The money goes to the provider; only its own province asks it for an account.
    PROVIDER_GIVES_ACCOUNT,
    RESULT_INVALID,
    /// A file that came back without any; names the columns that it needs.
    RESULT_FILE_INVALID;

    @Override
    public String module() {
        return "vouchers";
    }
}
