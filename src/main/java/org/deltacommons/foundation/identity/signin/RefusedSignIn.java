package org.deltacommons.foundation.identity.signin;

import org.deltacommons.kernel.Refusal;
import org.springframework.security.core.AuthenticationException;

/// A sign-in that ends with a sentence.
final class RefusedSignIn extends AuthenticationException {

    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    RefusedSignIn(Refusal refusal) {
        super(refusal.code());
        this.refusal = refusal;
    }

    Refusal refusal() {
        return refusal;
    }
}
