package org.deltacommons.commons.enterprises;

import org.deltacommons.foundation.web.Input;

/// What is asked when the key of the cross-check hash changes.
public final class PersonKeyForms {

    private PersonKeyForms() {}

    public record ProposePersonKey(@Input(kind = Input.Kind.TEXTAREA, max = 500) String reason) {}
}
