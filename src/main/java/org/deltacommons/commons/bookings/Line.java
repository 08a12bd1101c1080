package org.deltacommons.commons.bookings;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.deltacommons.foundation.lane.Row;
import org.deltacommons.foundation.lane.Stored;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Period;
import org.deltacommons.kernel.Province;

/// Who stands in line for one resource: for slots that somebody else has, and with samples.
///
/// @param waiting for a slot, in the order they came
/// @param jobs samples not yet measured, in the order they came
@Stored("bookings.line")
public record Line(
        Id<Line> id, Province home, String resource, List<Waiter> waiting, List<Job> jobs)
        implements Row {

    /// So many may wait for one slot; whoever comes later had better choose another.
    static final int WAITING_MAX = 20;

    static final int JOBS_MAX = 1_000;

    /// @param until with the buffer
    public record Waiter(String booking, Instant from, Instant until) {
        public Period held() {
            return new Period(from, until);
        }
    }

    public record Job(String booking, int samples) {}

    public Line {
        waiting = List.copyOf(waiting);
        jobs = List.copyOf(jobs);
    }

    public static Id<Line> idOf(String resource) {
        return Id.of("line/" + resource);
    }

    static Line empty(Province home, String resource) {
        return new Line(idOf(resource), home, resource, List.of(), List.of());
    }

    /// How many wait already for some of this time.
    int waitingFor(Period held) {
        return (int) waiting.stream().filter(one -> one.held().overlaps(held)).count();
    }

    int samplesAhead() {
        return jobs.stream().mapToInt(Job::samples).sum();
    }

    /// Where a booking's samples stand, from 1; 0 if they do not.
    public int positionOf(String booking) {
        for (int i = 0; i < jobs.size(); i++) {
            if (jobs.get(i).booking().equals(booking)) {
                return i + 1;
            }
        }
        return 0;
    }

    Line waiting(Waiter more) {
        List<Waiter> longer = new ArrayList<>(waiting);
        longer.add(more);
        return new Line(id, home, resource, longer, jobs);
    }

    Line queued(Job more) {
        List<Job> longer = new ArrayList<>(jobs);
        longer.add(more);
        return new Line(id, home, resource, waiting, longer);
    }

    Line without(String booking) {
        return new Line(
                id,
                home,
                resource,
                waiting.stream().filter(one -> !one.booking().equals(booking)).toList(),
                jobs.stream().filter(one -> !one.booking().equals(booking)).toList());
    }
}
