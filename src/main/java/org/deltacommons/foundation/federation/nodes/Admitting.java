package org.deltacommons.foundation.federation.nodes;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.deltacommons.foundation.federation.FederationReason;
import org.deltacommons.foundation.federation.nodes.AdmissionForms.AgreeNode;
import org.deltacommons.foundation.federation.nodes.AdmissionForms.ConfirmNode;
import org.deltacommons.foundation.federation.nodes.AdmissionForms.EnterNode;
import org.deltacommons.foundation.federation.nodes.AdmissionForms.NodeReasonGiven;
import org.deltacommons.foundation.federation.nodes.AdmissionForms.StopNode;
import org.deltacommons.foundation.federation.nodes.AdmissionForms.TakeUpNode;
import org.deltacommons.foundation.federation.proof.Fingerprint;
import org.deltacommons.foundation.lane.Claim;
import org.deltacommons.foundation.lane.Part;
import org.deltacommons.foundation.lane.Release;
import org.deltacommons.foundation.procedures.Deciding;
import org.deltacommons.foundation.procedures.Move;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.Side;
import org.deltacommons.foundation.procedures.Who;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.foundation.web.StateTone;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Period;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Refusal;
import org.deltacommons.kernel.Role;
import org.jspecify.annotations.Nullable;

/// How a node joins, is suspended, comes back and leaves. The system administration asks, the
/// security administration agrees, and nobody holds both. To suspend needs one person of either,
/// because that cannot wait; to take it up again or let it go needs two.
final class Admitting {

    static final String NAME = "node-admission";

    private static final Who SYSTEM_ADMIN = Who.of(Role.SYSTEM_ADMIN, Side.HOME);
    private static final Who SECURITY_ADMIN = Who.of(Role.SECURITY_ADMIN, Side.HOME);
    private static final String NODE_OF = "node-of";

    /// What this node knows of others, beside the rows.
    interface AtHand {

        boolean isHosted(Province home);

        /// Whether the node of a home has left for ever.
        boolean hasLeft(Province home);

        /// Whether a node hosts the home, or signs by the key, that is configured or admitted; one
        /// that has left included.
        boolean isKnown(Province home);

        boolean isKnown(NodeKey.Public key);

        /// The node of the configuration that hosts a home, unless a case was decided about it.
        Optional<Peer> undecided(Province home);
    }

    private final AtHand nodes;

    Admitting(AtHand nodes) {
        this.nodes = nodes;
    }

    Procedure<Admission> declared() {
        return Procedure.of(NAME, Admission.class, "source.node-admission")
                .opens(
                        "enter",
                        EnterNode.class,
                        (_, actor) -> actor.home(),
                        this::enter,
                        SYSTEM_ADMIN)
                .opens(
                        "stop",
                        StopNode.class,
                        (_, actor) -> actor.home(),
                        this::stop,
                        SYSTEM_ADMIN,
                        SECURITY_ADMIN)
                .begins(AdmissionState.PROPOSED, AdmissionState.SUSPENDED)
                .state(AdmissionState.PROPOSED, StateTone.WAITING, SECURITY_ADMIN)
                .state(AdmissionState.ADMITTED, StateTone.GOOD)
                .state(AdmissionState.SUSPENDED, StateTone.BAD, SYSTEM_ADMIN)
                .state(AdmissionState.RETURNING, StateTone.WAITING, SECURITY_ADMIN)
                .state(AdmissionState.LEAVING, StateTone.WAITING, SECURITY_ADMIN)
                .last(AdmissionState.LEFT, StateTone.OVER)
                .last(AdmissionState.DROPPED, StateTone.OVER)
                .action("confirm", ConfirmNode.class)
                .from(AdmissionState.PROPOSED)
                .to(AdmissionState.ADMITTED)
                .by(SECURITY_ADMIN)
                .unless(this::obstacle)
                .primary()
                .does(Admitting::confirm)
                .action("drop", NodeReasonGiven.class)
                .from(AdmissionState.PROPOSED)
                .to(AdmissionState.DROPPED)
                .by(SYSTEM_ADMIN, SECURITY_ADMIN)
                .dangerous()
                .does((node, form, on) ->
                        Outcome.done(
                                decided(node, AdmissionState.DROPPED, form.reason(), on, null)
                                        .with(closed(node))))
                .action("suspend", NodeReasonGiven.class)
                .from(AdmissionState.ADMITTED)
                .to(AdmissionState.SUSPENDED)
                .by(SYSTEM_ADMIN, SECURITY_ADMIN)
                .dangerous()
                .does((node, form, on) ->
                        Outcome.done(
                                decided(
                                        node,
                                        AdmissionState.SUSPENDED,
                                        form.reason(),
                                        on,
                                        on.now())))
                .action("take-up", TakeUpNode.class)
                .from(AdmissionState.SUSPENDED)
                .to(AdmissionState.RETURNING)
                .by(SYSTEM_ADMIN)
                .primary()
                .does(this::takeUp)
                .action("agree-return", AgreeNode.class)
                .from(AdmissionState.RETURNING)
                .to(AdmissionState.ADMITTED)
                .by(SECURITY_ADMIN)
                .unless(Admitting::samePerson)
                .primary()
                .does(Admitting::back)
                .action("let-go", NodeReasonGiven.class)
                .from(AdmissionState.SUSPENDED)
                .to(AdmissionState.LEAVING)
                .by(SYSTEM_ADMIN)
                .dangerous()
                .does((node, form, on) ->
                        Outcome.done(asked(node, AdmissionState.LEAVING, form.reason(), on, null)))
                .action("agree-leave")
                .from(AdmissionState.LEAVING)
                .to(AdmissionState.LEFT)
                .by(SECURITY_ADMIN)
                .unless(Admitting::samePerson)
                .dangerous()
                .does((node, _, on) ->
                        // The claim on its homes stays: what has left does not come back.
                        Outcome.done(
                                decided(
                                        node,
                                        AdmissionState.LEFT,
                                        node.reason(),
                                        on,
                                        node.stoppedAt())))
                .action("deny", NodeReasonGiven.class)
                .from(AdmissionState.RETURNING, AdmissionState.LEAVING)
                .to(AdmissionState.SUSPENDED)
                .by(SYSTEM_ADMIN, SECURITY_ADMIN)
                .does((node, form, on) ->
                        Outcome.done(
                                decided(
                                        node,
                                        AdmissionState.SUSPENDED,
                                        form.reason(),
                                        on,
                                        node.stoppedAt())))
                .readers(Who.of(Role.AUDITOR, Side.HOME), Who.of(Role.AUDIT_ADMIN, Side.HOME))
                .line(AdmissionState.PROPOSED, AdmissionState.ADMITTED)
                .build();
    }

    private Outcome<Move<Admission>> enter(EnterNode form, Deciding on) {
        Card card;
        try {
            card = Card.read(form.card());
        } catch (RefusedException unusable) {
            return Outcome.refused(unusable.refusal());
        }
        Refusal taken = taken(card.homes().stream().sorted().toList(), card.key().text());
        if (taken != null) {
            return Outcome.refused(taken);
        }
        return Outcome.done(
                begun(
                        new Admission(
                                on.ids().next("node"),
                                on.rows().home(),
                                AdmissionState.PROPOSED,
                                card.homes().stream().sorted().toList(),
                                card.address().toString(),
                                card.key().text(),
                                card.keys(),
                                form.card(),
                                null,
                                form.visits(),
                                form.reason(),
                                on.actor().id(),
                                on.now(),
                                null,
                                null)));
    }

    private @Nullable Refusal taken(List<Province> homes, String key) {
        for (Province home : homes) {
            if (nodes.hasLeft(home)) {
                return Refusal.of(FederationReason.NODE_LEFT, "province", home);
            }
            if (nodes.isHosted(home) || nodes.isKnown(home)) {
                return Refusal.of(FederationReason.NODE_KNOWN, "province", home);
            }
        }
        return NodeKey.Public.parse(key).filter(nodes::isKnown).isPresent()
                ? Refusal.of(FederationReason.NODE_KNOWN, "province", homes.getFirst())
                : null;
    }

    private Outcome<Move<Admission>> stop(StopNode form, Deciding on) {
        Optional<Peer> found = nodes.undecided(form.node());
        if (found.isEmpty()) {
            return Outcome.refused(
                    Refusal.of(FederationReason.NODE_NOT_FOUND, "province", form.node()));
        }
        Peer peer = found.get();
        List<Province> homes = peer.homes().stream().sorted().toList();
        return Outcome.done(
                begun(
                        new Admission(
                                on.ids().next("node"),
                                on.rows().home(),
                                AdmissionState.SUSPENDED,
                                homes,
                                peer.address().toString(),
                                peer.key().text(),
                                homes.stream()
                                        .flatMap(home ->
                                                peer.keys().getOrDefault(home, List.of()).stream())
                                        .toList(),
                                null,
                                null,
                                false,
                                form.reason(),
                                on.actor().id(),
                                on.now(),
                                on.now(),
                                on.actor().id())));
    }

    private static Move<Admission> begun(Admission node) {
        List<Part> claims = new ArrayList<>();
        for (Province home : node.homes()) {
            claims.add(
                    new Claim(
                            NODE_OF,
                            home.code(),
                            Period.ALWAYS,
                            Refusal.of(FederationReason.NODE_KNOWN, "province", home)));
        }
        return Move.to(node).noting(node.reason()).with(claims);
    }

    /// A node that another case brought in meanwhile is not admitted twice.
    private @Nullable Refusal obstacle(Admission node, Deciding on) {
        Refusal same = samePerson(node, on);
        return same != null ? same : taken(node.homes(), node.nodeKey());
    }

    private static Outcome<Move<Admission>> confirm(Admission node, ConfirmNode form, Deciding on) {
        return isTold(form.fingerprint(), node.card())
                ? Outcome.done(decided(node, AdmissionState.ADMITTED, node.reason(), on, null))
                : Outcome.refused(FederationReason.FINGERPRINT_DIFFERS);
    }

    private static boolean isTold(@Nullable String fingerprint, @Nullable String card) {
        return fingerprint != null
                && card != null
                && Fingerprint.isTold(fingerprint, Card.fingerprint(card));
    }

    private Outcome<Move<Admission>> takeUp(Admission node, TakeUpNode form, Deciding on) {
        String text = form.card();
        if (text == null || text.isBlank()) {
            return Outcome.done(asked(node, AdmissionState.RETURNING, form.reason(), on, null));
        }
        Card card;
        try {
            card = Card.read(text);
        } catch (RefusedException unusable) {
            return Outcome.refused(unusable.refusal());
        }
        boolean same = card.homes().equals(Set.copyOf(node.homes()));
        if (!same || (!card.key().text().equals(node.nodeKey()) && nodes.isKnown(card.key()))) {
            return Outcome.refused(FederationReason.CARD_OTHER);
        }
        return Outcome.done(asked(node, AdmissionState.RETURNING, form.reason(), on, text));
    }

    private static Outcome<Move<Admission>> back(Admission node, AgreeNode form, Deciding on) {
        if (node.fresh() != null && !isTold(form.fingerprint(), node.fresh())) {
            return Outcome.refused(FederationReason.FINGERPRINT_DIFFERS);
        }
        return Outcome.done(
                decided(node.renewed(), AdmissionState.ADMITTED, node.reason(), on, null));
    }

    private static Move<Admission> asked(
            Admission node,
            AdmissionState next,
            String reason,
            Deciding on,
            @Nullable String card) {
        return Move.to(node.asked(next, reason, on.actor().id(), on.now(), card)).noting(reason);
    }

    private static Move<Admission> decided(
            Admission node,
            AdmissionState next,
            String reason,
            Deciding on,
            @Nullable Instant stopped) {
        return Move.to(node.decided(next, reason, on.actor().id(), on.now(), stopped))
                .noting(reason);
    }

    /// Nobody agrees to what they asked for.
    private static @Nullable Refusal samePerson(Admission node, Deciding on) {
        return on.actor().id().equals(node.askedBy())
                ? Refusal.of(FederationReason.SAME_PERSON)
                : null;
    }

    private static List<Part> closed(Admission node) {
        return node.homes().stream()
                .<Part>map(home -> new Release(NODE_OF, home.code(), Period.ALWAYS))
                .toList();
    }
}
