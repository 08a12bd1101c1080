package org.deltacommons.foundation.federation.nodes;

import java.time.Instant;
import org.deltacommons.foundation.federation.KeyProposal;
import org.deltacommons.foundation.federation.proof.Fingerprint;
import org.deltacommons.foundation.lane.Stored;
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
        implements KeyProposal<NodeKeyChange, NodeKeyChangeState> {

    @Override
    public String title() {
        return shown();
    }

    /// The node has one such key, however many homes it hosts.
    @Override
    public String holder() {
        return "request-key";
    }

    @Override
    public String fingerprint() {
        return Fingerprint.of(next);
    }

    @Override
    public NodeKeyChange decided(NodeKeyChangeState how, String by, Instant at) {
        return with(how, statement, by, at);
    }

    NodeKeyChange telling(KeyStatement told) {
        return with(state, told.text(), decidedBy, decidedAt);
    }

    private NodeKeyChange with(
            NodeKeyChangeState how,
            @Nullable String told,
            @Nullable String by,
            @Nullable Instant at) {
        return new NodeKeyChange(
                id, home, how, former, next, days, told, reason, proposedBy, proposedAt, by, at);
    }
}
