package org.deltacommons.foundation.audit;

/// What a line tells of.
public enum AuditKind {
    /// Somebody tried what they may not, or what a rule forbids.
    REFUSED,
    /// Somebody looked at personal data of somebody else; the line says what for.
    PERSONAL_DATA_READ,
    SIGN_IN,
    SIGN_IN_FAILED,
    SIGN_OUT,
    FORCED_SIGN_OUT,
    /// A list or a paper left the system.
    EXPORT,
    /// Accounts, roles, clients, parameters.
    ADMINISTRATION
}
