package org.deltacommons.foundation.rulebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.deltacommons.foundation.rulebook.RuleBinder.national;
import static org.deltacommons.foundation.rulebook.RuleBinder.rule;
import static org.deltacommons.foundation.rulebook.RuleBinder.text;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.deltacommons.Shelf;
import org.deltacommons.foundation.lane.Row;
import org.deltacommons.foundation.procedures.CalendarYear;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Share;
import org.junit.jupiter.api.Test;

class RulesTest {

    private static final String TOPIC = TermRule.topic("order.accept");
    private static final DivisionCode HUASHAN = new DivisionCode("340503");
    private static final LocalDate MARCH = LocalDate.parse("2026-03-05");
    private final Rules rules = new Rules();

    private static Shelf shelf(Row... rows) {
        return new Shelf(Province.ANHUI, Instant.parse("2026-03-05T06:00:00Z"), rows);
    }

    private Optional<Applied<TermRule>> at(Shelf shelf, LocalDate on) {
        return rules.at(shelf, TermRule.class, TOPIC, HUASHAN, on);
    }

    private int days(Shelf shelf) {
        return at(shelf, MARCH).orElseThrow().value().workingDays();
    }

    @Test
    void the_nearest_division_with_a_rule_decides() {
        Shelf shelf = shelf(national(TOPIC, Province.ANHUI, new TermRule(5)));
        assertThat(days(shelf)).isEqualTo(5);
        shelf.put(rule(TOPIC, "340000", new TermRule(4)));
        assertThat(days(shelf)).isEqualTo(4);
        shelf.put(rule(TOPIC, "340500", new TermRule(3)));
        assertThat(days(shelf)).isEqualTo(3);
        shelf.put(rule(TOPIC, "340503", new TermRule(2)));
        assertThat(days(shelf)).isEqualTo(2);
    }

    @Test
    void a_county_whose_rule_has_not_begun_or_has_ended_inherits() {
        Shelf shelf = shelf(rule(TOPIC, "340500", new TermRule(3)));
        shelf.put(
                rule(
                        TOPIC,
                        "340503",
                        List.of(text(1, "2026-03-06", "2026-04-01", new TermRule(1)))));
        assertThat(days(shelf)).isEqualTo(3);
        assertThat(at(shelf, LocalDate.parse("2026-03-06")).orElseThrow().value().workingDays())
                .isEqualTo(1);
        assertThat(at(shelf, LocalDate.parse("2026-04-01")).orElseThrow().value().workingDays())
                .isEqualTo(3);
    }

    @Test
    void dates_are_half_open() {
        Shelf shelf =
                shelf(
                        rule(
                                TOPIC,
                                "340503",
                                List.of(text(1, "2026-03-05", "2026-03-07", new TermRule(1)))));
        assertThat(at(shelf, LocalDate.parse("2026-03-04"))).isEmpty();
        assertThat(at(shelf, LocalDate.parse("2026-03-05"))).isPresent();
        assertThat(at(shelf, LocalDate.parse("2026-03-06"))).isPresent();
        assertThat(at(shelf, LocalDate.parse("2026-03-07"))).isEmpty();
    }

    @Test
    void a_rule_of_limited_time_gives_way_to_the_open_one_behind_it() {
        Shelf shelf =
                shelf(
                        rule(
                                TOPIC,
                                "340503",
                                List.of(
                                        text(1, "2026-01-01", null, new TermRule(5)),
                                        text(2, "2026-03-01", "2026-04-01", new TermRule(2)))));
        assertThat(at(shelf, LocalDate.parse("2026-02-28")).orElseThrow().version().version())
                .isEqualTo(1);
        assertThat(days(shelf)).isEqualTo(2);
        assertThat(at(shelf, LocalDate.parse("2026-04-01")).orElseThrow().version().version())
                .isEqualTo(1);
    }

    @Test
    void the_neighbour_s_and_the_other_province_s_rule_are_not_mine() {
        Shelf shelf =
                shelf(
                        rule(TOPIC, "340504", new TermRule(1)),
                        rule(TOPIC, "310000", new TermRule(1)),
                        national(TOPIC, Province.SHANGHAI, new TermRule(1)));
        assertThat(at(shelf, MARCH)).isEmpty();
    }

    @Test
    void a_district_of_shanghai_inherits_from_the_municipality() {
        Shelf shelf = shelf(rule(TOPIC, "310000", new TermRule(7)));
        assertThat(rules.at(shelf, TermRule.class, TOPIC, new DivisionCode("310118"), MARCH))
                .get()
                .extracting(rule -> rule.value().workingDays())
                .isEqualTo(7);
    }

    @Test
    void what_is_applied_says_whose_which_and_how_sure() {
        Shelf shelf = shelf(rule(TOPIC, "340500", new TermRule(3)));
        Applied<TermRule> applied = at(shelf, MARCH).orElseThrow();
        assertThat(applied.version().division()).isEqualTo("340500");
        assertThat(applied.version().version()).isEqualTo(1);
        assertThat(applied.version().source()).isEqualTo("测试文件 1");
        assertThat(applied.isExample()).isFalse();
        shelf = shelf(national(TOPIC, Province.ANHUI, new TermRule(5)));
        assertThat(at(shelf, MARCH).orElseThrow().version().division()).isEqualTo(Rule.NATION);
    }

    @Test
    void a_topic_of_another_kind_is_a_bug() {
        assertThatThrownBy(() -> rules.at(shelf(), VoucherRule.class, TOPIC, HUASHAN, MARCH))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> rules.at(shelf(), TermRule.class, "termite", HUASHAN, MARCH))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_term_ends_with_the_last_of_its_working_days_in_the_division_s_calendar() {
        // Thursday 2026-03-05; Friday the 6th is a day off here, Saturday the 7th is worked.
        CalendarYear calendar =
                new CalendarYear(
                        CalendarYear.idOf(Province.ANHUI, 2026),
                        Province.ANHUI,
                        2026,
                        false,
                        List.of(LocalDate.parse("2026-03-06")),
                        List.of(LocalDate.parse("2026-03-07")),
                        "test");
        Shelf shelf = shelf(rule(TOPIC, "340500", new TermRule(2)), calendar);
        assertThat(
                        new RuleTerms(rules)
                                .due("order.accept", HUASHAN, shelf, shelf.now())
                                .orElseThrow())
                .isEqualTo("2026-03-09T16:00:00Z");
        assertThat(new RuleTerms(rules).due("no.such", HUASHAN, shelf, shelf.now())).isEmpty();
    }

    @Test
    void the_day_of_a_term_is_that_of_shanghai() {
        // 00:30 on the 6th in Shanghai: the rule that begins on the 6th holds.
        Shelf shelf =
                shelf(
                        rule(
                                TOPIC,
                                "340500",
                                List.of(
                                        text(1, "2026-01-01", null, new TermRule(5)),
                                        text(2, "2026-03-06", null, new TermRule(1)))));
        Instant night = Instant.parse("2026-03-05T16:30:00Z");
        assertThat(new RuleTerms(rules).due("order.accept", HUASHAN, shelf, night))
                .contains(Instant.parse("2026-03-09T16:00:00Z"));
    }

    @Test
    void a_voucher_s_share_is_rounded_down_to_the_fen() {
        VoucherRule plain =
                VoucherRule.plain(
                        "券",
                        "voucher",
                        new Share(3333),
                        Money.yuan(1000),
                        PaymentRoute.FIRM_DIRECT);
        assertThat(plain.shareOf(ServiceClass.TESTING, new Money(100))).isEqualTo(new Money(33));
        assertThat(plain.shareOf(ServiceClass.TESTING, new Money(-100))).isEqualTo(Money.ZERO);
        assertThat(plain.ceiling(true)).isEmpty();
        assertThat(plain.ceiling(false)).contains(Money.yuan(1000));
    }

    @Test
    void tiers_pay_each_part_its_own_share_and_lose_no_fen_between_them() {
        VoucherRule plain =
                VoucherRule.plain(
                        "券", "voucher", Share.percent(40), Money.yuan(1), PaymentRoute.FIRM_DIRECT);
        VoucherRule tiered =
                new VoucherRule(
                        plain.nameZh(),
                        plain.nameEn(),
                        plain.shares(),
                        plain.ceilingFirm(),
                        null,
                        12,
                        plain.route(),
                        plain.base(),
                        5,
                        List.of(),
                        false,
                        plain.claimCutOff(),
                        CeilingYear.GRANT,
                        2,
                        List.of(
                                new Tier(Money.ZERO, Share.percent(50)),
                                new Tier(new Money(101), Share.percent(30))));
        assertThat(tiered.shareOf(ServiceClass.RD, new Money(100))).isEqualTo(new Money(50));
        // 101 × 50 % + 5 × 30 % = 52.0 fen; each part by itself would give 50 + 1.
        assertThat(tiered.shareOf(ServiceClass.RD, new Money(106))).isEqualTo(new Money(52));
    }

    @Test
    void nobody_makes_a_text_of_their_own_approval() {
        assertThatThrownBy(() ->
                        new RuleText(
                                1,
                                MARCH,
                                null,
                                org.deltacommons.foundation.lane.Json.tree(new TermRule(1)),
                                "x",
                                Certainty.LAW,
                                "li",
                                "li",
                                false))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
