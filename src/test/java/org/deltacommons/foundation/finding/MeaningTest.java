package org.deltacommons.foundation.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.deltacommons.foundation.finding.FindDocument.Text;
import org.deltacommons.foundation.finding.FindDocument.Weight;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Province;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// With a model that knows one thing, so that it shows what the model did: fire and heat lie near
/// each other, everything else far away.
class MeaningTest {

    @TempDir private Path folder;
    private final List<String> worked = java.util.Collections.synchronizedList(new ArrayList<>());
    private final List<FindDocument> kept = new ArrayList<>();

    private final Embedder model =
            new Embedder() {
                @Override
                public String name() {
                    return "toy";
                }

                @Override
                public float[] of(String text) {
                    worked.add(text);
                    boolean hot = text.contains("起火") || text.contains("量热");
                    return hot ? new float[] {1, 0.01f} : new float[] {0.01f, 1};
                }
            };

    private final Findable things =
            new Findable() {
                @Override
                public String kind() {
                    return "thing";
                }

                @Override
                public List<Dimension> dimensions() {
                    return List.of(Dimension.division("city"), Dimension.plain("mark"));
                }

                @Override
                public Collection<String> touchedBy(RecordedFact fact) {
                    return List.of();
                }

                @Override
                public List<FindDocument> documents(Collection<String> ids) {
                    return kept.stream().filter(one -> ids.contains(one.id())).toList();
                }

                @Override
                public void every(Consumer<FindDocument> to) {
                    kept.forEach(to);
                }
            };

    private void keep(String id, String title, String about, String city, String... marks) {
        kept.add(
                new FindDocument(
                        "thing",
                        id,
                        title,
                        "",
                        about,
                        "",
                        "/things/" + id,
                        Province.ANHUI,
                        new DivisionCode(city),
                        "",
                        "",
                        Money.yuan(300),
                        null,
                        true,
                        List.of(new Text("functions", Weight.STRONG, about)),
                        Map.of("city", List.of(city), "mark", List.of(marks))));
    }

    private Finding open(Supplier<Embedder> reads) throws Exception {
        Finding finding = new Finding(folder, FindingInHand.NO_FEEDS, List.of(things), reads);
        finding.start();
        finding.rebuild();
        return finding;
    }

    private Finding ready() throws Exception {
        Finding finding = open(() -> model);
        FindingInHand.await(finding, java.time.Duration.ofMinutes(2));
        return finding;
    }

    private static List<String> ids(Found found) {
        return found.hits().stream().map(hit -> hit.document().id()).toList();
    }

    @Test
    void what_shares_no_word_is_found_by_its_meaning_and_says_which_passage_is_near()
            throws Exception {
        keep("heat", "量热仪", "绝热条件下的放热", "340100");
        keep("yarn", "纺织试验机", "面料强力", "340200");
        Finding finding = ready();
        Found found = finding.find(FindRequest.of("起火 缘由"), false);
        assertThat(found.meaning()).isTrue();
        assertThat(ids(found)).containsExactly("heat");
        assertThat(found.hits().getFirst().near()).contains("量热仪");
        assertThat(ids(finding.find(FindRequest.of("起火 缘由"), false, Finding.Way.WORDS))).isEmpty();
        finding.stop();
    }

    @Test
    void nothing_is_worked_out_twice_not_even_after_a_restart() throws Exception {
        keep("heat", "量热仪", "绝热条件下的放热", "340100");
        keep("same", "量热仪", "绝热条件下的放热", "340200");
        Finding first = ready();
        assertThat(worked).doesNotHaveDuplicates().hasSize(3);
        first.stop();
        worked.clear();
        keep("more", "量热仪", "反应放热", "340300");
        Finding second = ready();
        assertThat(worked).containsExactlyInAnyOrder("反应放热", "量热仪。反应放热");
        worked.clear();
        second.find(FindRequest.of("起火 缘由"), false);
        second.find(FindRequest.of("起火 缘由"), false);
        assertThat(worked).containsExactly("起火 缘由");
        second.stop();
    }

    @Test
    void a_name_alone_never_wakes_the_model() throws Exception {
        keep("heat", "量热仪", "绝热条件下的放热", "340100");
        Finding finding = ready();
        worked.clear();
        assertThat(ids(finding.find(FindRequest.of("量热仪"), false))).containsExactly("heat");
        assertThat(worked).isEmpty();
        finding.stop();
    }

    @Test
    void what_is_found_by_its_meaning_is_found_in_every_order() throws Exception {
        keep("heat", "量热仪", "绝热条件下的放热", "340100");
        Finding finding = ready();
        FindRequest request = FindRequest.of("起火 缘由");
        assertThat(ids(finding.find(request, false))).containsExactly("heat");
        assertThat(ids(finding.find(request.ordered(FindRequest.Order.PRICE), false)))
                .containsExactly("heat");
        finding.stop();
    }

    @Test
    void without_the_model_words_go_on_and_it_is_said() throws Exception {
        keep("heat", "量热仪", "绝热条件下的放热", "340100");
        Finding finding =
                open(() -> {
                    throw new NoClassDefFoundError("no model here");
                });
        Found found = finding.find(FindRequest.of("量热仪 放热"), false);
        assertThat(ids(found)).containsExactly("heat");
        assertThat(found.meaning()).isFalse();
        assertThat(finding.knowsMeanings()).isFalse();
        finding.stop();
    }

    @Test
    void a_condition_comes_first_a_certain_one_leaves_others_out_and_whoever_asks_is_told()
            throws Exception {
        keep("here", "盐雾试验箱", "腐蚀", "340100");
        keep("there", "盐雾试验箱", "腐蚀", "340200", "CMA");
        Finding finding = open(() -> model);
        assertThat(ids(finding.find(FindRequest.of("合肥 盐雾"), false)))
                .containsExactly("here", "there");
        Found wuhu = finding.find(FindRequest.of("芜湖 盐雾"), false);
        assertThat(ids(wuhu)).containsExactly("there", "here");
        assertThat(wuhu.hits().getFirst().met())
                .extracting(Condition::code)
                .contains("city:340200");
        assertThat(wuhu.hits().getLast().met()).isEmpty();
        FindRequest only = FindRequest.of("只看合肥 盐雾");
        assertThat(ids(finding.find(only, false))).containsExactly("here");

        Whether whether = finding.whether(only, "thing:there").orElseThrow();
        assertThat(whether.rank()).isZero();
        assertThat(whether.excluded())
                .containsExactly(new Whether.Excluded("city", List.of("340100"), true));
        assertThat(finding.whether(FindRequest.of("芜湖 盐雾"), "thing:here").orElseThrow().rank())
                .isEqualTo(2);
        FindRequest chosen = FindRequest.of("盐雾").choosing("mark", "CMA");
        assertThat(finding.whether(chosen, "thing:here").orElseThrow().excluded())
                .containsExactly(new Whether.Excluded("mark", List.of("CMA"), false));
        assertThat(finding.whether(FindRequest.of("海豚"), "thing:here").orElseThrow().lacking())
                .containsExactly("海豚");
        assertThat(finding.whether(only, "thing:nobody")).isEmpty();
        finding.stop();
    }

    @Test
    void slips_homophones_pinyin_and_other_scripts_are_understood_and_said() throws Exception {
        keep("sem", "扫描电镜", "断口", "340100");
        keep("gleeble", "Gleeble 热力模拟机", "变形", "340100");
        Finding finding = open(() -> model);
        for (String typed :
                List.of(
                        "saomiao dianjing",
                        "smdj",
                        "扫描电竟",
                        "掃描電鏡",
                        "ＳＥＭ",
                        "scaning electron microscope")) {
            assertThat(ids(finding.find(FindRequest.of(typed), false))).as(typed).startsWith("sem");
        }
        Found slip = finding.find(FindRequest.of("Glebble"), false);
        assertThat(ids(slip)).containsExactly("gleeble");
        assertThat(slip.instead()).hasSize(1);
        assertThat(finding.find(FindRequest.of("扫描电镜"), false).instead()).isEmpty();
        finding.stop();
    }

    @Test
    void aServerThatStopsWhileTheModelIsReadEndsWell() throws Exception {
        Path log = folder.resolve("ending.log");
        Process ending =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                EndWhileReading.class.getName())
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        try {
            assertThat(ending.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(ending.exitValue()).as(Files.readString(log)).isZero();
        } finally {
            ending.destroyForcibly();
        }
    }
}
