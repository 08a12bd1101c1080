package org.deltacommons.foundation.federation.moving;

import org.deltacommons.foundation.web.Input;
import org.deltacommons.kernel.Province;

/// What is asked when a home moves to another node.
public final class MovingForms {

    private MovingForms() {}

    /// @param offer as the operator of the taking node handed it over
    public record GiveHome(
            @Input(kind = Input.Kind.TEXTAREA, max = 2_000, help = true) String offer,
            @Input(kind = Input.Kind.TEXTAREA, max = 500) String reason) {}

    /// @param fingerprint as the second person was told it, not as this page shows it
    public record ConfirmMove(@Input(max = 40, help = true) String fingerprint) {}

    public record OfferHome(
            @Input(kind = Input.Kind.SELECT) Province moved,
            @Input(kind = Input.Kind.TEXTAREA, max = 500) String reason) {}

    public record DropMove(@Input(kind = Input.Kind.TEXTAREA, max = 500) String reason) {}
}
