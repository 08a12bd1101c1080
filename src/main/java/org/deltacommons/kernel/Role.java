package org.deltacommons.kernel;

/// What somebody may be somewhere. The scope says what the "somewhere" is.
public enum Role {
    FIRM_ENGINEER(Scope.ORGANISATION),
    FIRM_FINANCE(Scope.ORGANISATION),
    PROVIDER_MANAGER(Scope.ORGANISATION),
    OPERATOR(Scope.ORGANISATION),
    /// The legal person's signature, of a firm or of a provider.
    SIGNATORY(Scope.ORGANISATION),
    /// Examines for the county or city that issues vouchers.
    COUNTY_OFFICER(Scope.DIVISION),
    PROVINCIAL_OFFICER(Scope.DIVISION),
    TREASURY_OFFICER(Scope.DIVISION),
    /// A treasury's own accounting system, which keeps the treasury's own accounts and moves
    /// nothing else. A machine is it, never a person.
    TREASURY_SYSTEM(Scope.DIVISION),
    CLEARING_OFFICER(Scope.DIVISION),
    AUDITOR(Scope.DIVISION),
    SYSTEM_ADMIN(Scope.DIVISION),
    SECURITY_ADMIN(Scope.DIVISION),
    AUDIT_ADMIN(Scope.DIVISION),
    /// Followers and jobs; no person ever holds it.
    SYSTEM(Scope.DIVISION);

    /// Whether a role is held in an organisation or in a division (mostly with what lies inside).
    public enum Scope {
        ORGANISATION,
        DIVISION
    }

    private final Scope scope;

    Role(Scope scope) {
        this.scope = scope;
    }

    public Scope scope() {
        return scope;
    }

    /// Whether who holds it in a division holds it in those inside, too. Not so the treasury: every
    /// level has a budget of its own (预算法 Art. 3, 一级政府一级预算), and nobody pays from another's.
    public boolean reachesInside() {
        return scope == Scope.DIVISION && this != TREASURY_OFFICER && this != TREASURY_SYSTEM;
    }

    /// Whether a person may hold it.
    public boolean isOfPersons() {
        return this != SYSTEM && this != TREASURY_SYSTEM;
    }
}
