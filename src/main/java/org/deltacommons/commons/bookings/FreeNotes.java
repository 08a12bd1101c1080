package org.deltacommons.commons.bookings;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.deltacommons.commons.resources.BookingMode;
import org.deltacommons.commons.resources.Resource;
import org.deltacommons.commons.resources.ResourceNotes;
import org.deltacommons.foundation.finding.HitNote;
import org.deltacommons.foundation.finding.Wish;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Period;
import org.springframework.stereotype.Component;

/// Under each hit that is booked by the slot, its next free one.
@Component
class FreeNotes implements ResourceNotes {

    /// How far ahead is looked where the sentence names no time.
    private static final Duration AHEAD = Duration.ofDays(14);

    private static final Duration AHEAD_MAX = Duration.ofDays(60);

    private final FreeHours hours;
    private final Clock clock;

    FreeNotes(FreeHours hours, Clock clock) {
        this.hours = hours;
        this.clock = clock;
    }

    @Override
    public Map<String, List<HitNote>> notes(List<Resource> published, Wish wish, Actor actor) {
        Instant now = clock.instant();
        Duration within = Objects.requireNonNullElse(wish.within(), AHEAD);
        Period ahead =
                new Period(now, now.plus(within.compareTo(AHEAD_MAX) < 0 ? within : AHEAD_MAX));
        List<Resource> booked =
                published.stream()
                        .filter(resource ->
                                resource.terms().allows(BookingMode.SLOT)
                                        && resource.terms().hasSlots())
                        .toList();
        Map<String, List<HitNote>> notes = new HashMap<>();
        hours.free(booked, ahead)
                .forEach((id, free) -> notes.put(id, List.of(note(id, free, ahead))));
        return notes;
    }

    private static HitNote note(String id, Availability.Free free, Period ahead) {
        if (free.periods().isEmpty()) {
            return new HitNote(
                    "full",
                    HitNote.About.TIME,
                    Map.of("days", ahead.length().toDays()),
                    "/resources/" + id + "/times");
        }
        Map<String, Object> values = new HashMap<>();
        values.put("slot", free.periods().getFirst());
        if (free.lastSynchronised() != null) {
            values.put("at", free.lastSynchronised());
        }
        return new HitNote(
                free.lastSynchronised() == null ? "free-untold" : "free",
                HitNote.About.TIME,
                values,
                "/resources/" + id + "/times");
    }
}
