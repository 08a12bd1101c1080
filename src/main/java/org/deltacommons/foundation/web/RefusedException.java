package org.deltacommons.foundation.web;

import java.util.Map;
import org.deltacommons.kernel.Reason;
import org.deltacommons.kernel.Refusal;

/// Ends a request with a refusal; [Problems] turns it into three sentences. Only controllers throw
/// it: below them a refusal is a value.
public final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    private final transient Map<String, Phrase> errors;

    public RefusedException(Refusal refusal) {
        this(refusal, Map.of());
    }

    private RefusedException(Refusal refusal, Map<String, Phrase> errors) {
        // No stack trace: this is an answer, not a fault.
        super(refusal.code(), null, false, false);
        this.refusal = refusal;
        this.errors = errors;
    }

    /// A machine sent a form that cannot be read; it is told what is wrong field by field.
    public static RefusedException because(Read.Wrong<?> wrong) {
        return new RefusedException(Refusal.of(WebReason.FORM_INVALID), wrong.errors());
    }

    public RefusedException(Reason reason) {
        this(Refusal.of(reason));
    }

    public Refusal refusal() {
        return refusal;
    }

    /// What is wrong with a form, by field; what concerns the whole form is under the empty name.
    public Map<String, Phrase> errors() {
        return errors;
    }
}
