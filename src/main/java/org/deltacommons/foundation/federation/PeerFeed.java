package org.deltacommons.foundation.federation;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.deltacommons.foundation.lane.Salted;
import org.deltacommons.kernel.Province;

/// The feed of a home that another node hosts.
public interface PeerFeed {

    /// A stretch of a feed as somebody may see it.
    ///
    /// @param entries the facts whose audience includes the reader, oldest first, each as the text
    ///   that its leaf hashes, see [Entry]; who receives them keeps them so and never writes them
    ///   anew
    /// @param upTo the last index looked at; what lies below and is absent was not for the reader
    /// @param beside the personal texts of these facts that were not erased, by index
    record Stretch(List<String> entries, long upTo, Map<String, List<Salted.Attached>> beside) {

        public Stretch {
            beside = beside == null ? Map.of() : Map.copyOf(beside);
        }

        /// Of facts without personal texts.
        public Stretch(List<String> entries, long upTo) {
            this(entries, upTo, Map.of());
        }

        List<Salted.Attached> beside(long index) {
            return beside.getOrDefault(Long.toString(index), List.of());
        }
    }

    Set<Province> origins();

    /// Homes that lived at this node when it was described to this one and have moved away. What it
    /// has of them is not followed; it is looked at whether it signs for them still.
    default Set<Province> left() {
        return Set.of();
    }

    Stretch after(Province origin, long after, Set<Province> readers, int limit);

    /// The newest checkpoint of a feed as a signed note; empty if there is none.
    default Optional<String> checkpoint(Province origin) {
        return Optional.empty();
    }

    /// A tile of a feed's tree, see `docs/protocol/feed.md`.
    ///
    /// @param width how many hashes, 1 to 256
    default Optional<byte[]> tile(Province origin, int level, long index, int width) {
        return Optional.empty();
    }

    /// The newest checkpoint of a home hosted here that the peer's homes have cosigned.
    default Optional<String> cosigned(Province home) {
        return Optional.empty();
    }

    /// The verifier keys of a home at the peer as the operator of this node was given them, never
    /// as the peer says; without any, the feed is followed but not witnessed.
    default List<String> keys(Province origin) {
        return List.of();
    }

    /// How the home at the peer came from one key to the next: receipts as JSON, oldest first. See
    /// `docs/protocol/admission.md`.
    default List<String> keyChanges(Province origin) {
        return List.of();
    }

    /// How the peer's node is reached; empty where nothing is between.
    default Optional<PeerWire> wire() {
        return Optional.empty();
    }

    /// What a peer says when it is asked for a piece of a document.
    sealed interface Piece {}

    /// @param bytes none where the document ends
    record Bytes(byte[] bytes) implements Piece {}

    /// The peer has it not, or not for the homes here; it does not say which.
    record NotThere() implements Piece {}

    /// The peer is away.
    record NoAnswer() implements Piece {}

    /// A piece of a document, from a byte on. It proves itself once it is whole: by its hash.
    ///
    /// @param index of the fact in the origin's feed that names the document
    default Piece document(Province origin, long index, String hash, long from) {
        return new NoAnswer();
    }

    /// Since when the peer has not answered; empty while it does.
    default Optional<Instant> silentSince() {
        return Optional.empty();
    }

    /// Whether it answered when it was asked last; not before it was asked once.
    default boolean isHeard() {
        return true;
    }

    /// Asks to be told when the feed may have grown. A courtesy that saves waiting: a peer that can
    /// not tell is looked at again now and then.
    default void onGrowth(Runnable wake) {}
}
