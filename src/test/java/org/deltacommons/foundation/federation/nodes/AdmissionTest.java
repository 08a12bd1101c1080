package org.deltacommons.foundation.federation.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.deltacommons.kernel.Province.ANHUI;
import static org.deltacommons.kernel.Province.SHANGHAI;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deltacommons.Cast2026;
import org.deltacommons.DeltaCommons;
import org.deltacommons.Nodes;
import org.deltacommons.ServerProcess;
import org.deltacommons.TestDatabase;
import org.deltacommons.foundation.federation.Dealings;
import org.deltacommons.foundation.federation.Feeds;
import org.deltacommons.foundation.federation.Peers;
import org.deltacommons.foundation.federation.Platforms;
import org.deltacommons.foundation.federation.Trees;
import org.deltacommons.foundation.federation.nodes.AdmissionForms.AgreeNode;
import org.deltacommons.foundation.federation.nodes.AdmissionForms.ConfirmNode;
import org.deltacommons.foundation.federation.nodes.AdmissionForms.EnterNode;
import org.deltacommons.foundation.federation.nodes.AdmissionForms.NodeReasonGiven;
import org.deltacommons.foundation.federation.nodes.AdmissionForms.StopNode;
import org.deltacommons.foundation.federation.nodes.AdmissionForms.TakeUpNode;
import org.deltacommons.foundation.federation.proof.Entry;
import org.deltacommons.foundation.federation.proof.NoteKey;
import org.deltacommons.foundation.federation.proof.Receipts;
import org.deltacommons.foundation.federation.proof.SignedNote;
import org.deltacommons.foundation.federation.proof.TrustedKeys;
import org.deltacommons.foundation.federation.proof.Verdict;
import org.deltacommons.foundation.lane.Audience;
import org.deltacommons.foundation.lane.Command;
import org.deltacommons.foundation.lane.Fact;
import org.deltacommons.foundation.lane.FactKind;
import org.deltacommons.foundation.lane.Lane;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.lane.Unit;
import org.deltacommons.foundation.procedures.NoForm;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.Procedures;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Province;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/// Two nodes that nobody configured for each other: they join, one is suspended and taken up again,
/// and leaves. All of it while both run, and over HTTP.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AdmissionTest {

    private static final List<Province> HOMES = List.of(SHANGHAI, ANHUI);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Map<Province, Integer> PORTS = new EnumMap<>(Province.class);
    private static final Map<Province, ConfigurableApplicationContext> NODES =
            new EnumMap<>(Province.class);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir private static Path folder;

    private static String receipt;

    @BeforeAll
    static void start() {
        HOMES.forEach(home -> PORTS.put(home, ServerProcess.freePort()));
        HOMES.forEach(AdmissionTest::run);
    }

    private static void run(Province home) {
        String name = "admitted_" + home.code();
        Map<String, String> settings = new HashMap<>(TestDatabase.fresh(name).properties());
        settings.put("delta.homes", home.code());
        settings.put("delta.data", folder.resolve(home.code()).toString());
        settings.put("delta.index", folder.resolve("index-" + home.code()).toString());
        settings.put("delta.person-key", "the same at both nodes");
        settings.put("delta.public-url", address(home));
        settings.put("server.port", PORTS.get(home).toString());
        settings.put("spring.datasource.hikari.maximum-pool-size", "8");
        settings.put("spring.datasource.hikari.minimum-idle", "1");
        settings.put("spring.jmx.enabled", "false");
        NODES.put(
                home,
                new SpringApplicationBuilder(DeltaCommons.class, Cast2026.class)
                        .initializers(context ->
                                context.getBeanFactory()
                                        .registerSingleton("notOfTests", new Nodes.NotOfTests()))
                        .registerShutdownHook(false)
                        .run(
                                settings.entrySet().stream()
                                        .map(one -> "--" + one.getKey() + "=" + one.getValue())
                                        .toArray(String[]::new)));
    }

    @AfterAll
    static void stop() {
        NODES.values().forEach(ConfigurableApplicationContext::close);
    }

    private static String address(Province home) {
        return "http://localhost:" + PORTS.get(home);
    }

    private static <T> T at(Province home, Class<T> bean) {
        return NODES.get(home).getBean(bean);
    }

    private static Province other(Province home) {
        return home == ANHUI ? SHANGHAI : ANHUI;
    }

    private static Actor actor(Province home, String role) {
        return at(home, Cast2026.Stage.class).actor((home == ANHUI ? "ah." : "sh.") + role);
    }

    private static HttpResponse<String> get(String url) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(url)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static String card(Province home) throws Exception {
        return get(address(home) + "/nodes/card").body();
    }

    @SuppressWarnings("unchecked")
    private static Procedure<Admission> procedure(Province home) {
        return (Procedure<Admission>)
                at(home, Procedures.class).named(Admitting.NAME).orElseThrow();
    }

    private static Outcome<Procedures.Moved> open(Province home, String opening, Record form) {
        return at(home, Procedures.class)
                .open(procedure(home), opening, form, actor(home, "system"), null);
    }

    private static Outcome<Procedures.Moved> enter(Province home, String card) {
        return open(home, "enter", new EnterNode(card, true, "agreed by the four"));
    }

    private static Outcome<Procedures.Moved> act(
            Province home, String id, String action, Record form, String role) {
        Id<Admission> known = Id.of(id);
        return at(home, Procedures.class)
                .act(
                        procedure(home),
                        known,
                        action,
                        form,
                        actor(home, role),
                        at(home, Records.class)
                                .versioned(Admission.class, known)
                                .orElseThrow()
                                .version(),
                        null);
    }

    private static String code(Outcome<?> outcome) {
        return outcome instanceof Outcome.Refused<?>(var why) ? why.code() : "done";
    }

    /// The case about the other home.
    private static String node(Province home) {
        return at(home, Records.class)
                .list(Admission.class, "t.state <> 'DROPPED'", "t.since", Map.of(), 10)
                .getFirst()
                .id()
                .value();
    }

    @FactKind(value = "admissiontest.Told", reach = FactKind.Reach.CONCERNED)
    record Told(String text) {}

    private static void tell(Province home, String text) {
        at(home, Lane.class)
                .submit(
                        Command.of(home, Actor.system(home), "test.tell", text, Told.class),
                        _ ->
                                Outcome.done(
                                        Unit.of(
                                                new Told(text),
                                                new Fact(
                                                        "grown",
                                                        Audience.of(other(home)),
                                                        new Told(text)))))
                .orThrow();
    }

    private static void caughtUp(Province reader) {
        Province origin = other(reader);
        await().atMost(PATIENCE)
                .until(() -> {
                    long there = at(origin, Feeds.class).newest(origin);
                    return there > 0 && at(reader, Feeds.class).newest(origin) == there;
                });
        List<String> meant =
                at(origin, Feeds.class).after(origin, 0, 1_000_000).stream()
                        .filter(fact -> fact.audience().provinces().contains(reader))
                        .map(Entry::text)
                        .toList();
        assertThat(at(reader, Feeds.class).after(origin, 0, 1_000_000).stream().map(Entry::text))
                .containsExactlyElementsOf(meant);
    }

    private static boolean isCosigned(Province home) throws Exception {
        Set<NoteKey> witnesses =
                Set.copyOf(
                        at(other(home), Trees.class).keys(other(home)).stream()
                                .flatMap(text -> NoteKey.parse(text).stream())
                                .filter(NoteKey::isWitness)
                                .toList());
        return !SignedNote.parse(at(home, Trees.class).checkpoint(home).orElseThrow())
                .verified(witnesses)
                .isEmpty();
    }

    @Test
    @Order(1)
    void a_card_that_is_not_whole_or_not_of_its_key_or_not_safe_to_reach_is_refused()
            throws Exception {
        String card = card(ANHUI);
        assertThat(code(enter(SHANGHAI, "no card"))).isEqualTo("federation.CARD_UNREADABLE");
        assertThat(code(enter(SHANGHAI, card.replaceAll("signature=.*\n", ""))))
                .isEqualTo("federation.CARD_UNREADABLE");
        assertThat(code(enter(SHANGHAI, card + card))).isEqualTo("federation.CARD_UNREADABLE");
        assertThat(code(enter(SHANGHAI, card.replace(address(ANHUI), "http://localhost:1"))))
                .isEqualTo("federation.CARD_SIGNATURE");
        assertThat(code(enter(SHANGHAI, card(SHANGHAI)))).isEqualTo("federation.NODE_KNOWN");
        NodeKey mine = at(ANHUI, NodeKey.class);
        List<String> keys = at(ANHUI, Trees.class).keys(ANHUI);
        List<String> wrong = at(SHANGHAI, Trees.class).keys(SHANGHAI);
        assertThat(code(enter(SHANGHAI, Card.signed(List.of(ANHUI), address(ANHUI), mine, wrong))))
                .isEqualTo("federation.CARD_KEYS");
        assertThat(
                        code(
                                enter(
                                        SHANGHAI,
                                        Card.signed(
                                                List.of(ANHUI),
                                                address(ANHUI),
                                                mine,
                                                keys.subList(0, 1)))))
                .isEqualTo("federation.CARD_KEYS");
        for (String plain : List.of("http://ah.example", "http://10.0.0.7:8080")) {
            assertThat(code(enter(SHANGHAI, Card.signed(List.of(ANHUI), plain, mine, keys))))
                    .isEqualTo("federation.ADDRESS_PLAIN");
        }
        for (String none : List.of("", "ftp://ah.example", "https://", "https://a@ah.example")) {
            assertThat(code(enter(SHANGHAI, Card.signed(List.of(ANHUI), none, mine, keys))))
                    .isEqualTo("federation.ADDRESS_UNUSABLE");
        }
        assertThat(at(SHANGHAI, Dealings.class).peers()).isEmpty();
    }

    @Test
    @Order(2)
    void a_node_that_two_persons_admitted_is_followed_and_witnessed_without_a_restart()
            throws Exception {
        for (Province home : HOMES) {
            String card = card(other(home));
            String id = enter(home, card).orThrow().id();
            assertThat(code(enter(home, card))).isEqualTo("federation.NODE_KNOWN");
            ConfirmNode told = new ConfirmNode(Card.fingerprint(card).substring(10));
            assertThat(code(act(home, id, "confirm", new ConfirmNode("0000 0000"), "security")))
                    .isEqualTo("federation.FINGERPRINT_DIFFERS");
            assertThat(act(home, id, "confirm", told, "system").isDone()).isFalse();
            assertThat(at(home, Dealings.class).peers()).isEmpty();
            act(home, id, "confirm", told, "security").orThrow();
        }
        HOMES.forEach(AdmissionTest::caughtUp);
        for (Province home : HOMES) {
            await().atMost(PATIENCE).until(() -> isCosigned(home));
            assertThat(at(home, Platforms.class).visiting()).containsExactly(other(home));
            assertThat(get(address(home) + "/sign-in").body())
                    .contains("/oauth2/authorization/" + other(home).code());
            assertThat(code(enter(home, card(other(home))))).isEqualTo("federation.NODE_KNOWN");
            assertThat(code(open(home, "stop", new StopNode(other(home), "is no configured one"))))
                    .isEqualTo("federation.NODE_NOT_FOUND");
        }
    }

    @Test
    @Order(3)
    void a_suspended_node_is_neither_followed_nor_answered_and_comes_back_with_nothing_lost()
            throws Exception {
        String id = node(SHANGHAI);
        act(SHANGHAI, id, "suspend", new NodeReasonGiven("its key may be known"), "security")
                .orThrow();
        await().atMost(PATIENCE).until(() -> !at(SHANGHAI, Dealings.class).isOpen(ANHUI));
        assertThat(at(SHANGHAI, Peers.class).awaySince(ANHUI))
                .contains(at(SHANGHAI, Dealings.class).suspended().get(ANHUI));
        assertThat(at(SHANGHAI, Peers.class).isHeard(ANHUI)).isFalse();
        assertThat(get(address(SHANGHAI) + "/sign-in").body())
                .doesNotContain("/oauth2/authorization/340000");
        assertThat(get(address(SHANGHAI) + "/nodes?lang=en").body()).contains("Suspended since");
        long before = at(SHANGHAI, Feeds.class).newest(ANHUI);
        tell(ANHUI, "while it is suspended");
        tell(SHANGHAI, "while it is suspended");
        // Shanghai's door says so to whatever Anhui asks.
        await().atMost(PATIENCE)
                .until(() ->
                        at(SHANGHAI, NodeDoor.class).refusals(NodeReason.SUSPENDED_FORBIDDEN) > 1);
        assertThat(at(SHANGHAI, Feeds.class).newest(ANHUI)).isEqualTo(before);
        assertThat(at(ANHUI, Feeds.class).after(SHANGHAI, 0, 1_000_000))
                .noneMatch(fact -> fact.body().toString().contains("while it is suspended"));
        // Who asks does not agree, and who may suspend alone does not lift alone.
        assertThat(
                        act(SHANGHAI, id, "take-up", new TakeUpNode("cleared", null), "security")
                                .isDone())
                .isFalse();
        act(SHANGHAI, id, "take-up", new TakeUpNode("cleared", null), "system").orThrow();
        assertThat(act(SHANGHAI, id, "agree-return", new AgreeNode(null), "system").isDone())
                .isFalse();
        assertThat(at(SHANGHAI, Dealings.class).isOpen(ANHUI)).isFalse();
        act(SHANGHAI, id, "agree-return", new AgreeNode(null), "security").orThrow();
        HOMES.forEach(AdmissionTest::caughtUp);
        assertThat(at(SHANGHAI, Peers.class).awaySince(ANHUI)).isEmpty();
        assertThat(at(SHANGHAI, Feeds.class).newest(ANHUI)).isGreaterThan(before);
    }

    @Test
    @Order(9)
    void a_node_that_has_left_stays_out_and_what_it_signed_stays_proven() throws Exception {
        receipt = at(ANHUI, Trees.class).receipt(ANHUI, 1).orElseThrow();
        String id = node(SHANGHAI);
        act(SHANGHAI, id, "suspend", new NodeReasonGiven("the four agreed"), "system").orThrow();
        act(SHANGHAI, id, "let-go", new NodeReasonGiven("the four agreed"), "system").orThrow();
        assertThat(act(SHANGHAI, id, "agree-leave", none(), "system").isDone()).isFalse();
        act(SHANGHAI, id, "agree-leave", none(), "security").orThrow();
        await().atMost(PATIENCE)
                .until(() -> at(SHANGHAI, Dealings.class).left().containsKey(ANHUI));
        long before = at(SHANGHAI, Feeds.class).newest(ANHUI);
        tell(ANHUI, "after it had left");
        await().atMost(PATIENCE)
                .until(() ->
                        at(SHANGHAI, NodeDoor.class).refusals(NodeReason.SUSPENDED_FORBIDDEN) > 2);
        assertThat(at(SHANGHAI, Feeds.class).newest(ANHUI)).isEqualTo(before);
        assertThat(code(enter(SHANGHAI, card(ANHUI)))).isEqualTo("federation.NODE_LEFT");
        assertThat(act(SHANGHAI, id, "take-up", new TakeUpNode("again", null), "system").isDone())
                .isFalse();
        String keys = get(address(SHANGHAI) + "/feeds/keys").body();
        assertThat(keys).startsWith("# quorum=1\n");
        Verdict verdict =
                Receipts.check(
                        receipt.getBytes(StandardCharsets.UTF_8),
                        TrustedKeys.parse(keys).orElseThrow());
        assertThat(verdict.valid()).isTrue();
        assertThat(get(address(SHANGHAI) + "/nodes?lang=en").body()).contains("Has left");
    }

    private static Record none() {
        return new NoForm();
    }
}
