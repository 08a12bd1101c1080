package org.deltacommons.foundation.federation.nodes;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.deltacommons.foundation.federation.Feeds;
import org.deltacommons.foundation.federation.PeerFeed;
import org.deltacommons.foundation.federation.PeerWire;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.kernel.HttpAnswers;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// The feeds of the homes at another node, over HTTP. While the node is away, each question has the
/// answer "nothing new", and the node is asked again after a pause that grows; nothing else of this
/// node waits for it.
final class HttpPeer implements PeerFeed, SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(HttpPeer.class);
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration ANSWER = Duration.ofSeconds(15);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    private static final int WIRE_BYTES_MAX = 8 * 1_048_576;
    private static final int CONTENT_BYTES_MAX = 32 * 1_048_576;
    private static final int NONCE_BYTES = 16;

    /// An overlap lasts a day at least.
    private static final Duration KEYS_EVERY = Duration.ofSeconds(20);

    /// Starts before those who follow the feeds, and stops after them.
    private static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 1;

    /// The peer did not answer as a peer does.
    private static class Silent extends IOException {
        private static final long serialVersionUID = 1L;

        Silent(String why) {
            super(why);
        }
    }

    /// It has not what was asked for, or not for the homes here.
    private static final class NotHere extends Silent {
        private static final long serialVersionUID = 1L;

        NotHere() {
            super("status 404");
        }
    }

    private volatile Peer peer;
    private volatile Set<Province> left = Set.of();
    private final NodeKeys keys;
    private final Feeds feeds;
    private final Clock clock;
    private final SecureRandom random;
    private final Away away;
    private final HttpClient http;
    private final Map<Province, Long> heads = new ConcurrentHashMap<>();
    private final List<Runnable> wakes = new CopyOnWriteArrayList<>();
    private final AtomicInteger limit = new AtomicInteger(NodePages.FACTS_MAX);
    private volatile Duration skew = Duration.ZERO;
    private volatile @Nullable Instant certificate;
    private volatile BiConsumer<HttpPeer, List<KeyStatement>> learner = (_, _) -> {};
    private long askedForKeys = System.nanoTime() - KEYS_EVERY.toNanos();
    private volatile boolean running;
    private @Nullable Thread listening;

    HttpPeer(Peer peer, NodeKeys keys, Feeds feeds, Clock clock, SecureRandom random) {
        this.peer = peer;
        this.keys = keys;
        this.feeds = feeds;
        this.clock = clock;
        this.random = random;
        this.away = new Away(peer.name(), clock, random);
        this.http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECT)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build();
    }

    Peer peer() {
        return peer;
    }

    /// With the homes that it has now, at another address, or by another key.
    ///
    /// @param gone homes that it had
    void now(Peer described, Set<Province> gone) {
        left = Set.copyOf(gone);
        peer = described;
    }

    Away away() {
        return away;
    }

    /// By how much the peer's clock is ahead of this node's; as exact as the time an answer takes
    /// and the second in which it is signed.
    Duration skew() {
        return skew;
    }

    /// How many facts of a feed the peer has signed that this node has not dealt with.
    long behind(Province origin) {
        return Math.max(0, heads.getOrDefault(origin, 0L) - feeds.newest(origin));
    }

    @Override
    public Set<Province> origins() {
        return peer.homes();
    }

    @Override
    public Set<Province> left() {
        return left;
    }

    /// The peer knows by the signature who reads, and tells nobody else's. For whom this node reads
    /// is said all the same: while a home moves, the two may not know the same of it yet, and then
    /// the peer waits, instead of passing over what is for it.
    @Override
    public Stretch after(Province origin, long after, Set<Province> readers, int most) {
        int wanted = Math.min(most, limit.get());
        Optional<byte[]> said =
                ask(
                        "/node/v1/feeds/%s/facts?after=%d&limit=%d&for=%s"
                                .formatted(
                                        origin.code(),
                                        after,
                                        wanted,
                                        readers.stream()
                                                .map(Province::code)
                                                .sorted()
                                                .collect(Collectors.joining(","))),
                        ANSWER);
        if (said.isEmpty()) {
            // Fewer at once may come through where many did not.
            limit.updateAndGet(was -> Math.max(1, was / 2));
            return new Stretch(List.of(), after);
        }
        limit.updateAndGet(was -> Math.min(NodePages.FACTS_MAX, was * 2));
        return Json.read(text(said.get()), Stretch.class);
    }

    @Override
    public Optional<String> checkpoint(Province origin) {
        return open("/feeds/%s/checkpoint".formatted(origin.code())).map(HttpPeer::text);
    }

    @Override
    public Optional<byte[]> tile(Province origin, int level, long index, int width) {
        return open("/feeds/%s/tile/%d/%s".formatted(origin.code(), level, path(index, width)));
    }

    /// In groups of three digits, as C2SP's `tlog-tiles` says.
    static String path(long index, int width) {
        StringBuilder path = new StringBuilder("%03d".formatted(index % 1_000));
        for (long rest = index / 1_000; rest > 0; rest /= 1_000) {
            path.insert(0, "x%03d/".formatted(rest % 1_000));
        }
        return width == 256 ? path.toString() : path + ".p/" + width;
    }

    @Override
    public Optional<String> cosigned(Province home) {
        return ask("/node/v1/cosigned/" + home.code(), ANSWER)
                .map(HttpPeer::text)
                .filter(note -> !note.isEmpty());
    }

    @Override
    public Piece document(Province origin, long index, String hash, long from) {
        String path =
                "/node/v1/feeds/%s/facts/%d/documents/%s?from=%d"
                        .formatted(origin.code(), index, hash, from);
        return this.<Piece>attempted(
                        () -> {
                            try {
                                Piece piece = new Bytes(exchange(path, ANSWER));
                                away.heard();
                                return Optional.of(piece);
                            } catch (NotHere _) {
                                // The peer is there and says no.
                                return Optional.of(new NotThere());
                            }
                        })
                .orElseGet(NoAnswer::new);
    }

    @Override
    public List<String> keys(Province origin) {
        return peer.keys().getOrDefault(origin, List.of());
    }

    @Override
    public Optional<Instant> silentSince() {
        return away.silentSince();
    }

    @Override
    public boolean isHeard() {
        return away.isHeard();
    }

    @Override
    public Optional<PeerWire> wire() {
        return Optional.of(
                new PeerWire(
                        peer.address(),
                        peer.key().text(),
                        away.isAway(),
                        away.silence(),
                        skew,
                        Optional.ofNullable(certificate)));
    }

    /// Until when the certificate holds that the peer showed last.
    private void note(HttpResponse<?> answer) {
        answer.sslSession()
                .ifPresent(session -> {
                    try {
                        if (session.getPeerCertificates()[0] instanceof X509Certificate shown) {
                            certificate = shown.getNotAfter().toInstant();
                        }
                    } catch (SSLPeerUnverifiedException impossible) {
                        throw new IllegalStateException(impossible);
                    }
                });
    }

    @Override
    public List<String> keyChanges(Province origin) {
        Optional<byte[]> told = open("/feeds/%s/key-changes".formatted(origin.code()));
        try {
            return told.map(json -> Json.parse(text(json))).stream()
                    .flatMap(receipts -> receipts.valueStream())
                    .map(Json::text)
                    .toList();
        } catch (tools.jackson.core.JacksonException malformed) {
            return List.of();
        }
    }

    @Override
    public void onGrowth(Runnable wake) {
        wakes.add(wake);
    }

    private static String text(byte[] content) {
        return new String(content, StandardCharsets.UTF_8);
    }

    /// What everybody may fetch; it proves itself.
    private Optional<byte[]> open(String path) {
        return attempted(() -> fetched(URI.create(peer.address() + path)));
    }

    private Optional<byte[]> fetched(URI uri) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer =
                HttpAnswers.whole(
                        http, HttpRequest.newBuilder(uri).timeout(ANSWER).build(), limited());
        return switch (answer.statusCode()) {
            case 200 -> Optional.of(answer.body());
            case 404 -> Optional.empty();
            default -> throw new Silent("status " + answer.statusCode());
        };
    }

    private static HttpResponse.BodyHandler<byte[]> limited() {
        return HttpResponse.BodyHandlers.limiting(
                HttpResponse.BodyHandlers.ofByteArray(), WIRE_BYTES_MAX);
    }

    private Optional<byte[]> ask(String path, Duration patience) {
        return attempted(() -> {
            byte[] said = exchange(path, patience);
            away.heard();
            return Optional.of(said);
        });
    }

    private interface Attempt<T> {
        Optional<T> make() throws IOException, InterruptedException;
    }

    /// Nothing while it is not time to ask the peer, or if it does not answer as a peer does.
    private <T> Optional<T> attempted(Attempt<T> attempt) {
        if (!away.isTimeToAsk()) {
            return Optional.empty();
        }
        try {
            return attempt.make();
        } catch (IOException failed) {
            failed(failed);
            return Optional.empty();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /// What breaks off because this node stops says nothing of the peer.
    private void failed(IOException why) {
        if (running) {
            away.failed(why);
        }
    }

    private byte[] exchange(String path, Duration patience)
            throws IOException, InterruptedException {
        URI uri = URI.create(peer.address() + path);
        Map<String, String> fields = new LinkedHashMap<>();
        NodeKey.Public there = peer.key();
        fields.put(Exchange.FOR_NODE, there.text());
        MessageSignature signature =
                Exchange.sign(
                        Exchange.Request.to(uri, fields),
                        false,
                        clock.instant(),
                        nonce(),
                        keys.present());
        fields.put(Exchange.SIGNATURE_INPUT, signature.inputField());
        fields.put(Exchange.SIGNATURE, signature.signatureField());
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(patience);
        fields.forEach(request::header);
        request.header("Accept", "application/octet-stream, application/problem+json");
        HttpResponse<byte[]> answer = HttpAnswers.whole(http, request.build(), limited());
        note(answer);
        if (answer.statusCode() == 404) {
            throw new NotHere();
        }
        if (answer.statusCode() != 200) {
            throw new Silent("status %d %s".formatted(answer.statusCode(), code(answer.body())));
        }
        byte[] said = verified(answer, Exchange.Request.to(uri, fields), there);
        if (away.isClosed()) {
            throw new Silent("suspended while it answered");
        }
        return said;
    }

    private String nonce() {
        byte[] bytes = new byte[NONCE_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// The word by which a problem is told from others.
    private static String code(byte[] problem) {
        try {
            return Json.parse(text(problem)).path("code").asString("");
        } catch (tools.jackson.core.JacksonException _) {
            return "";
        }
    }

    private byte[] verified(
            HttpResponse<byte[]> answer, Exchange.Request request, NodeKey.Public there)
            throws IOException {
        try {
            MessageSignature signature =
                    MessageSignature.read(
                            Exchange.LABEL,
                            answer.headers().firstValue(Exchange.SIGNATURE_INPUT).orElse(null),
                            answer.headers().firstValue(Exchange.SIGNATURE).orElse(null));
            String digest = answer.headers().firstValue(Exchange.CONTENT_DIGEST).orElse("");
            boolean right =
                    Exchange.covers(signature, Exchange.ANSWER_COVERS)
                            && signature.text("tag").filter(Exchange.ANSWER_TAG::equals).isPresent()
                            && Exchange.isDigest(digest, answer.body())
                            && signature.isRight(
                                    there,
                                    new Exchange.Answer(
                                            answer.statusCode(),
                                            digest,
                                            answer.headers()
                                                    .firstValue("Content-Encoding")
                                                    .orElse(""),
                                            request));
            if (!right) {
                throw new Silent("an answer that the peer's key did not sign");
            }
            signature.instant("created").ifPresent(then -> skew = Duration.between(now(), then));
        } catch (MessageSignature.Unreadable unsigned) {
            throw new Silent("an answer without a signature: " + unsigned.getMessage());
        }
        return unpacked(answer.body());
    }

    private Instant now() {
        return Instant.ofEpochSecond(clock.instant().getEpochSecond());
    }

    private static byte[] unpacked(byte[] packed) throws IOException {
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            byte[] content = gzip.readNBytes(CONTENT_BYTES_MAX + 1);
            if (content.length > CONTENT_BYTES_MAX) {
                throw new Silent("an answer too large");
            }
            return content;
        }
    }

    /// Waits at the peer until a feed there has grown, for as long as this node runs.
    private void listen() {
        while (running) {
            try {
                askForKeys();
                askForGrowth();
            } catch (RuntimeException | Error failed) {
                // What this node could not do with it, it may be able to do later.
                LOG.warn("What the node of {} says is heard later", peer.name(), failed);
                LockSupport.parkNanos(AFTER_FAILURE.toNanos());
            }
            away.pause();
        }
    }

    private void askForGrowth() {
        String seen =
                heads.entrySet().stream()
                        .map(head -> "&seen=%s:%d".formatted(head.getKey().code(), head.getValue()))
                        .collect(Collectors.joining());
        Optional<byte[]> said =
                ask(
                        "/node/v1/growth?wait=%d%s".formatted(NodePages.WAIT_MAX.toSeconds(), seen),
                        NodePages.WAIT_MAX.plus(ANSWER));
        try {
            said.ifPresent(this::told);
        } catch (RuntimeException malformed) {
            away.failed(new Silent("sizes that cannot be read"));
        }
    }

    /// Now and then, and whenever the peer does not answer as it should: it may have gone on to
    /// another key. What it says proves itself.
    private void askForKeys() {
        long now = System.nanoTime();
        if (away.isAway() || now - askedForKeys > KEYS_EVERY.toNanos()) {
            askedForKeys = now;
            open("/nodes/key-changes")
                    .map(HttpPeer::text)
                    .map(KeyStatement::all)
                    .filter(told -> !told.isEmpty())
                    .ifPresent(told -> learner.accept(this, told));
        }
    }

    /// @param asked for what the peer says of its keys
    void onKeys(BiConsumer<HttpPeer, List<KeyStatement>> asked) {
        learner = asked;
    }

    private void told(byte[] said) {
        NodePages.Sizes sizes = Json.read(Json.parse(text(said)), NodePages.Sizes.class);
        Map<Province, Long> now = new EnumMap<>(Province.class);
        sizes.sizes().forEach((home, size) -> now.put(Province.of(home), Long.parseLong(size)));
        now.keySet().retainAll(peer.homes());
        if (!now.equals(Map.copyOf(heads))) {
            heads.putAll(now);
            wakes.forEach(Runnable::run);
        }
    }

    @Override
    public void start() {
        running = true;
        listening = Thread.ofVirtual().name("peer-" + peer.name()).start(this::listen);
    }

    @Override
    public void stop() {
        running = false;
        Thread thread = listening;
        if (thread != null) {
            thread.interrupt();
        }
        http.shutdownNow();
        wakes.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
