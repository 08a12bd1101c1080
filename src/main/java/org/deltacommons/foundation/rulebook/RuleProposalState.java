package org.deltacommons.foundation.rulebook;

/// Where a proposal stands.
public enum RuleProposalState {
    PROPOSED,
    APPROVED,
    REJECTED,
    WITHDRAWN
}
