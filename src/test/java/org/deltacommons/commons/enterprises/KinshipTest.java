package org.deltacommons.commons.enterprises;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import org.deltacommons.Shelf;
import org.deltacommons.foundation.lane.Row;
import org.deltacommons.foundation.rulebook.Rules;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Share;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KinshipTest {

    private static final LocalDate DAY = LocalDate.parse("2026-03-01");
    private static final String FIRM = "org-firm";
    private static final String PLATFORM = "org-platform";
    private final PersonKey persons = new PersonKey("a secret of the four provinces");
    private final Enterprises enterprises = new Enterprises(new Rules());

    private static RelationsOf row(String id, Relation... ties) {
        return new RelationsOf(
                Id.of(id),
                id.equals(FIRM) ? Province.ANHUI : Province.SHANGHAI,
                id,
                Arrays.asList(ties),
                DAY,
                "登记",
                false);
    }

    private static Relation owns(String other) {
        return new Relation(RelationKind.SHAREHOLDING, other, other, Share.percent(20), "登记", DAY);
    }

    private static Relation led(@Nullable String person, String name) {
        return new Relation(RelationKind.LEGAL_REPRESENTATIVE, person, name, null, "登记", DAY);
    }

    private Condition between(int hops, Row... rows) {
        return enterprises.related(
                new Shelf(Province.ANHUI, Instant.EPOCH, rows), FIRM, PLATFORM, hops);
    }

    private void is(Condition condition, Check check, String found) {
        assertThat(condition.found()).isEqualTo(found);
        assertThat(condition.check()).isEqualTo(check);
    }

    @Test
    void two_rows_without_a_common_party_are_not_related() {
        Condition none = between(2, row(FIRM, owns("ext-a")), row(PLATFORM, owns("ext-b")));
        is(none, Check.MET, "NONE");
        assertThat(none.source()).isEqualTo("登记");
        assertThat(none.asOf()).isEqualTo(DAY);
    }

    @Test
    void a_tie_kept_on_either_side_is_one_hop() {
        is(between(1, row(FIRM, owns(PLATFORM)), row(PLATFORM)), Check.NOT_MET, "DIRECT");
        is(between(1, row(FIRM), row(PLATFORM, owns(FIRM))), Check.NOT_MET, "DIRECT");
    }

    @Test
    void a_common_owner_is_two_hops_and_not_one() {
        Row firm = row(FIRM, owns("ext-fund"));
        Row platform = row(PLATFORM, owns("ext-fund"));
        is(between(2, firm, platform), Check.NOT_MET, "OVER");
        assertThat(between(2, firm, platform).values()).containsEntry("over", "ext-fund");
        is(between(1, firm, platform), Check.MET, "NONE");
        is(between(0, firm, platform), Check.MET, "NONE");
    }

    @Test
    void a_third_organisation_that_alone_keeps_the_tie_is_walked_through() {
        is(
                between(
                        2,
                        row(FIRM, owns("org-mid")),
                        row("org-mid", owns(PLATFORM)),
                        row(PLATFORM)),
                Check.NOT_MET,
                "OVER");
        is(
                between(
                        2,
                        row(FIRM, owns("org-mid")),
                        row("org-mid", owns("org-far")),
                        row("org-far", owns(PLATFORM)),
                        row(PLATFORM)),
                Check.MET,
                "NONE");
        is(
                between(
                        3,
                        row(FIRM, owns("org-mid")),
                        row("org-mid", owns("org-far")),
                        row(PLATFORM, owns("org-far"))),
                Check.NOT_MET,
                "OVER");
    }

    @Test
    void the_same_legal_representative_by_identity_is_a_relation() {
        String zhou = persons.of("31010119800101123x");
        Condition over = between(2, row(FIRM, led(zhou, "周明")), row(PLATFORM, led(zhou, "周明")));
        is(over, Check.NOT_MET, "OVER");
        // The screen shows the first character only.
        assertThat(over.values()).containsEntry("over", "周*");
    }

    @Test
    void the_same_person_is_found_by_either_key_while_it_is_changed() {
        String former = persons.of("31010119800101123x");
        String next = new PersonKey(2, "the next secret of the four").of("31010119800101123x");
        Relation both =
                new Relation(
                        RelationKind.LEGAL_REPRESENTATIVE, former, next, "周明", null, "登记", DAY);
        Row old = row(FIRM, led(former, "周明"));
        is(between(2, old, row(PLATFORM, both)), Check.NOT_MET, "OVER");
        is(between(2, row(FIRM, led(next, "周明")), row(PLATFORM, both)), Check.NOT_MET, "OVER");
        is(between(2, row(FIRM, both), row(PLATFORM, both)), Check.NOT_MET, "OVER");
        // Hashes of different keys say nothing, least of all that nobody is related.
        is(between(2, old, row(PLATFORM, led(next, "周明"))), Check.NOT_VERIFIED, "KEY_CHANGED");
    }

    @Test
    void an_identity_is_the_same_however_it_was_typed() {
        assertThat(persons.of(" 31010119800101123x")).isEqualTo(persons.of("３10101 19800101123X"));
        assertThat(persons.of("1")).doesNotContain("周").startsWith("person-");
    }

    @Test
    void a_namesake_with_another_identity_is_no_relation() {
        is(
                between(
                        2,
                        row(FIRM, led(persons.of("id-1"), "周明")),
                        row(PLATFORM, led(persons.of("id-2"), "周明"))),
                Check.MET,
                "NONE");
    }

    @Test
    void the_same_name_without_an_identity_is_for_a_person_to_look_at() {
        is(
                between(
                        2,
                        row(FIRM, led(null, "王磊")),
                        row(PLATFORM, led(persons.of("id-2"), "王磊"))),
                Check.NOT_VERIFIED,
                "NAME_ONLY");
        is(
                between(
                        2,
                        row(FIRM, led(null, "王磊")),
                        row(PLATFORM, led(persons.of("id-2"), "王磊")).masked()),
                Check.NOT_VERIFIED,
                "NAME_ONLY");
        is(
                between(
                        2,
                        row(FIRM, led(null, "王磊")),
                        row(PLATFORM, led(persons.of("id-2"), "李雷"))),
                Check.MET,
                "NONE");
    }

    @Test
    void without_data_on_either_side_nothing_is_verified() {
        is(between(2), Check.NOT_VERIFIED, "NO_DATA");
        is(between(2, row(FIRM)), Check.NOT_VERIFIED, "NO_DATA");
        is(between(2, row(PLATFORM)), Check.NOT_VERIFIED, "NO_DATA");
        is(between(2, row(FIRM), row(PLATFORM)), Check.MET, "NONE");
    }

    @Test
    void a_tie_that_is_known_counts_even_if_the_other_side_is_unknown() {
        is(between(2, row(FIRM, owns(PLATFORM))), Check.NOT_MET, "DIRECT");
    }

    @Test
    void nobody_orders_from_themselves() {
        is(
                enterprises.related(new Shelf(Province.ANHUI, Instant.EPOCH), FIRM, FIRM, 2),
                Check.NOT_MET,
                "SAME");
    }

    @Test
    void ties_that_run_in_a_circle_end() {
        is(
                between(
                        3,
                        row(FIRM, owns("org-a")),
                        row("org-a", owns("org-b"), owns(FIRM)),
                        row("org-b", owns("org-a")),
                        row(PLATFORM)),
                Check.MET,
                "NONE");
    }

    @Test
    void what_leaves_the_province_names_no_person() {
        RelationsOf masked = row(PLATFORM, led(persons.of("id-2"), "王磊")).masked();
        assertThat(org.deltacommons.foundation.lane.Json.text(new RelationsStated(masked)))
                .doesNotContain("王磊", "id-2")
                .contains("王*");
    }
}
