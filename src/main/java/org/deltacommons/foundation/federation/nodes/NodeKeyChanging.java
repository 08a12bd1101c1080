package org.deltacommons.foundation.federation.nodes;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.deltacommons.foundation.federation.FederationReason;
import org.deltacommons.foundation.federation.nodes.NodeKeyForms.ChangeNodeKey;
import org.deltacommons.foundation.federation.nodes.NodeKeyForms.ConfirmNodeKey;
import org.deltacommons.foundation.federation.nodes.NodeKeyForms.DropNodeKey;
import org.deltacommons.foundation.federation.proof.Fingerprint;
import org.deltacommons.foundation.lane.Claim;
import org.deltacommons.foundation.lane.Part;
import org.deltacommons.foundation.lane.Release;
import org.deltacommons.foundation.procedures.Deciding;
import org.deltacommons.foundation.procedures.Move;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.Side;
import org.deltacommons.foundation.procedures.Who;
import org.deltacommons.foundation.web.StateTone;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Period;
import org.deltacommons.kernel.Refusal;
import org.deltacommons.kernel.Role;
import org.jspecify.annotations.Nullable;

/// How this node's request key is changed: the system administration asks, the security
/// administration compares the next key's fingerprint and agrees; the other nodes take it up by
/// themselves. A key that was lost or stolen cannot be changed so: the others suspend the node and
/// take it up again by a new card.
final class NodeKeyChanging {

    static final String NAME = "node-key-change";

    private static final Who SYSTEM_ADMIN = Who.of(Role.SYSTEM_ADMIN, Side.HOME);
    private static final Who SECURITY_ADMIN = Who.of(Role.SECURITY_ADMIN, Side.HOME);
    private static final String OPEN = "node-key-change";
    private static final String ONE = "request-key";

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
        return Procedure.of(NAME, NodeKeyChange.class, "source.key-change")
                .opens(
                        "change",
                        ChangeNodeKey.class,
                        (_, actor) -> actor.home(),
                        this::change,
                        SYSTEM_ADMIN)
                .state(NodeKeyChangeState.PROPOSED, StateTone.WAITING, SECURITY_ADMIN)
                .last(NodeKeyChangeState.ANNOUNCED, StateTone.GOOD)
                .last(NodeKeyChangeState.DROPPED, StateTone.OVER)
                .action("confirm", ConfirmNodeKey.class)
                .from(NodeKeyChangeState.PROPOSED)
                .to(NodeKeyChangeState.ANNOUNCED)
                .by(SECURITY_ADMIN)
                .unless(this::obstacle)
                .primary()
                .does(this::confirm)
                .action("drop", DropNodeKey.class)
                .from(NodeKeyChangeState.PROPOSED)
                .to(NodeKeyChangeState.DROPPED)
                .by(SYSTEM_ADMIN, SECURITY_ADMIN)
                .dangerous()
                .does((change, form, on) ->
                        Outcome.done(
                                Move.to(
                                                change.decided(
                                                        NodeKeyChangeState.DROPPED,
                                                        null,
                                                        on.actor().id(),
                                                        on.now()))
                                        .noting(form.reason())
                                        .with(closed())))
                .readers(Who.of(Role.AUDITOR, Side.HOME), Who.of(Role.AUDIT_ADMIN, Side.HOME))
                .line(NodeKeyChangeState.PROPOSED, NodeKeyChangeState.ANNOUNCED)
                .build();
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
        return Outcome.done(
                Move.to(change)
                        .noting(form.reason())
                        .with(
                                new Claim(
                                        OPEN,
                                        ONE,
                                        Period.ALWAYS,
                                        Refusal.of(
                                                FederationReason.KEY_CHANGE_OPEN,
                                                "province",
                                                on.rows().home()))));
    }

    /// What the first person saw may have changed under the case.
    private @Nullable Refusal obstacle(NodeKeyChange change, Deciding on) {
        if (on.actor().id().equals(change.proposedBy())) {
            return Refusal.of(FederationReason.SAME_PERSON);
        }
        boolean stands =
                keys.present().publicKey().text().equals(change.former())
                        && keys.prepared()
                                .filter(key -> key.publicKey().text().equals(change.next()))
                                .isPresent();
        return stands ? null : Refusal.of(FederationReason.KEY_MOVED);
    }

    /// The signatures are made of nothing but the two secrets and the hour: made again, they are
    /// the same.
    private Outcome<Move<NodeKeyChange>> confirm(
            NodeKeyChange change, ConfirmNodeKey form, Deciding on) {
        if (!Fingerprint.isTold(form.fingerprint(), Fingerprint.of(change.next()))) {
            return Outcome.refused(FederationReason.FINGERPRINT_DIFFERS);
        }
        Instant until =
                on.now().plus(Duration.ofDays(change.days())).truncatedTo(ChronoUnit.SECONDS);
        KeyStatement told = KeyStatement.of(keys.present(), keys.prepared().orElseThrow(), until);
        return Outcome.done(
                Move.to(
                                change.decided(
                                        NodeKeyChangeState.ANNOUNCED,
                                        told.text(),
                                        on.actor().id(),
                                        on.now()))
                        .with(closed()));
    }

    private static Part closed() {
        return new Release(OPEN, ONE, Period.ALWAYS);
    }
}
