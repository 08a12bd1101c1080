package org.deltacommons.foundation.federation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.deltacommons.foundation.federation.proof.Entry;
import org.deltacommons.foundation.federation.proof.NoteSigner;
import org.deltacommons.foundation.federation.proof.Suite;
import org.deltacommons.kernel.Province;
import org.springframework.core.env.PropertyResolver;

/// The keys that the homes hosted here sign their feeds with. From `delta.feeds.key.<code>` (needed
/// when several instances share a database), or else the file `feeds/<code>.key` in the data
/// folder, made at the first start with the suite of `delta.feeds.suite`: `ED25519`, or `SM2` where
/// the law asks for it.
final class Keyring {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Map<Province, NoteSigner> signers = new EnumMap<>(Province.class);

    Keyring(Collection<Province> homes, Path data, PropertyResolver settings) {
        Suite suite = settings.getProperty("delta.feeds.suite", Suite.class, Suite.ED25519);
        for (Province home : homes) {
            String given = settings.getProperty("delta.feeds.key." + home.code(), "");
            signers.put(
                    home,
                    given.isBlank()
                            ? kept(home, data.resolve("feeds").resolve(home.code() + ".key"), suite)
                            : signer(home, given, "delta.feeds.key." + home.code()));
        }
    }

    NoteSigner of(Province home) {
        return Objects.requireNonNull(signers.get(home), home.code());
    }

    private static NoteSigner signer(Province home, String secret, String from) {
        return NoteSigner.read(Entry.origin(home), secret, RANDOM)
                .orElseThrow(() -> new IllegalStateException(from + " holds no key"));
    }

    private static NoteSigner kept(Province home, Path file, Suite suite) {
        try {
            if (Files.exists(file)) {
                return signer(home, Files.readString(file), file.toString());
            }
            NoteSigner fresh = NoteSigner.generate(Entry.origin(home), suite, RANDOM);
            Files.createDirectories(file.toAbsolutePath().getParent());
            try {
                Files.createFile(
                        file,
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
            } catch (FileAlreadyExistsException _) {
                return signer(home, Files.readString(file), file.toString());
            }
            Files.writeString(file, fresh.kept() + "\n", StandardOpenOption.WRITE);
            return fresh;
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
