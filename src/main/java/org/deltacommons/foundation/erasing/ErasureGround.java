package org.deltacommons.foundation.erasing;

/// Why persons' texts must be erased: the cases of 个人信息保护法 Art. 47 para. 1, in its order.
public enum ErasureGround {
    /// (1) The purpose is fulfilled, can not be, or needs the text no more.
    PURPOSE_ENDED,
    /// (2) The service has ended, or the period of retention is over.
    RETENTION_OVER,
    /// (3) The person has withdrawn their consent.
    CONSENT_WITHDRAWN,
    /// (4) It is kept against the law or against what was agreed.
    UNLAWFUL,
    /// (5) Another law or regulation says so.
    OTHER_LAW
}
