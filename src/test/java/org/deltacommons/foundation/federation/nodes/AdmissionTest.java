package org.deltacommons.foundation.federation.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.deltacommons.kernel.Province.ANHUI;
import static org.deltacommons.kernel.Province.SHANGHAI;
import static org.deltacommons.kernel.Province.ZHEJIANG;

import com.microsoft.playwright.options.LoadState;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.deltacommons.Browser;
import org.deltacommons.Cast2026;
import org.deltacommons.HttpNode;
import org.deltacommons.ServerProcess;
import org.deltacommons.foundation.federation.Dealings;
import org.deltacommons.foundation.federation.Feeds;
import org.deltacommons.foundation.federation.KeyProposals.CompareKey;
import org.deltacommons.foundation.federation.Peers;
import org.deltacommons.foundation.federation.Platforms;
import org.deltacommons.foundation.federation.Trees;
import org.deltacommons.foundation.federation.nodes.AdmissionForms.AgreeNode;
import org.deltacommons.foundation.federation.nodes.AdmissionForms.ConfirmNode;
import org.deltacommons.foundation.federation.nodes.AdmissionForms.EnterNode;
import org.deltacommons.foundation.federation.nodes.AdmissionForms.NodeReasonGiven;
import org.deltacommons.foundation.federation.nodes.AdmissionForms.StopNode;
import org.deltacommons.foundation.federation.nodes.AdmissionForms.TakeUpNode;
import org.deltacommons.foundation.federation.nodes.NodeKeyForms.ChangeNodeKey;
import org.deltacommons.foundation.federation.proof.Entry;
import org.deltacommons.foundation.federation.proof.Fingerprint;
import org.deltacommons.foundation.federation.proof.NoteKey;
import org.deltacommons.foundation.federation.proof.NoteSigner;
import org.deltacommons.foundation.federation.proof.Receipts;
import org.deltacommons.foundation.federation.proof.SignedNote;
import org.deltacommons.foundation.federation.proof.Suite;
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
import org.deltacommons.operations.Runbook;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/// Two nodes that nobody configured for each other: they join, one is suspended and taken up again,
/// and leaves. All of it while both run, and over HTTP.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AdmissionTest {

    private static final List<Province> HOMES = List.of(SHANGHAI, ANHUI);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Map<Province, Integer> PORTS = new EnumMap<>(Province.class);
    private static final Map<Province, Map<String, String>> SETTINGS =
            new EnumMap<>(Province.class);
    private static final Map<Province, ConfigurableApplicationContext> NODES =
            new EnumMap<>(Province.class);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir private static Path folder;

    private static String receipt;

    @BeforeAll
    static void start() {
        HOMES.forEach(home -> PORTS.put(home, ServerProcess.freePort()));
        HOMES.forEach(AdmissionTest::settle);
        HOMES.forEach(AdmissionTest::run);
    }

    private static void settle(Province home) {
        Map<String, String> settings =
                HttpNode.settings(
                        "admitted_" + home.code(),
                        home,
                        folder.resolve(home.code()),
                        folder.resolve("index-" + home.code()),
                        PORTS.get(home));
        settings.put("delta.public-url", address(home));
        SETTINGS.put(home, settings);
    }

    private static void run(Province home) {
        NODES.put(home, HttpNode.run(SETTINGS.get(home)));
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
                .stream()
                .filter(node -> node.homes().contains(other(home)))
                .findFirst()
                .orElseThrow()
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

    private static NodeKey.Public known(Province reader) {
        return at(reader, PeerBook.class).peers().stream()
                .map(HttpPeer.class::cast)
                .filter(peer -> peer.origins().contains(other(reader)))
                .findFirst()
                .orElseThrow()
                .peer()
                .key();
    }

    @SuppressWarnings("unchecked")
    private static Outcome<Procedures.Moved> change(
            String id, String action, Record form, String role) {
        Procedures procedures = at(SHANGHAI, Procedures.class);
        Procedure<NodeKeyChange> declared =
                (Procedure<NodeKeyChange>) procedures.named(NodeKeyChanging.NAME).orElseThrow();
        if (id.isEmpty()) {
            return procedures.open(declared, action, form, actor(SHANGHAI, role), null);
        }
        Id<NodeKeyChange> known = Id.of(id);
        return procedures.act(
                declared,
                known,
                action,
                form,
                actor(SHANGHAI, role),
                at(SHANGHAI, Records.class)
                        .versioned(NodeKeyChange.class, known)
                        .orElseThrow()
                        .version(),
                null);
    }

    @Test
    @Order(4)
    void a_node_goes_on_to_another_request_key_and_the_other_takes_it_up_by_itself()
            throws Exception {
        NodeKeys keys = at(SHANGHAI, NodeKeys.class);
        NodeKey.Public former = keys.present().publicKey();
        assertThat(code(change("", "change", new ChangeNodeKey(1, "none prepared"), "system")))
                .isEqualTo("federation.NO_NEXT_KEY");
        NodeKey.Public next = keys.prepare().publicKey();
        String id =
                change("", "change", new ChangeNodeKey(1, "once a year"), "system").orThrow().id();
        CompareKey told = new CompareKey(Fingerprint.of(next.text()).substring(10));
        assertThat(code(change(id, "confirm", new CompareKey("0000 0000"), "security")))
                .isEqualTo("federation.FINGERPRINT_DIFFERS");
        assertThat(change(id, "confirm", told, "system").isDone()).isFalse();
        assertThat(known(ANHUI)).isEqualTo(former);
        change(id, "confirm", told, "security").orThrow();
        await().atMost(Duration.ofSeconds(120)).until(() -> known(ANHUI).equals(next));
        // During the overlap both count, and Shanghai still asks by the former.
        PeerBook book = at(ANHUI, PeerBook.class);
        assertThat(book.by(former)).isPresent();
        assertThat(book.by(next)).isPresent();
        assertThat(keys.present().publicKey()).isEqualTo(former);
        tell(ANHUI, "during the overlap");
        tell(SHANGHAI, "during the overlap");
        HOMES.forEach(AdmissionTest::caughtUp);
        for (Province home : HOMES) {
            Cast2026.StageClock clock = at(home, Cast2026.StageClock.class);
            clock.to(clock.instant().plus(Duration.ofDays(2)));
        }
        assertThat(book.by(former)).isEmpty();
        assertThat(book.by(next)).isPresent();
        await().atMost(PATIENCE)
                .until(() -> keys.present().publicKey().equals(next) && keys.nextAt().isEmpty());
        tell(ANHUI, "after the overlap");
        tell(SHANGHAI, "after the overlap");
        HOMES.forEach(AdmissionTest::caughtUp);
        assertThat(card(SHANGHAI)).contains("node-key=" + next.text());
        assertThat(Runbook.run("nodes.md", "card", Map.of("NODE", address(SHANGHAI))))
                .contains("card=delta-node-card-v1")
                .contains("delta-node-key-change-v1")
                .contains("next=" + next.text());
        // The secret of the former is gone.
        await().until(() ->
                NodeKey.of("", folder.resolve(SHANGHAI.code())).publicKey().equals(next));
    }

    @Test
    @Order(5)
    void a_statement_about_keys_that_was_changed_or_is_not_signed_by_both_is_none() {
        NodeKey former = NodeKey.kept(folder.resolve("former.key"));
        NodeKey next = NodeKey.kept(folder.resolve("later.key"));
        Instant until = Instant.parse("2026-12-31T00:00:00Z");
        KeyStatement right = KeyStatement.of(former, next, until);
        assertThat(KeyStatement.read(right.text())).contains(right);
        KeyStatement thief =
                KeyStatement.of(NodeKey.kept(folder.resolve("thief.key")), next, until);
        assertThat(
                        KeyStatement.read(
                                thief.text().replace(thief.former().text(), right.former().text())))
                .isEmpty();
        assertThat(KeyStatement.read(right.text().replace("2026-12-31", "2027-12-31"))).isEmpty();
        assertThat(KeyStatement.read(right.text().replaceAll("by-next=.*\n", ""))).isEmpty();
        PeerBook book = at(ANHUI, PeerBook.class);
        HttpPeer shanghai = (HttpPeer) book.peers().getFirst();
        NodeKey.Public before = known(ANHUI);
        book.told(shanghai, List.of(right, thief));
        assertThat(known(ANHUI)).isEqualTo(before);
    }

    @Test
    @Order(6)
    void a_node_that_lost_its_key_is_taken_up_again_by_a_new_card_and_a_restart_forgets_nothing()
            throws Exception {
        NODES.get(ANHUI).close();
        Files.delete(folder.resolve(ANHUI.code()).resolve("node.key"));
        run(ANHUI);
        Cast2026.StageClock clock = at(ANHUI, Cast2026.StageClock.class);
        clock.to(at(SHANGHAI, Cast2026.StageClock.class).instant());
        assertThat(at(ANHUI, Dealings.class).peers()).hasSize(1);
        String id = node(SHANGHAI);
        act(SHANGHAI, id, "suspend", new NodeReasonGiven("its key is lost"), "security").orThrow();
        assertThat(
                        code(
                                act(
                                        SHANGHAI,
                                        id,
                                        "take-up",
                                        new TakeUpNode("another's", card(SHANGHAI)),
                                        "system")))
                .isEqualTo("federation.CARD_OTHER");
        String fresh = card(ANHUI);
        act(SHANGHAI, id, "take-up", new TakeUpNode("new key", fresh), "system").orThrow();
        assertThat(code(act(SHANGHAI, id, "agree-return", new AgreeNode(null), "security")))
                .isEqualTo("federation.FINGERPRINT_DIFFERS");
        act(SHANGHAI, id, "agree-return", new AgreeNode(Card.fingerprint(fresh)), "security")
                .orThrow();
        tell(ANHUI, "by the new key");
        tell(SHANGHAI, "by the new key");
        HOMES.forEach(AdmissionTest::caughtUp);
    }

    @Test
    @Order(9)
    void the_end_of_a_certificate_is_seen_over_tls_and_marked_when_it_is_near() throws Exception {
        Path store = folder.resolve("tls.p12");
        Process made =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-keyalg",
                                "EC",
                                "-alias",
                                "node",
                                "-validity",
                                "10",
                                "-dname",
                                "CN=localhost",
                                "-ext",
                                "san=dns:localhost",
                                "-storetype",
                                "PKCS12",
                                "-storepass",
                                "secret",
                                "-keystore",
                                store.toString())
                        .redirectErrorStream(true)
                        .start();
        made.getInputStream().transferTo(OutputStream.nullOutputStream());
        assertThat(made.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance(store.toFile(), "secret".toCharArray());
        KeyManagerFactory own =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, "secret".toCharArray());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("node", keys.getCertificate("node"));
        TrustManagerFactory trust =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(own.getKeyManagers(), trust.getTrustManagers(), null);
        HttpsServer server = HttpsServer.create(new InetSocketAddress("localhost", 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.createContext(
                "/",
                asked -> {
                    asked.sendResponseHeaders(404, -1);
                    asked.close();
                });
        server.start();
        SSLContext usual = SSLContext.getDefault();
        SSLContext.setDefault(tls);
        try {
            List<String> feed =
                    Stream.of(
                                    NoteSigner.generate(
                                            Entry.origin(ZHEJIANG),
                                            Suite.ED25519,
                                            new SecureRandom()))
                            .flatMap(one -> Stream.of(one.key().text(), one.witnessKey().text()))
                            .toList();
            String card =
                    Card.signed(
                            List.of(ZHEJIANG),
                            "https://localhost:" + server.getAddress().getPort(),
                            NodeKey.kept(folder.resolve("zhejiang.key")),
                            feed);
            String id = enter(SHANGHAI, card).orThrow().id();
            act(SHANGHAI, id, "confirm", new ConfirmNode(Card.fingerprint(card)), "security")
                    .orThrow();
            X509Certificate shown = (X509Certificate) keys.getCertificate("node");
            await().atMost(PATIENCE)
                    .until(() ->
                            at(SHANGHAI, Dealings.class).peers().stream()
                                    .filter(peer -> peer.origins().contains(ZHEJIANG))
                                    .flatMap(peer -> peer.wire().stream())
                                    .flatMap(wire -> wire.certificate().stream())
                                    .anyMatch(shown.getNotAfter().toInstant()::equals));
            Instant end = shown.getNotAfter().toInstant();
            assertThat(marked(end)).isEqualTo("met");
            at(SHANGHAI, Cast2026.StageClock.class).to(end.minus(Duration.ofDays(20)));
            assertThat(marked(end)).isEqualTo("warn");
        } finally {
            SSLContext.setDefault(usual);
            server.stop(0);
        }
    }

    /// How the page of the nodes marks the end of a certificate.
    private static String marked(Instant end) throws Exception {
        String page = get(address(SHANGHAI) + "/nodes?lang=en").body();
        Matcher cell =
                Pattern.compile(
                                "(?s)mark-([a-z-]+)\"[^>]*>((?!</td>).)*<time datetime=\""
                                        + Pattern.quote(end.toString()))
                        .matcher(page);
        return cell.find() ? cell.group(1) : page;
    }

    private static Browser.Visitor signedIn(Browser browser, String username, int width) {
        Browser.Visitor visitor = browser.visitor(width, 844, false);
        visitor.open("/sign-in");
        visitor.page().locator("#username").fill(username);
        visitor.page()
                .locator("#password")
                .fill(at(SHANGHAI, Cast2026.Stage.class).password(username));
        visitor.page().locator("form[action='/sign-in'] button[type=submit]").click();
        visitor.page().waitForLoadState(LoadState.LOAD);
        return visitor;
    }

    @Test
    @Order(7)
    void the_pages_of_nodes_read_well_at_a_desk_and_on_a_phone_in_both_languages() {
        try (Browser browser = Browser.start().at(address(SHANGHAI));
                Browser.Visitor desk = signedIn(browser, "sh.system", 1280);
                Browser.Visitor phone = signedIn(browser, "sh.security", 390)) {
            desk.open("/nodes").check("nodes-desk");
            desk.page().locator("#card-address").fill(address(ANHUI));
            desk.page().locator("form[action='/nodes/cards'] button").click();
            desk.page().waitForURL(url -> url.contains("/open/node-admission/enter"));
            assertThat(desk.page().locator("textarea[name=card]").inputValue())
                    .startsWith("card=delta-node-card-v1");
            desk.check("nodes-enter");
            desk.open("/nodes?lang=en").check("nodes-desk-en");
            phone.open("/nodes").check("nodes-phone");
            phone.open("/cases/node-admission/" + node(SHANGHAI)).check("nodes-case-phone");
            phone.open("/nodes?lang=en").check("nodes-phone-en");
        }
    }

    @Test
    @Order(8)
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
