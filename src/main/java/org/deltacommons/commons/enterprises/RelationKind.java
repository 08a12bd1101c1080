package org.deltacommons.commons.enterprises;

/// How two parties hang together.
public enum RelationKind {
    /// One holds shares of the other.
    SHAREHOLDING,
    /// A person is the legal representative (法定代表人).
    LEGAL_REPRESENTATIVE,
    /// 实际控制人.
    CONTROLLER,
    /// 隶属、共建: part of, or founded together with.
    AFFILIATION
}
