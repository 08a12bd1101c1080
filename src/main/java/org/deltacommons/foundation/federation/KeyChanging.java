package org.deltacommons.foundation.federation;

import java.util.Optional;
import org.deltacommons.foundation.federation.KeyChangeForms.BelieveKey;
import org.deltacommons.foundation.federation.KeyChangeForms.ReplaceKey;
import org.deltacommons.foundation.federation.proof.Entry;
import org.deltacommons.foundation.federation.proof.NoteKey;
import org.deltacommons.foundation.lane.Audience;
import org.deltacommons.foundation.lane.Fact;
import org.deltacommons.foundation.procedures.Deciding;
import org.deltacommons.foundation.procedures.Move;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Refusal;

/// How a home's key is changed, see [KeyProposals].
final class KeyChanging implements KeyProposals.Kind<KeyChange> {

    static final String NAME = "key-change";

    private static final KeyProposals<KeyChange, KeyChangeState> PROPOSALS =
            new KeyProposals<>(
                    NAME,
                    KeyChangeState.PROPOSED,
                    KeyChangeState.DONE,
                    KeyChangeState.DROPPED,
                    "confirm");

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
        return PROPOSALS.declared(
                Procedure.of(NAME, KeyChange.class, "source.key-change")
                        .opens(
                                "replace",
                                ReplaceKey.class,
                                (_, actor) -> actor.home(),
                                this::replace,
                                KeyProposals.SYSTEM_ADMIN)
                        .opens(
                                "believe",
                                BelieveKey.class,
                                (_, actor) -> actor.home(),
                                this::believe,
                                KeyProposals.SYSTEM_ADMIN),
                this);
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
        return PROPOSALS.proposal(change);
    }

    @Override
    public boolean stands(KeyChange change, Deciding on) {
        return keys.present(change.origin())
                        .filter(key -> key.text().equals(change.former()))
                        .isPresent()
                && (change.origin() != change.home()
                        || keys.prepared(change.home())
                                .filter(key -> key.text().equals(change.next()))
                                .isPresent());
    }

    @Override
    public Move<KeyChange> agreed(KeyChange change, Deciding on) {
        return change.origin() == change.home()
                ? Move.to(
                        change,
                        new Fact(
                                change.id().value(),
                                Audience.PUBLIC,
                                new FeedKeyChanged(change.former(), change.next(), change.lost())))
                : Move.to(change);
    }
}
