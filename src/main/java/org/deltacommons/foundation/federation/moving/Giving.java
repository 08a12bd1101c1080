package org.deltacommons.foundation.federation.moving;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.deltacommons.foundation.federation.FederationReason;
import org.deltacommons.foundation.federation.FeedKeyChanged;
import org.deltacommons.foundation.federation.HomeMoved;
import org.deltacommons.foundation.federation.Residence;
import org.deltacommons.foundation.federation.moving.MovingForms.ConfirmMove;
import org.deltacommons.foundation.federation.moving.MovingForms.DropMove;
import org.deltacommons.foundation.federation.moving.MovingForms.GiveHome;
import org.deltacommons.foundation.federation.nodes.Offer;
import org.deltacommons.foundation.federation.proof.Fingerprint;
import org.deltacommons.foundation.lane.Audience;
import org.deltacommons.foundation.lane.Claim;
import org.deltacommons.foundation.lane.Ends;
import org.deltacommons.foundation.lane.Fact;
import org.deltacommons.foundation.lane.Part;
import org.deltacommons.foundation.lane.Put;
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

/// How a home leaves this node. The system administration enters what the other node offers, the
/// security administration types the fingerprint that it was told, and in that Unit the home tells
/// where it goes, its key changes to that of the other node, and its lane here ends.
final class Giving {

    static final String NAME = "home-giving";

    private static final Who SYSTEM_ADMIN = Who.of(Role.SYSTEM_ADMIN, Side.HOME);
    private static final Who SECURITY_ADMIN = Who.of(Role.SECURITY_ADMIN, Side.HOME);

    /// The same as that of a change of the key: a home cannot do both at once.
    private static final String OPEN = "key-change";

    private final Function<Province, Optional<String>> present;

    /// @param present the verifier key by which a home signs now
    Giving(Function<Province, Optional<String>> present) {
        this.present = present;
    }

    Procedure<HomeGiving> declared() {
        return Procedure.of(NAME, HomeGiving.class, "source.home-giving")
                .opens("give", GiveHome.class, (_, actor) -> actor.home(), this::give, SYSTEM_ADMIN)
                .state(GivingState.PROPOSED, StateTone.WAITING, SECURITY_ADMIN)
                .last(GivingState.GONE, StateTone.GOOD)
                .last(GivingState.DROPPED, StateTone.OVER)
                .action("confirm", ConfirmMove.class)
                .from(GivingState.PROPOSED)
                .to(GivingState.GONE)
                .by(SECURITY_ADMIN)
                .unless(this::obstacle)
                .dangerous()
                .does(Giving::confirm)
                .action("drop", DropMove.class)
                .from(GivingState.PROPOSED)
                .to(GivingState.DROPPED)
                .by(SYSTEM_ADMIN, SECURITY_ADMIN)
                .does((giving, form, on) ->
                        Outcome.done(
                                Move.to(
                                                giving.decided(
                                                        GivingState.DROPPED,
                                                        on.actor().id(),
                                                        on.now()))
                                        .noting(form.reason())
                                        .with(closed(giving))))
                .readers(Who.of(Role.AUDITOR, Side.HOME), Who.of(Role.AUDIT_ADMIN, Side.HOME))
                .line(GivingState.PROPOSED, GivingState.GONE)
                .build();
    }

    private Outcome<Move<HomeGiving>> give(GiveHome form, Deciding on) {
        Province home = on.rows().home();
        Offer offer;
        try {
            offer = Offer.read(form.offer());
        } catch (RefusedException unusable) {
            return Outcome.refused(unusable.refusal());
        }
        if (offer.home() != home) {
            return Outcome.refused(
                    Refusal.of(FederationReason.OFFER_OTHER, "province", offer.home()));
        }
        Optional<String> former = present.apply(home);
        if (former.isEmpty() || former.get().equals(offer.next().text())) {
            return Outcome.refused(FederationReason.KEY_MOVED);
        }
        HomeGiving giving =
                new HomeGiving(
                        on.ids().next("giving"),
                        home,
                        GivingState.PROPOSED,
                        offer.address().toString(),
                        offer.key().text(),
                        former.get(),
                        offer.next().text(),
                        form.offer(),
                        form.reason(),
                        on.actor().id(),
                        on.now(),
                        null,
                        null);
        return Outcome.done(
                Move.to(giving)
                        .noting(form.reason())
                        .with(
                                new Claim(
                                        OPEN,
                                        home.code(),
                                        Period.ALWAYS,
                                        Refusal.of(
                                                FederationReason.KEY_CHANGE_OPEN,
                                                "province",
                                                home))));
    }

    private @Nullable Refusal obstacle(HomeGiving giving, Deciding on) {
        if (on.actor().id().equals(giving.proposedBy())) {
            return Refusal.of(FederationReason.SAME_PERSON);
        }
        return present.apply(giving.home()).filter(giving.former()::equals).isPresent()
                ? null
                : Refusal.of(FederationReason.KEY_MOVED);
    }

    /// The change of the key comes last: the tree stops there to be signed, and nothing comes after
    /// it here.
    private static Outcome<Move<HomeGiving>> confirm(
            HomeGiving giving, ConfirmMove form, Deciding on) {
        if (!Fingerprint.isTold(form.fingerprint(), Offer.fingerprint(giving.offer()))) {
            return Outcome.refused(FederationReason.FINGERPRINT_DIFFERS);
        }
        HomeMoved moved =
                new HomeMoved(
                        giving.address(),
                        giving.nodeKey(),
                        giving.former(),
                        giving.next(),
                        giving.offer());
        // A home that moves once more has a row, and what was read is what is changed.
        on.rows().find(Residence.class, Residence.idOf(giving.home()));
        List<Part> parts =
                List.of(
                        closed(giving),
                        new Put(Residence.of(giving.home(), moved, on.now())),
                        new Fact(giving.home().code(), Audience.PUBLIC, moved),
                        new Fact(
                                giving.id().value(),
                                Audience.PUBLIC,
                                new FeedKeyChanged(giving.former(), giving.next(), false)),
                        new Ends());
        return Outcome.done(
                Move.to(giving.decided(GivingState.GONE, on.actor().id(), on.now())).with(parts));
    }

    private static Part closed(HomeGiving giving) {
        return new Release(OPEN, giving.home().code(), Period.ALWAYS);
    }
}
