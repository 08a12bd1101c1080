package org.deltacommons.foundation.federation.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// RFC 9421, appendix B.2.6: a request signed with Ed25519.
class MessageSignatureTest {

    private static final String INPUT =
            "sig-b26=(\"date\" \"@method\" \"@path\" \"@authority\" \"content-type\""
                    + " \"content-length\");created=1618884473;keyid=\"test-key-ed25519\"";
    private static final String SIGNATURE =
            "sig-b26=:wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WP"
                    + "pBKRCw==:";
    private static final NodeKey.Public PUBLIC =
            NodeKey.Public.parse("JrQLj5P/89iXES9+vFgrIy29clF9CC/oPPsw3c5D0bs=").orElseThrow();

    private static NodeKey secret() {
        byte[] pkcs8 =
                Base64.getDecoder()
                        .decode("MC4CAQAwBQYDK2VwBCIEIJ+DYvh6SEqVTm50DFtMDoQikTmiCqirVv9mWG9qfSnF");
        return new NodeKey(Arrays.copyOfRange(pkcs8, pkcs8.length - 32, pkcs8.length));
    }

    private static MessageSignature.Components message(String path) {
        return component ->
                Optional.ofNullable(
                        Map.of(
                                        "\"date\"", "Tue, 20 Apr 2021 02:07:55 GMT",
                                        "\"@method\"", "POST",
                                        "\"@path\"", path,
                                        "\"@authority\"", "example.com",
                                        "\"content-type\"", "application/json",
                                        "\"content-length\"", "18")
                                .get(component));
    }

    @Test
    void the_example_of_the_rfc_verifies() throws Exception {
        MessageSignature read = MessageSignature.read("sig-b26", INPUT, SIGNATURE);
        assertThat(read.isRight(PUBLIC, message("/foo"))).isTrue();
        assertThat(read.text("keyid")).contains("test-key-ed25519");
        assertThat(read.isRight(PUBLIC, message("/bar"))).isFalse();
        assertThat(read.isRight(PUBLIC, _ -> Optional.empty())).isFalse();
    }

    @Test
    void signing_the_example_gives_the_signature_of_the_rfc() {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("created", 1618884473L);
        parameters.put("keyid", "test-key-ed25519");
        MessageSignature made =
                MessageSignature.sign(
                        "sig-b26",
                        List.of(
                                "\"date\"",
                                "\"@method\"",
                                "\"@path\"",
                                "\"@authority\"",
                                "\"content-type\"",
                                "\"content-length\""),
                        parameters,
                        message("/foo"),
                        secret());
        assertThat(secret().publicKey()).isEqualTo(PUBLIC);
        assertThat(made.inputField()).isEqualTo(INPUT);
        assertThat(made.signatureField()).isEqualTo(SIGNATURE);
    }

    @Test
    void what_is_no_signature_cannot_be_read() {
        for (String input :
                Arrays.asList(null, "", "other=()", "sig-b26=5", "((", "sig-b26=(1)x")) {
            assertThatThrownBy(() -> MessageSignature.read("sig-b26", input, SIGNATURE))
                    .as(input)
                    .isInstanceOf(MessageSignature.Unreadable.class);
        }
    }

    /// Section 2: each component occurs once.
    @Test
    void what_covers_a_component_twice_is_not_right() throws Exception {
        MessageSignature twice =
                MessageSignature.read(
                        "sig-b26", INPUT.replace("\"date\" ", "\"date\" \"date\" "), SIGNATURE);
        assertThat(twice.isRight(PUBLIC, message("/foo"))).isFalse();
    }

    /// RFC 9530, appendix B.1 has the digest of this content.
    @Test
    void a_digest_is_of_the_content_as_sent() {
        byte[] content = Exchange.utf8("{\"hello\": \"world\"}\n");
        assertThat(Exchange.digest(content))
                .isEqualTo("sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:");
        assertThat(Exchange.isDigest(Exchange.digest(content), content)).isTrue();
        assertThat(Exchange.isDigest(Exchange.digest(content), new byte[0])).isFalse();
        assertThat(Exchange.isDigest("md5=:AA==:", content)).isFalse();
        assertThat(Exchange.isDigest("((", content)).isFalse();
        assertThat(Exchange.isDigest(null, content)).isFalse();
    }
}
