package org.deltacommons.foundation.federation.nodes;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.deltacommons.foundation.federation.FederationReason;
import org.deltacommons.foundation.federation.KeyProposals;
import org.deltacommons.foundation.federation.nodes.NodeKeyForms.ChangeNodeKey;
import org.deltacommons.foundation.procedures.Deciding;
import org.deltacommons.foundation.procedures.Move;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.kernel.Outcome;

/// How this node's request key is changed, see [KeyProposals]; the other nodes take it up by
/// themselves. A key that was lost or stolen cannot be changed so: the others suspend the node and
/// take it up again by a new card.
final class NodeKeyChanging implements KeyProposals.Kind<NodeKeyChange> {

    static final String NAME = "node-key-change";

    private static final KeyProposals<NodeKeyChange, NodeKeyChangeState> PROPOSALS =
            new KeyProposals<>(
                    NAME,
                    NodeKeyChangeState.PROPOSED,
                    NodeKeyChangeState.ANNOUNCED,
                    NodeKeyChangeState.DROPPED,
                    "confirm");

    /// What this node has of its own keys, beside the rows.
    interface AtHand {

        NodeKey present();

        /// To which the node shall go on; empty if none was prepared, or a change is under way.
        Optional<NodeKey> prepared();
    }

    private final AtHand keys;

    NodeKeyChanging(AtHand keys) {
        this.keys = keys;
    }

    Procedure<NodeKeyChange> declared() {
        return PROPOSALS.declared(
                Procedure.of(NAME, NodeKeyChange.class, "source.key-change")
                        .opens(
                                "change",
                                ChangeNodeKey.class,
                                (_, actor) -> actor.home(),
                                this::change,
                                KeyProposals.SYSTEM_ADMIN),
                this);
    }

    private Outcome<Move<NodeKeyChange>> change(ChangeNodeKey form, Deciding on) {
        Optional<NodeKey> next = keys.prepared();
        if (next.isEmpty()) {
            return Outcome.refused(FederationReason.NO_NEXT_KEY);
        }
        NodeKeyChange change =
                new NodeKeyChange(
                        on.ids().next("nodekey"),
                        on.rows().home(),
                        NodeKeyChangeState.PROPOSED,
                        keys.present().publicKey().text(),
                        next.get().publicKey().text(),
                        form.days(),
                        null,
                        form.reason(),
                        on.actor().id(),
                        on.now(),
                        null,
                        null);
        return PROPOSALS.proposal(change);
    }

    @Override
    public boolean stands(NodeKeyChange change, Deciding on) {
        return keys.present().publicKey().text().equals(change.former())
                && keys.prepared()
                        .filter(key -> key.publicKey().text().equals(change.next()))
                        .isPresent();
    }

    /// The signatures are made of nothing but the two secrets and the hour: made again, they are
    /// the same.
    @Override
    public Move<NodeKeyChange> agreed(NodeKeyChange change, Deciding on) {
        Instant until =
                on.now().plus(Duration.ofDays(change.days())).truncatedTo(ChronoUnit.SECONDS);
        return Move.to(
                change.telling(
                        KeyStatement.of(keys.present(), keys.prepared().orElseThrow(), until)));
    }
}
