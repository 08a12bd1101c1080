package org.deltacommons.foundation.federation.nodes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// By which keys this node signs its requests and answers. It goes on from one to the next with an
/// overlap: the next is announced, signed by both; until the overlap ends the node asks by the
/// former and answers by whichever it was asked for, so that no other node is cut off that has not
/// taken the next one up. After that the former counts for nothing.
public final class NodeKeys implements NodeKeyChanging.AtHand {

    private static final Logger LOG = LoggerFactory.getLogger(NodeKeys.class);
    private static final String FILE = "node.key";
    private static final String NEXT_FILE = "node.next.key";
    private static final int CHANGES_MAX = 100;

    private final @Nullable Records records;
    private final Path folder;
    private final String nextGiven;
    private final Clock clock;
    private volatile NodeKey kept;
    private volatile List<KeyStatement> announced = List.of();

    /// @param nextGiven the key to which the node shall go on, where it is configured: 32 bytes in
    ///   Base64, or blank
    NodeKeys(NodeKey kept, String nextGiven, Path folder, Records records, Clock clock) {
        this.kept = kept;
        this.nextGiven = nextGiven;
        this.folder = folder;
        this.records = records;
        this.clock = clock;
    }

    private NodeKeys(NodeKey kept, Clock clock) {
        this.kept = kept;
        this.nextGiven = "";
        this.folder = Path.of("");
        this.records = null;
        this.clock = clock;
    }

    /// A node with one key that never changes.
    static NodeKeys only(NodeKey key, Clock clock) {
        return new NodeKeys(key, clock);
    }

    /// Reads what was announced, by whichever instance of this node.
    void look() {
        if (records == null) {
            return;
        }
        announced =
                records
                        .list(
                                NodeKeyChange.class,
                                "t.state = 'ANNOUNCED'",
                                "t.decided_at, t.id",
                                Map.of(),
                                CHANGES_MAX)
                        .stream()
                        .flatMap(change -> Stream.ofNullable(change.statement()))
                        .flatMap(told -> KeyStatement.read(told).stream())
                        .toList();
        if (!present().publicKey().equals(kept.publicKey())) {
            promote();
        }
    }

    private Optional<NodeKey> next() {
        if (records == null) {
            return Optional.empty();
        }
        if (!nextGiven.isBlank()) {
            return Optional.of(NodeKey.of(nextGiven, folder));
        }
        Path file = folder.resolve(NEXT_FILE);
        return Files.exists(file) ? Optional.of(NodeKey.kept(file)) : Optional.empty();
    }

    @Override
    public NodeKey present() {
        return following()
                .filter(told -> !clock.instant().isBefore(told.until()))
                .flatMap(told -> secret(told.next()))
                .orElse(kept);
    }

    /// The change that was announced of the key that is kept.
    private Optional<KeyStatement> following() {
        return announced.stream()
                .filter(told -> told.former().equals(kept.publicKey()))
                .findFirst();
    }

    private Optional<NodeKey> secret(NodeKey.Public key) {
        return next().filter(one -> one.publicKey().equals(key));
    }

    @Override
    public Optional<NodeKey> prepared() {
        return following().isPresent()
                ? Optional.empty()
                : next().filter(key -> !key.publicKey().equals(kept.publicKey()));
    }

    /// When the node goes on to a key that was announced; empty while none is.
    public Optional<Instant> nextAt() {
        return following()
                .map(KeyStatement::until)
                .filter(until -> clock.instant().isBefore(until));
    }

    /// What this node signs when it is to take a home.
    ///
    /// @param next the verifier key by which the home will sign here
    public String offer(Province home, String address, String next) {
        return Offer.signed(home, address, present(), next);
    }

    /// The key that was announced, as text.
    public String nextKey() {
        return following().map(told -> told.next().text()).orElse("");
    }

    /// Makes the key that the node shall go on to, unless there is one.
    public NodeKey prepare() {
        return next().orElseGet(() -> NodeKey.kept(folder.resolve(NEXT_FILE)));
    }

    /// The key that a request names, if this node answers to it.
    Optional<NodeKey> named(@Nullable String key) {
        NodeKey present = present();
        return Stream.concat(
                        Stream.of(present),
                        following().flatMap(told -> secret(told.next())).stream())
                .filter(one -> one.publicKey().text().equals(key))
                .findFirst();
    }

    /// What was ever announced, oldest first, for whoever was away meanwhile.
    public String told() {
        return String.join("\n", announced.stream().map(KeyStatement::text).toList());
    }

    /// The overlap is over: the next key's file takes the place of the former, whose secret is gone
    /// with that. What was configured, its operator changes.
    private void promote() {
        NodeKey now = present();
        Path file = folder.resolve(NEXT_FILE);
        if (nextGiven.isBlank() && Files.exists(file)) {
            try {
                Files.move(
                        file,
                        folder.resolve(FILE),
                        StandardCopyOption.REPLACE_EXISTING,
                        StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException unwritable) {
                throw new UncheckedIOException(unwritable);
            }
            kept = now;
        }
        LOG.info("This node signs by {} now", now.publicKey());
    }
}
