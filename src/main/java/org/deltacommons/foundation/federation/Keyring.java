package org.deltacommons.foundation.federation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.deltacommons.foundation.federation.proof.Entry;
import org.deltacommons.foundation.federation.proof.NoteKey;
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

    private static final String FOLDER = "feeds";

    private final Map<Province, NoteSigner> signers = new ConcurrentHashMap<>();
    private final Path folder;
    private final PropertyResolver settings;
    private final Suite suite;

    Keyring(Collection<Province> homes, Path data, PropertyResolver settings) {
        this.folder = data.resolve(FOLDER);
        this.settings = settings;
        this.suite = settings.getProperty("delta.feeds.suite", Suite.class, Suite.ED25519);
        for (Province home : homes) {
            String given = settings.getProperty("delta.feeds.key." + home.code(), "");
            signers.put(
                    home,
                    given.isBlank()
                            ? kept(home, folder.resolve(home.code() + ".key"), suite)
                            : signer(home, given, "delta.feeds.key." + home.code()));
        }
    }

    NoteSigner of(Province home) {
        return Objects.requireNonNull(signers.get(home), home.code());
    }

    /// The key that the home shall go on to: `delta.feeds.next-key.<code>`, or the file
    /// `feeds/<code>.next.key`.
    Optional<NoteSigner> prepared(Province home) {
        String setting = "delta.feeds.next-key." + home.code();
        String given = settings.getProperty(setting, "");
        if (!given.isBlank()) {
            return Optional.of(signer(home, given, setting));
        }
        Path file = next(home);
        return Files.exists(file) ? Optional.of(kept(home, file, suite)) : Optional.empty();
    }

    /// Makes the key that the home shall go on to, if there is none yet.
    NoteSigner prepare(Province home) {
        return prepared(home).orElseGet(() -> kept(home, next(home), suite));
    }

    /// The secret of a key, if it is here.
    Optional<NoteSigner> holding(Province home, NoteKey key) {
        return Stream.concat(Stream.of(of(home)), prepared(home).stream())
                .filter(signer -> signer.key().equals(key))
                .findFirst();
    }

    /// The home has gone on to the prepared key: its file takes the place of the former, whose
    /// secret is gone with that. What was configured, its operator changes.
    void promote(Province home) {
        try {
            if (Files.exists(next(home))) {
                NoteSigner now = kept(home, next(home), suite);
                Files.move(
                        next(home),
                        folder.resolve(home.code() + ".key"),
                        StandardCopyOption.REPLACE_EXISTING,
                        StandardCopyOption.ATOMIC_MOVE);
                signers.put(home, now);
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private Path next(Province home) {
        return folder.resolve(home.code() + ".next.key");
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
