package org.deltacommons.commons.vouchers;

/// What an objection rests on, as its maker says.
public enum ObjectionBasis {
    /// Documents that show it.
    DOCUMENTS,
    /// Something the maker saw or did.
    FIRST_HAND,
    /// Something the maker was told.
    HEARSAY
}
