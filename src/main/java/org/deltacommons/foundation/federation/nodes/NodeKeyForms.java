package org.deltacommons.foundation.federation.nodes;

import org.deltacommons.foundation.web.Input;

/// What is asked when this node's request key changes.
public final class NodeKeyForms {

    private NodeKeyForms() {}

    /// @param days how long the present key counts beside the next, 1 to 90
    public record ChangeNodeKey(
            @Input(from = 1, until = 90, help = true) int days,
            @Input(kind = Input.Kind.TEXTAREA, max = 500) String reason) {}
}
