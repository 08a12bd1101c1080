package org.deltacommons.foundation.web;

import org.deltacommons.kernel.Reason;
import org.deltacommons.kernel.Refusal;

/// Ends a request with a refusal; [Problems] turns it into three sentences. Only controllers throw
/// it: below them a refusal is a value.
public final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    public RefusedException(Refusal refusal) {
        // No stack trace: this is an answer, not a fault.
        super(refusal.code(), null, false, false);
        this.refusal = refusal;
    }

    public RefusedException(Reason reason) {
        this(Refusal.of(reason));
    }

    public Refusal refusal() {
        return refusal;
    }
}
