package org.deltacommons.foundation.federation.nodes;

import org.deltacommons.foundation.web.Input;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;

/// What is asked when nodes join, are suspended and leave.
public final class AdmissionForms {

    private AdmissionForms() {}

    /// @param card as the other node's operator handed it over, see [Card]
    /// @param visits whether its people may sign in here
    public record EnterNode(
            @Input(kind = Input.Kind.TEXTAREA, max = 4_000, help = true) String card,
            @Input(kind = Input.Kind.CHECKBOX, help = true) boolean visits,
            @Input(kind = Input.Kind.TEXTAREA, max = 500) String reason) {}

    /// Suspends at once a node that stands in the configuration and in no case yet.
    public record StopNode(
            @Input(kind = Input.Kind.SELECT) Province node,
            @Input(kind = Input.Kind.TEXTAREA, max = 500, help = true) String reason) {}

    /// @param fingerprint of the card, as the second person was told it
    public record ConfirmNode(@Input(max = 40, help = true) String fingerprint) {}

    /// @param card a new one, where the node comes back with another key or address
    public record TakeUpNode(
            @Input(kind = Input.Kind.TEXTAREA, max = 500) String reason,
            @Input(kind = Input.Kind.TEXTAREA, max = 4_000, help = true) @Nullable String card) {}

    /// @param fingerprint of the new card, where there is one
    public record AgreeNode(@Input(max = 40, help = true) @Nullable String fingerprint) {}

    public record NodeReasonGiven(@Input(kind = Input.Kind.TEXTAREA, max = 500) String reason) {}
}
