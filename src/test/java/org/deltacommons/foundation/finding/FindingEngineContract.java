package org.deltacommons.foundation.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.kernel.Money;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What every engine does, whichever it is.
abstract class FindingEngineContract {

    static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration LOOK = Duration.ofMillis(20);
    private static final int MANY = 600;

    @TempDir Path folder;
    final Stock stock = new Stock();
    Finding finding;

    /// Over what an earlier one of the same test has left.
    abstract Engine engine(
            Path folder, Map<String, Dimension> dimensions, @Nullable Supplier<Embedder> model);

    Finding open(@Nullable Supplier<Embedder> model) {
        List<Findable> findables = List.of(stock);
        Finding opened =
                new Finding(engine(folder, Dimension.of(findables), model), stock, findables);
        opened.start();
        return opened;
    }

    @BeforeEach
    void fill() throws InterruptedException {
        stock.keep(
                "tem",
                "场发射透射电子显微镜",
                "Field-emission transmission electron microscope",
                "Talos F200X",
                800,
                "电池负极片循环后开裂的截面与界面观察；氮化镓外延片位错密度。",
                "SLOT",
                "SAMPLE");
        stock.keep(
                "sem",
                "扫描电子显微镜",
                "Scanning electron microscope",
                "GeminiSEM 450",
                600,
                "极片、涂层和轴承断口的形貌观察。",
                "SLOT");
        stock.keep(
                "lcms",
                "液相色谱-质谱联用仪",
                "Liquid chromatography mass spectrometer (LC-MS)",
                "TSQ Altis Plus",
                300,
                "血浆药物浓度测定，LC-MS/MS 方法开发。",
                "SAMPLE");
        stock.keep(
                "arc",
                "绝热加速量热仪",
                "Accelerating rate calorimeter",
                "ARC-254",
                0,
                "电池热失控产气成分与温升速率。",
                "SAMPLE");
        finding = open(null);
        comesTrue(finding::isReady);
    }

    @AfterEach
    void close() {
        stock.goOn();
        finding.stop();
    }

    Found found(FindRequest request) {
        return finding.find(request, false);
    }

    static List<String> ids(Found found) {
        return found.hits().stream().map(hit -> hit.document().id()).toList();
    }

    List<String> ids(String text) {
        return ids(found(FindRequest.of(text)));
    }

    /// Without anybody's help.
    static void comesTrue(BooleanSupplier wanted) {
        await().pollInterval(LOOK).atMost(PATIENCE).until(wanted::getAsBoolean);
    }

    // Words

    @Test
    void words_pairs_stems_and_designations_are_found() {
        assertThat(ids("透射电子显微镜").getFirst()).isEqualTo("tem");
        assertThat(ids("电子显微镜")).containsExactlyInAnyOrder("tem", "sem");
        assertThat(ids("氮化镓锗硒")).containsExactly("tem");
        assertThat(ids("microscopes")).containsExactlyInAnyOrder("tem", "sem");
        assertThat(ids("TRANSMISSION microscopy")).containsExactly("tem");
        assertThat(ids("talos f 200 x")).containsExactly("tem");
        assertThat(ids("LCMS")).containsExactly("lcms");
        assertThat(ids("F300X")).isEmpty();
        assertThat(ids("")).hasSize(4);
    }

    @Test
    void what_was_mistyped_is_found_and_said() {
        Found pinyin = found(FindRequest.of("toushe"));
        assertThat(pinyin.instead()).containsExactly(new Found.Instead("toushe", "透射"));
        assertThat(ids(pinyin)).containsExactly("tem");
        Found slip = found(FindRequest.of("liqiud"));
        assertThat(slip.instead()).hasSize(1);
        assertThat(ids(slip)).containsExactly("lcms");
    }

    @Test
    void the_nearest_are_offered_without_the_words_that_nothing_has() {
        Found found = found(FindRequest.of("量热仪 海豚"));
        assertThat(found.dropped()).containsExactly("海豚");
        assertThat(ids(found)).containsExactly("arc");
        assertThat(ids("海豚")).isEmpty();
    }

    @Test
    void hits_say_which_words_and_conditions_they_have() {
        Found.Hit hit = found(FindRequest.of("位错密度 预算1000元")).hits().getFirst();
        assertThat(hit.document().id()).isEqualTo("tem");
        assertThat(hit.why()).contains(new Found.Why("functions", List.of("位错密度")));
        assertThat(hit.met()).extracting(Condition::dimension).containsExactly("priceMax");
    }

    // Choices

    @Test
    void facets_count_sideways_and_stay_visible_when_chosen() {
        Found found = found(FindRequest.of("").choosing("mode", "SAMPLE"));
        assertThat(ids(found)).containsExactlyInAnyOrder("tem", "lcms", "arc");
        assertThat(found.total()).isEqualTo(3);
        assertThat(values(found, "mode"))
                .containsExactly(
                        new Found.Value("SAMPLE", 3, true), new Found.Value("SLOT", 2, false));
        assertThat(values(found, Finding.TYPE)).containsExactly(new Found.Value("thing", 3, false));
        Found none = found(FindRequest.of("").choosing("mode", "NEVER"));
        assertThat(none.total()).isZero();
        assertThat(values(none, "mode"))
                .containsExactly(
                        new Found.Value("SAMPLE", 3, false),
                        new Found.Value("SLOT", 2, false),
                        new Found.Value("NEVER", 0, true));
    }

    static List<Found.Value> values(Found found, String name) {
        return found.facets().stream()
                .filter(facet -> facet.dimension().name().equals(name))
                .findFirst()
                .orElseThrow()
                .values();
    }

    @Test
    void prices_leave_out_what_costs_less_or_more_or_nobody_knows() {
        assertThat(ids(found(FindRequest.of("").priced(Money.yuan(300), Money.yuan(600)))))
                .containsExactlyInAnyOrder("lcms", "sem");
        assertThat(ids(found(FindRequest.of("").priced(Money.yuan(700), null))))
                .containsExactly("tem");
        assertThat(ids(found(FindRequest.of("").priced(Money.yuan(700), Money.yuan(300)))))
                .isEmpty();
    }

    @Test
    void pages_follow_each_other_in_every_order_without_gap_or_repetition() {
        for (FindRequest.Order order :
                List.of(FindRequest.Order.FIT, FindRequest.Order.PRICE, FindRequest.Order.NAME)) {
            for (String text : List.of("", "电子 OR 电池 的 仪")) {
                FindRequest request = FindRequest.of(text).ordered(order);
                List<String> all = ids(found(request.page(null, 100)));
                List<String> seen = new ArrayList<>();
                String after = null;
                do {
                    Found page = found(request.page(after, 1));
                    assertThat(page.total()).isEqualTo(all.size());
                    seen.addAll(ids(page));
                    after = page.next();
                } while (after != null);
                assertThat(seen).as(order + " " + text).isEqualTo(all);
            }
        }
        assertThat(ids(found(FindRequest.of("").ordered(FindRequest.Order.PRICE))))
                .containsExactly("lcms", "sem", "tem", "arc");
        assertThatThrownBy(() -> found(FindRequest.of("").page("nonsense!", 1)))
                .isInstanceOf(RefusedException.class);
        String ofPrice =
                found(FindRequest.of("").ordered(FindRequest.Order.PRICE).page(null, 1)).next();
        assertThatThrownBy(() ->
                        found(
                                FindRequest.of("电子")
                                        .ordered(FindRequest.Order.NAME)
                                        .page(ofPrice, 1)))
                .isInstanceOf(RefusedException.class);
    }

    // One document

    @Test
    void why_something_is_not_here_is_said() {
        FindRequest slot = FindRequest.of("电子显微镜").choosing("mode", "SAMPLE");
        Whether found = finding.whether(slot, "thing:tem").orElseThrow();
        assertThat(found.rank()).isEqualTo(1);
        assertThat(found.total()).isEqualTo(1);
        Whether excluded = finding.whether(slot, "thing:sem").orElseThrow();
        assertThat(excluded.rank()).isZero();
        assertThat(excluded.excluded())
                .containsExactly(new Whether.Excluded("mode", List.of("SAMPLE"), false));
        Whether priced =
                finding.whether(FindRequest.of("电子显微镜").priced(null, Money.yuan(700)), "thing:tem")
                        .orElseThrow();
        assertThat(priced.excluded())
                .containsExactly(
                        new Whether.Excluded("to", List.of(Money.yuan(700).toString()), false));
        Whether lacking = finding.whether(FindRequest.of("量热仪"), "thing:sem").orElseThrow();
        assertThat(lacking.lacking()).isNotEmpty();
        assertThat(lacking.excluded()).isEmpty();
        assertThat(finding.whether(FindRequest.of("仪"), "thing:none")).isEmpty();
    }

    @Test
    void names_are_found_while_they_are_typed() throws Exception {
        assertThat(finding.suggest("扫描电").documents())
                .extracting(FindDocument::id)
                .containsExactly("sem");
        assertThat(finding.suggest("talosf").documents())
                .extracting(FindDocument::id)
                .containsExactly("tem");
        assertThat(finding.suggest("显微").documents())
                .extracting(FindDocument::id)
                .containsExactlyInAnyOrder("tem", "sem");
        // Words are learnt a moment after the index is there.
        comesTrue(() ->
                finding.suggest("toushe").phrases().stream()
                        .anyMatch(phrase -> phrase.word().equals("透射")));
        assertThat(finding.named("加速量热")).extracting(FindDocument::id).containsExactly("arc");
        assertThat(finding.named("温升速率")).extracting(FindDocument::id).containsExactly("arc");
    }

    // Changes

    @Test
    void what_changes_comes_and_goes_by_itself() throws Exception {
        stock.kept.remove("tem");
        stock.keep("new", "核磁共振波谱仪", "NMR", "AVANCE 600", 90, "结构", "SLOT");
        stock.keep("sem", "聚焦离子束", "FIB", "Helios 5", 900, "截面", "SAMPLE");
        finding.apply(List.of(stock.tell("tem"), stock.tell("new"), stock.tell("sem")));
        comesTrue(() -> ids("avance600").equals(List.of("new")));
        assertThat(ids("Talos F200X")).isEmpty();
        assertThat(ids("聚焦离子束")).containsExactly("sem");
        assertThat(ids("扫描电子")).doesNotContain("sem");
        assertThat(values(found(FindRequest.of("")), "mode"))
                .containsExactly(
                        new Found.Value("SAMPLE", 3, false), new Found.Value("SLOT", 1, false));
        // Told again, as after a kill, nothing is there twice.
        finding.apply(List.of(stock.feed.get(1)));
        finding.refresh();
        assertThat(ids("avance600")).containsExactly("new");
    }

    @Test
    void marks_are_those_of_the_sentence_and_of_the_text_as_it_is_now() throws Exception {
        assertThat(marked("扫描 断口")).containsExactly("扫描", "断口");
        assertThat(marked("扫描 断口")).containsExactly("扫描", "断口");
        assertThat(marked("扫描 涂层")).containsExactly("扫描", "涂层");
        stock.keep("sem", "台式扫描电镜", "Desktop SEM", "Phenom", 600, "轴承断口。", "SLOT");
        finding.apply(List.of(stock.tell("sem")));
        comesTrue(() -> ids("Phenom").equals(List.of("sem")));
        Found.Hit hit = found(FindRequest.of("扫描 断口")).hits().getFirst();
        assertThat(hit.snippet()).extracting(Found.Piece::text).containsExactly("轴承", "断口", "。");
        assertThat(hit.title()).extracting(Found.Piece::text).containsExactly("台式", "扫描", "电镜");
    }

    /// Of the first hit's title and snippet.
    private List<String> marked(String text) {
        Found.Hit hit = found(FindRequest.of(text)).hits().getFirst();
        return Stream.concat(hit.title().stream(), hit.snippet().stream())
                .filter(Found.Piece::marked)
                .map(Found.Piece::text)
                .toList();
    }

    @Test
    void what_was_not_kept_is_caught_up_from_the_feed() {
        finding.stop();
        stock.keep("new", "核磁共振波谱仪", "NMR", "AVANCE 600", 90, "结构", "SLOT");
        stock.tell("new");
        finding = open(null);
        assertThat(ids("avance600")).containsExactly("new");
        assertThat(ids("talosf200x")).containsExactly("tem");
    }

    @Test
    void an_index_is_built_anew_while_the_old_one_serves_and_follows() throws Exception {
        stock.kept.remove("lcms");
        stock.pauseAt("sem");
        Thread building = Thread.ofPlatform().start(finding::rebuild);
        assertThat(stock.awaitPause()).isTrue();
        assertThat(ids("LCMS")).as("the old one serves").containsExactly("lcms");
        stock.keep("new", "核磁共振波谱仪", "NMR", "AVANCE 600", 90, "结构", "SLOT");
        stock.kept.remove("arc");
        finding.apply(List.of(stock.tell("new"), stock.tell("arc")));
        comesTrue(() -> ids("avance600").equals(List.of("new")));
        stock.goOn();
        building.join();
        assertThat(ids("")).containsExactlyInAnyOrder("new", "sem", "tem");
        assertThat(finding.built()).isEmpty();
    }

    @Test
    void a_build_that_was_stopped_goes_on_where_it_was() throws Exception {
        for (int i = 0; i < MANY; i++) {
            stock.keep("x%04d".formatted(i), "示波器", "", "", 1, "", "SLOT");
        }
        stock.pauseAt("x0400");
        Thread building =
                Thread.ofPlatform()
                        .unstarted(() ->
                                assertThatThrownBy(finding::rebuild).isInstanceOf(Exception.class));
        building.start();
        assertThat(stock.awaitPause()).isTrue();
        assertThat(finding.built().orElseThrow()).isBetween(1L, 400L);
        Thread stopping = Thread.ofPlatform().start(finding::stop);
        while (finding.isRunning()) {
            Thread.onSpinWait();
        }
        stock.goOn();
        stopping.join();
        building.join();
        stock.kept.remove("x0010");
        stock.tell("x0010");
        stock.goneOn.clear();
        finding = open(null);
        finding.rebuild();
        assertThat(stock.goneOn).doesNotContain("x0100").contains("x0400", "x0599");
        assertThat(found(FindRequest.of("示波器")).total()).isEqualTo(MANY - 1);
    }

    // Meaning

    @Test
    void what_shares_no_word_is_found_by_its_meaning_and_says_which_passage_is_near()
            throws Exception {
        finding.stop();
        finding = open(() -> new Toy(FindingEngineContract::heat));
        FindingInHand.await(finding, PATIENCE);
        Found found = found(FindRequest.of("起火 缘由"));
        assertThat(found.meaning()).isTrue();
        assertThat(ids(found)).containsExactly("arc");
        assertThat(found.hits().getFirst().near()).contains("量热");
        // What comes later is compared, too.
        stock.keep("dsc", "差示扫描量热计", "DSC", "DSC 3", 50, "相变", "SLOT");
        finding.apply(List.of(stock.tell("dsc")));
        comesTrue(() -> ids("起火 缘由").contains("dsc"));
    }

    private static float[] heat(String text) {
        boolean hot = text.contains("起火") || text.contains("量热");
        return hot ? new float[] {1, 0.01f} : new float[] {0.01f, 1};
    }

    record Toy(java.util.function.Function<String, float[]> model) implements Embedder {
        @Override
        public String name() {
            return "toy";
        }

        @Override
        public float[] of(String text) {
            return model.apply(text);
        }
    }

    // Bad input

    @Test
    void whatever_is_typed_is_harmless() {
        for (String typed :
                List.of(
                        "*:*",
                        "title:x AND (",
                        "\"",
                        "\\",
                        "a~0.5^9 [* TO *] /.*/",
                        "{\"match_all\":{}}",
                        "\"}},{\"match_all\":{}}",
                        "\n{\"index\":{}}\n",
                        "../../_all",
                        "_id:1",
                        "\u0000",
                        "\uD83D\uDE00\uD83E\uDDEA",
                        "电".repeat(10_000),
                        "a b ".repeat(5_000),
                        "\uD842\uDFB7野家",
                        "((((",
                        "%' OR 1=1 --",
                        "'; DROP TABLE resource; --",
                        "(a+)+$" + "a".repeat(500),
                        "<script>",
                        "\u202E\u2066显微镜",
                        "\uD83D",
                        "NOT",
                        "。,、",
                        "дифракция рентген",
                        "نص عربي")) {
            // A busy server may be away for a moment; what breaks it would keep it away.
            comesTrue(() -> finding.find(FindRequest.of(typed), true).ready());
            assertThat(finding.find(FindRequest.of(typed), true).hits())
                    .hasSizeLessThanOrEqualTo(4);
            finding.suggest(typed);
            finding.named(typed);
            finding.whether(FindRequest.of(typed), "thing:tem");
            finding.whether(FindRequest.of("电池"), typed);
        }
        assertThat(ids("*:*")).isEmpty();
        assertThat(ids("{\"match_all\":{}}")).isEmpty();
        assertThat(ids("\u202E\u2066显微镜")).containsExactlyInAnyOrder("tem", "sem");
        assertThat(found(FindRequest.of("").choosing("mode", "*", "S*")).total()).isZero();
    }
}
