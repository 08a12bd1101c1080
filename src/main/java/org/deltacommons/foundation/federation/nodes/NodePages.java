package org.deltacommons.foundation.federation.nodes;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.deltacommons.foundation.federation.Feeds;
import org.deltacommons.foundation.federation.PeerFeed;
import org.deltacommons.foundation.federation.SharedDocuments;
import org.deltacommons.foundation.federation.Witness;
import org.deltacommons.foundation.federation.proof.Entry;
import org.deltacommons.foundation.federation.proof.Malformed;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.lane.Lane;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.foundation.web.WebReason;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What other nodes may ask. Who asks is known by the signature alone: a peer gets what is meant
/// for the homes that it hosts, whatever it asks for. Each answer is signed.
@RestController
class NodePages {

    /// Sizes of checkpoints by home, as texts.
    record Sizes(Map<String, String> sizes) {}

    static final int FACTS_MAX = 500;
    static final Duration WAIT_MAX = Duration.ofSeconds(25);

    private static final int ANSWER_CHARS_MAX = 4_194_304;
    private static final int AT_ONCE_MAX = 8;
    private static final int BUFFER_BYTES = 65_536;

    private final Lane lane;
    private final Feeds feeds;
    private final Witness witness;
    private final Growth growth;
    private final SharedDocuments documents;
    private final NodeKeys keys;
    private final PeerBook peers;
    private final Clock clock;
    private final Map<String, Semaphore> places = new ConcurrentHashMap<>();

    NodePages(
            Lane lane,
            Feeds feeds,
            Witness witness,
            Growth growth,
            SharedDocuments documents,
            NodeKeys keys,
            PeerBook peers,
            Clock clock) {
        this.lane = lane;
        this.feeds = feeds;
        this.witness = witness;
        this.growth = growth;
        this.documents = documents;
        this.keys = keys;
        this.peers = peers;
        this.clock = clock;
    }

    /// A stretch of a home's feed, at most 500 facts and some four megabytes of them.
    ///
    /// @param after the last index that the peer has dealt with
    /// @param readers the homes for which it reads, of those that it hosts
    @GetMapping("/node/v1/feeds/{home}/facts")
    ResponseEntity<byte[]> facts(
            @PathVariable String home,
            @RequestParam long after,
            @RequestParam(defaultValue = "500") int limit,
            @RequestParam(name = "for", required = false) @Nullable List<String> readers,
            HttpServletRequest request) {
        Province origin = hosted(home);
        if (after < 0 || limit < 1) {
            throw new RefusedException(
                    Refusal.of(WebReason.PARAMETER_INVALID, "name", after < 0 ? "after" : "limit"));
        }
        return inTurn(
                request,
                peer ->
                        Json.text(
                                cut(
                                        feeds.serve(
                                                origin,
                                                after,
                                                readers(peer, readers),
                                                Math.min(limit, FACTS_MAX)))));
    }

    /// Those of the peer's homes for which it reads, which may be none when its last home has moved
    /// away; all if it does not say.
    private static Set<Province> readers(Peer peer, @Nullable List<String> said) {
        if (said == null) {
            return peer.homes();
        }
        Set<Province> readers = said.stream().map(NodePages::province).collect(Collectors.toSet());
        if (!peer.homes().containsAll(readers)) {
            throw new RefusedException(Refusal.of(NodeReason.NOT_YET_ITS_HOME_FORBIDDEN));
        }
        return readers;
    }

    /// The newest checkpoint of a peer's home that the homes here have cosigned, as a signed note.
    @GetMapping("/node/v1/cosigned/{home}")
    ResponseEntity<byte[]> cosigned(@PathVariable String home, HttpServletRequest request) {
        Province origin = province(home);
        return inTurn(
                request,
                peer -> {
                    if (!peer.homes().contains(origin)) {
                        throw unknown();
                    }
                    return witness.cosigned(origin).orElse("");
                });
    }

    /// A piece of a document that a fact of a home here names, for the homes that the fact is for.
    ///
    /// @param index of the fact
    /// @param from the first byte that is wanted
    @GetMapping("/node/v1/feeds/{home}/facts/{index}/documents/{hash:[0-9a-f]{64}}")
    ResponseEntity<byte[]> document(
            @PathVariable String home,
            @PathVariable long index,
            @PathVariable String hash,
            @RequestParam(defaultValue = "0") long from,
            HttpServletRequest request) {
        Province origin = hosted(home);
        return packed(
                request,
                peer ->
                        documents
                                .serve(origin, index, hash, Math.max(0, from), peer.homes())
                                .orElseThrow(NodePages::unknown));
    }

    /// Waits until a feed here is longer than the peer has seen it.
    ///
    /// @param seen `<home>:<size>`, for each home that the peer knows
    /// @param wait in seconds, at most 25
    @GetMapping("/node/v1/growth")
    ResponseEntity<byte[]> growth(
            @RequestParam(defaultValue = "") List<String> seen,
            @RequestParam(defaultValue = "0") int wait,
            HttpServletRequest request) {
        Map<Province, Long> sizes = read(seen);
        Duration patience = Duration.ofSeconds(Math.clamp(wait, 0, (int) WAIT_MAX.toSeconds()));
        return inTurn(
                request,
                _ -> {
                    try {
                        Map<String, String> now = new TreeMap<>();
                        growth.after(sizes, patience)
                                .forEach((home, size) -> now.put(home.code(), size.toString()));
                        return Json.text(new Sizes(now));
                    } catch (InterruptedException stopped) {
                        Thread.currentThread().interrupt();
                        throw new IllegalStateException(stopped);
                    }
                });
    }

    private static Map<Province, Long> read(List<String> seen) {
        Map<Province, Long> sizes = new EnumMap<>(Province.class);
        for (String one : seen) {
            if (!one.matches("[0-9]{6}:[0-9]{1,18}")) {
                throw new RefusedException(Refusal.of(WebReason.PARAMETER_INVALID, "name", "seen"));
            }
            sizes.put(province(one.substring(0, 6)), Long.parseLong(one.substring(7)));
        }
        return sizes;
    }

    private static RefusedException unknown() {
        return new RefusedException(WebReason.NOT_FOUND);
    }

    private static Province province(String code) {
        return Arrays.stream(Province.values())
                .filter(one -> one.code().equals(code))
                .findFirst()
                .orElseThrow(NodePages::unknown);
    }

    private Province hosted(String code) {
        Province home = province(code);
        if (!lane.hosts(home)) {
            throw unknown();
        }
        return home;
    }

    @FunctionalInterface
    private interface Said {
        String to(Peer peer);
    }

    @FunctionalInterface
    private interface Packed {
        byte[] to(Peer peer);
    }

    private ResponseEntity<byte[]> inTurn(HttpServletRequest request, Said said) {
        return packed(request, peer -> Exchange.utf8(said.to(peer)));
    }

    /// One peer has a few places at a time, so that none keeps the others waiting.
    private ResponseEntity<byte[]> packed(HttpServletRequest request, Packed said) {
        if (!(request.getAttribute(NodeFilter.PEER) instanceof Peer peer)
                || !(request.getAttribute(NodeFilter.REQUEST) instanceof Exchange.Request asked)) {
            throw new RefusedException(Refusal.of(NodeReason.UNSIGNED_SIGN_IN));
        }
        Semaphore place = places.computeIfAbsent(peer.name(), _ -> new Semaphore(AT_ONCE_MAX));
        if (!place.tryAcquire()) {
            throw new RefusedException(Refusal.of(WebReason.TOO_MANY));
        }
        try {
            byte[] content = said.to(peer);
            if (!peers.isAnswered(peer)) {
                // Suspended while the answer was made, or waited for.
                throw new RefusedException(Refusal.of(NodeReason.SUSPENDED_FORBIDDEN));
            }
            return answer(content, asked);
        } finally {
            place.release();
        }
    }

    private static PeerFeed.Stretch cut(PeerFeed.Stretch whole) {
        List<String> kept = new ArrayList<>();
        long letters = 0;
        for (String entry : whole.entries()) {
            letters += entry.length();
            if (letters > ANSWER_CHARS_MAX && !kept.isEmpty()) {
                return new PeerFeed.Stretch(kept, index(kept.getLast()), whole.beside());
            }
            kept.add(entry);
        }
        return whole;
    }

    private static long index(String entry) {
        try {
            return Entry.read(entry).index();
        } catch (Malformed impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// Compressed here and not by the server: the digest is of what goes over the wire.
    private ResponseEntity<byte[]> answer(byte[] said, Exchange.Request asked) {
        byte[] content = gzip(said);
        String digest = Exchange.digest(content);
        // By the key that was asked for: the asking node may not have taken the next one up.
        NodeKey key = keys.named(asked.field().apply(Exchange.FOR_NODE)).orElseGet(keys::present);
        MessageSignature signature =
                Exchange.sign(
                        new Exchange.Answer(200, digest, Exchange.ENCODING, asked),
                        clock.instant(),
                        key);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .header(HttpHeaders.CONTENT_ENCODING, Exchange.ENCODING)
                .header(Exchange.CONTENT_DIGEST, digest)
                .header(Exchange.SIGNATURE_INPUT, signature.inputField())
                .header(Exchange.SIGNATURE, signature.signatureField())
                .body(content);
    }

    private static byte[] gzip(byte[] content) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new FastGzip(packed)) {
            gzip.write(content);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return packed.toByteArray();
    }

    /// Stretches of a feed shrink to a fifth at the fastest level already; more costs more than the
    /// wire saves.
    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(ByteArrayOutputStream to) throws IOException {
            super(to, BUFFER_BYTES);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
