package org.deltacommons.foundation.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.deltacommons.commons.resources.SeededDocuments;
import org.deltacommons.foundation.finding.FindRequest.Order;
import org.deltacommons.foundation.finding.StandingQuestions.Fit;
import org.deltacommons.kernel.Money;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A question that waits must say of a document what the same question says when it is asked.
class StandingQuestionsTest {

    private static final SeededDocuments SEEDED = new SeededDocuments();
    private static final List<FindDocument> ALL = all();

    @TempDir private Path folder;
    private StandingQuestions waiting;

    private static List<FindDocument> all() {
        List<FindDocument> all = new ArrayList<>();
        SEEDED.every(all::add);
        return all;
    }

    @BeforeEach
    void begin() {
        waiting = FindingInHand.standing(folder, SEEDED);
    }

    private Set<String> fitting(FindRequest request) {
        waiting.put("q", request);
        Set<String> ids = new TreeSet<>();
        for (int from = 0; from < ALL.size(); from += 200) {
            waiting.fitting(ALL.subList(from, Math.min(ALL.size(), from + 200)))
                    .forEach(fit -> ids.add(fit.document().id()));
        }
        return ids;
    }

    /// What is asked in words of which each is in some document together with the others, so that
    /// the index has no reason to leave one out.
    @Test
    void what_fits_a_waiting_question_is_what_the_index_would_answer() {
        Finding finding =
                new Finding(folder.resolve("index"), FindingInHand.NO_FEEDS, List.of(SEEDED));
        finding.start();
        try {
            finding.rebuild();
            List<FindRequest> asked =
                    List.of(
                            FindRequest.of("场发射扫描电镜"),
                            FindRequest.of("cryo-EM"),
                            FindRequest.of("冷冻电镜 膜蛋白"),
                            FindRequest.of("液质联用 药物浓度"),
                            FindRequest.of("GeminiSEM"),
                            FindRequest.of("电池 热失控 产气").choosing("province", "310000", "340000"),
                            FindRequest.of("显微镜").priced(null, Money.yuan(500)),
                            FindRequest.of("").choosing("city", "340100"),
                            FindRequest.of("必须CMA 疲劳试验"));
            for (FindRequest request : asked) {
                Set<String> hits =
                        finding.find(request.page(null, 100), false).hits().stream()
                                .map(hit -> hit.document().id())
                                .collect(Collectors.toCollection(TreeSet::new));
                assertThat(hits).as(request.text()).isNotEmpty().hasSizeLessThan(100);
                assertThat(fitting(request)).as(request.text()).isEqualTo(hits);
            }
        } finally {
            finding.stop();
        }
    }

    @Test
    void what_lacks_a_needed_word_or_a_choice_does_not_fit() {
        FindDocument first = ALL.getFirst();
        String elsewhere = first.home().code().equals("340000") ? "310000" : "340000";
        waiting.put("words", FindRequest.of(first.titleZh() + " 量子引力波望远镜"));
        waiting.put("choice", FindRequest.of(first.titleZh()).choosing("province", elsewhere));
        waiting.put("there", FindRequest.of(first.titleZh()));
        assertThat(waiting.fitting(List.of(first)))
                .extracting(Fit::question)
                .contains("there")
                .doesNotContain("choice");
    }

    @Test
    void a_question_of_nothing_but_signs_cannot_wait() {
        for (String vain : List.of("", "  ", "！！？", "🙂", "的")) {
            FindRequest request = FindRequest.of(vain);
            assertThat(waiting.canWait(request)).as(vain).isFalse();
            assertThatThrownBy(() -> waiting.put("q", request))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(waiting.size()).isZero();
        assertThat(waiting.fitting(ALL.subList(0, 3))).isEmpty();
    }

    @Test
    void a_price_range_that_is_empty_fits_nothing() {
        FindRequest upsideDown =
                new FindRequest(
                        "显微镜",
                        java.util.Map.of(),
                        Money.yuan(900),
                        Money.yuan(1),
                        Order.FIT,
                        null,
                        1,
                        List.of());
        assertThat(fitting(upsideDown)).isEmpty();
    }

    @Test
    void what_is_taken_back_or_asked_anew_fits_no_more() {
        FindDocument first = ALL.getFirst();
        waiting.put("q", FindRequest.of(first.titleZh()));
        assertThat(waiting.fitting(List.of(first))).isNotEmpty();
        waiting.put("q", FindRequest.of("木星大气环流观测"));
        assertThat(waiting.fitting(List.of(first))).isEmpty();
        waiting.put("q", FindRequest.of(first.titleZh()));
        waiting.remove("q");
        assertThat(waiting.fitting(List.of(first))).isEmpty();
        assertThat(waiting.size()).isZero();
    }
}
