package org.deltacommons.foundation.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import org.deltacommons.foundation.federation.DocumentPieces;
import org.springframework.stereotype.Component;

/// The documents of this node, piece by piece, for other nodes.
@Component
final class KeptPieces implements DocumentPieces {

    private final Documents documents;

    KeptPieces(Documents documents) {
        this.documents = documents;
    }

    @Override
    public Optional<byte[]> piece(String hash, long from, int most) {
        return documents.find(hash).flatMap(document -> read(document, from, most));
    }

    private Optional<byte[]> read(Document document, long from, int most) {
        if (from >= document.size()) {
            return Optional.of(new byte[0]);
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(most, document.size() - from));
        try (FileChannel file =
                FileChannel.open(documents.file(document), StandardOpenOption.READ)) {
            while (bytes.hasRemaining() && file.read(bytes, from + bytes.position()) >= 0) {
                // Until it is full, or the file ends.
            }
            return Optional.of(Arrays.copyOf(bytes.array(), bytes.position()));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException failed) {
            throw new UncheckedIOException("a document cannot be read", failed);
        }
    }
}
