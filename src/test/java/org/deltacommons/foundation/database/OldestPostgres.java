package org.deltacommons.foundation.database;

import java.io.FileNotFoundException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipFile;
import org.deltacommons.Scratch;

/// PostgreSQL 15, the oldest that an installation may bring. The build puts its programs beside the
/// classes and not among them, where the embedded version's are.
public final class OldestPostgres {

    private static final Path JAR = Path.of("target", "oldest-postgres", "binaries.jar");
    private static final String ARCHIVE = "postgres-linux-x86_64.txz";

    private OldestPostgres() {}

    public static EmbeddedPostgres start(Map<String, String> settings) {
        return EmbeddedPostgres.start(
                Scratch.folder("test-postgres-oldest"), settings, OldestPostgres::archive);
    }

    private static InputStream archive() throws IOException {
        ZipFile jar = new ZipFile(JAR.toFile());
        var entry = jar.getEntry(ARCHIVE);
        if (entry == null) {
            jar.close();
            throw new FileNotFoundException(ARCHIVE + " in " + JAR);
        }
        return new FilterInputStream(jar.getInputStream(entry)) {
            @Override
            public void close() throws IOException {
                super.close();
                jar.close();
            }
        };
    }
}
