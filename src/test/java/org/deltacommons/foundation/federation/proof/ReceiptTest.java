package org.deltacommons.foundation.federation.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.deltacommons.foundation.lane.Audience;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.kernel.Province;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/// A receipt says what is proven, and any change to it makes it invalid.
class ReceiptTest {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Instant NOW = Instant.parse("2026-11-30T01:02:03Z");
    private static final int SIZE = 11;
    private static final int INDEX = 6;

    private static NoteSigner signer(Province home, Suite suite) {
        return NoteSigner.generate(Entry.origin(home), suite, RANDOM);
    }

    private final NoteSigner anhui = signer(Province.ANHUI, Suite.ED25519);
    private final NoteSigner shanghai = signer(Province.SHANGHAI, Suite.SM2);
    private final NoteSigner jiangsu = signer(Province.JIANGSU, Suite.ED25519);

    private static RecordedFact fact(int index) {
        return new RecordedFact(
                Province.ANHUI,
                index,
                "vouchers.OrderPlaced",
                1,
                "order-1",
                Audience.of(Province.SHANGHAI),
                Json.parse("{\"fen\":\"1234\",\"n\":%d}".formatted(index)),
                NOW,
                "person-1");
    }

    private static List<byte[]> leaves() {
        List<byte[]> leaves = new ArrayList<>();
        for (int index = 1; index <= SIZE; index++) {
            leaves.add(Merkle.sha256(Entry.bytes(fact(index))));
        }
        return leaves;
    }

    private Receipt receipt(List<String> coHosted, NoteSigner... witnesses) {
        List<byte[]> leaves = leaves();
        SignedNote note =
                anhui.sign(
                        new Checkpoint(Entry.origin(Province.ANHUI), SIZE, NaiveTree.root(leaves)));
        List<NoteKey> keys = new ArrayList<>(List.of(anhui.key()));
        for (NoteSigner witness : witnesses) {
            note = witness.cosign(note, NOW);
            keys.add(witness.witnessKey());
        }
        return new Receipt(
                Entry.text(fact(INDEX)),
                NaiveTree.inclusion(INDEX - 1, leaves),
                note,
                keys,
                coHosted);
    }

    private static Verdict check(String json, TrustedKeys trusted) {
        return Receipts.check(json.getBytes(StandardCharsets.UTF_8), trusted);
    }

    private static List<String> said(Verdict verdict) {
        return verdict.sentences().stream().map(Verdict.Sentence::key).toList();
    }

    @Test
    void a_receipt_proves_its_fact_and_says_who_witnessed_it() {
        Verdict verdict = check(receipt(List.of(), shanghai, jiangsu).json(), TrustedKeys.NONE);
        assertThat(verdict.valid()).isTrue();
        assertThat(said(verdict))
                .containsExactly(
                        "verify.receipt", "verify.receipt.witnessed", "verify.receipt.key");
        assertThat(verdict.sentences().getFirst().values())
                .containsEntry("index", "6")
                .containsEntry("kind", "vouchers.OrderPlaced")
                .containsEntry("size", "11");
    }

    /// In the receipt each quotation mark of the entry and its backslash become two more.
    @Test
    void the_receipt_of_the_longest_entry_is_read_and_nothing_longer() {
        String quotes = "\"".repeat((RecordedFact.ENTRY_BYTES_MAX - 1_000) / 2);
        RecordedFact fact =
                new RecordedFact(
                        Province.ANHUI,
                        1,
                        "vouchers.OrderPlaced",
                        1,
                        "order-1",
                        Audience.FOUR,
                        Json.MAPPER.createObjectNode().put("said", quotes),
                        NOW,
                        "person-1");
        String entry = Entry.text(fact);
        assertThat(entry.length())
                .isBetween(RecordedFact.ENTRY_BYTES_MAX - 1_000, RecordedFact.ENTRY_BYTES_MAX);
        List<byte[]> leaves =
                List.of(Merkle.sha256(entry.getBytes(StandardCharsets.UTF_8)), new byte[32]);
        SignedNote note =
                anhui.sign(new Checkpoint(Entry.origin(Province.ANHUI), 2, NaiveTree.root(leaves)));
        String json =
                new Receipt(
                                entry,
                                NaiveTree.inclusion(0, leaves),
                                shanghai.cosign(jiangsu.cosign(note, NOW), NOW),
                                List.of(anhui.key(), shanghai.witnessKey(), jiangsu.witnessKey()),
                                List.of())
                        .json();
        assertThat(json.length()).isGreaterThan(2 * RecordedFact.ENTRY_BYTES_MAX - 2_000);
        assertThat(check(json, TrustedKeys.NONE).valid()).isTrue();
        assertThat(VerifyTest.run("receipt", json).status()).isZero();
        int bytes = json.getBytes(StandardCharsets.UTF_8).length;
        String padded = json + " ".repeat(Fields.BYTES_MAX - bytes);
        assertThat(check(padded, TrustedKeys.NONE).valid()).isTrue();
        assertThat(check(padded + " ", TrustedKeys.NONE).valid()).isFalse();
        assertThat(VerifyTest.run("receipt", padded + " ").status()).isEqualTo(1);
    }

    @Test
    void one_of_three_others_is_no_quorum() {
        assertThat(said(check(receipt(List.of(), jiangsu).json(), TrustedKeys.NONE)))
                .contains("verify.receipt.unwitnessed");
    }

    @Test
    void one_of_two_others_is_a_quorum_where_the_third_has_left() {
        TrustedKeys known =
                TrustedKeys.parse(
                                "# quorum=1\n%s\n%s\n"
                                        .formatted(anhui.key().text(), jiangsu.witnessKey().text()))
                        .orElseThrow();
        assertThat(TrustedKeys.parse(known.text())).contains(known);
        assertThat(said(check(receipt(List.of(), jiangsu).json(), known)))
                .contains("verify.receipt.witnessed");
        assertThat(said(check(receipt(List.of()).json(), known)))
                .contains("verify.receipt.unwitnessed");
    }

    @Test
    void a_home_of_the_same_node_is_no_witness() {
        String honest = receipt(List.of("320000", "330000"), shanghai, jiangsu).json();
        assertThat(said(check(honest, TrustedKeys.NONE))).contains("verify.receipt.co-hosted");
        TrustedKeys known =
                new TrustedKeys(
                        Map.of(
                                anhui.key(), "one",
                                jiangsu.witnessKey(), "one",
                                shanghai.witnessKey(), "two"));
        String silent = receipt(List.of(), shanghai, jiangsu).json();
        assertThat(said(check(silent, known))).contains("verify.receipt.unwitnessed");
    }

    @Test
    void a_key_that_the_reader_does_not_trust_proves_nothing() {
        TrustedKeys mine =
                new TrustedKeys(Map.of(signer(Province.ANHUI, Suite.ED25519).key(), "anhui"));
        Verdict verdict = check(receipt(List.of()).json(), mine);
        assertThat(verdict.valid()).isFalse();
        assertThat(said(verdict)).containsExactly("verify.receipt.another-key");
        TrustedKeys right = new TrustedKeys(Map.of(anhui.key(), "anhui"));
        assertThat(said(check(receipt(List.of()).json(), right)))
                .contains("verify.receipt.trusted");
    }

    private record Change(String name, Consumer<ObjectNode> to) {}

    private static void replace(ObjectNode json, String field, String from, String to) {
        String before = json.get(field).asString();
        assertThat(before).contains(from);
        json.put(field, before.replace(from, to));
    }

    @TestFactory
    Stream<DynamicTest> whatever_is_changed_in_a_receipt_makes_it_invalid() {
        String good = receipt(List.of(), jiangsu).json();
        NoteSigner other = signer(Province.ANHUI, Suite.ED25519);
        return Stream.of(
                        new Change("amount", json -> replace(json, "entry", "1234", "1235")),
                        new Change("kind", json -> replace(json, "entry", "Placed", "Closed")),
                        new Change("hour", json -> replace(json, "entry", "T01", "T02")),
                        new Change("index", json -> replace(json, "entry", "\"6\"", "\"7\"")),
                        new Change("index 0", json -> replace(json, "entry", "\"6\"", "\"0\"")),
                        new Change("home", json -> replace(json, "entry", "340000\"", "320000\"")),
                        new Change("space", json -> replace(json, "entry", "{\"at", "{ \"at")),
                        new Change("size", json -> replace(json, "checkpoint", "\n11\n", "\n12\n")),
                        new Change("no entry", json -> json.remove("entry")),
                        new Change("entry as object", json -> json.set("entry", Json.parse("{}"))),
                        new Change("short proof", json -> json.withArray("proof").remove(0)),
                        new Change("long proof", json -> json.withArray("proof").add("AAAA")),
                        new Change("no proof", json -> json.remove("proof")),
                        new Change("no keys", json -> json.putArray("keys")),
                        new Change(
                                "another key",
                                json -> json.putArray("keys").add(other.key().text())),
                        new Change(
                                "a witness's key instead",
                                json -> json.putArray("keys").add(jiangsu.witnessKey().text())),
                        new Change(
                                "a signature with other bytes",
                                json ->
                                        replace(
                                                json,
                                                "checkpoint",
                                                "\n\u2014 delta-commons/320000 ",
                                                "\n\u2014 delta-commons/340000 ")),
                        new Change("no key at all", json -> json.putArray("keys").add("key")),
                        new Change("no list of homes", json -> json.remove("coHosted")),
                        new Change("another version", json -> json.put("receipt", 2)),
                        new Change("no note", json -> json.put("checkpoint", "delta-commons")))
                .map(change ->
                        DynamicTest.dynamicTest(
                                change.name(),
                                () -> {
                                    ObjectNode json = (ObjectNode) Json.parse(good);
                                    change.to().accept(json);
                                    assertThat(check(json.toString(), TrustedKeys.NONE).valid())
                                            .isEqualTo(change.name().startsWith("a signature"));
                                }));
    }

    private record Ended(int status, String said) {}

    private static Ended run(String file, String keys) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int status =
                Verify.run(
                        new String[] {"receipt", "-"},
                        new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)),
                        new PrintStream(said, true, StandardCharsets.UTF_8),
                        keys);
        return new Ended(status, said.toString(StandardCharsets.UTF_8));
    }

    @Test
    void the_command_says_it_in_two_lines_and_believes_the_keys_it_is_given(@TempDir Path folder)
            throws IOException {
        String receipt = receipt(List.of(), shanghai, jiangsu).json();
        assertThat(run(receipt, ""))
                .satisfies(ended -> {
                    assertThat(ended.status()).isZero();
                    assertThat(ended.said().lines()).hasSize(2);
                    assertThat(ended.said())
                            .contains("Valid: fact 6 of 340000")
                            .contains("delta-commons/310000 delta-commons/320000");
                });
        Path keys = folder.resolve("keys");
        Files.writeString(keys, "# known\n" + anhui.key().text() + " hefei\n");
        assertThat(run(receipt, keys.toString()).status()).isZero();
        Files.writeString(keys, jiangsu.key().text() + "\n");
        assertThat(run(receipt, keys.toString()).status()).isOne();
        Files.writeString(keys, "no key\n");
        assertThat(run(receipt, keys.toString()).status()).isEqualTo(2);
        assertThat(run(receipt, folder.resolve("none").toString()).status()).isEqualTo(2);
    }

    @Test
    void what_a_stranger_wrote_does_not_move_the_cursor() {
        ObjectNode json = (ObjectNode) Json.parse(receipt(List.of()).json());
        RecordedFact loud =
                new RecordedFact(
                        Province.ANHUI,
                        1,
                        "a.B",
                        1,
                        "x\u001b[2J{size}",
                        Audience.HOME,
                        Json.parse("{}"),
                        NOW,
                        "");
        byte[] root = NaiveTree.root(List.of(Merkle.sha256(Entry.bytes(loud))));
        json.put("entry", Entry.text(loud));
        json.putArray("proof");
        json.put(
                "checkpoint",
                anhui.sign(new Checkpoint(Entry.origin(Province.ANHUI), 1, root)).whole());
        assertThat(run(json.toString(), "").said())
                .doesNotContain("\u001b")
                .contains("x?[2J{size}");
    }
}
