package org.deltacommons.foundation.federation.moving;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.deltacommons.foundation.web.SecretFile;
import org.deltacommons.kernel.Province;

/// Where packages lie, `moves/<code>-<facts>.package` in the data folder, and the key that opens
/// them, `moves/<code>.key`. The two go to the other node by two ways. A home that moves once more
/// has more facts then, so no package is taken for another.
final class Parcels {

    private static final int KEY_BYTES = 32;

    private record Known(long size, FileTime at, String digest) {}

    private final Path folder;
    private final Map<Province, Known> known = new ConcurrentHashMap<>();

    Parcels(Path data) {
        this.folder = data.resolve("moves");
    }

    /// @param size how many facts the home's feed has
    Path file(Province home, long size) {
        return folder.resolve("%s-%d.package".formatted(home.code(), size));
    }

    boolean isThere(Province home, long size) {
        return Files.isRegularFile(file(home, size));
    }

    Path keyFile(Province home) {
        return folder.resolve(home.code() + ".key");
    }

    /// Of the node that gives; made where there is none.
    byte[] key(Province home) {
        return SecretFile.bytes(keyFile(home), KEY_BYTES);
    }

    /// @param key which is there
    static byte[] read(Path key) {
        return SecretFile.bytes(key, KEY_BYTES);
    }

    /// SHA-256 of the package in hexadecimal, read once for each that lies there; empty if there is
    /// none.
    String digest(Province home, long facts) {
        Path file = file(home, facts);
        try {
            if (!isThere(home, facts)) {
                return "";
            }
            long size = Files.size(file);
            FileTime at = Files.getLastModifiedTime(file);
            return known.compute(
                            home,
                            (_, before) ->
                                    before != null
                                                    && before.size() == size
                                                    && before.at().equals(at)
                                            ? before
                                            : new Known(size, at, Taking.digest(file)))
                    .digest();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
