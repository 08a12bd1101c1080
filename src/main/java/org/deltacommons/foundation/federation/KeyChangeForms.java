package org.deltacommons.foundation.federation;

import org.deltacommons.foundation.web.Input;
import org.deltacommons.kernel.Province;

/// What is asked when a key changes.
public final class KeyChangeForms {

    private KeyChangeForms() {}

    /// @param lost whether the present key is lost or in others' hands
    public record ReplaceKey(
            @Input(kind = Input.Kind.CHECKBOX, help = true) boolean lost,
            @Input(kind = Input.Kind.TEXTAREA, max = 500) String reason) {}

    /// @param next the verifier key as the other node's operator gave it
    /// @param facts from how many facts on it signs
    public record BelieveKey(
            @Input(kind = Input.Kind.SELECT) Province origin,
            @Input(max = 300, help = true) String next,
            @Input(from = 1, help = true) long facts,
            @Input(kind = Input.Kind.TEXTAREA, max = 500) String reason) {}
}
