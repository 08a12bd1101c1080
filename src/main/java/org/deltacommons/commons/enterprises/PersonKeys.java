package org.deltacommons.commons.enterprises;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.deltacommons.foundation.web.SecretFile;

/// The secrets of the cross-check hash that are at this node: the present one and, while the four
/// provinces change it, the next. A secret comes by hand and never leaves; what is told and
/// compared is its fingerprint.
public final class PersonKeys {

    private static final int SECRET_BYTES = 32;
    private static final String NEXT = "person.next.key";

    private final String present;
    private final String next;
    private final Path folder;

    /// @param present the secret in use, best from the environment; blank for the file
    ///   `person.key`, made at the first start
    /// @param next the one to come; blank for the file `person.next.key`, which an operator puts
    ///   there
    public PersonKeys(String present, String next, Path folder) {
        this.folder = folder;
        this.next = next.strip();
        this.present =
                present.isBlank()
                        ? SecretFile.text(folder.resolve("person.key"), SECRET_BYTES)
                        : present.strip();
    }

    /// Asked each time, because the file comes while the node runs.
    private Optional<String> next() {
        Path file = folder.resolve(NEXT);
        return !next.isEmpty()
                ? Optional.of(next)
                : Files.exists(file)
                        ? Optional.of(SecretFile.text(file, SECRET_BYTES))
                        : Optional.empty();
    }

    /// The key that would come next.
    ///
    /// @param number that it would have
    Optional<PersonKey> next(int number) {
        return next().map(secret -> new PersonKey(number, secret));
    }

    /// By which keys a home makes hashes now: the one in force first, then the one that this home
    /// has agreed to. One whose secret is not here is left out: then nobody is named, which proves
    /// nothing either way.
    List<PersonKey> of(PersonKeyState state) {
        List<PersonKey> keys = new ArrayList<>();
        String inForce = state.fingerprint();
        if (inForce == null) {
            keys.add(new PersonKey(state.inForce(), present));
        } else {
            find(state.inForce(), inForce).ifPresent(keys::add);
        }
        String coming = state.nextFingerprint();
        if (coming != null) {
            find(state.inForce() + 1, coming).ifPresent(keys::add);
        }
        return keys;
    }

    private Optional<PersonKey> find(int number, String fingerprint) {
        List<PersonKey> here = new ArrayList<>();
        here.add(new PersonKey(number, present));
        next(number).ifPresent(here::add);
        return here.stream().filter(key -> key.fingerprint().equals(fingerprint)).findFirst();
    }
}
