package org.deltacommons.commons.enterprises;

import org.deltacommons.foundation.web.Input;

/// What is asked when the key of the cross-check hash changes.
public final class PersonKeyForms {

    private PersonKeyForms() {}

    public record ProposePersonKey(@Input(kind = Input.Kind.TEXTAREA, max = 500) String reason) {}

    /// @param fingerprint as the second person was told it, not as this page shows it
    public record AgreePersonKey(@Input(max = 40, help = true) String fingerprint) {}

    public record DropPersonKey(@Input(kind = Input.Kind.TEXTAREA, max = 500) String reason) {}
}
