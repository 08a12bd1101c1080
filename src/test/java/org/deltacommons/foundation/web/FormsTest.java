package org.deltacommons.foundation.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.deltacommons.kernel.CreditCode;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Ids;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Share;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.mock.web.MockMultipartHttpServletRequest;

class FormsTest {

    private static final String KEY = "key-20260305-0000000000";

    private final Words words = WordsTest.words((_, _) -> Optional.empty());
    private final StaticListableBeanFactory beans = new StaticListableBeanFactory();
    private final Forms forms =
            new Forms(
                    words,
                    new Ids(
                            Clock.fixed(Instant.parse("2026-03-05T06:30:00Z"), ZoneOffset.UTC),
                            new Random(1)),
                    beans);

    record Everything(
            String name,
            Money amount,
            int count,
            @Nullable Long large,
            @Nullable BigDecimal exact,
            boolean agreed,
            @Nullable Boolean known,
            LocalDate day,
            @Nullable LocalTime hour,
            @Nullable Instant at,
            Province province,
            @Nullable Set<Province> provinces,
            @Nullable List<String> lines,
            @Nullable DivisionCode division,
            @Nullable CreditCode code,
            @Nullable Share share,
            @Nullable Id<FormsTest> order) {}

    record Span(@Nullable Integer from, @Nullable Integer until) {
        Span {
            if (from != null && until != null && from > until) {
                throw new IllegalArgumentException("from after until");
            }
            if (from != null && from == 13) {
                throw new FieldError("from", "refusal.web.FIELD_TOO_BIG.what", Map.of("until", 12));
            }
        }
    }

    enum Way {
        SLOT,
        SAMPLE
    }

    record Ordered(
            Way way,
            @Nullable @Input(when = "way=SLOT") Instant from,
            @Nullable @Input(when = "way=SAMPLE", from = 1) Integer count,
            @Input(when = "way=SLOT") boolean waits) {}

    record Short(@Input(max = 3) String text) {}

    record Priced(@Input(from = 1, until = 100) Money price) {}

    record Chosen(@Input(options = "choices") String choice) {}

    record Filed(Upload report, @Nullable List<Upload> more) {}

    private static Map<String, String[]> typed(String... pairs) {
        Map<String, String[]> typed = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            typed.put(pairs[i], new String[] {pairs[i + 1]});
        }
        return typed;
    }

    private static <R extends Record> R ok(Read<R> read) {
        return switch (read) {
            case Read.Ok<R> good -> good.form();
            case Read.Wrong<R> wrong -> throw new AssertionError(wrong.errors());
        };
    }

    private static Map<String, Phrase> wrong(Read<?> read) {
        return switch (read) {
            case Read.Ok<?> good -> throw new AssertionError(good.form());
            case Read.Wrong<?> wrong -> wrong.errors();
        };
    }

    private static Map<String, String[]> sent(String... pairs) {
        Map<String, String[]> sent = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            sent.put(pairs[i], new String[] {pairs[i + 1]});
        }
        return sent;
    }

    private List<String> asked(Map<String, String[]> typed) {
        return forms.describe(Ordered.class, typed, Map.of()).fields().stream()
                .map(FieldView::name)
                .toList();
    }

    @Test
    void a_field_that_depends_on_another_is_asked_and_needed_only_then() {
        assertThat(asked(Map.of())).containsExactly("way");
        assertThat(asked(sent("way", "SLOT"))).containsExactly("way", "from", "waits");
        assertThat(asked(sent("way", "SAMPLE"))).containsExactly("way", "count");
        assertThat(forms.read(Ordered.class, sent("way", "SAMPLE")))
                .isInstanceOfSatisfying(
                        Read.Wrong.class,
                        wrong -> assertThat(wrong.errors()).containsOnlyKeys("count"));
        assertThat(
                        forms.read(
                                Ordered.class,
                                sent(
                                        "way",
                                        "SAMPLE",
                                        "count",
                                        "3",
                                        "from",
                                        "nonsense",
                                        "waits",
                                        "true")))
                .isInstanceOfSatisfying(
                        Read.Ok.class,
                        ok ->
                                assertThat(ok.form())
                                        .isEqualTo(new Ordered(Way.SAMPLE, null, 3, false)));
    }

    @Test
    void every_type_is_read_from_what_people_type() {
        Map<String, String[]> typed =
                typed(
                        "name", "　张 三\u200B ",
                        "amount", "￥４８，０００．５",
                        "count", " １２ ",
                        "large", "26,132",
                        "exact", "0.125",
                        "agreed", "true",
                        "known", "false",
                        "day", "2026-03-05",
                        "hour", "09:30",
                        "at", "2026-03-05T14:30",
                        "province", "ANHUI",
                        "lines", "第一行\r\n\r\n 第二行 ",
                        "division", "３４０５００",
                        "code", "91310000ma1fl1hl7x",
                        "share", "33.33%",
                        "order", "ord-1");
        typed.put("provinces", new String[] {"ZHEJIANG", "SHANGHAI"});
        Everything read = ok(forms.read(Everything.class, typed));
        assertThat(read)
                .isEqualTo(
                        new Everything(
                                "张 三",
                                Money.parse("48000.50"),
                                12,
                                26_132L,
                                new BigDecimal("0.125"),
                                true,
                                false,
                                LocalDate.of(2026, 3, 5),
                                LocalTime.of(9, 30),
                                Instant.parse("2026-03-05T06:30:00Z"),
                                Province.ANHUI,
                                Set.of(Province.ZHEJIANG, Province.SHANGHAI),
                                List.of("第一行", "第二行"),
                                new DivisionCode("340500"),
                                new CreditCode("91310000MA1FL1HL7X"),
                                new Share(3_333),
                                new Id<>("ord-1")));
    }

    @Test
    void what_is_missing_is_told_for_every_field_at_once() {
        assertThat(wrong(forms.read(Everything.class, typed("name", "　 "))))
                .containsOnlyKeys("name", "amount", "count", "day", "province")
                .allSatisfy((_, phrase) -> assertThat(words.say(phrase)).isEqualTo("请填写"));
    }

    @Test
    void an_optional_field_may_stay_empty_and_a_list_is_then_empty() {
        Everything read =
                ok(
                        forms.read(
                                Everything.class,
                                typed(
                                        "name",
                                        "a",
                                        "amount",
                                        "0",
                                        "count",
                                        "0",
                                        "day",
                                        "2026-03-05",
                                        "province",
                                        "ANHUI",
                                        "at",
                                        " ")));
        assertThat(read.at()).isNull();
        assertThat(read.provinces()).isEmpty();
        assertThat(read.agreed()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "amount, 四万八, FIELD_NOT_MONEY",
        "amount, 1.005, FIELD_NOT_MONEY",
        "amount, -1, FIELD_TOO_SMALL",
        "amount, 99999999999999999999, FIELD_NOT_MONEY",
        "count, 1.5, FIELD_NOT_NUMBER",
        "count, 3000000000, FIELD_NOT_NUMBER",
        "count, 1e9999999, FIELD_NOT_NUMBER",
        "day, 2026-02-30, FIELD_NOT_DATE",
        "at, yesterday, FIELD_NOT_TIME",
        "province, GUANGDONG, FIELD_NOT_OPTION",
        "division, 440100, FIELD_NOT_DIVISION",
        "code, 123, FIELD_NOT_CREDIT_CODE",
        "share, 100.01, FIELD_NOT_NUMBER",
        "order, a b, FIELD_NOT_ID"
    })
    void what_cannot_be_read_is_told_at_its_field(String field, String text, String reason) {
        assertThat(wrong(forms.read(Everything.class, typed(field, text))).get(field).key())
                .isEqualTo("refusal.web." + reason + ".what");
    }

    @Test
    void a_character_of_four_bytes_counts_once_and_survives() {
        assertThat(ok(forms.read(Short.class, typed("text", "𠮷😀吉"))).text()).isEqualTo("𠮷😀吉");
        assertThat(words.say(wrong(forms.read(Short.class, typed("text", "𠮷😀吉口"))).get("text")))
                .isEqualTo("太长，最多 3 个字");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "a\u001Bb", "a\uD800b"})
    void what_no_keyboard_makes_is_refused(String text) {
        assertThat(wrong(forms.read(Short.class, typed("text", text))).get("text").key())
                .endsWith("FIELD_NOT_TEXT.what");
    }

    @Test
    void chinese_punctuation_stays_as_it_was_typed() {
        assertThat(ok(forms.read(Short.class, typed("text", "，。Ａ"))).text()).isEqualTo("，。A");
    }

    @Test
    void an_amount_is_judged_to_the_fen() {
        assertThat(ok(forms.read(Priced.class, typed("price", "100"))).price())
                .isEqualTo(Money.yuan(100));
        assertThat(
                        words.say(
                                wrong(forms.read(Priced.class, typed("price", "100.01")))
                                        .get("price")))
                .isEqualTo("不能大于 100");
    }

    @Test
    void a_contradiction_stands_above_the_form_and_a_field_error_at_its_field() {
        assertThat(wrong(forms.read(Span.class, typed("from", "3", "until", "2"))))
                .containsOnlyKeys("");
        Map<String, Phrase> errors = wrong(forms.read(Span.class, typed("from", "13")));
        assertThat(words.say(errors.get("from"))).isEqualTo("不能大于 12");
    }

    @Test
    void only_what_was_offered_can_be_chosen() {
        beans.addBean(
                "choices",
                (OptionSource) actor -> List.of(new Option("a", "甲"), new Option("b", "乙")));
        assertThat(ok(forms.read(Chosen.class, typed("choice", "b"))).choice()).isEqualTo("b");
        assertThat(wrong(forms.read(Chosen.class, typed("choice", "c")))).containsKey("choice");
        FieldView field = forms.describe(Chosen.class).field("choice");
        assertThat(field.shape()).isEqualTo("select");
        assertThat(field.options()).extracting(Option::label).containsExactly("甲", "乙");
    }

    @Test
    void key_and_version_travel_with_the_form() {
        Read<Span> read = forms.read(Span.class, typed("key", KEY, "version", "7"));
        assertThat(read).isEqualTo(new Read.Ok<>(new Span(null, null), KEY, 7));
        assertThat(forms.read(Span.class, typed("version", "x")))
                .isEqualTo(new Read.Ok<>(new Span(null, null), "", -1));
    }

    @Test
    void a_key_that_no_page_made_is_refused() {
        assertThat(wrong(forms.read(Span.class, typed("key", "k".repeat(201)))).get("").key())
                .isEqualTo("web.form.key");
    }

    @Test
    void every_rendering_has_a_key_of_its_own() {
        assertThat(forms.describe(Span.class).key()).isNotEqualTo(forms.describe(Span.class).key());
    }

    @Test
    void what_was_typed_survives_an_error() {
        Map<String, String[]> typed = typed("from", "３０个", "until", "2");
        FormView form =
                switch (forms.read(Span.class, typed)) {
                    case Read.Wrong<Span> wrong -> forms.describe(Span.class, typed, wrong);
                    case Read.Ok<Span> ok -> throw new AssertionError(ok);
                };
        assertThat(form.field("from").value()).isEqualTo("３０个");
        assertThat(form.field("from").error()).isEqualTo("请填写数字");
        assertThat(form.field("from").describedBy()).isEqualTo("Span-from-error");
        assertThat(form.field("until").error()).isNull();
        assertThat(form.wrongFields()).hasSize(1);
    }

    @Test
    void a_known_record_fills_its_form_and_is_read_back_the_same() {
        Everything known =
                new Everything(
                        "a",
                        Money.parse("1234.50"),
                        1,
                        null,
                        null,
                        true,
                        true,
                        LocalDate.of(2026, 3, 5),
                        LocalTime.of(9, 0),
                        Instant.parse("2026-03-05T06:30:00Z"),
                        Province.ANHUI,
                        Set.of(Province.JIANGSU),
                        List.of("x", "y"),
                        null,
                        null,
                        Share.percent(50),
                        null);
        Map<String, String[]> typed = new HashMap<>();
        for (FieldView field : forms.describe(known).fields()) {
            typed.put(field.name(), field.values().toArray(String[]::new));
        }
        assertThat(ok(forms.read(Everything.class, typed))).isEqualTo(known);
    }

    @Test
    void files_are_read_from_a_multipart_request_without_their_folders() throws Exception {
        MockMultipartHttpServletRequest request = new MockMultipartHttpServletRequest();
        request.addFile(
                new MockMultipartFile("report", "C:\\隐私\\报告.pdf", "application/pdf", new byte[3]));
        request.addFile(new MockMultipartFile("more", "", null, new byte[0]));
        Filed filed = ok(forms.read(Filed.class, request));
        assertThat(filed.report().name()).isEqualTo("报告.pdf");
        assertThat(filed.report().bytes()).hasSize(3);
        assertThat(filed.more()).isEmpty();
    }

    @Test
    void a_file_that_is_missing_is_asked_for() {
        assertThat(wrong(forms.read(Filed.class, new MockHttpServletRequest())))
                .containsOnlyKeys("report");
    }
}
