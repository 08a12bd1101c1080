package org.deltacommons.foundation.federation.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.deltacommons.kernel.Province;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SignedNoteTest {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Instant NOW = Instant.parse("2026-11-30T01:02:03Z");

    /// The note that the documentation of Go's `sumdb/note` signs, with its verifier key.
    private static final String NEUMANN =
            """
            If you think cryptography is the answer to your problem,
            then you don't know what your problem is.

            \u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
            """;

    private static final String NEUMANN_KEY =
            "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

    private static Checkpoint checkpoint(long size) {
        return new Checkpoint(Entry.origin(Province.ANHUI), size, Merkle.empty());
    }

    private static NoteSigner signer(Province home, Suite suite) {
        return NoteSigner.generate(Entry.origin(home), suite, RANDOM);
    }

    @Test
    void a_note_of_another_implementation_opens_with_its_key() throws Malformed {
        NoteKey key = NoteKey.parse(NEUMANN_KEY).orElseThrow();
        assertThat(key.suite()).isEqualTo(Suite.ED25519);
        assertThat(key.isWitness()).isFalse();
        assertThat(key.text()).isEqualTo(NEUMANN_KEY);
        SignedNote note = SignedNote.parse(NEUMANN);
        assertThat(note.verified(List.of(key))).containsExactly(key);
        assertThat(note.whole()).isEqualTo(NEUMANN);
        SignedNote changed = SignedNote.parse(NEUMANN.replace("cryptography", "Cryptography"));
        assertThatThrownBy(() -> changed.verified(List.of(key))).isInstanceOf(Malformed.class);
    }

    /// The example of C2SP's `tlog-checkpoint`.
    @Test
    void a_checkpoint_of_the_specification_is_read_as_it_says() throws Malformed {
        String text =
                """
                example.com/behind-the-sofa
                20852163
                CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

                \u2014 example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
                \u2014 witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==
                """;
        SignedNote note = SignedNote.parse(text);
        Checkpoint checkpoint = Checkpoint.of(note);
        assertThat(checkpoint.origin()).isEqualTo("example.com/behind-the-sofa");
        assertThat(checkpoint.size()).isEqualTo(20_852_163);
        assertThat(checkpoint.text()).isEqualTo(note.text());
        assertThat(note.whole()).isEqualTo(text);
    }

    @ParameterizedTest
    @EnumSource
    void what_a_home_signs_verifies_by_its_key_and_by_no_other(Suite suite) throws Malformed {
        NoteSigner anhui = signer(Province.ANHUI, suite);
        NoteKey twin = signer(Province.ANHUI, suite).key();
        SignedNote note = SignedNote.parse(anhui.sign(checkpoint(7)).whole());
        assertThat(Checkpoint.of(note)).isEqualTo(checkpoint(7));
        assertThat(note.verified(List.of(anhui.key(), twin))).containsExactly(anhui.key());
        assertThat(note.verified(List.of(twin))).isEmpty();
        assertThat(note.verified(List.of(anhui.witnessKey()))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void a_witness_signs_the_time_with_the_text(Suite suite) throws Malformed {
        NoteSigner anhui = signer(Province.ANHUI, Suite.ED25519);
        NoteSigner witness = signer(Province.JIANGSU, suite);
        SignedNote cosigned = witness.cosign(anhui.sign(checkpoint(7)), NOW);
        SignedNote note = SignedNote.parse(cosigned.whole());
        assertThat(note.verified(Set.of(anhui.key(), witness.witnessKey(), witness.key())))
                .containsExactlyInAnyOrder(anhui.key(), witness.witnessKey());
        SignedNote.Signature last = note.signatures().getLast();
        byte[] later = last.bytes().clone();
        later[7]++;
        SignedNote shifted = note.and(new SignedNote.Signature(last.name(), last.keyId(), later));
        assertThat(shifted.signatures()).hasSize(2);
        assertThatThrownBy(() -> shifted.verified(Set.of(witness.witnessKey())))
                .isInstanceOf(Malformed.class);
    }

    @ParameterizedTest
    @EnumSource
    void a_key_is_kept_and_read_again_and_its_verifier_key_too(Suite suite) {
        NoteSigner signer = signer(Province.ZHEJIANG, suite);
        NoteSigner again =
                NoteSigner.read(Entry.origin(Province.ZHEJIANG), signer.kept(), RANDOM)
                        .orElseThrow();
        assertThat(again.key()).isEqualTo(signer.key());
        for (NoteKey key : List.of(signer.key(), signer.witnessKey())) {
            assertThat(NoteKey.parse(key.text())).contains(key);
            assertThat(NoteKey.parse(key.text().replace("330000+", "320000+"))).isEmpty();
            assertThat(NoteKey.parse(key.text().substring(1))).isEmpty();
            assertThat(NoteKey.parse(key.text() + "A")).isEmpty();
        }
        assertThat(signer.key()).isNotEqualTo(signer.witnessKey());
        assertThat(NoteSigner.read("a", "nothing", RANDOM)).isEmpty();
        assertThat(NoteSigner.read("a", "ED25519 AAAA", RANDOM)).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> what_is_no_signed_note_is_refused() {
        String good = signer(Province.ANHUI, Suite.ED25519).sign(checkpoint(1)).whole();
        String signature = good.substring(good.indexOf("\n\n") + 2);
        return Stream.of(
                        "",
                        "\n\n",
                        "text",
                        good.strip(),
                        good.replace("\n\n", "\n"),
                        good.replace("\u2014", "-"),
                        good.replace("\u2014 ", "\u2014"),
                        good.replace("\n1\n", "\n1\r\n"),
                        good.replace("\n1\n", "\n1\u0000\n"),
                        good.replace("delta-commons/340000 ", "delta+commons "),
                        good.substring(0, good.indexOf("\n\n") + 2),
                        good + signature.repeat(64),
                        good.substring(0, good.length() - 3) + "\n",
                        good + "more\n")
                .map(text ->
                        DynamicTest.dynamicTest(
                                "|" + text.replace("\n", "/"),
                                () ->
                                        assertThatThrownBy(() -> SignedNote.parse(text))
                                                .isInstanceOf(Malformed.class)));
    }

    @TestFactory
    Stream<DynamicTest> what_is_no_checkpoint_is_refused() {
        String root = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
        return Stream.of(
                        "a\n01\n" + root + "\n",
                        "a\n-1\n" + root + "\n",
                        "a\n\n" + root + "\n",
                        "a\n1.0\n" + root + "\n",
                        "\n1\n" + root + "\n",
                        "a\n1\n" + root + "\nextension\n",
                        "a\n1\n" + root.substring(1) + "\n",
                        "a\n1\nAAAA\n",
                        "a\n9223372036854775808\n" + root + "\n",
                        "a\n1\n")
                .map(text ->
                        DynamicTest.dynamicTest(
                                "|" + text.replace("\n", "/"),
                                () ->
                                        assertThatThrownBy(() ->
                                                        Checkpoint.of(SignedNote.unsigned(text)))
                                                .isInstanceOf(Malformed.class)));
    }
}
