package org.deltacommons.foundation.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.deltacommons.kernel.Province.ANHUI;
import static org.deltacommons.kernel.Province.SHANGHAI;
import static org.deltacommons.kernel.Province.ZHEJIANG;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.deltacommons.HttpNode;
import org.deltacommons.Scratch;
import org.deltacommons.ServerProcess;
import org.deltacommons.foundation.federation.nodes.NodeKey;
import org.deltacommons.foundation.federation.proof.Entry;
import org.deltacommons.foundation.federation.proof.NoteSigner;
import org.deltacommons.foundation.federation.proof.Suite;
import org.deltacommons.foundation.lane.Audience;
import org.deltacommons.foundation.lane.Command;
import org.deltacommons.foundation.lane.Fact;
import org.deltacommons.foundation.lane.FactKind;
import org.deltacommons.foundation.lane.Facts;
import org.deltacommons.foundation.lane.GroupLane;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.lane.Part;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.foundation.lane.Unit;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Two nodes over HTTP, of which one was upgraded before the other: Shanghai's knows a kind in a
/// second schema and a kind more, Anhui's reads neither until it is upgraded, too.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KindsBetweenNodesTest {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Map<Province, NoteSigner> FEED_KEYS = new EnumMap<>(Province.class);
    private static final Map<Province, String> NODE_KEYS = new EnumMap<>(Province.class);
    private static final Map<Province, Integer> PORTS = new EnumMap<>(Province.class);
    private static final Map<Province, Map<String, String>> SETTINGS =
            new EnumMap<>(Province.class);
    private static final Map<Province, ConfigurableApplicationContext> NODES =
            new EnumMap<>(Province.class);

    @FactKind(value = "kindtest.Raised", schema = 2)
    record Raised(String text, @Nullable String more) {}

    @FactKind("kindtest.Raised")
    record RaisedOnce(String text) {}

    @FactKind(value = "kindtest.Fresh", reach = FactKind.Reach.PUBLIC)
    record Fresh(String text) {}

    @FactKind(value = "kindtest.Plain", reach = FactKind.Reach.PUBLIC)
    record Plain(String text) {}

    /// What a home did about one of these, so that twice would be seen.
    @FactKind(value = "kindtest.Seen", reach = FactKind.Reach.HOME)
    record Seen(String origin, String kind, int schema, String text, @Nullable String more) {}

    /// What both versions have in common.
    static class Reacting {
        @Bean
        FormerSchema<Raised, RaisedOnce> raisedOnce() {
            return new FormerSchema<>(
                    Raised.class, RaisedOnce.class, body -> new RaisedOnce(body.text()));
        }

        @Bean
        FactHandler<Raised> raised() {
            return FactHandler.of(
                    Raised.class, (body, fact, rows) -> seen(fact, rows, body.text(), body.more()));
        }

        @Bean
        FactHandler<Fresh> fresh() {
            return FactHandler.of(
                    Fresh.class, (body, fact, rows) -> seen(fact, rows, body.text(), null));
        }

        @Bean
        FactHandler<Plain> plain() {
            return FactHandler.of(
                    Plain.class, (body, fact, rows) -> seen(fact, rows, body.text(), null));
        }

        private static List<Part> seen(
                RecordedFact fact, Rows rows, String text, @Nullable String more) {
            return List.of(
                    new Fact(
                            "seen-" + fact.subject(),
                            Audience.HOME,
                            new Seen(
                                    fact.origin().code(), fact.kind(), fact.schema(), text, more)));
        }
    }

    /// The version before.
    static class Older {
        @Bean
        FactKinds.Reading older() {
            return declared -> {
                Map<String, Integer> reads = new TreeMap<>(declared);
                reads.remove("kindtest.Fresh");
                reads.put("kindtest.Raised", 1);
                return reads;
            };
        }
    }

    @BeforeAll
    static void start() {
        for (Province home : List.of(SHANGHAI, ANHUI)) {
            byte[] secret = new byte[32];
            RANDOM.nextBytes(secret);
            FEED_KEYS.put(home, NoteSigner.generate(Entry.origin(home), Suite.ED25519, RANDOM));
            NODE_KEYS.put(home, Base64.getEncoder().encodeToString(secret));
            PORTS.put(home, ServerProcess.freePort());
        }
        settle(SHANGHAI, ANHUI);
        settle(ANHUI, SHANGHAI);
        run(ANHUI, Reacting.class, Older.class);
        run(SHANGHAI, Reacting.class);
        await().atMost(PATIENCE).until(() -> announced(SHANGHAI, ANHUI) != null);
        await().atMost(PATIENCE).until(() -> announced(ANHUI, SHANGHAI) != null);
    }

    private static void settle(Province home, Province other) {
        String name = "kinds_" + home.code();
        Path folder = Scratch.folder("test-nodes").resolve(name);
        Map<String, String> settings =
                HttpNode.settings(
                        name,
                        home,
                        folder,
                        folder.resolve("index-" + System.nanoTime()),
                        PORTS.get(home));
        settings.put("delta.node-key", NODE_KEYS.get(home));
        settings.put("delta.feeds.key." + home.code(), FEED_KEYS.get(home).kept());
        settings.put("delta.peers[0].homes", other.code());
        settings.put("delta.peers[0].address", "http://localhost:" + PORTS.get(other));
        settings.put(
                "delta.peers[0].node-key",
                NodeKey.of(NODE_KEYS.get(other), folder).publicKey().text());
        settings.put("delta.peers[0].keys[0]", FEED_KEYS.get(other).key().text());
        settings.put("delta.peers[0].keys[1]", FEED_KEYS.get(other).witnessKey().text());
        SETTINGS.put(home, settings);
    }

    private static void run(Province home, Class<?>... more) {
        NODES.put(home, HttpNode.run(SETTINGS.get(home), more));
    }

    @AfterAll
    static void stop() {
        NODES.values().forEach(ConfigurableApplicationContext::close);
    }

    private static <T> T at(Province home, Class<T> bean) {
        return NODES.get(home).getBean(bean);
    }

    private static @Nullable Map<String, Integer> announced(Province home, Province reader) {
        return at(home, Records.class)
                .find(Announced.class, Announced.idOf(home, reader))
                .map(Announced::reads)
                .orElse(null);
    }

    private static void tell(Province home, String subject, Audience audience, Record... bodies) {
        List<Part> facts = new ArrayList<>();
        for (Record body : bodies) {
            facts.add(new Fact(subject, audience, body));
        }
        at(home, GroupLane.class)
                .submit(
                        Command.of(home, Actor.system(home), "test.tell", subject, Plain.class),
                        _ -> Outcome.done(Unit.of(new Plain(""), facts)))
                .orThrow();
    }

    private static List<RecordedFact> told(Province home, String subject) {
        return at(home, Facts.class).after(home, 0, 1_000_000).stream()
                .filter(fact -> fact.subject().equals(subject))
                .toList();
    }

    /// What a home has done about a subject, in the order in which it did.
    private static List<String> seen(Province home, String subject) {
        return told(home, "seen-" + subject).stream()
                .sorted(Comparator.comparing(RecordedFact::index))
                .map(fact -> Json.heard(fact.body(), Seen.class))
                .map(one ->
                        "%s %d %s %s"
                                .formatted(
                                        one.kind().substring("kindtest.".length()),
                                        one.schema(),
                                        one.text(),
                                        one.more()))
                .toList();
    }

    private static void awaitSeen(Province home, String subject, String... what) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(seen(home, subject)).containsExactly(what));
    }

    @Test
    @Order(1)
    void a_raised_kind_is_told_in_the_schema_that_all_its_readers_know() {
        tell(SHANGHAI, "s-raised", Audience.of(ANHUI), new Raised("one", "more"));
        awaitSeen(ANHUI, "s-raised", "Raised 1 one null");
        assertThat(told(SHANGHAI, "s-raised"))
                .singleElement()
                .satisfies(fact -> {
                    assertThat(fact.schema()).isEqualTo(1);
                    assertThat(fact.body().has("more")).isFalse();
                    assertThat(fact.audience()).isEqualTo(Audience.of(ANHUI));
                });
        assertThat(at(SHANGHAI, Announcements.class).owing()).isEmpty();
    }

    @Test
    @Order(2)
    void what_no_slower_province_reads_is_told_in_the_newest_schema() {
        tell(SHANGHAI, "s-other", Audience.of(), new Raised("one", "more"));
        awaitSeen(SHANGHAI, "s-other", "Raised 2 one more");
    }

    @Test
    @Order(3)
    void a_kind_that_a_reader_does_not_know_waits_and_all_of_its_subject_behind_it()
            throws Exception {
        tell(SHANGHAI, "s-fresh", Audience.PUBLIC, new Plain("before"));
        tell(SHANGHAI, "s-fresh", Audience.PUBLIC, new Fresh("first"));
        tell(SHANGHAI, "s-fresh", Audience.PUBLIC, new Plain("behind"), new Fresh("second"));
        tell(SHANGHAI, "s-else", Audience.PUBLIC, new Plain("another matter"));
        awaitSeen(ANHUI, "s-else", "Plain 1 another matter null");
        awaitSeen(ANHUI, "s-fresh", "Plain 1 before null");
        // Work at home waits for nobody.
        awaitSeen(
                SHANGHAI,
                "s-fresh",
                "Plain 1 before null",
                "Fresh 1 first null",
                "Plain 1 behind null",
                "Fresh 1 second null");
        assertThat(told(SHANGHAI, "s-fresh"))
                .extracting(fact -> fact.audience().text())
                // Two provinces have no node yet, and read what the first release reads.
                .containsExactly(
                        "public",
                        "public;320000,330000,340000",
                        "public;320000,330000,340000",
                        "public;320000,330000,340000");
        assertThat(at(ANHUI, Records.class).count(Parked.class, "true", Map.of())).isZero();
        assertThat(at(SHANGHAI, Announcements.class).owing())
                .filteredOn(one -> one.reader() == ANHUI)
                .singleElement()
                .satisfies(one -> assertThat(one.subject()).isEqualTo("s-fresh"));
        assertThat(at(SHANGHAI, Announcements.class).readers())
                .filteredOn(one -> one.province() == ANHUI)
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.since()).isNotNull();
                    assertThat(one.unread()).containsExactly("kindtest.Fresh", "kindtest.Raised");
                    assertThat(one.owed()).isEqualTo(1);
                });
        assertThat(catalogue()).contains("kindtest.Fresh、kindtest.Raised", "尚未宣布");
    }

    private static String catalogue() throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(
                                            URI.create(
                                                    "http://localhost:%d/facts?lang=zh-CN"
                                                            .formatted(PORTS.get(SHANGHAI))))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    @Test
    @Order(4)
    void after_its_upgrade_a_reader_is_told_once_and_in_order_what_waited() {
        NODES.get(ANHUI).close();
        // Told while it is away, with what it had announced still in force.
        tell(SHANGHAI, "s-fresh", Audience.PUBLIC, new Plain("while away"));
        run(ANHUI, Reacting.class);
        awaitSeen(
                ANHUI,
                "s-fresh",
                "Plain 1 before null",
                "Fresh 1 first null",
                "Plain 1 behind null",
                "Fresh 1 second null",
                "Plain 1 while away null");
        tell(SHANGHAI, "s-fresh", Audience.PUBLIC, new Plain("after"));
        tell(SHANGHAI, "s-raised", Audience.of(ANHUI), new Raised("two", "more"));
        awaitSeen(ANHUI, "s-raised", "Raised 1 one null", "Raised 2 two more");
        await().atMost(PATIENCE)
                .until(() -> seen(ANHUI, "s-fresh").getLast().equals("Plain 1 after null"));
        assertThat(seen(ANHUI, "s-fresh")).hasSize(6);
        assertThat(seen(SHANGHAI, "s-fresh")).hasSize(6);
        assertThat(at(SHANGHAI, Announcements.class).owing())
                .noneMatch(one -> one.reader() == ANHUI)
                .anyMatch(one -> one.reader() == ZHEJIANG);
        // The home's own history has each step once.
        assertThat(at(SHANGHAI, Feeds.class).about("s-fresh")).hasSize(6);
        assertThat(at(ANHUI, Feeds.class).about("s-fresh")).hasSize(6);
    }

    @Test
    @Order(5)
    void what_was_told_before_a_step_back_is_put_aside_and_applied_after_the_next_upgrade() {
        await().atMost(PATIENCE)
                .until(() -> announced(SHANGHAI, ANHUI).containsKey("kindtest.Fresh"));
        NODES.get(ANHUI).close();
        tell(SHANGHAI, "s-back", Audience.PUBLIC, new Fresh("told"), new Plain("behind"));
        run(ANHUI, Reacting.class, Older.class);
        await().atMost(PATIENCE)
                .until(() ->
                        at(ANHUI, Records.class)
                                        .count(
                                                Parked.class,
                                                "t.open AND t.subject = 's-back'",
                                                Map.of())
                                == 2);
        await().atMost(PATIENCE)
                .until(() -> !announced(SHANGHAI, ANHUI).containsKey("kindtest.Fresh"));
        tell(SHANGHAI, "s-back", Audience.PUBLIC, new Fresh("later"));
        NODES.get(ANHUI).close();
        run(ANHUI, Reacting.class);
        awaitSeen(
                ANHUI, "s-back", "Fresh 1 told null", "Plain 1 behind null", "Fresh 1 later null");
        assertThat(
                        at(SHANGHAI, JdbcClient.class)
                                .sql(
                                        """
                                        SELECT count(*) FROM lane.fact
                                        WHERE kind = 'federation.KindsAnnounced'
                                        """)
                                .query(Integer.class)
                                .single())
                .isEqualTo(1);
    }
}
