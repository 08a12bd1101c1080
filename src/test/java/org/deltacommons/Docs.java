package org.deltacommons;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Files that are generated from the code and kept beside it. A test compares; with
/// `-Ddelta.docs.write=true` it writes them instead.
public final class Docs {

    private static final boolean WRITE = Boolean.getBoolean("delta.docs.write");

    private Docs() {}

    public static boolean areWritten() {
        return WRITE;
    }

    /// The file is what was generated just now, line by line; of what differs, only those lines are
    /// told.
    public static void current(Path file, String generated) {
        if (WRITE) {
            write(file, generated);
        }
        assertThat(file).as("%s; write it with -Ddelta.docs.write=true", file).exists();
        assertThat(file)
                .as("%s is not what the code says; write it with -Ddelta.docs.write=true", file)
                .hasContent(generated);
    }

    public static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public static void write(Path file, String text) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, text);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
