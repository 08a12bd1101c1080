package org.deltacommons.commons.resources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.deltacommons.Shelf;
import org.deltacommons.foundation.identity.Organisation;
import org.deltacommons.foundation.identity.OrganisationKind;
import org.deltacommons.foundation.identity.OrganisationState;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.rulebook.Certainty;
import org.deltacommons.foundation.rulebook.Rule;
import org.deltacommons.foundation.rulebook.RuleText;
import org.deltacommons.foundation.rulebook.Rules;
import org.deltacommons.foundation.rulebook.ThresholdRule;
import org.deltacommons.foundation.rulebook.ThresholdUnit;
import org.deltacommons.kernel.CreditCode;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Period;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ResourceTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 3, 5);

    private static Money wan(String value) {
        return Money.parse(new java.math.BigDecimal(value).movePointRight(4).toPlainString());
    }

    private static Resource worth(String value) {
        return SampleResources.resource(
                SampleResources.equipment(wan(value), ShareMode.EXTERNAL, List.of()));
    }

    private static Price price(int yuan, String from) {
        return new Price(UserClass.FIRM, PriceUnit.HOUR, Money.yuan(yuan), LocalDate.parse(from));
    }

    @Test
    void a_value_of_exactly_fifty_counts() {
        Money fifty = wan("50");
        assertThat(Checks.isReported(worth("50.00"), fifty)).isTrue();
        assertThat(Checks.isReported(worth("49.99"), fifty)).isFalse();
        assertThat(Checks.isReported(worth("50.01"), fifty)).isTrue();
    }

    @Test
    void what_is_below_the_listing_value_is_refused_with_the_rule() {
        Rule rule =
                new Rule(
                        Rule.nationalId(Checks.REGIONAL_LISTING, Province.SHANGHAI),
                        Province.SHANGHAI,
                        Checks.REGIONAL_LISTING,
                        Province.SHANGHAI.division(),
                        true,
                        List.of(
                                new RuleText(
                                        1,
                                        LocalDate.of(2026, 1, 1),
                                        null,
                                        Json.tree(new ThresholdRule(30_000_000, ThresholdUnit.FEN)),
                                        "测试",
                                        Certainty.S,
                                        "seed",
                                        "seed",
                                        true)));
        Shelf rows = new Shelf(Province.SHANGHAI, SampleResources.NOW, rule);
        Rules rules = new Rules();
        Refusal below = Checks.toList(worth("29.99"), rows, rules, TODAY);
        assertThat(below).isNotNull();
        assertThat(below.is(ResourcesReason.BELOW_LISTING_VALUE)).isTrue();
        assertThat(below.rule()).isNotNull();
        assertThat(Checks.toList(worth("30.00"), rows, rules, TODAY)).isNull();
        // Without a rule nothing is refused on its account.
        Shelf none = new Shelf(Province.SHANGHAI, SampleResources.NOW);
        assertThat(Checks.toList(worth("1"), none, rules, TODAY)).isNull();
    }

    @Test
    void an_accessory_is_not_listed_beside_its_set() {
        Resource set = worth("60");
        Equipment e = set.details().equipment();
        Equipment part =
                new Equipment(
                        e.categoryCode(),
                        "",
                        "EDS",
                        "",
                        "",
                        e.originalValue(),
                        e.acquiredBy(),
                        false,
                        null,
                        List.of(),
                        ShareMode.EXTERNAL,
                        "",
                        Affiliation.NONE,
                        "",
                        RunState.NORMAL,
                        null,
                        null,
                        false,
                        null,
                        set.id().value());
        Shelf rows = new Shelf(Province.SHANGHAI, SampleResources.NOW, set);
        Refusal why = Checks.toList(SampleResources.resource(part), rows, new Rules(), TODAY);
        assertThat(why).isNotNull();
        assertThat(why.is(ResourcesReason.LISTED_WITH_ITS_SET)).isTrue();
        // The set itself cannot be part of itself.
        assertThat(Checks.ofSet(SampleResources.resource(part), rows))
                .matches(refusal -> refusal.is(ResourcesReason.SET_INVALID));
    }

    @Test
    void what_a_treasury_paid_for_is_shared_unless_a_document_says_otherwise() {
        Equipment closed =
                SampleResources.equipment(
                        wan("60"), ShareMode.NONE, List.of(FundingSource.CENTRAL));
        assertThat(Checks.of(SampleResources.resource(closed).details(), BookingTerms.NONE))
                .extracting(fault -> fault.why().code())
                .containsExactly("resources.NOT_SHARED_WITHOUT_APPROVAL");
        Equipment own =
                SampleResources.equipment(wan("60"), ShareMode.NONE, List.of(FundingSource.OWN));
        assertThat(Checks.of(SampleResources.resource(own).details(), BookingTerms.NONE)).isEmpty();
    }

    @Test
    void a_duty_free_instrument_carries_its_customs_block() {
        Equipment e = SampleResources.resource().details().equipment();
        Equipment free =
                new Equipment(
                        e.categoryCode(),
                        "",
                        "",
                        "",
                        "",
                        e.originalValue(),
                        e.acquiredBy(),
                        false,
                        null,
                        List.of(),
                        ShareMode.EXTERNAL,
                        "",
                        Affiliation.NONE,
                        "",
                        RunState.NORMAL,
                        null,
                        null,
                        true,
                        null,
                        null);
        assertThat(Checks.of(SampleResources.resource(free).details(), BookingTerms.NONE))
                .extracting(fault -> fault.why().code())
                .containsExactly("resources.CUSTOMS_BLOCK_MISSING");
        assertThatThrownBy(() -> new CustomsBlock("1", TODAY, "1", "x", ""))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_new_price_leaves_old_quotes_alone() {
        Resource before = SampleResources.resource();
        Resource after = before.priced(List.of(price(700, "2026-04-01")));
        assertThat(after.priceOn(UserClass.FIRM, TODAY)).contains(price(600, "2026-01-01"));
        assertThat(after.priceOn(UserClass.FIRM, LocalDate.of(2026, 4, 1)))
                .contains(price(700, "2026-04-01"));
        // 24:00 in Shanghai, not in Greenwich.
        assertThat(after.priceAt(UserClass.FIRM, Instant.parse("2026-03-31T15:59:59Z")))
                .contains(price(600, "2026-01-01"));
        assertThat(after.priceAt(UserClass.FIRM, Instant.parse("2026-03-31T16:00:00Z")))
                .contains(price(700, "2026-04-01"));
        assertThat(after.priceOn(UserClass.FIRM, LocalDate.of(2025, 12, 31))).isEmpty();
        assertThat(after.priceOn(UserClass.ACADEMIC, TODAY)).isEmpty();
        // Corrected on the same day: the one set last holds.
        assertThat(
                        after.priced(List.of(price(650, "2026-04-01")))
                                .priceOn(UserClass.FIRM, LocalDate.of(2026, 5, 1)))
                .contains(price(650, "2026-04-01"));
        // What holds already is not set again.
        assertThat(after.priced(List.of(price(700, "2026-06-01"))).prices()).hasSize(2);
    }

    @Test
    void opening_hours_are_half_open_and_meet_at_midnight() {
        BookingTerms night =
                new BookingTerms(
                        List.of(BookingMode.SLOT),
                        60,
                        60,
                        480,
                        0,
                        0,
                        0,
                        OpenHours.parse("1-7 00:00-24:00"),
                        false);
        assertThat(night.isOpen(period("2026-03-05T12:00:00Z", "2026-03-06T12:00:00Z"))).isTrue();
        BookingTerms terms = SampleResources.terms();
        // Saturday until 22:30, closed on Sunday.
        assertThat(terms.isOpen(period("2026-03-07T13:30:00Z", "2026-03-07T14:30:00Z"))).isTrue();
        assertThat(terms.isOpen(period("2026-03-07T13:30:00Z", "2026-03-07T14:31:00Z"))).isFalse();
        assertThat(terms.isOpen(period("2026-03-08T03:00:00Z", "2026-03-08T04:00:00Z"))).isFalse();
        assertThat(OpenHours.write(terms.hours())).isEqualTo("1-6 08:30-22:30");
        assertThatThrownBy(() -> OpenHours.parse("1-8 09:00-18:00"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> OpenHours.parse("1-5 18:00-09:00"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Period period(String from, String until) {
        return new Period(Instant.parse(from), Instant.parse(until));
    }

    private static Organisation organisation(
            String id, OrganisationKind kind, @Nullable String code, @Nullable String parent) {
        return new Organisation(
                Id.of(id),
                Province.SHANGHAI,
                id,
                id,
                kind,
                code == null ? null : CreditCode.parse(code),
                code == null ? null : CreditCode.verdict(code),
                new DivisionCode("310115"),
                parent == null ? null : Id.of(parent),
                true,
                OrganisationState.CONFIRMED,
                List.of(),
                "",
                null,
                "system",
                null,
                null,
                SampleResources.NOW);
    }

    @Test
    void internal_is_the_same_legal_person_and_a_daughter_company_is_not() {
        List<Organisation> all =
                List.of(
                        organisation(
                                "org-uni", OrganisationKind.UNIVERSITY, "91350200MA2YJ1XR9G", null),
                        organisation("org-sc-micro", OrganisationKind.PLATFORM, null, "org-uni"),
                        organisation("org-college", OrganisationKind.FACULTY, null, "org-uni"),
                        organisation(
                                "org-daughter",
                                OrganisationKind.FIRM,
                                "91440101MA5CJQ4N59",
                                "org-uni"),
                        organisation(
                                "org-other",
                                OrganisationKind.UNIVERSITY,
                                "913502000728319549",
                                null));
        java.util.function.Function<String, Optional<Organisation>> known =
                id -> all.stream().filter(one -> one.id().value().equals(id)).findFirst();
        assertThat(PostgresResources.userClass("org-sc-micro", "org-college", known))
                .isEqualTo(UserClass.INTERNAL);
        assertThat(PostgresResources.userClass("org-sc-micro", "org-daughter", known))
                .isEqualTo(UserClass.FIRM);
        assertThat(PostgresResources.userClass("org-sc-micro", "org-other", known))
                .isEqualTo(UserClass.ACADEMIC);
        assertThat(PostgresResources.userClass("org-sc-micro", "org-nobody", known))
                .isEqualTo(UserClass.FIRM);
    }

    @Test
    void what_is_published_has_no_contact() {
        Resource open = SampleResources.resource().published();
        assertThat(open.details().offer().contact()).isEqualTo(Contact.NONE);
        assertThat(Json.text(ResourceListed.of(SampleResources.resource())))
                .doesNotContain("021-00000000");
        assertThat(Json.read(Json.tree(open), Resource.class)).isEqualTo(open);
    }

    @Test
    void a_provider_knows_where_it_stood_when() {
        Instant later = SampleResources.NOW.plusSeconds(60);
        Provider suspended =
                SampleResources.provider(ProviderState.VERIFIED)
                        .in(ProviderState.SUSPENDED, later, "投诉核查");
        assertThat(suspended.stateAt(SampleResources.NOW)).contains(ProviderState.VERIFIED);
        assertThat(suspended.stateAt(later)).contains(ProviderState.SUSPENDED);
        assertThat(suspended.stateAt(SampleResources.NOW.minusSeconds(1))).isEmpty();
    }
}
