package org.deltacommons;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Primary;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/// The clock of several processes on one stage: it runs as the machine's does, some time before or
/// after it. A file says how much; a journey that goes on next week writes it anew.
@Component
@Primary
@Profile("journey")
final class JourneyClock extends Clock {

    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final Path file;
    private volatile Duration ahead;
    private volatile long looked;

    JourneyClock(@Value("${journey.clock}") Path file) {
        this.file = file;
        this.ahead = read(file);
        this.looked = System.nanoTime();
    }

    /// Puts all clocks that read the file to an instant, from which they run on.
    static void set(Path file, Instant to) {
        try {
            Path part = file.resolveSibling(file.getFileName() + ".part");
            Files.writeString(part, Duration.between(Instant.now(), to).toString());
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private static Duration read(Path file) {
        try {
            return Duration.parse(Files.readString(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public Instant instant() {
        long now = System.nanoTime();
        if (now - looked > LOOK_AGAIN_NANOS) {
            ahead = read(file);
            looked = now;
        }
        return Instant.now().plus(ahead).truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
