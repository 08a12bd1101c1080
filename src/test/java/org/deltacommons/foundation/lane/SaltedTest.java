package org.deltacommons.foundation.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Personal texts behind their salted hashes.
class SaltedTest {

    private static final String SALT = "000102030405060708090a0b0c0d0e0f";
    private static final String OTHER = "f0".repeat(16);

    record Line(@Personal String who, String what) {}

    record Told(String id, @Personal String text, List<Line> lines) {}

    record Wrong(@Personal Integer number) {}

    private static final Told TOLD =
            new Told("c-1", "请找王芳，13800000000", List.of(new Line("张三", "a"), new Line("", "b")));

    private static JsonNode salted(Told told) {
        JsonNode body = Json.told(told);
        Salted.salt(told, body, () -> SALT);
        return body;
    }

    @Test
    void what_is_signed_has_the_hash_of_salt_and_text_and_neither_of_them() {
        JsonNode sealed = Salted.sealed(salted(TOLD));
        assertThat(sealed.at("/lines/0/who/salted").asString()).isEqualTo(Salted.hash(SALT, "张三"));
        assertThat(sealed.toString())
                .contains("c-1")
                .doesNotContain("张三")
                .doesNotContain("13800000000")
                .doesNotContain(SALT);
        assertThat(sealed.at("/lines/1/who").asString("none")).isEmpty();
    }

    @Test
    void the_hash_is_the_one_that_the_protocol_gives_as_an_example() {
        assertThat(Salted.hash(SALT, "abc")).isEqualTo(EXAMPLE);
    }

    private static final String EXAMPLE =
            "f9b234fe3638bdd7671503b81bda6e249f96aea7e0d8ca758c8f5ab13096de90";

    @Test
    void the_same_text_under_another_salt_cannot_be_told_to_be_the_same() {
        assertThat(Salted.hash(SALT, "张三")).isNotEqualTo(Salted.hash(OTHER, "张三"));
    }

    @Test
    void a_reader_that_has_the_texts_reads_the_record_as_it_was_told() {
        JsonNode sealed = Salted.sealed(salted(TOLD));
        assertThat(Salted.attach(sealed, Salted.attached(salted(TOLD)))).isTrue();
        assertThat(Json.heard(sealed, Told.class)).isEqualTo(TOLD);
        assertThat(Salted.sealed(sealed)).isEqualTo(Salted.sealed(salted(TOLD)));
    }

    @Test
    void a_reader_from_whom_they_were_erased_reads_the_rest() {
        Told left = Json.heard(Salted.sealed(salted(TOLD)), Told.class);
        assertThat(left)
                .isEqualTo(new Told("c-1", "", List.of(new Line("", "a"), new Line("", "b"))));
    }

    @Test
    void what_was_told_before_the_text_was_personal_is_read_as_ever() {
        assertThat(Json.heard(Json.told(TOLD), Told.class)).isEqualTo(TOLD);
    }

    @Test
    void a_text_that_does_not_fit_its_hash_or_stands_in_no_place_is_not_attached() {
        for (Salted.Attached wrong :
                List.of(
                        new Salted.Attached("/text", SALT, "请找王芳，13800000001"),
                        new Salted.Attached("/text", OTHER, TOLD.text()),
                        new Salted.Attached("/text", "no salt", TOLD.text()),
                        new Salted.Attached("/id", SALT, "c-1"),
                        new Salted.Attached("/nowhere", SALT, TOLD.text()),
                        new Salted.Attached("", SALT, TOLD.text()))) {
            assertThat(Salted.attach(Salted.sealed(salted(TOLD)), List.of(wrong)))
                    .as(wrong.path())
                    .isFalse();
        }
    }

    @Test
    void only_texts_can_be_personal() {
        assertThatThrownBy(() -> Salted.isIn(Wrong.class))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(Salted.isIn(Told.class)).isTrue();
        assertThat(Salted.isIn(RecordedFact.class)).isFalse();
    }
}
