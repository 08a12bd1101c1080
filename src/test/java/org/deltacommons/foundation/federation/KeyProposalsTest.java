package org.deltacommons.foundation.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.deltacommons.kernel.Province.ANHUI;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.deltacommons.Shelf;
import org.deltacommons.foundation.federation.KeyProposals.CompareKey;
import org.deltacommons.foundation.federation.KeyProposals.DropKey;
import org.deltacommons.foundation.federation.proof.Entry;
import org.deltacommons.foundation.federation.proof.NoteKey;
import org.deltacommons.foundation.federation.proof.NoteSigner;
import org.deltacommons.foundation.federation.proof.Suite;
import org.deltacommons.foundation.lane.Release;
import org.deltacommons.foundation.procedures.ActionOf;
import org.deltacommons.foundation.procedures.Deciding;
import org.deltacommons.foundation.procedures.Move;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Ids;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Refusal;
import org.junit.jupiter.api.Test;

/// What every change of a key asks of its two persons, on that of a home's key.
class KeyProposalsTest {

    private static final Instant NOW = Instant.parse("2026-11-30T01:02:03Z");
    private static final NoteKey FORMER = key();
    private static final NoteKey NEXT = key();

    private NoteKey prepared = NEXT;

    private final Procedure<KeyChange> procedure =
            new KeyChanging(
                            new KeyChanging.AtHand() {
                                @Override
                                public boolean isHosted(Province home) {
                                    return home == ANHUI;
                                }

                                @Override
                                public Optional<NoteKey> present(Province home) {
                                    return Optional.of(FORMER);
                                }

                                @Override
                                public Optional<NoteKey> prepared(Province home) {
                                    return Optional.of(prepared);
                                }
                            })
                    .declared();
    private final KeyChange change =
            new KeyChange(
                    Id.of("key-1"),
                    ANHUI,
                    KeyChangeState.PROPOSED,
                    ANHUI,
                    FORMER.text(),
                    NEXT.text(),
                    false,
                    0,
                    "once a year",
                    "first",
                    NOW,
                    null,
                    null);

    private static NoteKey key() {
        return NoteSigner.generate(Entry.origin(ANHUI), Suite.ED25519, new SecureRandom()).key();
    }

    private Deciding as(String person) {
        return new Deciding(
                new Actor(person, person, ANHUI, List.of(), null),
                new Shelf(ANHUI, NOW, change),
                new Ids(Clock.fixed(NOW, ZoneOffset.UTC), new Random(1)),
                (_, _, _, _) -> Optional.empty());
    }

    private Refusal obstacle(String person) {
        return procedure.action("confirm").orElseThrow().unless().look(change, as(person));
    }

    @SuppressWarnings("unchecked")
    private <F extends Record> Outcome<Move<KeyChange>> act(String action, F form) {
        return ((ActionOf<KeyChange, F>) procedure.action(action).orElseThrow())
                .does()
                .decide(change, form, as("second"));
    }

    private static String code(Outcome<?> outcome) {
        return outcome instanceof Outcome.Refused<?>(var why) ? why.code() : "done";
    }

    @Test
    void nobody_agrees_to_what_they_proposed() {
        assertThat(obstacle("first").code()).isEqualTo("federation.SAME_PERSON");
        assertThat(obstacle("second")).isNull();
    }

    @Test
    void nobody_agrees_to_a_key_that_was_exchanged_meanwhile() {
        prepared = key();
        assertThat(obstacle("second").code()).isEqualTo("federation.KEY_MOVED");
    }

    @Test
    void the_second_person_enters_what_the_page_does_not_show() {
        String whole = change.fingerprint();
        assertThat(change.title()).contains(whole.substring(0, 9));
        assertThat(change.title()).doesNotContain(whole.substring(10));
        for (String wrong :
                List.of("", whole.substring(0, 9), "0000 0000", "0000 0000 0000 0000")) {
            assertThat(code(act("confirm", new CompareKey(wrong))))
                    .isEqualTo("federation.FINGERPRINT_DIFFERS");
        }
        for (String right :
                List.of(
                        whole,
                        whole.substring(10),
                        whole.replace(" ", "").toUpperCase(Locale.ROOT))) {
            Move<KeyChange> move = act("confirm", new CompareKey(right)).orThrow();
            assertThat(move.after().state()).isEqualTo(KeyChangeState.DONE);
            assertThat(move.after().decidedBy()).isEqualTo("second");
            assertThat(move.parts()).hasAtLeastOneElementOfType(Release.class).hasSize(2);
        }
    }

    @Test
    void a_dropped_change_keeps_its_reason_and_lets_another_begin() {
        Move<KeyChange> move = act("drop", new DropKey("a slip")).orThrow();
        assertThat(move.after().state()).isEqualTo(KeyChangeState.DROPPED);
        assertThat(move.note()).isEqualTo("a slip");
        assertThat(move.parts())
                .singleElement()
                .isInstanceOfSatisfying(
                        Release.class, open -> assertThat(open.key()).isEqualTo(ANHUI.code()));
    }
}
