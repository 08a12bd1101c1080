package org.deltacommons.commons.bookings;

/// What a [Permit] is for.
public enum PermitKind {
    /// The training certificate that self-operation asks for.
    TRAINING("tr"),
    /// The customs notice without which a duty-free instrument serves no other purpose than
    /// science, development and teaching.
    CUSTOMS_NOTICE("cn");

    private final String mark;

    PermitKind(String mark) {
        this.mark = mark;
    }

    String mark() {
        return mark;
    }
}
