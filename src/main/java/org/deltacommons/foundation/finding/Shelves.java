package org.deltacommons.foundation.finding;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
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
        return isOfThisAnalysis(shelf.folder());
    }

    /// A new, empty folder beside the others.
    Shelf fresh() {
        try (Stream<Path> folders = Files.list(root)) {
            long last =
                    folders.filter(path -> path.getFileName().toString().matches(NAME))
                            .mapToLong(Shelves::number)
                            .max()
                            .orElse(0);
            return Shelf.open(root.resolve(Analysis.VERSION + "-" + (last + 1)), true, analyzer);
        } catch (IOException failed) {
            throw new UncheckedIOException("no index can be made in " + root, failed);
        }
    }

    /// What a build that was stopped has left; null if there is none, or it is somebody else's.
    @Nullable Build unfinished() {
        try (Stream<Path> folders = Files.list(root)) {
            List<Path> last =
                    folders.filter(this::isOfThisAnalysis)
                            .filter(Shelf::isFree)
                            .sorted(Comparator.comparingLong(Shelves::number).reversed())
                            .toList();
            for (Path folder : last) {
                Build build = unfinished(folder);
                if (build != null) {
                    return build;
                }
            }
        } catch (IOException unreadable) {
            LOG.info("No unfinished index can be looked for: {}", unreadable.toString());
        }
        return null;
    }

    private @Nullable Build unfinished(Path folder) {
        Shelf shelf = null;
        Build build = null;
        try {
            shelf = Shelf.open(folder, false, analyzer);
            build = Build.goingOn(shelf);
        } catch (IOException | RuntimeException unreadable) {
            LOG.debug("The index in {} cannot go on", folder, unreadable);
        }
        if (build == null) {
            closeQuietly(shelf);
        }
        return build;
    }

    private boolean isOfThisAnalysis(Path folder) {
        String name = folder.getFileName().toString();
        return name.matches(NAME) && name.startsWith(Analysis.VERSION + "-");
    }

    private static long number(Path folder) {
        String name = folder.getFileName().toString();
        return Long.parseLong(name.substring(name.indexOf('-') + 1));
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

    static void closeQuietly(@Nullable Volume old) {
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
