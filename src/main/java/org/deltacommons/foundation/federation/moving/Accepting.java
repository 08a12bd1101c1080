package org.deltacommons.foundation.federation.moving;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.deltacommons.foundation.federation.FederationReason;
import org.deltacommons.foundation.federation.moving.MovingForms.ConfirmMove;
import org.deltacommons.foundation.federation.moving.MovingForms.DropMove;
import org.deltacommons.foundation.federation.moving.MovingForms.OfferHome;
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
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Refusal;
import org.deltacommons.kernel.Role;

/// How a home comes to this node. The system administration makes the offer and, when the package
/// has come, has it tried; the security administration types the fingerprint of the package that it
/// was told by the other operator. It is taken in at the next start of the node with that home.
final class Accepting {

    static final String NAME = "home-taking";

    private static final Who SYSTEM_ADMIN = Who.of(Role.SYSTEM_ADMIN, Side.HOME);
    private static final Who SECURITY_ADMIN = Who.of(Role.SECURITY_ADMIN, Side.HOME);
    private static final String OPEN = "home-taking";

    /// What this node has, beside the rows.
    interface AtHand {

        /// Whether the home is followed here as another node's.
        boolean isFollowed(Province home);

        /// The offer to take a home; the same each time.
        Offered offer(Province home);

        /// Tries the package of a home; nothing of it stays.
        Outcome<Taking.Found> tried(Province home);

        /// The digest of the package that is there now; empty if there is none.
        ///
        /// @param size how many facts are in it
        String digest(Province home, long size);
    }

    /// @param next the verifier key in it
    record Offered(String text, String next) {}

    private final AtHand node;

    Accepting(AtHand node) {
        this.node = node;
    }

    Procedure<HomeTaking> declared() {
        return Procedure.of(NAME, HomeTaking.class, "source.home-taking")
                .opens(
                        "offer",
                        OfferHome.class,
                        (_, actor) -> actor.home(),
                        this::offer,
                        SYSTEM_ADMIN)
                .state(TakingState.OFFERED, StateTone.WAITING, SYSTEM_ADMIN)
                .state(TakingState.TRIED, StateTone.WAITING, SECURITY_ADMIN)
                .last(TakingState.AGREED, StateTone.GOOD)
                .last(TakingState.DROPPED, StateTone.OVER)
                .action("try")
                .from(TakingState.OFFERED, TakingState.TRIED)
                .to(TakingState.TRIED)
                .by(SYSTEM_ADMIN)
                .primary()
                .does((taking, _, on) -> tried(taking, on))
                .action("agree", ConfirmMove.class)
                .from(TakingState.TRIED)
                .to(TakingState.AGREED)
                .by(SECURITY_ADMIN)
                .unless((taking, on) ->
                        on.actor().id().equals(taking.proposedBy())
                                ? Refusal.of(FederationReason.SAME_PERSON)
                                : null)
                .primary()
                .does(this::agree)
                .action("drop", DropMove.class)
                .from(TakingState.OFFERED, TakingState.TRIED)
                .to(TakingState.DROPPED)
                .by(SYSTEM_ADMIN, SECURITY_ADMIN)
                .dangerous()
                .does((taking, form, on) ->
                        Outcome.done(
                                Move.to(
                                                taking.decided(
                                                        TakingState.DROPPED,
                                                        on.actor().id(),
                                                        on.now()))
                                        .noting(form.reason())
                                        .with(closed(taking))))
                .readers(Who.of(Role.AUDITOR, Side.HOME), Who.of(Role.AUDIT_ADMIN, Side.HOME))
                .line(TakingState.OFFERED, TakingState.TRIED, TakingState.AGREED)
                .build();
    }

    private Outcome<Move<HomeTaking>> offer(OfferHome form, Deciding on) {
        Province moved = form.moved();
        if (!node.isFollowed(moved)) {
            return Outcome.refused(Refusal.of(FederationReason.NOT_TO_TAKE, "province", moved));
        }
        Offered offer = node.offer(moved);
        HomeTaking taking =
                new HomeTaking(
                        on.ids().next("taking"),
                        on.rows().home(),
                        TakingState.OFFERED,
                        moved,
                        offer.text(),
                        offer.next(),
                        null,
                        0,
                        List.of(),
                        form.reason(),
                        on.actor().id(),
                        on.now(),
                        null);
        return Outcome.done(
                Move.to(taking)
                        .noting(form.reason())
                        .with(
                                new Claim(
                                        OPEN,
                                        moved.code(),
                                        Period.ALWAYS,
                                        Refusal.of(
                                                FederationReason.KEY_CHANGE_OPEN,
                                                "province",
                                                moved))));
    }

    private Outcome<Move<HomeTaking>> tried(HomeTaking taking, Deciding on) {
        return node.tried(taking.moved())
                .map(found ->
                        Move.to(taking.tried(found, lines(found), on.actor().id(), on.now())));
    }

    private static List<String> lines(Taking.Found found) {
        List<String> lines = new ArrayList<>();
        found.figures().forEach((name, figure) -> lines.add(name + "  " + figure));
        new TreeMap<>(found.rows())
                .entrySet().stream()
                        .filter(one -> one.getValue() > 0)
                        .forEach(one -> lines.add(one.getKey() + "  " + one.getValue()));
        lines.addAll(found.remarks());
        return lines;
    }

    private Outcome<Move<HomeTaking>> agree(HomeTaking taking, ConfirmMove form, Deciding on) {
        String digest = String.valueOf(taking.digest());
        if (!digest.equals(node.digest(taking.moved(), taking.size()))
                || !Fingerprint.isTold(form.fingerprint(), Fingerprint.of(digest))) {
            return Outcome.refused(FederationReason.FINGERPRINT_DIFFERS);
        }
        return Outcome.done(
                Move.to(taking.decided(TakingState.AGREED, on.actor().id(), on.now()))
                        .with(closed(taking)));
    }

    private static Part closed(HomeTaking taking) {
        return new Release(OPEN, taking.moved().code(), Period.ALWAYS);
    }
}
