package org.deltacommons.foundation.federation.nodes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.deltacommons.kernel.Province.ANHUI;
import static org.deltacommons.kernel.Province.SHANGHAI;
import static org.deltacommons.kernel.Province.ZHEJIANG;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.deltacommons.Cast2026;
import org.deltacommons.HttpNode;
import org.deltacommons.Scratch;
import org.deltacommons.ServerProcess;
import org.deltacommons.foundation.documents.Documents;
import org.deltacommons.foundation.federation.Dealings;
import org.deltacommons.foundation.federation.Feeds;
import org.deltacommons.foundation.federation.PeerFeed;
import org.deltacommons.foundation.federation.SharedDocuments;
import org.deltacommons.foundation.federation.Trees;
import org.deltacommons.foundation.federation.nodes.AdmissionForms.AgreeNode;
import org.deltacommons.foundation.federation.nodes.AdmissionForms.StopNode;
import org.deltacommons.foundation.federation.nodes.AdmissionForms.TakeUpNode;
import org.deltacommons.foundation.federation.proof.Checkpoint;
import org.deltacommons.foundation.federation.proof.Entry;
import org.deltacommons.foundation.federation.proof.NoteSigner;
import org.deltacommons.foundation.federation.proof.SignedNote;
import org.deltacommons.foundation.federation.proof.Suite;
import org.deltacommons.foundation.lane.Audience;
import org.deltacommons.foundation.lane.Command;
import org.deltacommons.foundation.lane.Fact;
import org.deltacommons.foundation.lane.FactKind;
import org.deltacommons.foundation.lane.GroupLane;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.lane.Lane;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.lane.Unit;
import org.deltacommons.foundation.procedures.Attachment;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.Procedures;
import org.deltacommons.foundation.web.FileSink;
import org.deltacommons.foundation.web.Upload;
import org.deltacommons.foundation.web.WebReason;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Id;
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
import org.springframework.jdbc.core.simple.JdbcClient;

/// Two nodes, each with a home and a database of its own, that know each other over HTTP only.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TwoNodesTest {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final List<Province> HOMES = List.of(SHANGHAI, ANHUI);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Map<Province, NoteSigner> FEED_KEYS = new EnumMap<>(Province.class);
    private static final Map<Province, byte[]> NODE_KEYS = new EnumMap<>(Province.class);
    private static final Map<Province, Integer> PORTS = new EnumMap<>(Province.class);
    private static final Map<Province, Map<String, String>> SETTINGS =
            new EnumMap<>(Province.class);
    private static final Map<Province, ConfigurableApplicationContext> NODES =
            new EnumMap<>(Province.class);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @BeforeAll
    static void start() {
        for (Province home : HOMES) {
            FEED_KEYS.put(home, NoteSigner.generate(Entry.origin(home), Suite.ED25519, RANDOM));
            NODE_KEYS.put(home, secret());
            PORTS.put(home, ServerProcess.freePort());
        }
        settle(SHANGHAI, ANHUI);
        settle(ANHUI, SHANGHAI);
        HOMES.forEach(TwoNodesTest::run);
    }

    private static byte[] secret() {
        byte[] secret = new byte[32];
        RANDOM.nextBytes(secret);
        return secret;
    }

    private static void settle(Province home, Province other) {
        String name = "wires_" + home.code();
        Path folder = Scratch.folder("test-nodes").resolve(name);
        Map<String, String> settings =
                HttpNode.settings(
                        name,
                        home,
                        folder,
                        folder.resolve("index-" + System.nanoTime()),
                        PORTS.get(home));
        settings.put("delta.node-key", Base64.getEncoder().encodeToString(NODE_KEYS.get(home)));
        settings.put("delta.feeds.key." + home.code(), FEED_KEYS.get(home).kept());
        settings.put("delta.peers[0].homes", other.code());
        settings.put("delta.peers[0].address", "http://localhost:" + PORTS.get(other));
        settings.put("delta.peers[0].node-key", key(other).publicKey().text());
        settings.put("delta.peers[0].keys[0]", FEED_KEYS.get(other).key().text());
        settings.put("delta.peers[0].keys[1]", FEED_KEYS.get(other).witnessKey().text());
        SETTINGS.put(home, settings);
    }

    private static void run(Province home) {
        NODES.put(home, HttpNode.run(SETTINGS.get(home)));
    }

    @AfterAll
    static void stop() {
        NODES.values().forEach(ConfigurableApplicationContext::close);
    }

    private static NodeKey key(Province home) {
        return new NodeKey(NODE_KEYS.get(home));
    }

    private static <T> T at(Province home, Class<T> bean) {
        return NODES.get(home).getBean(bean);
    }

    private static void caughtUp(Province reader, Province origin) {
        await().atMost(PATIENCE)
                .until(() -> {
                    long there = at(origin, Feeds.class).newest(origin);
                    return there > 0 && at(reader, Feeds.class).newest(origin) == there;
                });
    }

    @Test
    @Order(1)
    void each_node_has_of_the_others_feed_what_was_meant_for_it() {
        for (Province reader : HOMES) {
            Province origin = reader == ANHUI ? SHANGHAI : ANHUI;
            caughtUp(reader, origin);
            List<String> meant =
                    at(origin, Feeds.class).after(origin, 0, 1_000_000).stream()
                            .filter(fact -> fact.audience().provinces().contains(reader))
                            .map(Entry::text)
                            .toList();
            assertThat(meant).isNotEmpty();
            assertThat(
                            at(reader, Feeds.class).after(origin, 0, 1_000_000).stream()
                                    .map(Entry::text))
                    .containsExactlyElementsOf(meant);
            assertThat(at(reader, HttpPeer.class).away().isAway()).isFalse();
            assertThat(at(reader, HttpPeer.class).skew()).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    @Order(2)
    void each_home_collects_the_cosignature_of_the_other() {
        for (Province home : HOMES) {
            NoteSigner other = FEED_KEYS.get(home == ANHUI ? SHANGHAI : ANHUI);
            await().atMost(PATIENCE)
                    .until(() ->
                            !SignedNote.parse(at(home, Trees.class).checkpoint(home).orElseThrow())
                                    .verified(Set.of(other.witnessKey()))
                                    .isEmpty());
        }
    }

    /// A request as a peer would sign it; a test spoils it.
    private static final class Ask {
        private NodeKey key = key(ANHUI);
        private int port = PORTS.get(SHANGHAI);
        private String to = key(SHANGHAI).publicKey().text();
        private String signed = "/node/v1/feeds/310000/facts?after=0&limit=500";
        private String sent = signed;
        private Instant at = at(SHANGHAI, Clock.class).instant();
        private String nonce = Base64.getUrlEncoder().encodeToString(secret()).substring(0, 22);
        private byte[] body = new byte[0];
        private byte[] digested = body;

        HttpResponse<byte[]> send() throws Exception {
            return HTTP.send(request(), HttpResponse.BodyHandlers.ofByteArray());
        }

        HttpRequest request() {
            String address = "http://localhost:" + port;
            Map<String, String> fields = new LinkedHashMap<>();
            fields.put(Exchange.FOR_NODE, to);
            if (body.length > 0) {
                fields.put(Exchange.CONTENT_DIGEST, Exchange.digest(digested));
            }
            MessageSignature signature =
                    Exchange.sign(
                            Exchange.Request.to(URI.create(address + signed), fields),
                            body.length > 0,
                            at,
                            nonce,
                            key);
            fields.put(Exchange.SIGNATURE_INPUT, signature.inputField());
            fields.put(Exchange.SIGNATURE, signature.signatureField());
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(URI.create(address + sent))
                            .method("GET", HttpRequest.BodyPublishers.ofByteArray(body));
            fields.forEach(request::header);
            return request.build();
        }

        Ask path(String path) {
            signed = path;
            sent = path;
            return this;
        }

        void isRefused(int status, NodeReason reason) throws Exception {
            long before = at(SHANGHAI, NodeDoor.class).refusals(reason);
            HttpResponse<byte[]> answer = send();
            assertThat(answer.statusCode()).as(reason.name()).isEqualTo(status);
            assertThat(answer.headers().firstValue("Content-Type"))
                    .hasValueSatisfying(
                            type -> assertThat(type).startsWith("application/problem+json"));
            assertThat(Json.parse(new String(answer.body(), "UTF-8")).path("code").asString())
                    .isEqualTo(reason.code());
            assertThat(at(SHANGHAI, NodeDoor.class).refusals(reason)).isEqualTo(before + 1);
            assertThat(nonceKept()).isEqualTo(reason == NodeReason.REPEATED_SIGN_IN);
        }

        private boolean nonceKept() {
            return at(SHANGHAI, JdbcClient.class)
                            .sql("SELECT count(*) FROM federation.node_nonce WHERE nonce = ?")
                            .params(nonce)
                            .query(Long.class)
                            .single()
                    > 0;
        }
    }

    private static String unpacked(HttpResponse<byte[]> answer) throws Exception {
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
            return new String(gzip.readAllBytes(), "UTF-8");
        }
    }

    @Test
    @Order(3)
    void a_signed_request_gets_what_is_meant_for_its_signer_in_a_signed_answer() throws Exception {
        HttpResponse<byte[]> answer = new Ask().send();
        assertThat(answer.statusCode()).isEqualTo(200);
        PeerFeed.Stretch stretch = Json.read(Json.parse(unpacked(answer)), PeerFeed.Stretch.class);
        assertThat(stretch.upTo()).isPositive();
        assertThat(stretch.entries()).isNotEmpty();
        for (String entry : stretch.entries()) {
            RecordedFact fact = Entry.read(entry);
            assertThat(fact.audience().provinces()).contains(ANHUI);
        }
        assertThat(answer.headers().firstValue(Exchange.CONTENT_DIGEST))
                .contains(Exchange.digest(answer.body()));
        assertThat(answer.headers().firstValue(Exchange.SIGNATURE)).isPresent();
    }

    @Test
    @Order(4)
    void what_is_not_signed_by_a_peer_for_this_node_now_and_once_is_refused() throws Exception {
        Ask stranger = new Ask();
        stranger.key = new NodeKey(secret());
        stranger.isRefused(401, NodeReason.UNKNOWN_NODE_SIGN_IN);
        Ask late = new Ask();
        late.at = at(SHANGHAI, Clock.class).instant().minusSeconds(600);
        late.isRefused(401, NodeReason.OUT_OF_TIME_SIGN_IN);
        Ask early = new Ask();
        early.at = at(SHANGHAI, Clock.class).instant().plusSeconds(120);
        early.isRefused(401, NodeReason.OUT_OF_TIME_SIGN_IN);
        Ask elsewhere = new Ask();
        elsewhere.to = new NodeKey(secret()).publicKey().text();
        elsewhere.isRefused(403, NodeReason.OTHER_NODE_FORBIDDEN);
        Ask changed = new Ask();
        changed.sent = "/node/v1/feeds/310000/facts?after=1&limit=500";
        changed.isRefused(401, NodeReason.WRONG_SIGNATURE_SIGN_IN);
        Ask undigested = new Ask();
        undigested.body = "{}".getBytes("UTF-8");
        undigested.digested = "[]".getBytes("UTF-8");
        undigested.isRefused(401, NodeReason.WRONG_SIGNATURE_SIGN_IN);
        Ask nameless = new Ask();
        nameless.nonce = "short";
        nameless.isRefused(401, NodeReason.UNSIGNED_SIGN_IN);
        Ask repeated = new Ask();
        assertThat(repeated.send().statusCode()).isEqualTo(200);
        repeated.isRefused(401, NodeReason.REPEATED_SIGN_IN);
    }

    @Test
    @Order(5)
    void without_a_signature_nothing_under_the_nodes_paths_is_reached() throws Exception {
        for (String path : List.of("/node/v1/growth", "/node/v1/cosigned/340000", "/node/x")) {
            HttpResponse<String> answer =
                    HTTP.send(
                            HttpRequest.newBuilder(
                                            URI.create(
                                                    "http://localhost:"
                                                            + PORTS.get(SHANGHAI)
                                                            + path))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(path).isEqualTo(401);
            assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
        }
    }

    @Test
    @Order(6)
    void a_node_learns_nothing_of_homes_that_it_does_not_host() throws Exception {
        for (String path :
                List.of(
                        "/node/v1/cosigned/" + ZHEJIANG.code(),
                        "/node/v1/feeds/330000/facts?after=0",
                        "/node/v1/feeds/nowhere/facts?after=0")) {
            assertThat(new Ask().path(path).send().statusCode()).as(path).isEqualTo(404);
        }
    }

    @FactKind("nodetest.Shown")
    private record Shown(List<Attachment> papers) {}

    private record Done(String what) {}

    @Test
    @Order(12)
    void a_document_crosses_in_pieces_to_whom_its_fact_is_for_and_to_nobody_else()
            throws Exception {
        byte[] bytes = new byte[5 << 20];
        RANDOM.nextBytes(bytes);
        System.arraycopy("%PDF-1.7".getBytes("UTF-8"), 0, bytes, 0, 8);
        FileSink.Kept kept =
                at(SHANGHAI, Documents.class)
                        .keep(
                                new Upload(
                                        "检测报告.pdf",
                                        "",
                                        bytes.length,
                                        () -> new ByteArrayInputStream(bytes)),
                                Actor.system(SHANGHAI));
        long ours = tell(kept, Audience.of(ANHUI));
        long others = tell(kept, Audience.of(ZHEJIANG));
        SharedDocuments wire = at(ANHUI, SharedDocuments.class);
        PeerFeed.Bytes first = (PeerFeed.Bytes) wire.ask(SHANGHAI, ours, kept.hash(), 0);
        PeerFeed.Bytes second =
                (PeerFeed.Bytes) wire.ask(SHANGHAI, ours, kept.hash(), first.bytes().length);
        assertThat(first.bytes()).hasSize(SharedDocuments.PIECE_BYTES_MAX);
        assertThat(ByteBuffer.allocate(bytes.length).put(first.bytes()).put(second.bytes()).array())
                .isEqualTo(bytes);
        assertThat(wire.ask(SHANGHAI, others, kept.hash(), 0)).isEqualTo(new PeerFeed.NotThere());
        assertThat(wire.ask(SHANGHAI, ours, "ab".repeat(32), 0)).isEqualTo(new PeerFeed.NotThere());
        // A peer that says no is there.
        assertThat(at(ANHUI, HttpPeer.class).away().isAway()).isFalse();
    }

    private static long tell(FileSink.Kept kept, Audience audience) {
        Attachment paper =
                new Attachment("report", kept.hash(), kept.name(), kept.type(), kept.bytes());
        at(SHANGHAI, GroupLane.class)
                .submit(
                        Command.of(
                                SHANGHAI,
                                Actor.system(SHANGHAI),
                                "test.show",
                                audience.text(),
                                Done.class),
                        _ ->
                                Outcome.done(
                                        Unit.of(
                                                new Done("shown"),
                                                new Fact(
                                                        "case-of-papers",
                                                        audience,
                                                        new Shown(List.of(paper))))))
                .orThrow();
        return at(SHANGHAI, Feeds.class).newest(SHANGHAI);
    }

    /// What a peer's answer is held against: each way in which it can be wrong.
    private enum Spoilt {
        NOT_AT_ALL,
        BY_ANOTHER_KEY,
        OF_ANOTHER_REQUEST,
        CHANGED_AFTER,
        WITHOUT_DIGEST,
        WITHOUT_SIGNATURE,
        AS_A_REQUEST,
        OF_ANOTHER_STATUS
    }

    /// A server in Shanghai's place that answers every question with one fact more.
    private static HttpServer shanghai(AtomicReference<Spoilt> spoilt) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    byte[] content = gzip(Json.text(new PeerFeed.Stretch(List.of("{}"), 7)));
                    Spoilt how = spoilt.get();
                    Exchange.Request asked =
                            new Exchange.Request(
                                    exchange.getRequestMethod(),
                                    exchange.getRequestHeaders().getFirst("Host"),
                                    exchange.getRequestURI().getRawPath(),
                                    how == Spoilt.OF_ANOTHER_REQUEST
                                            ? "after=0&limit=1"
                                            : exchange.getRequestURI().getRawQuery(),
                                    exchange.getRequestHeaders()::getFirst);
                    String digest = Exchange.digest(content);
                    Instant now = at(SHANGHAI, Clock.class).instant();
                    NodeKey key =
                            how == Spoilt.BY_ANOTHER_KEY ? new NodeKey(secret()) : key(SHANGHAI);
                    MessageSignature signature =
                            how == Spoilt.AS_A_REQUEST
                                    ? Exchange.sign(asked, false, now, "0123456789abcdef", key)
                                    : Exchange.sign(
                                            new Exchange.Answer(
                                                    how == Spoilt.OF_ANOTHER_STATUS ? 203 : 200,
                                                    digest,
                                                    Exchange.ENCODING,
                                                    asked),
                                            now,
                                            key);
                    Headers headers = exchange.getResponseHeaders();
                    headers.set("Content-Encoding", Exchange.ENCODING);
                    if (how != Spoilt.WITHOUT_DIGEST) {
                        headers.set(Exchange.CONTENT_DIGEST, digest);
                    }
                    if (how != Spoilt.WITHOUT_SIGNATURE) {
                        headers.set(Exchange.SIGNATURE_INPUT, signature.inputField());
                        headers.set(Exchange.SIGNATURE, signature.signatureField());
                    }
                    byte[] sent =
                            how == Spoilt.CHANGED_AFTER
                                    ? gzip(Json.text(new PeerFeed.Stretch(List.of("{}"), 8)))
                                    : content;
                    exchange.sendResponseHeaders(200, sent.length);
                    exchange.getResponseBody().write(sent);
                    exchange.close();
                });
        server.start();
        return server;
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(Exchange.utf8(text));
        }
        return packed.toByteArray();
    }

    @Test
    @Order(7)
    void an_answer_that_is_wrongly_signed_is_not_used() throws Exception {
        AtomicReference<Spoilt> spoilt = new AtomicReference<>(Spoilt.NOT_AT_ALL);
        HttpServer server = shanghai(spoilt);
        try {
            Peer peer =
                    new Peer(
                            Set.of(SHANGHAI),
                            URI.create("http://localhost:" + server.getAddress().getPort()),
                            key(SHANGHAI).publicKey(),
                            Map.of());
            for (Spoilt how : Spoilt.values()) {
                spoilt.set(how);
                // One of its own for each: after a wrong answer a peer is left alone for a while.
                HttpPeer asking =
                        new HttpPeer(
                                peer,
                                NodeKeys.only(key(ANHUI), Clock.systemUTC()),
                                at(ANHUI, Feeds.class),
                                at(ANHUI, Clock.class),
                                RANDOM);
                asking.start();
                PeerFeed.Stretch stretch = asking.after(SHANGHAI, 3, Set.of(ANHUI), 500);
                if (how == Spoilt.NOT_AT_ALL) {
                    assertThat(stretch).isEqualTo(new PeerFeed.Stretch(List.of("{}"), 7));
                } else {
                    assertThat(stretch)
                            .as(how.name())
                            .isEqualTo(new PeerFeed.Stretch(List.of(), 3));
                    assertThat(asking.away().isAway()).as(how.name()).isTrue();
                }
                asking.stop();
            }
        } finally {
            server.stop(0);
        }
    }

    /// What Shanghai tells in these tests.
    @FactKind(value = "bench.Grown", reach = FactKind.Reach.CONCERNED)
    record Grown(String text) {}

    private static void grow(int facts, String text) {
        List<Fact> parts = new ArrayList<>();
        for (int i = 0; i < facts; i++) {
            parts.add(new Fact("grown-" + i, Audience.of(ANHUI), new Grown(text)));
        }
        at(SHANGHAI, Lane.class)
                .submit(
                        Command.of(
                                SHANGHAI, Actor.system(SHANGHAI), "bench.grow", facts, Grown.class),
                        _ -> Outcome.done(Unit.of(new Grown(""), parts)))
                .orThrow();
    }

    @Test
    @Order(8)
    void one_peer_has_eight_requests_under_way_and_the_next_is_told_to_wait() throws Exception {
        caughtUp(ANHUI, SHANGHAI);
        long size = at(SHANGHAI, Feeds.class).newest(SHANGHAI);
        await().atMost(PATIENCE)
                .until(() ->
                        Checkpoint.of(
                                                SignedNote.parse(
                                                        at(SHANGHAI, Trees.class)
                                                                .checkpoint(SHANGHAI)
                                                                .orElseThrow()))
                                        .size()
                                == size);
        String waiting = "/node/v1/growth?wait=25&seen=310000:" + size;
        List<CompletableFuture<HttpResponse<byte[]>>> asked = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            asked.add(
                    HTTP.sendAsync(
                            new Ask().path(waiting).request(),
                            HttpResponse.BodyHandlers.ofByteArray()));
        }
        // Anhui's own node waits at Shanghai as well.
        await().atMost(PATIENCE)
                .until(() -> asked.stream().filter(CompletableFuture::isDone).count() >= 4);
        grow(1, "enough");
        int taken = 0;
        for (CompletableFuture<HttpResponse<byte[]>> one : asked) {
            HttpResponse<byte[]> answer = one.get();
            if (answer.statusCode() == 200) {
                taken++;
            } else {
                assertThat(answer.statusCode()).isEqualTo(429);
                assertThat(Json.parse(new String(answer.body(), "UTF-8")).path("code").asString())
                        .isEqualTo(WebReason.TOO_MANY.code());
            }
        }
        assertThat(taken).isBetween(1, 8);
        // Others are not kept waiting by it, and the places are free again.
        await().atMost(PATIENCE).until(() -> new Ask().send().statusCode() == 200);
        caughtUp(ANHUI, SHANGHAI);
    }

    @Test
    @Order(9)
    void a_stretch_has_at_most_five_hundred_facts_and_four_megabytes() throws Exception {
        long before = at(SHANGHAI, Feeds.class).newest(SHANGHAI);
        grow(700, "short");
        PeerFeed.Stretch many = stretch(before, 100_000);
        assertThat(many.entries()).hasSize(500);
        assertThat(many.upTo()).isEqualTo(before + 500);

        long middle = at(SHANGHAI, Feeds.class).newest(SHANGHAI);
        grow(7, "x".repeat(900_000));
        PeerFeed.Stretch large = stretch(middle, 500);
        assertThat(large.entries()).hasSize(4);
        assertThat(large.upTo()).isEqualTo(middle + 4);
        assertThat(stretch(middle + 4, 500).upTo()).isEqualTo(middle + 7);
        caughtUp(ANHUI, SHANGHAI);
        assertThat(at(ANHUI, Feeds.class).after(SHANGHAI, middle, 10)).hasSize(7);
    }

    private static PeerFeed.Stretch stretch(long after, int limit) throws Exception {
        HttpResponse<byte[]> answer =
                new Ask()
                        .path(
                                "/node/v1/feeds/310000/facts?after=%d&limit=%d"
                                        .formatted(after, limit))
                        .send();
        assertThat(answer.statusCode()).isEqualTo(200);
        return Json.read(Json.parse(unpacked(answer)), PeerFeed.Stretch.class);
    }

    @Test
    @Order(10)
    void a_nodes_key_opens_nothing_outside_the_nodes_paths() throws Exception {
        for (String path :
                List.of(
                        "/worklist",
                        "/wallet",
                        "/account/password",
                        "/reconciliation",
                        "/feeds/keys/../../worklist",
                        "/node/../worklist",
                        "/api/v1/worklist",
                        "/api/v1/reconciliations",
                        "/api/v1/cases/order")) {
            HttpResponse<byte[]> signed = new Ask().path(path).send();
            HttpResponse<byte[]> bare =
                    HTTP.send(
                            HttpRequest.newBuilder(
                                            URI.create(
                                                    "http://localhost:"
                                                            + PORTS.get(SHANGHAI)
                                                            + path))
                                    .build(),
                            HttpResponse.BodyHandlers.ofByteArray());
            assertThat(signed.statusCode())
                    .as(path)
                    .isEqualTo(bare.statusCode())
                    .isIn(302, 400, 401, 403, 404, 405);
        }
    }

    /// The same bytes at the other instance, as a proxy before both would have sent them.
    private static int replayed(HttpRequest request, int port) throws IOException {
        try (Socket socket = new Socket("localhost", port)) {
            StringBuilder text = new StringBuilder();
            text.append("GET ")
                    .append(request.uri().getRawPath())
                    .append('?')
                    .append(request.uri().getRawQuery())
                    .append(" HTTP/1.1\r\nHost: ")
                    .append(request.uri().getRawAuthority())
                    .append("\r\nConnection: close\r\n");
            request.headers()
                    .map()
                    .forEach((name, values) ->
                            values.forEach(value ->
                                    text.append(name).append(": ").append(value).append("\r\n")));
            socket.getOutputStream().write(Exchange.utf8(text.append("\r\n").toString()));
            String status =
                    new String(socket.getInputStream().readAllBytes(), UTF_8)
                            .lines()
                            .findFirst()
                            .orElseThrow();
            return Integer.parseInt(status.split(" ")[1]);
        }
    }

    @Test
    @Order(11)
    void what_one_instance_of_a_node_took_is_refused_at_its_second() throws Exception {
        int port = ServerProcess.freePort();
        Map<String, String> settings = new HashMap<>(SETTINGS.get(SHANGHAI));
        settings.put("server.port", Integer.toString(port));
        settings.put("delta.data", Scratch.folder("test-nodes").resolve("wires_second").toString());
        settings.put(
                "delta.index",
                Scratch.folder("test-nodes")
                        .resolve("wires_second")
                        .resolve("index-" + System.nanoTime())
                        .toString());
        try (ConfigurableApplicationContext second = HttpNode.run(settings)) {
            HttpRequest request = new Ask().request();
            assertThat(HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode())
                    .isEqualTo(200);
            long before = second.getBean(NodeDoor.class).refusals(NodeReason.REPEATED_SIGN_IN);
            assertThat(replayed(request, port)).isEqualTo(401);
            assertThat(second.getBean(NodeDoor.class).refusals(NodeReason.REPEATED_SIGN_IN))
                    .isEqualTo(before + 1);
            // And the other way round; each instance takes what is new.
            HttpRequest other = new Ask().request();
            assertThat(replayed(other, port)).isEqualTo(200);
            assertThat(HTTP.send(other, HttpResponse.BodyHandlers.discarding()).statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    @Order(13)
    void a_peer_that_is_away_is_a_figure_and_comes_back() throws Exception {
        NODES.get(SHANGHAI).close();
        await().atMost(PATIENCE).until(() -> at(ANHUI, HttpPeer.class).away().isAway());
        assertThat(at(ANHUI, HttpPeer.class).away().error()).isPresent();
        HttpResponse<String> health =
                HTTP.send(
                        HttpRequest.newBuilder(
                                        URI.create(
                                                "http://localhost:"
                                                        + PORTS.get(ANHUI)
                                                        + "/actuator/health"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(health.statusCode()).isEqualTo(200);
        run(SHANGHAI);
        await().atMost(PATIENCE).until(() -> !at(ANHUI, HttpPeer.class).away().isAway());
        caughtUp(ANHUI, SHANGHAI);
        caughtUp(SHANGHAI, ANHUI);
    }

    private static Outcome<Procedures.Moved> decide(
            @Nullable String id, String action, Record form, String role) {
        Procedures procedures = at(SHANGHAI, Procedures.class);
        @SuppressWarnings("unchecked")
        Procedure<Admission> declared =
                (Procedure<Admission>) procedures.named(Admitting.NAME).orElseThrow();
        Actor actor = at(SHANGHAI, Cast2026.Stage.class).actor("sh." + role);
        if (id == null) {
            return procedures.open(declared, action, form, actor, null);
        }
        Id<Admission> known = Id.of(id);
        long version =
                at(SHANGHAI, Records.class)
                        .versioned(Admission.class, known)
                        .orElseThrow()
                        .version();
        return procedures.act(declared, known, action, form, actor, version, null);
    }

    @Test
    @Order(14)
    void a_configured_node_that_is_suspended_gets_not_even_the_answer_that_it_was_waiting_for()
            throws Exception {
        // Further than the case itself takes the feed.
        long seen = at(SHANGHAI, Feeds.class).newest(SHANGHAI) + 100;
        Ask ask = new Ask().path("/node/v1/growth?wait=25&seen=310000:" + seen);
        CompletableFuture<HttpResponse<byte[]>> waiting =
                HTTP.sendAsync(ask.request(), HttpResponse.BodyHandlers.ofByteArray());
        await().atMost(PATIENCE).until(ask::nonceKept);
        // One person of either administration is enough, and the case is the node's first.
        String id =
                decide(null, "stop", new StopNode(ANHUI, "its key may be known"), "security")
                        .orThrow()
                        .id();
        await().atMost(PATIENCE).until(() -> !at(SHANGHAI, Dealings.class).isOpen(ANHUI));
        grow(200, "while it is suspended");
        HttpResponse<byte[]> answer = waiting.get(60, TimeUnit.SECONDS);
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(Json.parse(new String(answer.body(), UTF_8)).path("code").asString())
                .isEqualTo(NodeReason.SUSPENDED_FORBIDDEN.code());
        new Ask().isRefused(403, NodeReason.SUSPENDED_FORBIDDEN);
        // What Anhui says is not followed, and its address and key stay those of the settings.
        assertThat(at(SHANGHAI, HttpPeer.class).away().isClosed()).isTrue();
        assertThat(decide(null, "stop", new StopNode(ANHUI, "again"), "system").isDone()).isFalse();
        decide(id, "take-up", new TakeUpNode("cleared", null), "system").orThrow();
        decide(id, "agree-return", new AgreeNode(null), "security").orThrow();
        caughtUp(ANHUI, SHANGHAI);
        caughtUp(SHANGHAI, ANHUI);
        assertThat(at(SHANGHAI, Dealings.class).suspended()).isEmpty();
        assertThat(at(SHANGHAI, Dealings.class).peers()).hasSize(1);
    }
}
