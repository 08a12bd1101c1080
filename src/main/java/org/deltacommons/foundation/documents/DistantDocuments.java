package org.deltacommons.foundation.documents;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.deltacommons.foundation.federation.PeerFeed;
import org.deltacommons.foundation.federation.SharedDocuments;
import org.deltacommons.foundation.web.Upload;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Refusal;
import org.springframework.stereotype.Component;

/// Documents that other nodes keep: fetched when somebody here first opens one, held against the
/// hash that the fact names, and kept from then on, so that a case can be examined again while the
/// other province is away. What nobody opens is not copied.
@Component
final class DistantDocuments {

    /// Fewer than a peer answers at once: the feeds are to be followed meanwhile.
    private static final int AT_ONCE_MAX = 3;

    private final DocumentSources sources;
    private final SharedDocuments shared;
    private final Documents documents;
    private final Semaphore places = new Semaphore(AT_ONCE_MAX);

    DistantDocuments(DocumentSources sources, SharedDocuments shared, Documents documents) {
        this.sources = sources;
        this.shared = shared;
        this.documents = documents;
    }

    /// @param context the case for which it is opened, which keeps it from then on
    /// @return empty if no fact of another node's home names it
    Optional<Outcome<Document>> fetch(String hash, String context) {
        Outcome<Document> last = null;
        for (DocumentSources.Source source : sources.of(hash)) {
            last = inTurn(hash, source, context);
            if (last instanceof Outcome.Done) {
                break;
            }
        }
        return Optional.ofNullable(last);
    }

    private Outcome<Document> inTurn(String hash, DocumentSources.Source source, String context) {
        places.acquireUninterruptibly();
        try {
            return documents.fetched(
                    hash,
                    new Upload(
                            source.name(),
                            "",
                            source.bytes(),
                            () -> new Pieces(hash, source, shared)),
                    context,
                    () -> said(DocumentReason.ALTERED, source));
        } catch (Unavailable why) {
            return Outcome.refused(said(why.reason, source));
        } finally {
            places.release();
        }
    }

    private static Refusal said(DocumentReason reason, DocumentSources.Source source) {
        return Refusal.of(reason, "province", source.home()).with("name", source.name());
    }

    private static final class Unavailable extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final DocumentReason reason;

        Unavailable(DocumentReason reason) {
            super(reason.code());
            this.reason = reason;
        }
    }

    /// Reads piece by piece, up to the size that the fact names.
    private static final class Pieces extends InputStream {
        private final String hash;
        private final DocumentSources.Source source;
        private final SharedDocuments shared;
        private ByteBuffer piece = ByteBuffer.allocate(0);
        private long read;

        Pieces(String hash, DocumentSources.Source source, SharedDocuments shared) {
            this.hash = hash;
            this.source = source;
            this.shared = shared;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (!piece.hasRemaining()) {
                if (read >= source.bytes()) {
                    return -1;
                }
                piece = ByteBuffer.wrap(next());
                read += piece.remaining();
                if (!piece.hasRemaining()) {
                    return -1;
                }
            }
            int count = Math.min(length, piece.remaining());
            piece.get(into, offset, count);
            return count;
        }

        private byte[] next() {
            return switch (shared.ask(source.home(), source.index(), hash, read)) {
                case PeerFeed.Bytes(byte[] bytes) -> bytes;
                case PeerFeed.NotThere() ->
                        throw new Unavailable(DocumentReason.WITHHELD_NOT_FOUND);
                case PeerFeed.NoAnswer() -> throw new Unavailable(DocumentReason.AWAY);
            };
        }
    }
}
