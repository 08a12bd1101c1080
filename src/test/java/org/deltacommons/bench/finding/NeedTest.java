package org.deltacommons.bench.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.deltacommons.bench.finding.Need.Part;
import org.deltacommons.commons.resources.SeededDocuments;
import org.deltacommons.foundation.finding.FindDocument;
import org.junit.jupiter.api.Test;

class NeedTest {

    private final List<FindDocument> documents = new ArrayList<>();
    private final SeededDocuments seeded = new SeededDocuments();

    NeedTest() {
        seeded.every(documents::add);
    }

    private static List<Need> all() {
        List<Need> all = new ArrayList<>(Need.read(Part.TUNING));
        all.addAll(Need.read(Part.REPORTED));
        all.addAll(Need.read(Part.FRESH));
        return all;
    }

    @Test
    void there_are_at_least_a_hundred_and_fifty_needs_of_every_kind_half_of_them_only_reported() {
        int tuning = Need.read(Part.TUNING).size();
        int reported = Need.read(Part.REPORTED).size();
        assertThat(tuning + reported).isGreaterThanOrEqualTo(150);
        assertThat(Math.abs(tuning - reported)).isLessThanOrEqualTo(1);
        assertThat(Need.read(Part.FRESH)).hasSizeGreaterThanOrEqualTo(40);
        assertThat(Need.read(Part.REPORTED).stream().map(Need::kind).distinct())
                .contains("zh", "en", "mixed", "colloquial", "model", "typo", "pinyin", "trad");
    }

    @Test
    void no_need_is_asked_twice() {
        Set<String> seen = new HashSet<>();
        assertThat(all()).allMatch(need -> seen.add(need.text().toLowerCase(Locale.ROOT)));
    }

    @Test
    void every_answer_is_a_seeded_resource_and_every_need_has_a_right_one() {
        Set<String> known = new HashSet<>();
        documents.forEach(document -> known.add(seeded.number(document.id())));
        assertThat(known).hasSize(624);
        for (Need need : all()) {
            assertThat(known).as(need.text()).containsAll(need.grades().keySet());
            assertThat(need.grades().values()).as(need.text()).contains(3);
        }
    }

    @Test
    void no_need_is_written_down_as_a_use() {
        Set<String> uses = new HashSet<>();
        documents.stream()
                .flatMap(document -> document.texts().stream())
                .filter(text -> text.weight() == FindDocument.Weight.USES)
                .flatMap(text -> text.text().lines())
                .forEach(uses::add);
        assertThat(uses).hasSizeGreaterThan(900);
        assertThat(all()).extracting(Need::text).doesNotContainAnyElementsOf(uses);
    }

    @Test
    void no_need_repeats_a_title() {
        Set<String> titles = new HashSet<>();
        documents.forEach(document -> {
            titles.add(document.titleZh().toLowerCase(Locale.ROOT));
            titles.add(document.titleEn().toLowerCase(Locale.ROOT));
        });
        assertThat(all().stream().map(need -> need.text().toLowerCase(Locale.ROOT)))
                .doesNotContainAnyElementsOf(titles);
    }
}
