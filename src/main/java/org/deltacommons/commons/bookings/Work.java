package org.deltacommons.commons.bookings;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.deltacommons.foundation.lane.Personal;
import org.deltacommons.kernel.Period;
import org.jspecify.annotations.Nullable;

/// What happened at the machine.
///
/// @param received samples that arrived
/// @param remark on the samples as they arrived, or empty
/// @param sessions the usage log, oldest first; at most the last one is running
/// @param times when a package of hours is to be used, as far as that is planned
public record Work(
        int received, @Personal String remark, List<Session> sessions, List<Period> times) {

    public static final Work NONE = new Work(0, "", List.of(), List.of());

    private static final int SESSIONS_MAX = 500;

    /// One stretch of use.
    ///
    /// @param until null while it runs
    /// @param minutes really used; 0 while it runs
    /// @param by who kept the log
    /// @param abnormal whether something was not as it should be
    public record Session(
            Instant from,
            @Nullable Instant until,
            long minutes,
            String by,
            boolean abnormal,
            @Personal String note) {

        public boolean runs() {
            return until == null;
        }
    }

    public Work {
        sessions = List.copyOf(sessions);
        times = List.copyOf(times);
        if (sessions.size() > SESSIONS_MAX) {
            throw new IllegalArgumentException("a usage log is bounded");
        }
    }

    public Optional<Session> running() {
        return sessions.isEmpty() || !sessions.getLast().runs()
                ? Optional.empty()
                : Optional.of(sessions.getLast());
    }

    /// What the log has already of this time, the running session not counted.
    Optional<Period> logged(Period time) {
        return sessions.stream()
                .filter(one -> one.until() != null && one.from().isBefore(one.until()))
                .map(one -> new Period(one.from(), one.until()))
                .filter(time::overlaps)
                .findFirst();
    }

    /// Minutes really used, the running session not counted.
    public long minutes() {
        return sessions.stream().mapToLong(Session::minutes).sum();
    }

    Work receiving(int samples, String words) {
        return new Work(samples, words, sessions, times);
    }

    Work started(Instant at, String by) {
        List<Session> longer = new ArrayList<>(sessions);
        longer.add(new Session(at, null, 0, by, false, ""));
        return new Work(received, remark, longer, times);
    }

    /// Ends the running session; without one nothing changes.
    ///
    /// @param minutes if the log on paper says otherwise than the clock; never more than passed
    Work stopped(Instant at, @Nullable Integer minutes, boolean abnormal, String note) {
        Session last = running().orElse(null);
        if (last == null) {
            return this;
        }
        long passed = elapsed(last.from(), at);
        long used = minutes == null ? passed : Math.min(minutes, passed);
        List<Session> same = new ArrayList<>(sessions);
        same.set(same.size() - 1, new Session(last.from(), at, used, last.by(), abnormal, note));
        return new Work(received, remark, same, times);
    }

    /// Whole minutes, a begun one counted.
    static long elapsed(Instant from, Instant until) {
        return Math.max(0, (Duration.between(from, until).toSeconds() + 59) / 60);
    }

    Work planned(Period time) {
        List<Period> more = new ArrayList<>(times);
        more.add(time);
        return new Work(received, remark, sessions, more);
    }
}
