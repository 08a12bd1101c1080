package org.deltacommons.foundation.identity.signin;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.deltacommons.foundation.lane.Json;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Makes guessing slow: after some failures a username, and after more an address, waits twice as
/// long after each. A try counts as a failure before it is judged, so that many at once gain
/// nothing; success takes it back.
///
/// A wait is at most a quarter of an hour, because whoever fails on purpose can make its owner
/// wait.
@Component
public class BackOff {

    static final int FREE_BY_NAME = 4;

    /// Many people share the address of an office.
    static final int FREE_BY_ADDRESS = 30;

    static final Duration FIRST_WAIT = Duration.ofSeconds(5);
    static final Duration WAIT_MAX = Duration.ofMinutes(15);
    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(24);
    private static final int DOUBLINGS_MAX = 12;

    private final JdbcClient jdbc;
    private final Clock clock;

    BackOff(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// Counts a try.
    ///
    /// @return how long to wait, if not now
    public Optional<Duration> attempt(String username, String address) {
        Optional<Duration> byAddress = attempt(addressKey(address), FREE_BY_ADDRESS);
        return byAddress.isPresent() ? byAddress : attempt(nameKey(username), FREE_BY_NAME);
    }

    private Optional<Duration> attempt(String key, int free) {
        Instant now = clock.instant();
        boolean counted =
                jdbc.sql(
                                        """
                                        INSERT INTO identity.failure AS f (key, failures, last_at, free_again)
                                        VALUES (:key, 1, :now, :now)
                                        ON CONFLICT (key) DO UPDATE SET
                                            failures = CASE WHEN f.last_at < :forgotten THEN 1
                                                            ELSE f.failures + 1 END,
                                            last_at = :now,
                                            free_again = :now + CASE
                                                WHEN f.last_at < :forgotten OR f.failures + 1 < :free
                                                THEN interval '0'
                                                ELSE least(
                                                    make_interval(secs => :max),
                                                    make_interval(secs => :first * power(2,
                                                        least(f.failures + 1 - :free, :doublings))))
                                                END
                                        WHERE f.free_again <= :now
                                        """)
                                .param("key", key)
                                .param("now", at(now))
                                .param("forgotten", at(now.minus(FORGOTTEN_AFTER)))
                                .param("free", free)
                                .param("first", FIRST_WAIT.toSeconds())
                                .param("max", WAIT_MAX.toSeconds())
                                .param("doublings", DOUBLINGS_MAX)
                                .update()
                        > 0;
        return counted ? Optional.empty() : Optional.of(left(key, now));
    }

    private Duration left(String key, Instant now) {
        Instant free =
                jdbc.sql("SELECT free_again FROM identity.failure WHERE key = :key")
                        .param("key", key)
                        .query(OffsetDateTime.class)
                        .optional()
                        .map(OffsetDateTime::toInstant)
                        .orElse(now);
        // Whole seconds, rounded up: "in 0 seconds" would be a lie.
        return Duration.ofSeconds(Math.max(1, Duration.between(now, free).toSeconds() + 1));
    }

    /// The try was right: the name starts afresh, the address gets back what it was charged.
    public void succeeded(String username, String address) {
        forget(username);
        jdbc.sql(
                        """
                        UPDATE identity.failure
                        SET failures = failures - 1, free_again = least(free_again, :now)
                        WHERE key = :key AND failures > 1
                        """)
                .param("key", addressKey(address))
                .param("now", at(clock.instant()))
                .update();
    }

    /// Lets a username try again at once, such as after a new password was issued.
    public void forget(String username) {
        jdbc.sql("DELETE FROM identity.failure WHERE key = :key")
                .param("key", nameKey(username))
                .update();
    }

    /// Throws away what is too old to matter; called now and then.
    int sweep() {
        return jdbc.sql("DELETE FROM identity.failure WHERE last_at < :forgotten")
                .param("forgotten", at(clock.instant().minus(FORGOTTEN_AFTER)))
                .update();
    }

    /// A digest, because people type passwords into the wrong field.
    private static String nameKey(String username) {
        return "name:" + Json.digest(username);
    }

    private static String addressKey(String address) {
        return "address:" + address.substring(0, Math.min(address.length(), 60));
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
