package org.deltacommons.foundation.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.deltacommons.kernel.Province.ANHUI;
import static org.deltacommons.kernel.Province.SHANGHAI;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deltacommons.Nodes;
import org.deltacommons.foundation.federation.KeyChangeForms.BelieveKey;
import org.deltacommons.foundation.federation.KeyChangeForms.ReplaceKey;
import org.deltacommons.foundation.federation.KeyProposals.CompareKey;
import org.deltacommons.foundation.federation.proof.Fingerprint;
import org.deltacommons.foundation.federation.proof.Malformed;
import org.deltacommons.foundation.federation.proof.NoteKey;
import org.deltacommons.foundation.federation.proof.Receipts;
import org.deltacommons.foundation.federation.proof.SignedNote;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.Procedures;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Province;
import org.deltacommons.operations.Runbook;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// Anhui changes its signing key, two persons each time; Shanghai follows.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KeyRotationTest {

    /// A key that an earlier run prepared is none of this one.
    @TempDir private static Path folder;

    private static Nodes nodes;

    @BeforeAll
    static void start() {
        nodes =
                Nodes.of(
                        "rotation",
                        List.of(SHANGHAI, ANHUI),
                        home -> Map.of("delta.data", folder.resolve(home.code()).toString()));
        nodes.settle();
    }

    @AfterAll
    static void stop() {
        nodes.close();
    }

    private static <T> T at(Province home, Class<T> bean) {
        return nodes.at(home).getBean(bean);
    }

    @SuppressWarnings("unchecked")
    private static Procedure<KeyChange> procedure(Province home) {
        return (Procedure<KeyChange>)
                at(home, Procedures.class).named(KeyChanging.NAME).orElseThrow();
    }

    private static Outcome<Procedures.Moved> open(Province home, String opening, Record form) {
        Actor actor = nodes.actor(home == ANHUI ? "ah.system" : "sh.system");
        return at(home, Procedures.class).open(procedure(home), opening, form, actor, null);
    }

    private static Outcome<Procedures.Moved> confirm(
            Province home, String id, String fingerprint, String person) {
        Id<KeyChange> known = Id.of(id);
        return at(home, Procedures.class)
                .act(
                        procedure(home),
                        known,
                        "confirm",
                        new CompareKey(fingerprint),
                        nodes.actor(person),
                        at(home, Records.class)
                                .versioned(KeyChange.class, known)
                                .orElseThrow()
                                .version(),
                        null);
    }

    private static String code(Outcome<?> outcome) {
        return outcome instanceof Outcome.Refused<?>(var why) ? why.code() : "done";
    }

    private static NoteKey rotate() {
        NoteKey next = at(ANHUI, Trees.class).signers().prepareNext(ANHUI);
        String id = open(ANHUI, "replace", new ReplaceKey(false, "once a year")).orThrow().id();
        confirm(ANHUI, id, Fingerprint.of(next.text()), "ah.security").orThrow();
        await().until(() -> present(ANHUI).equals(next));
        return next;
    }

    private static NoteKey present(Province home) {
        return at(home, PeerKeys.class).present(ANHUI).orElseThrow();
    }

    private static SignedNote seen() throws Malformed {
        return SignedNote.parse(at(SHANGHAI, Witness.class).cosigned(ANHUI).orElseThrow());
    }

    @Test
    @Order(1)
    void a_key_that_two_persons_changed_is_followed_by_itself_and_old_receipts_stay_valid()
            throws Exception {
        NoteKey former = present(ANHUI);
        String before = at(ANHUI, Trees.class).receipt(ANHUI, 1).orElseThrow();
        assertThat(code(open(ANHUI, "replace", new ReplaceKey(false, "none prepared"))))
                .isEqualTo("federation.NO_NEXT_KEY");
        NoteKey next = at(ANHUI, Trees.class).signers().prepareNext(ANHUI);
        String id = open(ANHUI, "replace", new ReplaceKey(false, "once a year")).orThrow().id();
        assertThat(code(confirm(ANHUI, id, "0000 0000 0000 0000", "ah.security")))
                .isEqualTo("federation.FINGERPRINT_DIFFERS");
        assertThat(confirm(ANHUI, id, Fingerprint.of(next.text()), "ah.system").isDone()).isFalse();
        assertThat(present(ANHUI)).isEqualTo(former);
        confirm(ANHUI, id, Fingerprint.of(next.text()), "ah.security").orThrow();
        await().until(() -> present(ANHUI).equals(next));
        // The next case tells more facts, by the next key.
        tellMore();
        nodes.settle();
        assertThat(present(ANHUI)).isEqualTo(next);
        assertThat(present(SHANGHAI)).isEqualTo(next);
        assertThat(seen().verified(Set.of(former, next))).containsExactly(next);
        assertThat(at(SHANGHAI, HomeKeys.class).refused()).isEmpty();
        for (Province reader : List.of(SHANGHAI, ANHUI)) {
            assertThat(
                            Receipts.check(
                                            before.getBytes(StandardCharsets.UTF_8),
                                            at(reader, PeerKeys.class).trusted())
                                    .valid())
                    .isTrue();
        }
    }

    /// Something that says anything: a change that is dropped.
    private static void tellMore() {
        at(ANHUI, Trees.class).signers().prepareNext(ANHUI);
        String id = open(ANHUI, "replace", new ReplaceKey(false, "not now")).orThrow().id();
        at(ANHUI, Procedures.class)
                .act(
                        procedure(ANHUI),
                        Id.of(id),
                        "drop",
                        new KeyProposals.DropKey("not now"),
                        nodes.actor("ah.system"),
                        at(ANHUI, Records.class)
                                .versioned(KeyChange.class, Id.<KeyChange>of(id))
                                .orElseThrow()
                                .version(),
                        null)
                .orThrow();
    }

    @Test
    @Order(2)
    void what_the_operators_page_looks_at_is_there() {
        String said =
                Runbook.run(
                        "keys.md",
                        "look",
                        Map.of(
                                "NODE",
                                "http://localhost:"
                                        + nodes.at(ANHUI)
                                                .getEnvironment()
                                                .getProperty("local.server.port"),
                                "CODE",
                                ANHUI.code()));
        List<HomeKeys.Change> changes = at(ANHUI, HomeKeys.class).of(ANHUI);
        assertThat(said)
                .startsWith(changes.getLast().next().text())
                .contains("\"receipt\" : 1")
                .contains(" until=" + changes.getFirst().size());
    }

    @Test
    @Order(3)
    void a_follower_that_was_away_over_two_changes_catches_up() throws Exception {
        nodes.cut(SHANGHAI, ANHUI, true);
        rotate();
        NoteKey last = rotate();
        nodes.restart(ANHUI);
        tellMore();
        nodes.cut(SHANGHAI, ANHUI, false);
        nodes.settle();
        assertThat(present(SHANGHAI)).isEqualTo(last);
        assertThat(at(SHANGHAI, HomeKeys.class).of(ANHUI)).hasSize(3);
        assertThat(seen().verified(Set.of(last))).containsExactly(last);
        assertThat(at(SHANGHAI, HomeKeys.class).refused()).isEmpty();
    }

    @Test
    @Order(4)
    void a_lost_key_is_followed_only_where_two_persons_said_so() throws Exception {
        NoteKey former = present(ANHUI);
        NoteKey next = at(ANHUI, Trees.class).signers().prepareNext(ANHUI);
        String id = open(ANHUI, "replace", new ReplaceKey(true, "stolen")).orThrow().id();
        confirm(ANHUI, id, Fingerprint.of(next.text()), "ah.security").orThrow();
        await().until(() -> !at(SHANGHAI, HomeKeys.class).refused().isEmpty());
        await().until(() -> present(ANHUI).equals(next));
        assertThat(present(SHANGHAI)).isEqualTo(former);
        long from = at(ANHUI, HomeKeys.class).of(ANHUI).getLast().size();
        assertThat(
                        code(
                                open(
                                        SHANGHAI,
                                        "believe",
                                        new BelieveKey(SHANGHAI, next.text(), from, "told"))))
                .isEqualTo("federation.NO_PEERS_KEY");
        String told =
                open(SHANGHAI, "believe", new BelieveKey(ANHUI, next.text(), from, "told"))
                        .orThrow()
                        .id();
        assertThat(code(confirm(SHANGHAI, told, Fingerprint.of(former.text()), "sh.security")))
                .isEqualTo("federation.FINGERPRINT_DIFFERS");
        assertThat(present(SHANGHAI)).isEqualTo(former);
        confirm(SHANGHAI, told, Fingerprint.of(next.text()), "sh.security").orThrow();
        nodes.settle();
        assertThat(present(SHANGHAI)).isEqualTo(next);
        assertThat(seen().verified(Set.of(next))).containsExactly(next);
        assertThat(at(SHANGHAI, HomeKeys.class).refused()).isEmpty();
    }
}
