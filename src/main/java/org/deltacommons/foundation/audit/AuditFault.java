package org.deltacommons.foundation.audit;

/// The log could not be written or read. Whoever was to be recorded is stopped rather than let go
/// unseen.
public final class AuditFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public AuditFault(String message, Throwable cause) {
        super(message, cause);
    }
}
