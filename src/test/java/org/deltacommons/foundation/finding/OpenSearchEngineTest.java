package org.deltacommons.foundation.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.apache.commons.csv.CSVFormat;
import org.deltacommons.commons.resources.SeededDocuments;
import org.deltacommons.kernel.DivisionCode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Status;

/// A real OpenSearch node, which is also killed and started again.
class OpenSearchEngineTest extends FindingEngineContract {

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    @TempDir private static Path data;
    private static OpenSearchNode node;

    /// Each test has indexes of its own.
    private final String index = "t" + NUMBERS.incrementAndGet();

    @BeforeAll
    static void start() throws Exception {
        node = OpenSearchNode.start(data);
    }

    @AfterAll
    static void end() throws Exception {
        node.close();
    }

    @Override
    Engine engine(
            Path folder, Map<String, Dimension> dimensions, @Nullable Supplier<Embedder> model) {
        OpenSearch.Access access = new OpenSearch.Access(List.of(node.address()), index, "", "");
        return new OpenSearchEngine(access, folder, dimensions, model);
    }

    // The same answers

    private static List<String> needs(String part) throws IOException {
        CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
        List<String> needs = new ArrayList<>();
        String name = "/finding/needs-%s.csv".formatted(part);
        try (InputStream in =
                        Objects.requireNonNull(
                                OpenSearchEngineTest.class.getResourceAsStream(name));
                Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            format.parse(reader).forEach(row -> needs.add(row.get("need")));
        }
        return needs;
    }

    /// Pairs of characters, thrown into sixty-four numbers: near is what shares some.
    private static float[] pairs(String text) {
        float[] vector = new float[64];
        for (int i = 0; i + 1 < text.length(); i++) {
            vector[Math.floorMod(text.substring(i, i + 2).hashCode(), vector.length)] += 1;
        }
        vector[0] += 0.01f;
        return vector;
    }

    @Test
    void every_third_judged_need_is_answered_as_by_the_embedded_engine() throws Exception {
        List<Findable> seeded = List.of(new SeededDocuments());
        Map<String, Dimension> dimensions = Dimension.of(seeded);
        Supplier<Embedder> model = () -> new Toy(OpenSearchEngineTest::pairs);
        Finding here =
                new Finding(
                        new EmbeddedEngine(folder.resolve("here"), dimensions, model),
                        FindingInHand.NO_FEEDS,
                        seeded);
        OpenSearch.Access access =
                new OpenSearch.Access(List.of(node.address()), index + "seeded", "", "");
        Finding there =
                new Finding(
                        new OpenSearchEngine(access, folder.resolve("there"), dimensions, model),
                        FindingInHand.NO_FEEDS,
                        seeded);
        try {
            for (Finding one : List.of(here, there)) {
                one.start();
                comesTrue(one::isReady);
                FindingInHand.await(one, PATIENCE);
            }
            List<String> needs = needs("tuning");
            assertThat(needs).hasSizeGreaterThan(100);
            for (int i = 0; i < needs.size(); i += 3) {
                FindRequest request = FindRequest.of(needs.get(i));
                same(here, there, request);
                if (i % 15 == 0) {
                    same(here, there, request.choosing("province", "310000", "340000"));
                    same(here, there, request.ordered(FindRequest.Order.PRICE));
                    same(
                            here,
                            there,
                            request.ordered(
                                    FindRequest.Order.DISTANCE,
                                    Measure.distance(new DivisionCode("340500"))));
                    same(here, there, request.ordered(FindRequest.Order.OWN, Measure.own(null)));
                    same(
                            here,
                            there,
                            request.ordered(
                                    FindRequest.Order.FREE,
                                    Measure.opening(Instant.parse("2026-03-05T02:00:00Z"))));
                }
            }
            same(here, there, FindRequest.of(""));
        } finally {
            here.stop();
            there.stop();
        }
    }

    private static void same(Finding here, Finding there, FindRequest request) {
        Found expected = here.find(request, false);
        Found found = there.find(request, false);
        assertThat(ids(found)).as("%s", request).isEqualTo(ids(expected));
        assertThat(found.total()).as("%s", request).isEqualTo(expected.total());
        assertThat(found.facets()).as("%s", request).isEqualTo(expected.facets());
        assertThat(found.dropped()).isEqualTo(expected.dropped());
        assertThat(found.conditions()).isEqualTo(expected.conditions());
        assertThat(found.instead()).isEqualTo(expected.instead());
        assertThat(found.meaning()).isEqualTo(expected.meaning());
        assertThat(found.hits()).as("%s", request).isEqualTo(expected.hits());
    }

    @Test
    void health_says_that_the_server_compares_no_vectors() throws Exception {
        finding.stop();
        finding = open(() -> new Toy(OpenSearchEngineTest::pairs));
        FindingInHand.await(finding, PATIENCE);
        comesTrue(() ->
                "compared here; the server has no vector plugin"
                        .equals(finding.state().get("vectors")));
        assertThat(new FindingHealth(finding).health().getDetails())
                .containsEntry("engine", "opensearch")
                .containsEntry("answers", "yes");
    }

    // Gone and back

    @Test
    void without_the_node_names_are_found_and_with_it_everything_is_back_by_itself()
            throws Exception {
        Finding second = open(null);
        node.kill();
        try {
            comesTrue(finding::isAway);
            servesByName(finding);
            stock.keep("new", "核磁共振波谱仪", "NMR", "AVANCE 600", 90, "结构", "SLOT");
            // The follower tells it again until it is taken.
            assertThatThrownBy(() -> finding.apply(List.of(stock.tell("new"))))
                    .hasRootCauseInstanceOf(IOException.class);
            // A start finds nothing to open.
            second.stop();
            second = open(null);
            assertThat(second.isAway()).isTrue();
            servesByName(second);
        } finally {
            node.startAgain();
        }
        comesTrue(finding::isReady);
        finding.apply(List.of(stock.feed.getLast()));
        comesTrue(() -> ids("avance600").equals(List.of("new")));
        assertThat(ids("talosf200x")).containsExactly("tem");
        comesTrue(second::isReady);
        assertThat(new FindingHealth(second).health().getStatus()).isEqualTo(Status.UP);
        assertThat(ids(second.find(FindRequest.of("avance600"), false))).containsExactly("new");
        second.stop();
    }

    private static void servesByName(Finding one) {
        assertThat(new FindingHealth(one).health().getStatus()).isEqualTo(FindingHealth.DEGRADED);
        Found meanwhile = one.find(FindRequest.of("透射"), false);
        assertThat(meanwhile.ready()).isFalse();
        assertThat(ids(meanwhile)).containsExactly("tem");
        assertThat(ids(one.find(FindRequest.of("talosf200x"), false))).as("no name").isEmpty();
        assertThat(one.suggest("扫描")).isEqualTo(Typed.NOTHING);
        assertThat(one.whether(FindRequest.of("透射"), "thing:tem")).isEmpty();
    }

    @Test
    void an_index_that_somebody_deleted_is_built_anew() throws Exception {
        OpenSearch server = server();
        comesTrue(() -> names(server).size() == 1);
        stock.pauseAt("sem");
        server.write("DELETE", "/" + index + "-a*", null);
        assertThat(stock.awaitPause()).isTrue();
        Found meanwhile = found(FindRequest.of("透射"));
        assertThat(meanwhile.ready()).isFalse();
        assertThat(ids(meanwhile)).containsExactly("tem");
        stock.goOn();
        comesTrue(() -> ids("talosf200x").equals(List.of("tem")));
    }

    @Test
    void an_index_of_another_analysis_serves_until_the_next_is_built() throws Exception {
        finding.stop();
        OpenSearch server = server();
        server.write("DELETE", "/" + index + "-*", null);
        OpenSearchOwner owner = new OpenSearchOwner(server, folder, System::nanoTime);
        owner.claim();
        OpenSearchVolume old =
                OpenSearchVolume.make(
                        server, owner, index + "-a0-7", new OpenSearchEntries(Analysis.analyzer()));
        old.put(List.of(Objects.requireNonNull(stock.kept.get("tem"))));
        old.refresh();
        server.write(
                "POST",
                "/_aliases",
                """
                {"actions": [{"add": {"index": "%s", "alias": "%s"}}]}
                """
                        .formatted(old.name(), index));
        stock.pauseAt("arc");
        finding = open(null);
        assertThat(stock.awaitPause()).isTrue();
        assertThat(ids("")).containsExactly("tem");
        stock.goOn();
        comesTrue(() -> ids("").size() == 4);
        comesTrue(() -> names(server).equals(List.of(index + "-" + Analysis.VERSION + "-8")));
    }

    // One process for one name

    @Test
    void another_process_of_the_same_name_is_refused_and_builds_its_own_when_the_first_has_ended()
            throws Exception {
        Stock others = new Stock();
        others.keep("nmr", "核磁共振波谱仪", "NMR", "AVANCE 600", 90, "结构", "SLOT");
        List<Findable> findables = List.of(others);
        Finding other =
                new Finding(
                        engine(folder.resolve("elsewhere"), Dimension.of(findables), null),
                        others,
                        findables);
        other.start();
        try {
            assertThat(other.isAway()).isTrue();
            assertThat(other.state()).containsEntry("index", index + ", kept by another process");
            assertThat(new FindingHealth(other).health().getStatus())
                    .isEqualTo(FindingHealth.DEGRADED);
            assertThat(ids(other.find(FindRequest.of("核磁"), false))).containsExactly("nmr");
            assertThat(ids("talosf200x")).containsExactly("tem");
            comesTrue(() -> names(server()).size() == 1);
            finding.stop();
            comesTrue(() ->
                    ids(other.find(FindRequest.of("avance600"), false)).equals(List.of("nmr")));
            assertThat(ids(other.find(FindRequest.of("talosf200x"), false))).isEmpty();
            comesTrue(() -> names(server()).size() == 1);
        } finally {
            other.stop();
        }
    }

    @Test
    void who_has_said_nothing_for_half_a_minute_has_ended_and_may_write_no_more() throws Exception {
        OpenSearch server =
                new OpenSearch(
                        new OpenSearch.Access(List.of(node.address()), index + "silent", "", ""));
        AtomicLong nanos = new AtomicLong();
        OpenSearchOwner first = new OpenSearchOwner(server, folder.resolve("first"), nanos::get);
        OpenSearchOwner next = new OpenSearchOwner(server, folder.resolve("next"), nanos::get);
        first.claim();
        for (int second = 0; second < 60; second += 4) {
            first.claim();
            assertThatThrownBy(next::claim).hasMessageContaining("name of its own");
            nanos.addAndGet(TimeUnit.SECONDS.toNanos(4));
        }
        // After a kill one knows oneself.
        OpenSearchOwner again = new OpenSearchOwner(server, folder.resolve("first"), nanos::get);
        again.claim();
        for (int second = 0; second < 32; second += 4) {
            assertThatThrownBy(next::claim).isInstanceOf(EngineAway.class);
            nanos.addAndGet(TimeUnit.SECONDS.toNanos(4));
        }
        next.claim();
        next.check();
        assertThatThrownBy(first::claim).isInstanceOf(EngineAway.class);
        assertThatThrownBy(first::check).isInstanceOf(EngineAway.class);
        next.release();
        first.claim();
    }

    private OpenSearch server() {
        return new OpenSearch(new OpenSearch.Access(List.of(node.address()), index, "", ""));
    }

    private List<String> names(OpenSearch server) {
        List<String> names = new ArrayList<>();
        try {
            server.ask("/_cat/indices/" + index + "-a*?format=json&h=index", null)
                    .forEach(one -> names.add(one.path("index").asString()));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return names;
    }
}
