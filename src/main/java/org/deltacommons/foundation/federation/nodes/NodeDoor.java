package org.deltacommons.foundation.federation.nodes;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.kernel.Refusal;

/// Judges which node asks. Nothing is done for a request, and nothing kept of it, before its
/// signature was found right; the nonce is looked at last, so that nobody else can use one up.
final class NodeDoor implements MeterBinder {

    private static final Pattern NONCE = Pattern.compile("[A-Za-z0-9_-]{16,64}");

    private final NodeKeys keys;
    private final PeerBook peers;
    private final Nonces nonces;
    private final Clock clock;
    private final Duration skewMax;
    private final Map<NodeReason, LongAdder> refused = new EnumMap<>(NodeReason.class);

    /// @param skewMax how much the clocks of two nodes may differ
    NodeDoor(NodeKeys keys, PeerBook peers, Nonces nonces, Clock clock, Duration skewMax) {
        this.keys = keys;
        this.peers = peers;
        this.nonces = nonces;
        this.clock = clock;
        this.skewMax = skewMax;
        for (NodeReason reason : NodeReason.values()) {
            refused.put(reason, new LongAdder());
        }
    }

    /// @param body what the request carries, usually nothing
    /// @throws RefusedException if the request is not taken
    Peer admit(Exchange.Request request, byte[] body) {
        MessageSignature signature = signature(request, body);
        NodeKey.Public asker =
                signature
                        .text("keyid")
                        .flatMap(NodeKey.Public::parse)
                        .orElseThrow(() -> refuse(NodeReason.UNKNOWN_NODE_SIGN_IN));
        Peer peer = peers.by(asker).orElseThrow(() -> refuse(NodeReason.UNKNOWN_NODE_SIGN_IN));
        Instant now = clock.instant();
        Instant created = signature.instant("created").orElseThrow(this::unsigned);
        Instant expires = signature.instant("expires").orElseThrow(this::unsigned);
        if (created.isAfter(now.plus(skewMax))
                || expires.isBefore(now.minus(skewMax))
                || Duration.between(created, expires).compareTo(Exchange.VALID_MAX) > 0) {
            throw refuse(NodeReason.OUT_OF_TIME_SIGN_IN);
        }
        boolean whole =
                body.length == 0
                        || Exchange.isDigest(request.field().apply(Exchange.CONTENT_DIGEST), body);
        if (!whole || !signature.isRight(asker, request)) {
            throw refuse(NodeReason.WRONG_SIGNATURE_SIGN_IN);
        }
        if (!peers.isAnswered(peer)) {
            throw refuse(NodeReason.SUSPENDED_FORBIDDEN);
        }
        if (keys.named(request.field().apply(Exchange.FOR_NODE)).isEmpty()) {
            throw refuse(NodeReason.OTHER_NODE_FORBIDDEN);
        }
        String nonce =
                signature
                        .text("nonce")
                        .filter(text -> NONCE.matcher(text).matches())
                        .orElseThrow(this::unsigned);
        if (!nonces.take(asker, nonce, expires.plus(skewMax), now)) {
            throw refuse(NodeReason.REPEATED_SIGN_IN);
        }
        return peer;
    }

    private MessageSignature signature(Exchange.Request request, byte[] body) {
        try {
            MessageSignature signature =
                    MessageSignature.read(
                            Exchange.LABEL,
                            request.field().apply(Exchange.SIGNATURE_INPUT),
                            request.field().apply(Exchange.SIGNATURE));
            boolean covered =
                    Exchange.covers(signature, Exchange.REQUEST_COVERS)
                            && (body.length == 0
                                    || signature.components().contains(Exchange.DIGEST_COVERED));
            boolean ours =
                    signature.text("tag").filter(Exchange.REQUEST_TAG::equals).isPresent()
                            && signature.text("alg").filter(Exchange.ALGORITHM::equals).isPresent();
            if (covered && ours) {
                return signature;
            }
        } catch (MessageSignature.Unreadable _) {
            // Refused below, as what is not signed at all.
        }
        throw unsigned();
    }

    private RefusedException unsigned() {
        return refuse(NodeReason.UNSIGNED_SIGN_IN);
    }

    private RefusedException refuse(NodeReason reason) {
        Objects.requireNonNull(refused.get(reason)).increment();
        return new RefusedException(Refusal.of(reason));
    }

    /// How many requests were refused for a reason since the start.
    long refusals(NodeReason reason) {
        return Objects.requireNonNull(refused.get(reason)).sum();
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (NodeReason reason : NodeReason.values()) {
            FunctionCounter.builder("delta.node.refused", this, door -> door.refusals(reason))
                    .tag("reason", reason.name())
                    .description("Requests of other nodes that were not taken")
                    .register(registry);
        }
    }
}
