package org.deltacommons.foundation.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Period;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Refusal;
import org.deltacommons.kernel.RuleVersion;
import org.deltacommons.kernel.Share;
import org.junit.jupiter.api.Test;

class WordsTest {

    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-03-05T06:30:00Z"), ZoneOffset.UTC);
    private final Words chinese = words((_, _) -> Optional.empty());
    private final Words english = chinese.in(Locale.ENGLISH);

    static Words words(DivisionNames names) {
        return new Words(new Messages(), names, CLOCK).in(Locale.SIMPLIFIED_CHINESE);
    }

    private static Period period(String from, String until) {
        return new Period(Instant.parse(from), Instant.parse(until));
    }

    @Test
    void amounts_and_shares_are_shown_as_people_write_them() {
        assertThat(chinese.show(Money.parse("12345.6"))).isEqualTo("12,345.60");
        assertThat(new Money(0)).hasToString("0.00");
        assertThat(new Money(-5)).hasToString("-0.05");
        assertThat(new Money(99_999)).hasToString("999.99");
        assertThat(new Money(100_000)).hasToString("1,000.00");
        assertThat(new Money(-123_456_789_012L)).hasToString("-1,234,567,890.12");
        assertThat(chinese.show(new Share(3_333))).isEqualTo("33.33%");
        assertThat(chinese.html(Money.yuan(5))).isEqualTo("<span class=\"money\">¥ 5.00</span>");
    }

    @Test
    void times_are_those_of_shanghai() {
        assertThat(chinese.show(Instant.parse("2026-03-05T16:30:00Z")))
                .isEqualTo("2026-03-06 00:30");
        assertThat(chinese.show(LocalDate.of(2026, 3, 5))).isEqualTo("2026-03-05");
        assertThat(chinese.show(LocalTime.of(9, 5))).isEqualTo("09:05");
        assertThat(chinese.show(Duration.ofMinutes(150))).isEqualTo("2 小时 30 分");
        assertThat(english.show(Duration.ofHours(3))).isEqualTo("3 h");
    }

    @Test
    void a_span_names_its_day_once_and_ends_at_24() {
        assertThat(chinese.show(period("2026-03-05T01:00:00Z", "2026-03-05T04:00:00Z")))
                .isEqualTo("3 月 5 日 9:00–12:00");
        assertThat(english.show(period("2026-03-05T01:00:00Z", "2026-03-05T04:00:00Z")))
                .isEqualTo("5 Mar 9:00–12:00");
        assertThat(chinese.show(period("2026-03-05T12:00:00Z", "2026-03-05T16:00:00Z")))
                .isEqualTo("3 月 5 日 20:00–24:00");
        assertThat(chinese.show(period("2026-03-05T12:00:00Z", "2026-03-06T02:00:00Z")))
                .isEqualTo("3 月 5 日 20:00 – 3 月 6 日 10:00");
        assertThat(chinese.show(period("2025-12-31T12:00:00Z", "2026-01-01T02:00:00Z")))
                .isEqualTo("2025 年 12 月 31 日 20:00 – 1 月 1 日 10:00");
    }

    @Test
    void a_year_has_no_separators_and_a_large_count_has() {
        assertThat(chinese.show(2026)).isEqualTo("2026");
        assertThat(chinese.show(26_132L)).isEqualTo("26,132");
    }

    @Test
    void nothing_is_a_dash_and_several_are_joined() {
        assertThat(chinese.show(null)).isEqualTo("—");
        assertThat(chinese.show(List.of())).isEqualTo("—");
        assertThat(chinese.show(List.of(Province.SHANGHAI, Province.ANHUI))).isEqualTo("上海、安徽");
        assertThat(english.show(List.of(Province.SHANGHAI, Province.ANHUI)))
                .isEqualTo("Shanghai, Anhui");
        assertThat(chinese.show(true)).isEqualTo("是");
        assertThat(chinese.show(new Id<>("ord-20260305-7k"))).isEqualTo("ORD-20260305-7K");
    }

    @Test
    void a_division_without_a_name_is_shown_as_its_code() {
        DivisionCode division = new DivisionCode("340500");
        assertThat(chinese.show(division)).isEqualTo("340500");
        assertThat(words((_, _) -> Optional.of("马鞍山市")).show(division)).isEqualTo("马鞍山市");
    }

    @Test
    void a_word_bends_to_its_number() {
        Instant due = Instant.parse("2026-03-10T10:00:00Z");
        assertThat(chinese.deadline(3, due)).isEqualTo("还有 3 个工作日（至 3 月 10 日）");
        assertThat(english.deadline(1, due)).isEqualTo("1 working day left (until 10 Mar)");
        assertThat(english.deadline(-2, due))
                .isEqualTo("Overdue by 2 working days (was due 10 Mar)");
    }

    @Test
    void a_refusal_says_what_why_what_to_do_and_on_which_rule() {
        Refusal refusal =
                new Refusal(
                        "gallery.CEILING_REACHED",
                        Map.of(
                                "possible", Money.yuan(12_000),
                                "ceiling", Money.yuan(300_000),
                                "used", Money.yuan(288_000)),
                        new RuleVersion("voucher.programme", "340500", 3, "马科〔2025〕41号"));
        Sentence sentence = chinese.explain(refusal);
        assertThat(sentence.what()).isEqualTo("本次最多可冻结 12,000.00 元。");
        assertThat(sentence.why()).isEqualTo("年度上限 300,000.00 元，已用 288,000.00 元。");
        assertThat(sentence.todo()).startsWith("可减少机时");
        assertThat(sentence.basis()).isEqualTo("依据：340500第 3 版规则（马科〔2025〕41号）。");
    }

    @Test
    void an_unknown_refusal_is_still_a_sentence_that_names_its_code() {
        Sentence sentence = chinese.explain(new Refusal("nowhere.ODD", Map.of(), null));
        assertThat(sentence.what()).isEqualTo("这一步没有办成。");
        assertThat(sentence.why()).contains("nowhere.ODD");
    }

    @Test
    void a_part_without_a_sentence_is_left_out() {
        Sentence sentence = chinese.explain(Refusal.of(WebReason.METHOD_INVALID, "method", "PUT"));
        assertThat(sentence.why()).isNull();
        assertThat(sentence.line()).isEqualTo("这个地址不接受 PUT 请求。请从页面上的按钮或链接进入。");
    }

    @Test
    void what_a_person_typed_never_becomes_markup_or_a_hole() {
        assertThat(chinese.html("<b onclick=\"x\">&'")).doesNotContain("<", "\"");
        assertThat(chinese.say("refusal.web.CURSOR_INVALID.why", "after", "{count} $1 \\"))
                .contains("{count} $1 \\");
    }

    @Test
    void a_missing_key_is_shown_and_a_missing_value_leaves_no_hole() {
        assertThat(chinese.say("no.such.key")).isEqualTo("no.such.key");
        assertThat(chinese.say("web.list.total")).isEqualTo("共 … 条");
    }

    @Test
    void every_sentence_is_there_in_both_languages_and_names_the_same_values() {
        Set<String> inChinese = chinese.keys(Locale.SIMPLIFIED_CHINESE);
        Set<String> inEnglish = chinese.keys(Locale.ENGLISH);
        assertThat(new TreeSet<>(inEnglish)).isEqualTo(new TreeSet<>(inChinese));
        Messages messages = new Messages();
        for (String key : inChinese) {
            assertThat(values(messages.find(key, Locale.ENGLISH).orElseThrow()))
                    .as(key)
                    .isEqualTo(values(messages.find(key, Locale.CHINA).orElseThrow()));
        }
    }

    private static Set<String> values(String sentence) {
        Set<String> names = new TreeSet<>();
        Pattern.compile("\\{(\\w+)")
                .matcher(sentence)
                .results()
                .forEach(r -> names.add(r.group(1)));
        return names;
    }

    @Test
    void every_refusal_of_the_web_has_a_sentence() {
        for (WebReason reason : WebReason.values()) {
            assertThat(chinese.has("refusal." + reason.code() + ".what"))
                    .as(reason.name())
                    .isTrue();
        }
    }

    @Test
    void a_refusal_in_one_line_has_spaces_between_its_sentences_where_the_language_has_them() {
        assertThat(new Sentence("\u4e0d\u884c\u3002", "\u56e0\u4e3a\u3002", null).line())
                .isEqualTo("\u4e0d\u884c\u3002\u56e0\u4e3a\u3002");
        assertThat(new Sentence("No.", null, "Try again.").line()).isEqualTo("No. Try again.");
    }
}
