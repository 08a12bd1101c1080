package org.deltacommons.foundation.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.deltacommons.Docs;
import org.deltacommons.foundation.lane.Audience;
import org.deltacommons.foundation.lane.Fact;
import org.deltacommons.foundation.lane.FactKind;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.web.servlet.MockMvc;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;

/// The published kinds of facts: each with its words, a schema that is kept for ever, and a page.
@SpringBootTest
@AutoConfigureMockMvc
class FactCatalogueTest {

    private static final Path RESOURCES = Path.of("src", "main", "resources");

    @Autowired private FactKinds kinds;
    @Autowired private Words words;
    @Autowired private MockMvc browser;

    /// Those of the product, not of other tests.
    private List<FactKinds.Kind> published() {
        return kinds.all().stream()
                .filter(kind ->
                        !kind.body()
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .getPath()
                                .contains("test-classes"))
                .toList();
    }

    private static String text(FactKinds.Kind kind) {
        return Json.MAPPER
                        .writer(SerializationFeature.INDENT_OUTPUT)
                        .writeValueAsString(FactSchema.of(kind.body()))
                        .replace("\r\n", "\n")
                + "\n";
    }

    /// A stored schema is never written over: others hold it. Whoever changes a record raises its
    /// `schema`, or, as long as no release had it, deletes the file.
    @Test
    void no_record_changes_without_a_new_version_of_its_schema() {
        for (FactKinds.Kind kind : published()) {
            Path stored =
                    RESOURCES.resolve(FactSchema.path(kind.name(), kind.schema()).substring(1));
            if (Docs.areWritten() && !Files.exists(stored)) {
                Docs.write(stored, text(kind));
            }
            assertThat(stored).exists();
            assertThat(Docs.read(stored))
                    .as("%s changed: raise its schema", kind.name())
                    .isEqualTo(text(kind));
        }
    }

    /// Whoever has announced nothing is told these, and nothing that a later release added.
    @Test
    void what_the_first_release_reads_is_kept_for_ever() {
        Path stored = RESOURCES.resolve(FactKinds.FIRST_RELEASE);
        Map<String, Integer> now = new TreeMap<>();
        published().forEach(kind -> now.put(kind.name(), kind.schema()));
        String text =
                Json.MAPPER.writer(SerializationFeature.INDENT_OUTPUT).writeValueAsString(now)
                        + "\n";
        boolean isNotOutYet =
                Docs.read(Path.of("pom.xml")).contains("\n  <version>0.1.0</version>");
        if (isNotOutYet && Docs.areWritten()) {
            Docs.write(stored, text);
        }
        if (isNotOutYet) {
            assertThat(Docs.read(stored)).isEqualTo(text);
        }
        kinds.firstRelease().keySet().stream()
                .filter(name -> !name.contains("test.") && !name.startsWith("bench."))
                .forEach(name ->
                        assertThat(now.getOrDefault(name, 0))
                                .as(name)
                                .isGreaterThanOrEqualTo(kinds.firstRelease().get(name)));
    }

    @Test
    void every_kind_is_named_after_its_module_and_has_its_words_in_both_languages() {
        List<String> faults = new ArrayList<>();
        for (FactKinds.Kind kind : published()) {
            if (!kind.name().equals(kind.module() + "." + kind.body().getSimpleName())) {
                faults.add(kind.name() + " is told by " + kind.body());
            }
            for (Locale language : List.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH)) {
                if (!words.in(language).has("fact." + kind.name())) {
                    faults.add(kind.name() + " has no words in " + language);
                }
            }
        }
        assertThat(faults).isEmpty();
        assertThat(published()).hasSizeGreaterThan(40);
    }

    @Test
    void the_followers_of_a_kind_are_those_that_the_feeds_run_on() {
        FactKinds.Kind asked = kinds.named("bookings.BookingRequested").orElseThrow();
        assertThat(asked.reactions()).containsExactly("bookings");
        assertThat(asked.replicas()).isEmpty();
        FactKinds.Kind taken = kinds.named("bookings.SlotTaken").orElseThrow();
        assertThat(taken.reactions()).containsExactly("vouchers");
        FactKinds.Kind rule = kinds.named("rulebook.RuleApproved").orElseThrow();
        assertThat(rule.reactions()).isEmpty();
        assertThat(rule.replicas()).containsExactly("rulebook");
        assertThat(kinds.projections()).contains("finding");
    }

    record Inner(String word, @Nullable Inner next) {}

    enum Colour {
        RED,
        BLUE
    }

    @FactKind("fedtest.Everything")
    record Everything(
            long count,
            @Nullable Colour colour,
            List<Inner> inner,
            org.deltacommons.kernel.Money money,
            Province province,
            @Nullable Inner perhaps) {}

    @Test
    void a_schema_says_what_json_writes_nothing_and_recursion_included() {
        assertThat(FactSchema.of(Everything.class))
                .isEqualTo(
                        Json.parse(
                                """
                                {"$schema": "https://json-schema.org/draft/2020-12/schema",
                                 "$id": "/schemas/fedtest.Everything/v1.json",
                                 "title": "fedtest.Everything",
                                 "type": "object",
                                 "properties": {
                                   "colour": {"type": ["string", "null"], "enum": ["RED", "BLUE", null]},
                                   "count": {"type": "string", "format": "int64",
                                             "pattern": "^(0|-?[1-9][0-9]{0,18})$"},
                                   "inner": {"type": "array",
                                             "items": {"$ref": "#/$defs/FactCatalogueTest.Inner"}},
                                   "money": {"type": "string", "format": "int64",
                                             "pattern": "^(0|-?[1-9][0-9]{0,18})$",
                                             "description": "fen"},
                                   "perhaps": {"anyOf": [{"$ref": "#/$defs/FactCatalogueTest.Inner"},
                                                         {"type": "null"}]},
                                   "province": {"type": "string",
                                                "enum": ["310000", "320000", "330000", "340000"]}},
                                 "required": ["colour", "count", "inner", "money", "perhaps", "province"],
                                 "$defs": {"FactCatalogueTest.Inner": {
                                   "type": "object",
                                   "properties": {
                                     "next": {"anyOf": [{"$ref": "#/$defs/FactCatalogueTest.Inner"},
                                                        {"type": "null"}]},
                                     "word": {"type": "string"}},
                                   "required": ["next", "word"]}}}
                                """));
    }

    @FactKind("fedtest.Numbers")
    record Numbers(
            long plain,
            @Nullable Long boxed,
            int small,
            List<Long> many,
            Map<Province, Long> positions,
            org.deltacommons.kernel.Money money,
            @Nullable Refusal why) {}

    @Test
    void a_64_bit_number_is_told_as_text_wherever_it_stands_and_heard_as_it_was() {
        Numbers told =
                new Numbers(
                        Long.MAX_VALUE,
                        -(1L << 53) - 1,
                        7,
                        List.of(0L, Long.MIN_VALUE),
                        Map.of(Province.ANHUI, 9_007_199_254_740_993L),
                        new org.deltacommons.kernel.Money(999_999_999_999_999L),
                        new Refusal(
                                "fedtest.NO",
                                Map.of(
                                        "left",
                                        new org.deltacommons.kernel.Money(5),
                                        "position",
                                        6L,
                                        "limit",
                                        7),
                                null));
        JsonNode body = Json.told(told);
        assertThat(body)
                .isEqualTo(
                        Json.parse(
                                """
                                {"plain": "9223372036854775807", "boxed": "-9007199254740993",
                                 "small": 7, "many": ["0", "-9223372036854775808"],
                                 "positions": {"340000": "9007199254740993"},
                                 "money": "999999999999999",
                                 "why": {"code": "fedtest.NO",
                                         "values": {"left": {"fen": "5"},
                                                    "position": {"whole": "6"}, "limit": 7}}}
                                """));
        assertThat(Json.heard(body, Numbers.class)).isEqualTo(told);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "\"01\"",
                "\"+1\"",
                "\"1.0\"",
                "\"\"",
                "\"9223372036854775808\"",
                "true"
            })
    void a_number_that_is_not_told_as_text_is_not_heard(String wrong) {
        JsonNode body =
                Json.parse(
                        """
                        {"plain": %s, "boxed": null, "small": 7, "many": [], "positions": {},
                         "money": "1", "why": null}
                        """
                                .formatted(wrong));
        assertThatThrownBy(() -> Json.heard(body, Numbers.class))
                .isInstanceOf(RuntimeException.class);
        JsonNode money =
                Json.parse(
                        body.toString()
                                .replace("\"money\":\"1\"", "\"money\":" + wrong)
                                .replace("\"plain\":" + wrong, "\"plain\":\"1\""));
        assertThatThrownBy(() -> Json.heard(money, Numbers.class))
                .isInstanceOf(RuntimeException.class);
    }

    @FactKind(value = "fedtest.Secret", reach = FactKind.Reach.HOME)
    record Secret(String word) {}

    @FactKind("fedtest.Between")
    record Between(String word) {}

    @Test
    void no_fact_goes_further_than_its_kind_was_declared_to() {
        assertThatThrownBy(() -> new Fact("s", Audience.of(Province.ANHUI), new Secret("x")))
                .hasMessageContaining("fedtest.Secret is declared for HOME");
        assertThatThrownBy(() -> new Fact("s", Audience.PUBLIC, new Between("x")))
                .hasMessageContaining("must not go to public");
        assertThat(new Fact("s", Audience.HOME, new Secret("x")).audience())
                .isEqualTo(Audience.HOME);
        assertThat(new Fact("s", Audience.of(Province.ANHUI), new Between("x")).audience())
                .isEqualTo(Audience.of(Province.ANHUI));
    }

    @Test
    void everybody_can_read_the_catalogue_a_kind_and_its_schema() throws Exception {
        String all =
                browser.perform(get("/facts"))
                        .andExpect(status().isOk())
                        .andReturn()
                        .getResponse()
                        .getContentAsString();
        for (FactKinds.Kind kind : published()) {
            assertThat(all).contains("/facts/" + kind.name());
            browser.perform(get("/facts/" + kind.name())).andExpect(status().isOk());
            browser.perform(get(FactSchema.path(kind.name(), kind.schema())))
                    .andExpect(status().isOk())
                    .andExpect(content().contentType("application/schema+json"))
                    .andExpect(jsonPath("$.title").value(kind.name()));
        }
        browser.perform(get("/api/v1/fact-kinds/bookings.SlotTaken"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.reach").value("CONCERNED"))
                .andExpect(jsonPath("$.schema.properties.order.type").value("string"));
        browser.perform(get("/api/v1/fact-kinds")).andExpect(jsonPath("$.total").isNumber());
    }

    @Test
    void a_kind_or_version_that_never_was_is_not_found() throws Exception {
        browser.perform(get("/facts/bookings.Nothing")).andExpect(status().isNotFound());
        browser.perform(get("/api/v1/fact-kinds/bookings.Nothing"))
                .andExpect(status().isNotFound());
        browser.perform(get("/schemas/bookings.SlotTaken/v99.json"))
                .andExpect(status().isNotFound());
        browser.perform(get("/schemas/..%2Fapplication/v1.json"))
                .andExpect(status().is4xxClientError());
    }
}
