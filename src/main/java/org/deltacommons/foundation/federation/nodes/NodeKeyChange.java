package org.deltacommons.foundation.federation.nodes;

import java.time.Instant;
import java.util.Optional;
import org.deltacommons.foundation.federation.proof.Fingerprint;
import org.deltacommons.foundation.lane.Stored;
import org.deltacommons.foundation.procedures.Case;
import org.deltacommons.foundation.procedures.Side;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;

/// This node goes on to another key for its requests and answers.
///
/// @param former by which it signs until the overlap ends
/// @param next by which it signs from then on
/// @param days how long both count, from the second person's agreement on
/// @param statement what other nodes are told, signed by both; null until it is agreed
@Stored("federation.node_key_change")
public record NodeKeyChange(
        Id<NodeKeyChange> id,
        Province home,
        NodeKeyChangeState state,
        String former,
        String next,
        int days,
        @Nullable String statement,
        String reason,
        String proposedBy,
        Instant proposedAt,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt)
        implements Case {

    @Override
    public String title() {
        return Fingerprint.begun(Fingerprint.of(next));
    }

    @Override
    public DivisionCode division() {
        return home.division();
    }

    @Override
    public Optional<String> place(Side side) {
        return side == Side.HOME ? Optional.of(home.code()) : Optional.empty();
    }

    NodeKeyChange decided(NodeKeyChangeState how, @Nullable String told, String by, Instant at) {
        return new NodeKeyChange(
                id, home, how, former, next, days, told, reason, proposedBy, proposedAt, by, at);
    }
}
