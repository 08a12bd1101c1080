package org.deltacommons.foundation.lane;

/// A part that another module owns and judges through its [Book], such as a ledger's transfer.
public non-sealed interface BookPart extends Part {}
