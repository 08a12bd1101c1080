package org.deltacommons.foundation.documents;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.deltacommons.foundation.web.Upload;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// The bytes: files named by their hash, `documents/ab/cd/abcd…`, in the data folder. What is there
/// is whole and durable: it is written aside, forced to the disk, and then renamed.
@Component
final class DocumentFiles {

    /// Bytes written aside; not yet a document.
    record Staged(Path file, String hash, long size) {}

    private final Path folder;
    private final Path aside;

    DocumentFiles(@Value("${delta.data:./data}") Path data) {
        this.folder = data.resolve("documents");
        this.aside = folder.resolve("incoming");
    }

    /// Writes an upload aside, at most `limit` bytes and one more, so that the caller sees that it
    /// is too large whatever its header claimed.
    Staged stage(Upload upload, long limit) throws IOException {
        Files.createDirectories(aside);
        Path file = Files.createTempFile(aside, "upload", ".part");
        try (InputStream in = upload.content().open();
                FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE)) {
            MessageDigest digest = sha256();
            byte[] buffer = new byte[65_536];
            long size = 0;
            int count;
            while (size <= limit && (count = in.read(buffer)) >= 0) {
                digest.update(buffer, 0, count);
                ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, count);
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
                size += count;
            }
            out.force(true);
            return new Staged(file, HexFormat.of().formatHex(digest.digest()), size);
        } catch (IOException | RuntimeException failed) {
            Files.deleteIfExists(file);
            throw failed;
        }
    }

    /// Makes a document of it, unless its bytes are there already.
    void place(Staged staged) throws IOException {
        Path target = path(staged.hash());
        Path second =
                folder.resolve(staged.hash().substring(0, 2))
                        .resolve(staged.hash().substring(2, 4));
        Files.createDirectories(second);
        Files.move(staged.file(), target, StandardCopyOption.ATOMIC_MOVE);
        // A rename is durable when its folder is; a new folder, when its parents are.
        force(second);
        force(folder.resolve(staged.hash().substring(0, 2)));
        force(folder);
    }

    void discard(Staged staged) throws IOException {
        Files.deleteIfExists(staged.file());
    }

    Path path(String hash) {
        return folder.resolve(hash.substring(0, 2)).resolve(hash.substring(2, 4)).resolve(hash);
    }

    void delete(String hash) throws IOException {
        Files.deleteIfExists(path(hash));
    }

    private static void force(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
