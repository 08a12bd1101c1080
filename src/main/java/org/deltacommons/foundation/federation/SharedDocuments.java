package org.deltacommons.foundation.federation;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.deltacommons.foundation.audit.Audit;
import org.deltacommons.foundation.audit.AuditKind;
import org.deltacommons.foundation.audit.AuditLine;
import org.deltacommons.foundation.federation.proof.Entry;
import org.deltacommons.foundation.federation.proof.Malformed;
import org.deltacommons.foundation.lane.Lane;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.kernel.Province;
import org.springframework.beans.factory.ObjectProvider;

/// Documents between nodes: those that a fact names, to the homes in that fact's audience and to
/// nobody else. A home never asks for a hash alone, but for the document of a fact that it was
/// told.
public final class SharedDocuments {

    /// What goes over the wire at once.
    public static final int PIECE_BYTES_MAX = 4 << 20;

    private static final String NOT_FOUND = "documents.NOT_FOUND";

    private final Lane lane;
    private final Feeds feeds;
    private final Dealings dealings;
    private final ObjectProvider<DocumentPieces> pieces;
    private final Audit audit;

    SharedDocuments(
            Lane lane,
            Feeds feeds,
            Dealings dealings,
            ObjectProvider<DocumentPieces> pieces,
            Audit audit) {
        this.lane = lane;
        this.feeds = feeds;
        this.dealings = dealings;
        this.pieces = pieces;
        this.audit = audit;
    }

    /// A piece of a document for another node. That it was handed out is kept in the audit log once
    /// a fetch, and every refusal.
    ///
    /// @param index of the fact in the origin's feed that names the document
    /// @param readers the homes of the asking node
    /// @return empty if the fact is not for them, does not name it, or the document is not here:
    ///   which of these it was is not told
    public Optional<byte[]> serve(
            Province origin, long index, String hash, long from, Set<Province> readers) {
        Optional<byte[]> piece =
                lane.hosts(origin) && isNamed(origin, index, hash, readers)
                        ? kept(hash, from)
                        : Optional.empty();
        if (piece.isEmpty()) {
            audit.record(
                    line(AuditKind.REFUSED, origin, index, hash, readers)
                            .with("reason", NOT_FOUND));
        } else if (from == 0) {
            audit.record(line(AuditKind.EXPORT, origin, index, hash, readers));
        }
        return piece;
    }

    private Optional<byte[]> kept(String hash, long from) {
        return pieces.stream()
                .flatMap(one -> one.piece(hash, from, PIECE_BYTES_MAX).stream())
                .findFirst();
    }

    private boolean isNamed(Province origin, long index, String hash, Set<Province> readers) {
        return index > 0
                && feeds.serve(origin, index - 1, readers, 1).entries().stream()
                        .map(SharedDocuments::read)
                        .filter(fact -> fact.index() == index)
                        .flatMap(fact -> NamedDocument.in(fact.body()).stream())
                        .anyMatch(one -> one.hash().equals(hash));
    }

    private static RecordedFact read(String entry) {
        try {
            return Entry.read(entry);
        } catch (Malformed impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// Other nodes have no people here: the line says whose node it was.
    private static AuditLine line(
            AuditKind kind, Province origin, long index, String hash, Set<Province> readers) {
        String node = String.join("+", readers.stream().map(Province::code).sorted().toList());
        return new AuditLine(
                kind,
                origin,
                RecordedFact.NOBODY,
                null,
                "documents/" + hash,
                null,
                null,
                Map.of("node", node, "fact", origin.code() + "/" + index));
    }

    /// A piece of a document that another node keeps.
    ///
    /// @param index of the fact in the origin's feed that names it, which was told to a home here
    public PeerFeed.Piece ask(Province origin, long index, String hash, long from) {
        return dealings.peers().stream()
                .filter(peer -> peer.origins().contains(origin))
                .findFirst()
                .map(peer -> peer.document(origin, index, hash, from))
                .orElseGet(PeerFeed.NoAnswer::new);
    }
}
