package org.deltacommons.foundation.federation;

import java.util.Optional;
import org.deltacommons.foundation.federation.KeyChangeForms.BelieveKey;
import org.deltacommons.foundation.federation.KeyChangeForms.ConfirmKey;
import org.deltacommons.foundation.federation.KeyChangeForms.DropKey;
import org.deltacommons.foundation.federation.KeyChangeForms.ReplaceKey;
import org.deltacommons.foundation.federation.proof.Entry;
import org.deltacommons.foundation.federation.proof.Fingerprint;
import org.deltacommons.foundation.federation.proof.NoteKey;
import org.deltacommons.foundation.lane.Audience;
import org.deltacommons.foundation.lane.Claim;
import org.deltacommons.foundation.lane.Fact;
import org.deltacommons.foundation.lane.Part;
import org.deltacommons.foundation.lane.Release;
import org.deltacommons.foundation.procedures.Deciding;
import org.deltacommons.foundation.procedures.Move;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.Side;
import org.deltacommons.foundation.procedures.Who;
import org.deltacommons.foundation.web.StateTone;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Period;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Refusal;
import org.deltacommons.kernel.Role;
import org.jspecify.annotations.Nullable;

/// How a home's key is changed: the system administration wants it, the security administration
/// compares the fingerprint with what it was told another way, and agrees. Nobody holds both
/// administrations.
final class KeyChanging {

    static final String NAME = "key-change";

    static final Who SYSTEM_ADMIN = Who.of(Role.SYSTEM_ADMIN, Side.HOME);
    static final Who SECURITY_ADMIN = Who.of(Role.SECURITY_ADMIN, Side.HOME);

    private static final String OPEN = "key-change";

    /// What this node has of keys, beside the rows.
    interface AtHand {

        boolean isHosted(Province home);

        /// By which a home signs now, as far as this node knows.
        Optional<NoteKey> present(Province home);

        /// To which a home hosted here shall go on.
        Optional<NoteKey> prepared(Province home);
    }

    private final AtHand keys;

    KeyChanging(AtHand keys) {
        this.keys = keys;
    }

    Procedure<KeyChange> declared() {
        return Procedure.of(NAME, KeyChange.class, "source.key-change")
                .opens(
                        "replace",
                        ReplaceKey.class,
                        (_, actor) -> actor.home(),
                        this::replace,
                        SYSTEM_ADMIN)
                .opens(
                        "believe",
                        BelieveKey.class,
                        (_, actor) -> actor.home(),
                        this::believe,
                        SYSTEM_ADMIN)
                .state(KeyChangeState.PROPOSED, StateTone.WAITING, SECURITY_ADMIN)
                .last(KeyChangeState.DONE, StateTone.GOOD)
                .last(KeyChangeState.DROPPED, StateTone.OVER)
                .action("confirm", ConfirmKey.class)
                .from(KeyChangeState.PROPOSED)
                .to(KeyChangeState.DONE)
                .by(SECURITY_ADMIN)
                .unless(this::obstacle)
                .primary()
                .does(KeyChanging::confirm)
                .action("drop", DropKey.class)
                .from(KeyChangeState.PROPOSED)
                .to(KeyChangeState.DROPPED)
                .by(SYSTEM_ADMIN, SECURITY_ADMIN)
                .dangerous()
                .does((change, form, on) ->
                        Outcome.done(
                                Move.to(decided(change, KeyChangeState.DROPPED, on))
                                        .noting(form.reason())
                                        .with(closed(change))))
                .readers(Who.of(Role.AUDITOR, Side.HOME), Who.of(Role.AUDIT_ADMIN, Side.HOME))
                .line(KeyChangeState.PROPOSED, KeyChangeState.DONE)
                .build();
    }

    private Outcome<Move<KeyChange>> replace(ReplaceKey form, Deciding on) {
        Province home = on.rows().home();
        Optional<NoteKey> present = keys.present(home);
        Optional<NoteKey> next = keys.prepared(home);
        if (present.isEmpty() || next.isEmpty() || next.equals(present)) {
            return Outcome.refused(FederationReason.NO_NEXT_KEY);
        }
        return proposed(on, home, present.get(), next.get(), form.lost(), 0, form.reason());
    }

    private Outcome<Move<KeyChange>> believe(BelieveKey form, Deciding on) {
        Province origin = form.origin();
        Optional<NoteKey> present = keys.present(origin);
        if (keys.isHosted(origin) || present.isEmpty()) {
            return Outcome.refused(Refusal.of(FederationReason.NO_PEERS_KEY, "province", origin));
        }
        Optional<NoteKey> next =
                NoteKey.parse(form.next().strip())
                        .filter(key -> !key.isWitness())
                        .filter(key -> key.name().equals(Entry.origin(origin)))
                        .filter(key -> !key.equals(present.get()));
        return next.isEmpty()
                ? Outcome.refused(Refusal.of(FederationReason.NO_KEY_OF_IT, "province", origin))
                : proposed(
                        on, origin, present.get(), next.get(), true, form.facts(), form.reason());
    }

    private static Outcome<Move<KeyChange>> proposed(
            Deciding on,
            Province origin,
            NoteKey present,
            NoteKey next,
            boolean lost,
            long facts,
            String reason) {
        KeyChange change =
                new KeyChange(
                        on.ids().next("key"),
                        on.rows().home(),
                        KeyChangeState.PROPOSED,
                        origin,
                        present.text(),
                        next.text(),
                        lost,
                        facts,
                        reason,
                        on.actor().id(),
                        on.now(),
                        null,
                        null);
        return Outcome.done(
                Move.to(change)
                        .noting(reason)
                        .with(
                                new Claim(
                                        OPEN,
                                        origin.code(),
                                        Period.ALWAYS,
                                        Refusal.of(
                                                FederationReason.KEY_CHANGE_OPEN,
                                                "province",
                                                origin))));
    }

    /// What the first person saw may have changed under the case.
    private @Nullable Refusal obstacle(KeyChange change, Deciding on) {
        if (on.actor().id().equals(change.proposedBy())) {
            return Refusal.of(FederationReason.SAME_PERSON);
        }
        boolean stands =
                keys.present(change.origin())
                                .filter(key -> key.text().equals(change.former()))
                                .isPresent()
                        && (change.origin() != change.home()
                                || keys.prepared(change.home())
                                        .filter(key -> key.text().equals(change.next()))
                                        .isPresent());
        return stands ? null : Refusal.of(FederationReason.KEY_MOVED);
    }

    private static Outcome<Move<KeyChange>> confirm(
            KeyChange change, ConfirmKey form, Deciding on) {
        if (!Fingerprint.is(form.fingerprint(), change.next())) {
            return Outcome.refused(FederationReason.FINGERPRINT_DIFFERS);
        }
        Move<KeyChange> move =
                Move.to(decided(change, KeyChangeState.DONE, on)).with(closed(change));
        return Outcome.done(
                change.origin() == change.home()
                        ? move.with(
                                new Fact(
                                        change.id().value(),
                                        Audience.PUBLIC,
                                        new FeedKeyChanged(
                                                change.former(), change.next(), change.lost())))
                        : move);
    }

    private static KeyChange decided(KeyChange change, KeyChangeState how, Deciding on) {
        return change.decided(how, on.actor().id(), on.now());
    }

    private static Part closed(KeyChange change) {
        return new Release(OPEN, change.origin().code(), Period.ALWAYS);
    }

    /// Whether somebody has to do with the keys of a home.
    static boolean isKeeper(Actor actor, Province home) {
        return actor.may(Role.SYSTEM_ADMIN, home.code())
                || actor.may(Role.SECURITY_ADMIN, home.code());
    }
}
