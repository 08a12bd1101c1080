package org.deltacommons.commons.enterprises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.deltacommons.Shelf;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.rulebook.PaymentRoute;
import org.deltacommons.foundation.rulebook.RuleBinder;
import org.deltacommons.foundation.rulebook.Rules;
import org.deltacommons.foundation.rulebook.ThresholdRule;
import org.deltacommons.foundation.rulebook.ThresholdUnit;
import org.deltacommons.foundation.rulebook.VoucherRule;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Share;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EligibilityTest {

    private static final DivisionCode MAANSHAN = new DivisionCode("340500");
    private static final LocalDate DAY = LocalDate.parse("2026-03-05");
    private static final VoucherRule FIRMS =
            VoucherRule.plain(
                    "券",
                    "voucher",
                    Share.percent(50),
                    Money.yuan(300_000),
                    PaymentRoute.PROVIDER_DIRECT);
    private final Enterprises enterprises = new Enterprises(new Rules());

    private static VoucherRule teams() {
        return new VoucherRule(
                FIRMS.nameZh(),
                FIRMS.nameEn(),
                FIRMS.shares(),
                FIRMS.ceilingFirm(),
                Money.yuan(100_000),
                12,
                FIRMS.route(),
                FIRMS.base(),
                5,
                List.of(),
                false,
                FIRMS.claimCutOff(),
                FIRMS.ceilingYear(),
                2,
                List.of());
    }

    private static Enterprise firm() {
        return Enterprise.registered(
                        Id.of("org-jiangpan"),
                        "示例·江畔储能",
                        EnterpriseKind.FIRM,
                        new DivisionCode("340503"),
                        LocalDate.parse("2017-06-12"),
                        "登记",
                        DAY)
                .withFigures(figures(46, 38_600_000, true))
                .withTechnology(List.of(status(2025, "2025-05-20", "2026-04-01")), DAY)
                .withHonesty(new Honesty(false, "名单", DAY.minusDays(3)));
    }

    private static Figures figures(int staff, long yuan, boolean verified) {
        return new Figures(staff, Money.yuan(yuan), Money.yuan(yuan), 2025, verified, "报表", DAY);
    }

    private static TechnologyStatus status(int year, String from, String until) {
        return new TechnologyStatus(
                year,
                year + "34050000000001",
                LocalDate.parse(from),
                LocalDate.parse(until),
                "信息库",
                LocalDate.parse(from));
    }

    private static Enterprise team(@Nullable Tenancy tenancy) {
        Enterprise team =
                Enterprise.registered(
                        Id.of("org-team"),
                        "示例·团队",
                        EnterpriseKind.TEAM,
                        new DivisionCode("310115"),
                        null,
                        "孵化器",
                        DAY);
        return tenancy == null ? team : team.withTenancies(List.of(tenancy));
    }

    private static Tenancy tenancy(
            String division, String from, @Nullable String until, boolean verified) {
        return new Tenancy(
                "",
                "示例孵化器",
                new DivisionCode(division),
                LocalDate.parse(from),
                until == null ? null : LocalDate.parse(until),
                verified,
                "协议",
                DAY);
    }

    private List<Condition> judge(
            Enterprise enterprise, VoucherRule rule, String issuer, LocalDate on) {
        Shelf shelf =
                new Shelf(
                        Province.ANHUI,
                        Instant.parse("2026-03-05T01:00:00Z"),
                        enterprise,
                        RuleBinder.rule(
                                "enterprise.size",
                                "340000",
                                new SizeRule(1000, Money.yuan(400_000_000))),
                        RuleBinder.rule(
                                "enterprise.size",
                                "310000",
                                new SizeRule(1000, Money.yuan(400_000_000))),
                        RuleBinder.rule(
                                "threshold.honesty.days",
                                "340000",
                                new ThresholdRule(90, ThresholdUnit.DAYS)));
        return enterprises.eligibility(
                shelf, enterprise.id().value(), rule, new DivisionCode(issuer), on);
    }

    private Condition of(Condition.Kind kind, Enterprise enterprise, LocalDate on) {
        return judge(enterprise, teams(), "340500", on).stream()
                .filter(condition -> condition.kind() == kind)
                .findFirst()
                .orElseThrow();
    }

    private void is(Condition condition, Check check, String found) {
        assertThat(condition.found()).isEqualTo(found);
        assertThat(condition.check()).isEqualTo(check);
    }

    @Test
    void a_small_technology_firm_of_the_area_meets_everything_with_source_and_day() {
        List<Condition> conditions = judge(firm(), FIRMS, "340500", DAY);
        assertThat(conditions)
                .extracting(Condition::kind)
                .containsExactly(
                        Condition.Kind.REGISTERED_HERE,
                        Condition.Kind.SIZE,
                        Condition.Kind.TECHNOLOGY,
                        Condition.Kind.HONESTY);
        assertThat(conditions)
                .allSatisfy(condition -> {
                    assertThat(condition.check()).isEqualTo(Check.MET);
                    assertThat(condition.source()).isNotNull();
                    assertThat(condition.asOf()).isNotNull();
                });
        assertThat(Condition.all(conditions)).isEqualTo(Check.MET);
    }

    @Test
    void a_firm_of_whom_nothing_is_known_is_not_verified_and_never_met() {
        List<Condition> conditions =
                enterprises.eligibility(
                        new Shelf(Province.ANHUI, Instant.EPOCH), "org-x", FIRMS, MAANSHAN, DAY);
        assertThat(conditions)
                .hasSize(4)
                .allSatisfy(c -> assertThat(c.check()).isEqualTo(Check.NOT_VERIFIED));
        assertThat(Condition.all(conditions)).isEqualTo(Check.NOT_VERIFIED);
        assertThat(Condition.all(List.of())).isEqualTo(Check.NOT_VERIFIED);
    }

    @Test
    void the_neighbouring_city_does_not_pay() {
        List<Condition> conditions = judge(firm(), FIRMS, "340100", DAY);
        is(conditions.getFirst(), Check.NOT_MET, "OUTSIDE");
        assertThat(Condition.all(conditions)).isEqualTo(Check.NOT_MET);
    }

    @Test
    void one_yardstick_of_two_is_enough_to_be_small() {
        is(
                of(Condition.Kind.SIZE, firm().withFigures(figures(5000, 1, true)), DAY),
                Check.MET,
                "SMALL");
        is(
                of(Condition.Kind.SIZE, firm().withFigures(figures(1000, 400_000_000, true)), DAY),
                Check.NOT_MET,
                "LARGE");
        is(
                of(Condition.Kind.SIZE, firm().withFigures(figures(999, 400_000_000, true)), DAY),
                Check.MET,
                "SMALL");
    }

    @Test
    void what_a_firm_only_declares_is_not_verified_but_too_large_is_too_large() {
        is(
                of(Condition.Kind.SIZE, firm().withFigures(figures(46, 1, false)), DAY),
                Check.NOT_VERIFIED,
                "DECLARED");
        is(
                of(Condition.Kind.SIZE, firm().withFigures(figures(5000, 500_000_000, false)), DAY),
                Check.NOT_MET,
                "LARGE");
    }

    @Test
    void the_status_counts_through_31_march_and_not_on_1_april() {
        is(
                of(Condition.Kind.TECHNOLOGY, firm(), LocalDate.parse("2026-03-31")),
                Check.MET,
                "VALID");
        Enterprise asked =
                firm().withTechnology(firm().technology(), LocalDate.parse("2026-04-02"));
        is(
                of(Condition.Kind.TECHNOLOGY, asked, LocalDate.parse("2026-04-01")),
                Check.NOT_MET,
                "RENEWAL_PENDING");
    }

    @Test
    void between_lapse_and_renewal_lies_a_gap_of_its_own() {
        Enterprise renewed =
                firm().withTechnology(
                                List.of(
                                        status(2025, "2025-05-20", "2026-04-01"),
                                        status(2026, "2026-06-15", "2027-04-01")),
                                LocalDate.parse("2026-06-20"));
        assertThat(renewed.state(LocalDate.parse("2026-03-31"))).isEqualTo(TechnologyState.VALID);
        assertThat(renewed.state(LocalDate.parse("2026-04-01")))
                .isEqualTo(TechnologyState.RENEWAL_PENDING);
        assertThat(renewed.state(LocalDate.parse("2026-06-14")))
                .isEqualTo(TechnologyState.RENEWAL_PENDING);
        assertThat(renewed.state(LocalDate.parse("2026-06-15"))).isEqualTo(TechnologyState.VALID);
        assertThat(renewed.state(LocalDate.parse("2027-04-01")))
                .isEqualTo(TechnologyState.RENEWAL_PENDING);
        assertThat(renewed.state(LocalDate.parse("2028-01-01"))).isEqualTo(TechnologyState.LAPSED);
        assertThat(renewed.state(LocalDate.parse("2025-05-19"))).isEqualTo(TechnologyState.NONE);
    }

    @Test
    void a_lapse_nobody_has_looked_into_since_is_not_verified() {
        is(
                of(Condition.Kind.TECHNOLOGY, firm(), LocalDate.parse("2026-05-01")),
                Check.NOT_VERIFIED,
                "NOT_ASKED_SINCE");
    }

    @Test
    void an_unasked_register_is_not_verified_and_an_empty_answer_is_no() {
        Enterprise never =
                Enterprise.registered(
                        Id.of("org-new"), "新", EnterpriseKind.FIRM, MAANSHAN, DAY, "登记", DAY);
        is(of(Condition.Kind.TECHNOLOGY, never, DAY), Check.NOT_VERIFIED, "UNKNOWN");
        is(
                of(Condition.Kind.TECHNOLOGY, never.withTechnology(List.of(), DAY), DAY),
                Check.NOT_MET,
                "NONE");
    }

    @Test
    void a_confirmed_tenant_needs_no_number_and_a_declared_one_is_not_verified() {
        Enterprise lapsed = firm().withTechnology(List.of(), DAY);
        is(
                of(
                        Condition.Kind.TECHNOLOGY,
                        lapsed.withTenancies(List.of(tenancy("340503", "2025-01-01", null, true))),
                        DAY),
                Check.MET,
                "TENANT");
        is(
                of(
                        Condition.Kind.TECHNOLOGY,
                        lapsed.withTenancies(List.of(tenancy("340503", "2025-01-01", null, false))),
                        DAY),
                Check.NOT_VERIFIED,
                "TENANT_DECLARED");
        is(
                of(
                        Condition.Kind.TECHNOLOGY,
                        lapsed.withTenancies(
                                List.of(tenancy("340503", "2025-01-01", "2026-03-05", true))),
                        DAY),
                Check.NOT_MET,
                "NONE");
    }

    @Test
    void dishonesty_is_listed_clear_stale_or_never_asked() {
        Enterprise firm = firm();
        is(of(Condition.Kind.HONESTY, firm, DAY), Check.MET, "CLEAR");
        is(of(Condition.Kind.HONESTY, firm, DAY.plusDays(87)), Check.MET, "CLEAR");
        is(of(Condition.Kind.HONESTY, firm, DAY.plusDays(88)), Check.NOT_VERIFIED, "STALE");
        is(
                of(Condition.Kind.HONESTY, firm.withHonesty(new Honesty(true, "名单", DAY)), DAY),
                Check.NOT_MET,
                "LISTED");
    }

    @Test
    void a_team_without_a_code_counts_by_its_incubator_under_team_rules() {
        Enterprise team = team(tenancy("310115", "2025-09-01", null, true));
        List<Condition> conditions =
                judge(team.withHonesty(new Honesty(false, "名单", DAY)), teams(), "310000", DAY);
        assertThat(conditions)
                .extracting(Condition::found)
                .containsExactly("YES", "TEAM_INSIDE", "TENANT", "CLEAR");
        assertThat(Condition.all(conditions)).isEqualTo(Check.MET);
    }

    @Test
    void a_team_gets_nothing_where_teams_get_nothing_or_elsewhere() {
        Enterprise team = team(tenancy("310115", "2025-09-01", null, true));
        assertThat(judge(team, FIRMS, "310000", DAY).getFirst().check()).isEqualTo(Check.NOT_MET);
        assertThat(judge(team, teams(), "340500", DAY).get(1).found()).isEqualTo("TEAM_OUTSIDE");
        assertThat(judge(team(null), teams(), "310000", DAY).get(1).check())
                .isEqualTo(Check.NOT_VERIFIED);
    }

    @Test
    void a_condition_can_be_kept_with_a_decision_and_read_again() {
        for (Condition condition : judge(firm(), FIRMS, "340500", DAY)) {
            assertThat(Json.read(Json.tree(condition), Condition.class)).isEqualTo(condition);
        }
    }

    @Test
    void a_number_has_eighteen_characters() {
        assertThatThrownBy(() -> new TechnologyStatus(2026, "2026", DAY, DAY.plusDays(1), "x", DAY))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(new TechnologyForm(2026, " ２０２６34050０0000001a ".strip(), DAY, DAY, "库").number())
                .isEqualTo("2026340500000000" + "1A");
    }
}
