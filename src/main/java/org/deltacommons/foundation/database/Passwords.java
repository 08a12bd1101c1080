package org.deltacommons.foundation.database;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;

/// The passwords of the embedded server: made once, kept in a file that only its owner can read.
record Passwords(String superuser, String owner, String app) {

    private static final int RANDOM_BYTES = 24;

    /// Reads the file, or makes it where there is none.
    static Passwords in(Path file) throws IOException {
        if (!Files.exists(file)) {
            write(file, new Passwords(random(), random(), random()));
        }
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        Properties kept = new Properties();
        kept.load(new StringReader(Files.readString(file)));
        return new Passwords(
                entry(kept, "superuser", file),
                entry(kept, "owner", file),
                entry(kept, "app", file));
    }

    private static void write(Path file, Passwords passwords) throws IOException {
        // Written aside and moved, so that a crash never leaves half a file and a locked-out
        // server.
        Path aside = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(aside);
        Files.createFile(
                aside,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(
                aside,
                "superuser=%s%nowner=%s%napp=%s%n"
                        .formatted(passwords.superuser, passwords.owner, passwords.app));
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String entry(Properties kept, String name, Path file) {
        String password = kept.getProperty(name);
        if (password == null) {
            throw new DatabaseNotReady(
                    "The file %s has no line for \"%s\". Restore it from your backup."
                            .formatted(file, name));
        }
        return password;
    }

    private static String random() {
        byte[] bytes = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public String toString() {
        return "Passwords[kept secret]";
    }
}
