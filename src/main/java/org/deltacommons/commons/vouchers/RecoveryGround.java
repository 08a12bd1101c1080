package org.deltacommons.commons.vouchers;

import java.util.List;

/// Why money that was paid has to come back.
public enum RecoveryGround {
    /// The seller cancelled all or part of the invoice (红字发票).
    RED_LETTER,
    /// The provider paid the firm back.
    REFUND,
    /// What was claimed was not true.
    MISUSE,
    /// The province that advanced it gave it up in a dispute; no officer orders this one.
    DISPUTE;

    /// What an officer can order.
    static List<RecoveryGround> ofOfficers() {
        return List.of(RED_LETTER, REFUND, MISUSE);
    }
}
