package org.deltacommons.foundation.federation;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.deltacommons.foundation.lane.WritingHome;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Where foreign feeds are followed no further, and why. A stop ends by itself when the peer sends
/// what the home signed; nobody can wave through what does not match.
final class Stops {

    private static final Logger LOG = LoggerFactory.getLogger(Stops.class);

    /// What was wrong with what a peer sent.
    enum Why {
        /// It cannot be read as a fact, or in more than one way.
        MALFORMED,
        /// A fact of another home.
        OTHER_HOME,
        /// An index twice, backwards or beyond what the peer says it looked at.
        OUT_OF_ORDER,
        /// No home here is among its audience.
        NOT_FOR_US,
        /// The home has another fact under its signature in that place.
        NOT_AS_SIGNED,
        /// The peer's tiles do not lead to the head that the home signed.
        OTHER_TREE
    }

    /// @param index the fact at which the feed stopped, as far as it can be told
    /// @param entry as received
    /// @param note the signed head that it was held against
    /// @param proof what the home signed in that place, for `bin/verify inclusion`
    record Stop(
            Province home,
            long index,
            Why why,
            String entry,
            String note,
            @Nullable String proof,
            Instant since) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    Stops(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    List<Stop> open() {
        return jdbc.sql(
                        """
                        SELECT home, index, why, entry, note, proof, since FROM federation.stopped
                        WHERE mended IS NULL ORDER BY since
                        """)
                .query((row, _) ->
                        new Stop(
                                Province.of(row.getString("home")),
                                row.getLong("index"),
                                Why.valueOf(row.getString("why")),
                                new String(row.getBytes("entry"), StandardCharsets.UTF_8),
                                row.getString("note"),
                                row.getString("proof"),
                                row.getTimestamp("since").toInstant()))
                .list();
    }

    Optional<Stop> of(Province origin) {
        return open().stream().filter(stop -> stop.home() == origin).findFirst();
    }

    /// Kept once: what the peer sends when it is asked again is the same matter.
    void stop(Province origin, long index, Why why, String entry, String note, String proof) {
        WritingHome.name(jdbc, origin);
        int kept =
                jdbc.sql(
                                """
                                INSERT INTO federation.stopped
                                  (home, since, index, why, entry, note, proof)
                                VALUES (?, ?, ?, ?, ?, ?, nullif(?, ''))
                                ON CONFLICT (home) WHERE mended IS NULL DO NOTHING
                                """)
                        .params(
                                origin.code(),
                                now(),
                                index,
                                why.name(),
                                entry.getBytes(StandardCharsets.UTF_8),
                                note,
                                proof)
                        .update();
        if (kept > 0) {
            LOG.error("The feed of {} stops at {}: {}", origin, index, why);
        }
    }

    /// What came now is what the home signed.
    void mended(Province origin) {
        int closed =
                jdbc.sql(
                                """
                                UPDATE federation.stopped SET mended = ?
                                WHERE home = ? AND mended IS NULL
                                """)
                        .params(now(), origin.code())
                        .update();
        if (closed > 0) {
            LOG.info("The feed of {} goes on", origin);
        }
    }

    private java.time.OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
