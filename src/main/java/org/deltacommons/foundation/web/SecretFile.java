package org.deltacommons.foundation.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/// A secret of this installation in a file of its own, which only its owner reads: made at random
/// when it is first asked for. Instances that share a data folder share the secret.
public final class SecretFile {

    private SecretFile() {}

    /// @param length in bytes
    /// @throws IllegalStateException if the file holds something else
    public static byte[] bytes(Path file, int length) {
        byte[] bytes = Base64.getDecoder().decode(text(file, length));
        if (bytes.length != length) {
            throw new IllegalStateException(file + " does not hold " + length + " bytes");
        }
        return bytes;
    }

    /// The same as it is written: Base64, unless somebody wrote a word of their own.
    public static String text(Path file, int length) {
        Path place = file.toAbsolutePath();
        try {
            if (!Files.exists(place)) {
                create(place, length);
            }
            return Files.readString(place).strip();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read or make " + place, unreadable);
        }
    }

    private static void create(Path file, int length) throws IOException {
        Path folder = Files.createDirectories(file.getParent());
        byte[] fresh = new byte[length];
        new SecureRandom().nextBytes(fresh);
        // Written aside and linked, so that another instance never reads half a secret.
        Path aside =
                Files.createTempFile(
                        folder,
                        file.getFileName().toString(),
                        ".new",
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(aside, Base64.getEncoder().encodeToString(fresh));
            Files.createLink(file, aside);
        } catch (FileAlreadyExistsException _) {
            // Another instance was first; its secret is the one.
        } finally {
            Files.delete(aside);
        }
    }
}
