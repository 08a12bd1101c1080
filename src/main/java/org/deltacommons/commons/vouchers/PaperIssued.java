package org.deltacommons.commons.vouchers;

import org.deltacommons.foundation.lane.FactKind;

/// A paper was printed with a content that it did not have before. For nobody to follow; its
/// receipt is handed to whoever holds the paper, so it says nothing that does not stand on it, and
/// not who printed it (that is in the audit log).
///
/// @param code the check code, also the fact's subject
/// @param digest of everything the paper states, SHA-256 in hexadecimal
@FactKind(value = "vouchers.PaperIssued", reach = FactKind.Reach.HOME, unnamed = true)
record PaperIssued(String code, IssuedPaper.PaperKind paper, String digest) {}
