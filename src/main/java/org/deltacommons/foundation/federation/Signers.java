package org.deltacommons.foundation.federation;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.deltacommons.foundation.federation.proof.Checkpoint;
import org.deltacommons.foundation.federation.proof.Entry;
import org.deltacommons.foundation.federation.proof.NoteKey;
import org.deltacommons.foundation.federation.proof.NoteSigner;
import org.deltacommons.foundation.federation.proof.SignedNote;
import org.deltacommons.kernel.Province;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/// By which key each home here signs now. A home never signs by a key that it did not announce:
/// nobody could tell it from somebody else.
final class Signers {

    private static final Logger LOG = LoggerFactory.getLogger(Signers.class);

    private final JdbcClient jdbc;
    private final Keyring keys;
    private final HomeKeys homeKeys;
    private final Set<Province> unsigned = ConcurrentHashMap.newKeySet();

    Signers(JdbcClient jdbc, Keyring keys, HomeKeys homeKeys) {
        this.jdbc = jdbc;
        this.keys = keys;
        this.homeKeys = homeKeys;
    }

    /// By which the home signs now: the key that it announced last, or the first that it ever had.
    ///
    /// @return empty if that key's secret is not here; by another, nobody would believe the home
    Optional<NoteSigner> of(Province home) {
        Optional<NoteKey> announced = homeKeys.newest(home);
        if (announced.isPresent()) {
            return keys.holding(home, announced.get());
        }
        Long others =
                jdbc.sql(
                                """
                                SELECT count(*) FROM federation.feed_key k
                                WHERE k.home = ? AND k.key LIKE ?
                                  AND NOT EXISTS (SELECT 1 FROM federation.feed_key o
                                                  WHERE o.home = k.home AND o.key = ?)
                                """)
                        .params(home.code(), Entry.origin(home) + "+%", keys.of(home).key().text())
                        .query(Long.class)
                        .single();
        return others == 0 ? Optional.of(keys.of(home)) : Optional.empty();
    }

    /// The key by which the home signed last, whether or not its secret is here.
    Optional<NoteKey> present(Province home) {
        return homeKeys.newest(home)
                .or(() -> of(home).map(NoteSigner::key))
                .or(() ->
                        jdbc
                                .sql(
                                        """
                                        SELECT key FROM federation.feed_key
                                        WHERE home = ? AND key LIKE ? ORDER BY since DESC, key
                                        """)
                                .params(home.code(), Entry.origin(home) + "+%")
                                .query(String.class)
                                .list()
                                .stream()
                                .flatMap(text -> NoteKey.parse(text).stream())
                                .filter(key -> !key.isWitness())
                                .findFirst());
    }

    /// At the start: what was prepared and is in use takes the place of the key before it.
    Optional<NoteSigner> begin(Province home) {
        Optional<NoteSigner> signer = of(home);
        note(home, signer.isEmpty());
        if (signer.isPresent() && !signer.get().key().equals(keys.of(home).key())) {
            keys.promote(home);
        }
        return signer;
    }

    /// @return empty if the home's key is not here
    Optional<SignedNote> sign(Province home, Checkpoint head) {
        Optional<NoteSigner> signer = of(home);
        note(home, signer.isEmpty());
        return signer.map(one -> one.sign(head));
    }

    /// The head that ends with a change of the key, by both keys; by the next alone if the former
    /// is lost.
    ///
    /// @throws IllegalStateException if a secret is not here
    SignedNote handOver(
            Province home, Checkpoint head, NoteKey former, NoteKey announced, boolean lost) {
        NoteSigner next = secret(home, announced);
        return lost ? next.sign(head) : next.and(secret(home, former).sign(head));
    }

    /// Makes the key that a home shall go on to, unless there is one. What was prepared before and
    /// is in use takes the place of the key before it.
    NoteKey prepareNext(Province home) {
        Optional<NoteKey> prepared = keys.prepared(home).map(NoteSigner::key);
        if (prepared.isPresent() && prepared.equals(homeKeys.newest(home))) {
            keys.promote(home);
        }
        return keys.prepare(home).key();
    }

    /// Whether a home has facts that it cannot sign, because its key is not here.
    boolean isUnsigned(Province home) {
        return unsigned.contains(home);
    }

    private void note(Province home, boolean missing) {
        if (!missing) {
            unsigned.remove(home);
        } else if (unsigned.add(home)) {
            LOG.error("The key by which {} signs is not here: it signs nothing", home);
        }
    }

    private NoteSigner secret(Province home, NoteKey key) {
        Optional<NoteSigner> secret = keys.holding(home, key);
        note(home, secret.isEmpty());
        return secret.orElseThrow(
                () -> new IllegalStateException("the secret of %s is not here".formatted(key)));
    }
}
