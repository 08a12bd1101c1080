package org.deltacommons.foundation.federation.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.deltacommons.foundation.lane.Json;
import org.erdtman.jcs.JsonCanonicalizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class CanonicalTest {

    private static String canonical(String json) {
        return new String(Canonical.bytes(Json.parse(json)), StandardCharsets.UTF_8);
    }

    /// RFC 8785, section 3.2.2.
    @Test
    void the_example_of_the_rfc_has_the_form_of_the_rfc() {
        assertThat(
                        canonical(
                                """
                                {
                                  "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
                                  "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
                                  "literals": [null, true, false]
                                }
                                """))
                .isEqualTo(
                        "{\"literals\":[null,true,false],"
                                + "\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
                                + "\"string\":\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
    }

    /// RFC 8785, section 3.2.3: by UTF-16 units, not by code points.
    @Test
    void names_are_sorted_as_the_rfc_says() {
        assertThat(
                        canonical(
                                """
                                {"\\u20ac":"Euro Sign","\\r":"Carriage Return","\\ufb33":"Hebrew",
                                 "1":"One","\\ud83d\\ude00":"Emoji","\\u0080":"Control",
                                 "\\u00f6":"Latin"}
                                """))
                .isEqualTo(
                        "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\","
                                + "\"\u00f6\":\"Latin\",\"\u20ac\":\"Euro Sign\","
                                + "\"\ud83d\ude00\":\"Emoji\",\"\ufb33\":\"Hebrew\"}");
    }

    /// RFC 8785, appendix B.
    @ParameterizedTest
    @CsvSource({
        "0000000000000000, 0",
        "8000000000000000, 0",
        "0000000000000001, 5e-324",
        "8000000000000001, -5e-324",
        "7fefffffffffffff, 1.7976931348623157e+308",
        "ffefffffffffffff, -1.7976931348623157e+308",
        "44b52d02c7e14af5, 9.999999999999997e+22",
        "44b52d02c7e14af6, 1e+23",
        "44b52d02c7e14af7, 1.0000000000000001e+23",
        "444b1ae4d6e2ef4e, 999999999999999700000",
        "444b1ae4d6e2ef4f, 999999999999999900000",
        "444b1ae4d6e2ef50, 1e+21",
        "3eb0c6f7a0b5ed8c, 9.999999999999997e-7",
        "3eb0c6f7a0b5ed8d, 0.000001",
        "41b3de4355555553, 333333333.3333332",
        "41b3de4355555557, 333333333.33333343",
        "becbf647612f3696, -0.0000033333333333333333",
        "43143ff3c1cb0959, 1424953923781206.2"
    })
    void numbers_are_written_as_the_rfc_says(String bits, String written) {
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.put("n", Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16)));
        assertThat(new String(Canonical.bytes(json), StandardCharsets.UTF_8))
                .isEqualTo("{\"n\":" + written + "}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"n\":9007199254740992}",
                "{\"n\":-9007199254740992}",
                "{\"n\":123456789012345678901234567890}",
                "{\"n\":[{\"m\":9223372036854775807}]}",
                "{\"n\":\"\\ud83d\"}",
                "{\"\\ude00\":1}",
                "{\"n\":1e999}"
            })
    void what_has_no_exact_form_is_refused(String json) {
        assertThatThrownBy(() -> canonical(json)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_largest_whole_numbers_that_every_reader_holds_are_taken() {
        assertThat(canonical("{\"n\":[9007199254740991,-9007199254740991]}"))
                .isEqualTo("{\"n\":[9007199254740991,-9007199254740991]}");
    }

    @Property(tries = 300)
    void what_is_canonical_stays_as_it_is_and_means_the_same(@ForAll long seed) {
        ObjectNode json = object(new Random(seed), 0);
        byte[] once = Canonical.bytes(json);
        ObjectNode again = (ObjectNode) Json.parse(new String(once, StandardCharsets.UTF_8));
        assertThat(Canonical.bytes(again)).isEqualTo(once);
        assertThat(again.size()).isEqualTo(json.size());
    }

    /// The library reads a text and writes it anew.
    @Property(tries = 1_000)
    void the_form_is_that_of_the_library(@ForAll long seed) throws Exception {
        ObjectNode json = object(new Random(seed), 0);
        assertThat(new String(Canonical.bytes(json), StandardCharsets.UTF_8))
                .isEqualTo(new JsonCanonicalizer(json.toString()).getEncodedString());
    }

    private static ObjectNode object(Random random, int depth) {
        ObjectNode made = Json.MAPPER.createObjectNode();
        for (int i = random.nextInt(6); i > 0; i--) {
            String name = text(random);
            switch (random.nextInt(depth > 3 ? 4 : 6)) {
                case 0 -> made.put(name, random.nextInt());
                case 1 -> made.put(name, text(random));
                case 2 ->
                        made.put(
                                name,
                                random.nextGaussian() * Math.pow(10, random.nextInt(30) - 18));
                case 3 -> made.putNull(name);
                case 4 -> made.set(name, object(random, depth + 1));
                default ->
                        made.putArray(name)
                                .add(object(random, depth + 1))
                                .add(random.nextBoolean());
            }
        }
        return made;
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            // Half of them from where what is escaped lies.
            int at = random.nextInt(random.nextBoolean() ? 0x11000 : 0x80);
            text.appendCodePoint(at >= 0xd800 && at <= 0xdfff ? '?' : at);
        }
        return text.toString();
    }
}
