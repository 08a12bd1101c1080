package org.deltacommons.commons.vouchers;

/// Where a change of a programme's budget stands.
public enum BudgetChangeState {
    PROPOSED,
    APPROVED,
    DROPPED
}
