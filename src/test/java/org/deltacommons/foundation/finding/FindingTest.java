package org.deltacommons.foundation.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.deltacommons.foundation.finding.FindDocument.Text;
import org.deltacommons.foundation.finding.FindDocument.Weight;
import org.deltacommons.foundation.lane.Audience;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Province;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FindingTest implements Finding.Source {

    private final Map<String, FindDocument> kept = new LinkedHashMap<>();
    private final List<RecordedFact> feed = new ArrayList<>();
    @TempDir private Path folder;
    private Finding finding;

    private final Findable things =
            new Findable() {
                @Override
                public String kind() {
                    return "thing";
                }

                @Override
                public List<Dimension> dimensions() {
                    return List.of(Dimension.division("province"), Dimension.plain("mode"));
                }

                @Override
                public Collection<String> touchedBy(RecordedFact fact) {
                    return List.of(fact.subject());
                }

                @Override
                public List<FindDocument> documents(Collection<String> ids) {
                    return ids.stream().map(kept::get).filter(Objects::nonNull).toList();
                }

                @Override
                public void every(Consumer<FindDocument> to) {
                    kept.values().forEach(to);
                }
            };

    @Override
    public List<RecordedFact> after(Province origin, long after, int limit) {
        return feed.stream()
                .filter(fact -> fact.origin() == origin && fact.index() > after)
                .limit(limit)
                .toList();
    }

    @Override
    public long newest(Province origin) {
        return feed.stream().filter(fact -> fact.origin() == origin).count();
    }

    @BeforeEach
    void fill() {
        keep(
                "tem",
                Province.SHANGHAI,
                "场发射透射电子显微镜",
                "Field-emission transmission electron microscope",
                "Talos F200X",
                800,
                "电池负极片循环后开裂的截面与界面观察；氮化镓外延片位错密度。",
                "SLOT",
                "SAMPLE");
        keep(
                "sem",
                Province.ANHUI,
                "扫描电子显微镜",
                "Scanning electron microscope",
                "GeminiSEM 450",
                600,
                "极片、涂层和轴承断口的形貌观察。<script>alert(1)</script>",
                "SLOT");
        keep(
                "lcms",
                Province.ZHEJIANG,
                "液相色谱-质谱联用仪",
                "Liquid chromatography mass spectrometer (LC-MS)",
                "TSQ Altis Plus",
                300,
                "血浆药物浓度测定，LC-MS/MS 方法开发。",
                "SAMPLE");
        keep(
                "arc",
                Province.JIANGSU,
                "绝热加速量热仪",
                "Accelerating rate calorimeter",
                "ARC-254",
                0,
                "电池热失控产气成分与温升速率。",
                "SAMPLE");
        open();
    }

    private void open() {
        finding = new Finding(folder, this, List.of(things));
        finding.start();
        finding.rebuild();
    }

    @AfterEach
    void close() {
        finding.stop();
    }

    private void keep(
            String id,
            Province home,
            String zh,
            String en,
            String model,
            int yuan,
            String functions,
            String... modes) {
        kept.put(
                id,
                new FindDocument(
                        "thing",
                        id,
                        zh,
                        en,
                        "摘要:" + functions,
                        "",
                        "/things/" + id,
                        home,
                        new DivisionCode(home.code()),
                        "示例·平台",
                        "Demo platform",
                        yuan == 0 ? null : Money.yuan(yuan),
                        "unit.HOUR",
                        true,
                        List.of(
                                new Text("model", Weight.CODE, model),
                                new Text("functions", Weight.STRONG, functions)),
                        Map.of("province", List.of(home.code()), "mode", List.of(modes))));
    }

    private List<String> ids(String text) {
        return ids(FindRequest.of(text));
    }

    private List<String> ids(FindRequest request) {
        return finding.find(request, false).hits().stream()
                .map(hit -> hit.document().id())
                .toList();
    }

    private void fact(String subject) {
        RecordedFact fact =
                new RecordedFact(
                        Province.SHANGHAI,
                        feed.size() + 1,
                        "x.Y",
                        1,
                        subject,
                        Audience.PUBLIC,
                        Json.parse("{}"),
                        Instant.EPOCH,
                        "system");
        feed.add(fact);
        finding.apply(List.of(fact));
        finding.refresh();
    }

    @Test
    void chinese_words_are_found_and_the_title_comes_first() {
        assertThat(ids("透射电子显微镜").getFirst()).isEqualTo("tem");
        assertThat(ids("电子显微镜")).containsExactlyInAnyOrder("tem", "sem");
        assertThat(ids("热失控产气")).containsExactly("arc");
        assertThat(ids("位错密度")).containsExactly("tem");
    }

    @Test
    void a_sentence_in_own_words_is_answered() {
        assertThat(ids("我们想看一下负极片循环后开裂的原因").getFirst()).isEqualTo("tem");
        assertThat(ids("需要测血浆里的药物浓度，LC-MS 方法").getFirst()).isEqualTo("lcms");
    }

    @Test
    void a_word_that_no_dictionary_knows_is_found_by_its_pairs() {
        assertThat(ids("氮化镓")).containsExactly("tem");
        assertThat(ids("外延片")).containsExactly("tem");
    }

    @Test
    void of_several_words_run_together_that_no_dictionary_knows_some_pairs_are_enough() {
        assertThat(ids("氮化镓锗硒")).containsExactly("tem");
        assertThat(ids("锗硒碲钛")).isEmpty();
    }

    @Test
    void model_numbers_are_found_however_they_are_written() {
        for (String spelling :
                List.of(
                        "Talos F200X",
                        "talosf200x",
                        "TALOS-F200X",
                        "\uFF34alos\u3000F\uFF12\uFF10\uFF10X",
                        "talos f 200 x",
                        "F200X",
                        "f-200x",
                        "Talos F200X",
                        "talos_f200x")) {
            assertThat(ids(spelling)).as(spelling).containsExactly("tem");
        }
        assertThat(ids("gemini sem450")).containsExactly("sem");
        assertThat(ids("ARC254")).containsExactly("arc");
        assertThat(ids("LCMS")).containsExactly("lcms");
        assertThat(ids("lc ms")).containsExactly("lcms");
        assertThat(ids("F300X")).isEmpty();
    }

    @Test
    void english_is_found_in_any_form_of_the_word() {
        assertThat(ids("microscopes")).containsExactlyInAnyOrder("tem", "sem");
        assertThat(ids("TRANSMISSION microscopy")).containsExactly("tem");
    }

    private static Found.Facet facet(Found found, String name) {
        return found.facets().stream()
                .filter(facet -> facet.dimension().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void facets_count_sideways_and_stay_visible_when_chosen() {
        FindRequest chosen = FindRequest.of("").choosing("province", "310000");
        Found found = finding.find(chosen, false);
        assertThat(found.total()).isEqualTo(1);
        Found.Facet province = facet(found, "province");
        assertThat(province.values()).hasSize(4).allMatch(value -> value.count() == 1);
        assertThat(province.values().stream().filter(Found.Value::chosen).map(Found.Value::value))
                .containsExactly("310000");
        // The other facet counts within the choice.
        assertThat(facet(found, "mode").values().stream().map(Found.Value::value))
                .containsExactlyInAnyOrder("SLOT", "SAMPLE");
        assertThat(ids(FindRequest.of("").choosing("province", "310000", "340000")))
                .containsExactlyInAnyOrder("tem", "sem");
        Found none = finding.find(FindRequest.of("").choosing("mode", "NEVER"), false);
        assertThat(none.total()).isZero();
        assertThat(facet(none, "mode").values())
                .contains(new Found.Value("NEVER", 0, true), new Found.Value("SLOT", 2, false));
    }

    @Test
    void zero_hits_offer_the_nearest_and_say_so() {
        Found found = finding.find(FindRequest.of("量热仪 海豚"), false);
        assertThat(found.dropped()).containsExactly("海豚");
        assertThat(found.hits()).extracting(hit -> hit.document().id()).containsExactly("arc");
        Found nothing = finding.find(FindRequest.of("海豚"), false);
        assertThat(nothing.hits()).isEmpty();
        assertThat(nothing.dropped()).isEmpty();
    }

    @Test
    void hits_are_marked_without_markup_and_say_why() {
        Found.Hit hit = finding.find(FindRequest.of("talosf200x 位错"), false).hits().getFirst();
        assertThat(hit.snippet()).contains(new Found.Piece("位错密度", true));
        assertThat(hit.why())
                .contains(new Found.Why("model", List.of("Talos F200X")))
                .contains(new Found.Why("functions", List.of("位错密度")));
        Found.Hit sem = finding.find(FindRequest.of("断口"), false).hits().getFirst();
        assertThat(sem.snippet().stream().map(Found.Piece::text).reduce("", String::concat))
                .contains("<script>");
        assertThat(sem.snippet()).contains(new Found.Piece("断口", true));
    }

    @Test
    void a_single_character_is_marked_beside_its_neighbour_only() {
        List<Found.Hit> hits = finding.find(FindRequest.of("形貌观"), false).hits();
        assertThat(hits).extracting(hit -> hit.document().id()).containsExactly("sem");
        assertThat(marked(hits.getFirst())).containsExactly("形貌", "观");
    }

    private static List<String> marked(Found.Hit hit) {
        return hit.snippet().stream().filter(Found.Piece::marked).map(Found.Piece::text).toList();
    }

    /// Those that need no measure; see SortingTest for the others.
    private static final List<FindRequest.Order> ORDERS =
            List.of(FindRequest.Order.FIT, FindRequest.Order.PRICE, FindRequest.Order.NAME);

    @Test
    void pages_follow_each_other_in_every_order_without_gap_or_repetition() {
        for (FindRequest.Order order : ORDERS) {
            for (String text : List.of("", "电子 OR 电池 的 仪")) {
                FindRequest request = FindRequest.of(text).ordered(order);
                List<String> all = ids(request.page(null, 100));
                List<String> seen = new ArrayList<>();
                String after = null;
                do {
                    Found page = finding.find(request.page(after, 1), false);
                    assertThat(page.total()).isEqualTo(all.size());
                    page.hits().forEach(hit -> seen.add(hit.document().id()));
                    after = page.next();
                } while (after != null);
                assertThat(seen).as(order + " " + text).isEqualTo(all);
            }
        }
        assertThat(ids(FindRequest.of("").ordered(FindRequest.Order.PRICE)))
                .containsExactly("lcms", "sem", "tem", "arc");
        assertThat(ids(FindRequest.of("").priced(Money.yuan(300), Money.yuan(600))))
                .containsExactlyInAnyOrder("lcms", "sem");
        assertThatThrownBy(() -> finding.find(FindRequest.of("").page("nonsense!", 1), false))
                .isInstanceOf(RefusedException.class);
    }

    @Test
    void whatever_is_typed_is_harmless() {
        for (String typed :
                List.of(
                        "*:*",
                        "title:x AND (",
                        "\"",
                        "\\",
                        "a~0.5^9 [* TO *] /.*/",
                        "\u0000",
                        "😀🧪",
                        "电".repeat(10_000),
                        "a b ".repeat(5_000),
                        "𠮷野家",
                        "((((",
                        "%' OR 1=1 --",
                        "(a+)+$" + "a".repeat(500),
                        "<script>",
                        "‮⁦",
                        "\uD83D",
                        "NOT",
                        "。,、",
                        "电池\u0000热失控")) {
            Found found = finding.find(FindRequest.of(typed), true);
            assertThat(found.hits()).hasSizeLessThanOrEqualTo(4);
            finding.suggest(typed);
        }
        assertThat(ids("*:*")).isEmpty();
        assertThat(ids("电池\u0000热失控")).contains("arc");
    }

    @Test
    void the_index_follows_the_feed() {
        kept.remove("tem");
        keep("new", Province.ANHUI, "质子磁共振", "NMR", "AVANCE 600", 90, "结构", "SLOT");
        fact("tem");
        fact("new");
        assertThat(ids("Talos F200X")).isEmpty();
        assertThat(ids("avance600")).containsExactly("new");
    }

    @Test
    void what_was_not_kept_before_a_kill_is_caught_up_from_the_feed() throws IOException {
        finding.stop();
        keep("new", Province.ANHUI, "质子磁共振", "NMR", "AVANCE 600", 90, "结构", "SLOT");
        feed.add(
                new RecordedFact(
                        Province.SHANGHAI,
                        1,
                        "x.Y",
                        1,
                        "new",
                        Audience.PUBLIC,
                        Json.parse("{}"),
                        Instant.EPOCH,
                        "system"));
        finding = new Finding(folder, this, List.of(things));
        finding.start();
        assertThat(ids("avance600")).containsExactly("new");
        assertThat(ids("talosf200x")).containsExactly("tem");
    }

    @Test
    void a_damaged_or_missing_index_is_built_anew() throws IOException {
        finding.stop();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!file.getFileName().toString().equals("current")) {
                    Files.writeString(file, "damaged");
                }
            }
        }
        open();
        assertThat(ids("talosf200x")).containsExactly("tem");
        finding.stop();
        Files.delete(folder.resolve("current"));
        open();
        assertThat(ids("talosf200x")).containsExactly("tem");
        assertThat(finding.find(FindRequest.of(""), false).ready()).isTrue();
    }

    @Test
    void suggestions_complete_what_is_being_typed() {
        assertThat(finding.named("场发射")).extracting(FindDocument::id).containsExactly("tem");
        assertThat(finding.named("tal")).extracting(FindDocument::id).containsExactly("tem");
        assertThat(finding.named("scan")).extracting(FindDocument::id).contains("sem");
        assertThat(finding.named(" ")).isEmpty();
    }
}
