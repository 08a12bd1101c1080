package org.deltacommons.foundation.identity;

/// What sort of body an organisation is.
public enum OrganisationKind {
    FIRM(true),
    UNIVERSITY(true),
    INSTITUTE(true),
    LABORATORY(true),
    HOSPITAL(true),
    FACILITY_HOST(false),
    PARK(true),
    GOVERNMENT(true),
    ASSOCIATION(true),
    /// A school or department of a legal person.
    FACULTY(false),
    /// A service platform; some are legal persons, some belong to one.
    PLATFORM(false),
    /// People before they found a firm; has no code.
    TEAM(false);

    private final boolean needsCode;

    OrganisationKind(boolean needsCode) {
        this.needsCode = needsCode;
    }

    /// Whether it is a legal person in any case, and so must have a credit code.
    public boolean needsCode() {
        return needsCode;
    }
}
