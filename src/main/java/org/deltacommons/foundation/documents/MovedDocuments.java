package org.deltacommons.foundation.documents;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.deltacommons.foundation.lane.MovingRows;
import org.deltacommons.foundation.web.Upload;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/// The files of a home that moves go beside their rows. One that is not what its hash says is not
/// taken.
@Component
final class MovedDocuments implements MovingRows {

    private static final String BYTES = "bytes";

    private final DocumentFiles files;

    MovedDocuments(DocumentFiles files) {
        this.files = files;
    }

    @Override
    public String table() {
        return "documents.document";
    }

    @Override
    public void leaves(ObjectNode row) {
        Path file = files.path(row.path("hash").asString());
        try {
            row.put(BYTES, Base64.getEncoder().encodeToString(Files.readAllBytes(file)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public List<String> arrives(ObjectNode row, JdbcClient there, boolean really) {
        String hash = row.path("hash").asString();
        byte[] bytes = Base64.getDecoder().decode(row.path(BYTES).asString());
        row.remove(BYTES);
        try {
            DocumentFiles.Staged staged =
                    files.stage(
                            new Upload(
                                    row.path("name").asString(),
                                    row.path("type").asString(),
                                    bytes.length,
                                    () -> new ByteArrayInputStream(bytes)),
                            Documents.BYTES_MAX);
            if (!staged.hash().equals(hash)) {
                files.discard(staged);
                throw new IllegalArgumentException("the document is not " + hash);
            }
            if (really) {
                files.place(staged);
            } else {
                files.discard(staged);
            }
            return List.of();
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
