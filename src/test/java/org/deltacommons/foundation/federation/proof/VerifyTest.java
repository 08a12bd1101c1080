package org.deltacommons.foundation.federation.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.deltacommons.foundation.lane.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/// What `bin/verify` does once it runs.
class VerifyTest {

    private static final int VALID = 0;
    private static final int INVALID = 1;
    private static final int MISUSED = 2;

    private static final String INCLUSION =
            """
            {
              "leafIdx": 0,
              "treeSize": 8,
              "root": "XcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=",
              "leafHash": "bjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=",
              "proof": [
                "lqKW0iTyhcZ77pPDD4owkVfw2qNdxbh+QQt4YwoJz8c=",
                "Xwg/ChozygdqlSeYMlgNs+DvRYS9/x9UyKNg9Q3jAx4=",
                "a0eq8p7jwq+a+Im8H7klTavTEXfxYjLdaqsDXKOb9uQ="
              ],
              "desc": "happy path",
              "wantErr": false
            }
            """;

    private static final String CONSISTENCY =
            """
            {"size1": 1, "size2": 8,
             "root1": "bjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=",
             "root2": "XcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=",
             "proof": ["lqKW0iTyhcZ77pPDD4owkVfw2qNdxbh+QQt4YwoJz8c=",
                       "Xwg/ChozygdqlSeYMlgNs+DvRYS9/x9UyKNg9Q3jAx4=",
                       "a0eq8p7jwq+a+Im8H7klTavTEXfxYjLdaqsDXKOb9uQ="]}
            """;

    record Ended(int status, String said) {}

    static Ended run(String what, String file) {
        return run(new String[] {what, "-"}, file.getBytes(StandardCharsets.UTF_8));
    }

    private static Ended run(String[] arguments, byte[] file) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int status =
                Verify.run(
                        arguments,
                        new ByteArrayInputStream(file),
                        new PrintStream(said, true, StandardCharsets.UTF_8),
                        null);
        return new Ended(status, said.toString(StandardCharsets.UTF_8));
    }

    private static ObjectNode changed(String json, String field, String value) {
        ObjectNode whole = (ObjectNode) Json.parse(json);
        whole.set(field, Json.parse(value));
        return whole;
    }

    @Test
    void a_valid_proof_is_said_in_both_languages() {
        Ended inclusion = run("inclusion", INCLUSION);
        assertThat(inclusion.status()).isEqualTo(VALID);
        assertThat(inclusion.said().lines())
                .hasSize(2)
                .satisfiesExactly(
                        zh -> assertThat(zh).startsWith("\u6709\u6548\uff1a").contains("8"),
                        en -> assertThat(en).startsWith("Valid: leaf 0").contains("8 leaves"));
        assertThat(run("consistency", CONSISTENCY).status()).isEqualTo(VALID);
    }

    @Test
    void a_file_is_read_as_the_standard_input_is(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("proof [0] bit @3.json"), INCLUSION);
        String[] call = {"inclusion", file.toString()};
        assertThat(run(call, new byte[0]).status()).isEqualTo(VALID);
        Files.delete(file);
        assertThat(run(call, new byte[0]).status()).isEqualTo(INVALID);
        assertThat(run(new String[] {"inclusion", folder.toString()}, new byte[0]).status())
                .isEqualTo(INVALID);
        assertThat(run(new String[] {"inclusion", "no\u0000file"}, new byte[0]).status())
                .isEqualTo(INVALID);
    }

    @Test
    void null_is_a_proof_without_hashes() {
        String leaf = "\"bjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=\"";
        ObjectNode one = changed(INCLUSION, "proof", "null");
        one.put("treeSize", 1).set("root", Json.parse(leaf));
        assertThat(run("inclusion", one.toString()).status()).isEqualTo(VALID);
        one.set("proof", Json.parse("[]"));
        assertThat(run("inclusion", one.toString()).status()).isEqualTo(VALID);
        one.remove("proof");
        assertThat(run("inclusion", one.toString()).status()).isEqualTo(INVALID);
        assertThat(run("consistency", changed(CONSISTENCY, "proof", "null").toString()).status())
                .isEqualTo(INVALID);
        assertThat(
                        run(
                                        "consistency",
                                        """
                                        {"size1":1,"size2":1,"root1":%1$s,"root2":%1$s,"proof":null}
                                        """
                                                .formatted(leaf))
                                .status())
                .isEqualTo(VALID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "18446744073709551615",
                "18446744073709551616",
                "9223372036854775808",
                "-1",
                "0.0",
                "1e0",
                "\"0\"",
                "null",
                "true",
                "[]",
                "{}",
                "123456789012345678901234567890"
            })
    void a_number_that_is_none_or_another_makes_a_proof_invalid(String number) {
        assertThat(run("inclusion", changed(INCLUSION, "leafIdx", number).toString()).status())
                .isEqualTo(INVALID);
        assertThat(run("inclusion", changed(INCLUSION, "treeSize", number).toString()).status())
                .isEqualTo(INVALID);
        for (String size : List.of("size1", "size2")) {
            assertThat(run("consistency", changed(CONSISTENCY, size, number).toString()).status())
                    .isEqualTo(INVALID);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\"",
                "\"XcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg\"",
                "\"XcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyh=\"",
                "\"XcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz-Nw7_RgQyg=\"",
                "\" XcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\"",
                "\"5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328\"",
                "null",
                "7",
                "[\"XcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\"]"
            })
    void a_hash_in_any_other_form_makes_a_proof_invalid(String hash) {
        for (String field : List.of("root", "leafHash")) {
            assertThat(run("inclusion", changed(INCLUSION, field, hash).toString()).status())
                    .isEqualTo(INVALID);
        }
        for (String field : List.of("root1", "root2")) {
            assertThat(run("consistency", changed(CONSISTENCY, field, hash).toString()).status())
                    .isEqualTo(INVALID);
        }
        ObjectNode inside = (ObjectNode) Json.parse(INCLUSION);
        inside.withArray("proof").set(0, Json.parse(hash));
        assertThat(run("inclusion", inside.toString()).status()).isEqualTo(INVALID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "null",
                "[]",
                "\"inclusion\"",
                "{}",
                "not json",
                "\u0000\u0001\u0002",
                "{\"leafIdx\":0}",
                "\u6709\u6548"
            })
    void what_is_no_proof_is_invalid(String file) {
        for (String what : List.of("inclusion", "consistency")) {
            assertThat(run(what, file).status()).as(what).isEqualTo(INVALID);
        }
    }

    @Test
    void one_value_said_twice_or_text_after_the_end_is_malformed() {
        assertThat(run("inclusion", INCLUSION.replaceFirst("\\{", "{\"leafIdx\":0,")).status())
                .isEqualTo(INVALID);
        assertThat(run("inclusion", INCLUSION + "{}").status()).isEqualTo(INVALID);
        assertThat(run("inclusion", INCLUSION + "\n \n").status()).isEqualTo(VALID);
    }

    @Test
    void deep_and_endless_files_end_without_a_fault() {
        assertThat(run("inclusion", "[".repeat(100_000)).status()).isEqualTo(INVALID);
        assertThat(run("inclusion", " ".repeat(5_000_000)).status()).isEqualTo(INVALID);
        String hash = "\"" + Base64.getEncoder().encodeToString(new byte[32]) + "\"";
        String many = "[" + (hash + ",").repeat(10_000) + hash + "]";
        assertThat(run("inclusion", changed(INCLUSION, "proof", many).toString()).status())
                .isEqualTo(INVALID);
    }

    @Test
    void every_missing_field_is_named() {
        for (String field : List.of("leafIdx", "treeSize", "root", "leafHash", "proof")) {
            ObjectNode without = (ObjectNode) Json.parse(INCLUSION);
            without.remove(field);
            Ended ended = run("inclusion", without.toString());
            assertThat(ended.status()).isEqualTo(INVALID);
            assertThat(ended.said()).contains(field);
        }
    }

    @Test
    void a_wrong_call_is_told_how_to_call() {
        for (String[] call :
                List.of(
                        new String[] {},
                        new String[] {"inclusion"},
                        new String[] {"exclusion", "-"},
                        new String[] {"inclusion", "-", "-"})) {
            Ended ended = run(call, new byte[0]);
            assertThat(ended.status()).isEqualTo(MISUSED);
            assertThat(ended.said()).contains("bin/verify");
        }
    }
}
