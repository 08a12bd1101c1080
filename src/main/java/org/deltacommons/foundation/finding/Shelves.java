package org.deltacommons.foundation.finding;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;
import org.apache.lucene.analysis.Analyzer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/// The folders of the index: `a2-7` is the seventh, made by the analysis `a2`; the file `current`
/// names the one in use. All of it can be deleted at any time.
final class Shelves {

    private static final Logger LOG = LoggerFactory.getLogger(Shelves.class);
    private static final String CURRENT = "current";
    private static final String NAME = "[a-z0-9]+-[0-9]+";

    private final Path root;
    private final Analyzer analyzer;

    Shelves(Path root, Analyzer analyzer) {
        this.root = root;
        this.analyzer = analyzer;
    }

    /// The one in use; null if there is none.
    ///
    /// @throws IOException if it cannot be read, or another process holds it
    @Nullable Shelf current() throws IOException {
        Files.createDirectories(root);
        Path told = root.resolve(CURRENT);
        String name = Files.exists(told) ? Files.readString(told).strip() : "";
        return name.matches(NAME) && Files.isDirectory(root.resolve(name))
                ? Shelf.open(root.resolve(name), false, analyzer)
                : null;
    }

    boolean isOfThisAnalysis(Shelf shelf) {
        return shelf.folder().getFileName().toString().startsWith(Analysis.VERSION + "-");
    }

    /// A new, empty folder beside the others.
    Shelf fresh() {
        try (Stream<Path> folders = Files.list(root)) {
            long last =
                    folders.map(path -> path.getFileName().toString())
                            .filter(name -> name.matches(NAME))
                            .mapToLong(
                                    name -> Long.parseLong(name.substring(name.indexOf('-') + 1)))
                            .max()
                            .orElse(0);
            return Shelf.open(root.resolve(Analysis.VERSION + "-" + (last + 1)), true, analyzer);
        } catch (IOException failed) {
            throw new UncheckedIOException("no index can be made in " + root, failed);
        }
    }

    /// From now on this one is opened at the start; told in one step, so that a kill leaves the old
    /// or the new.
    void makeCurrent(Shelf shelf) throws IOException {
        Path told = root.resolve(CURRENT + ".new");
        Files.writeString(told, shelf.folder().getFileName().toString());
        Files.move(
                told,
                root.resolve(CURRENT),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    static void closeQuietly(@Nullable Shelf old) {
        try {
            if (old != null) {
                old.close();
            }
        } catch (IOException | RuntimeException failed) {
            LOG.debug("An index that is no longer used did not close", failed);
        }
    }

    /// Old folders are deleted, except one that somebody else has open; what cannot be deleted now
    /// goes next time.
    void tidy(Shelf kept) {
        try (Stream<Path> folders = Files.list(root)) {
            for (Path folder : folders.filter(Files::isDirectory).toList()) {
                boolean index = folder.getFileName().toString().matches(NAME);
                if (index && !folder.equals(kept.folder()) && Shelf.isFree(folder)) {
                    FileSystemUtils.deleteRecursively(folder);
                }
            }
        } catch (IOException busy) {
            LOG.debug("An old index stays for now", busy);
        }
    }
}
