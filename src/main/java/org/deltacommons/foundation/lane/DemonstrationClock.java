package org.deltacommons.foundation.lane;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;

/// The clock of a demonstration that lives on another day: as long as it runs it goes on like the
/// real one, whole days away from it. A later start may live on a later day, so that a notice of
/// seven working days is over at once. Whatever was decided never lies behind what was decided
/// before ([Overlay#later]): a data folder that has seen a later day stays on it.
final class DemonstrationClock {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private DemonstrationClock() {}

    /// @param today a day in Asia/Shanghai, as 2026-03-02; blank to live today
    /// @throws IllegalArgumentException if it is no such day
    static Clock of(String today, Clock real) {
        if (today.isBlank()) {
            return real;
        }
        try {
            LocalDate day = LocalDate.parse(today.strip());
            LocalDate is = LocalDate.ofInstant(real.instant(), ZONE);
            return Clock.offset(real, Duration.ofDays(ChronoUnit.DAYS.between(is, day)));
        } catch (DateTimeParseException wrong) {
            throw new IllegalArgumentException(
                    "delta.demonstration.today must be a day such as 2026-03-02, not " + today,
                    wrong);
        }
    }
}
