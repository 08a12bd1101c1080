package org.deltacommons.commons.bookings;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.deltacommons.foundation.lane.Audience;
import org.deltacommons.foundation.lane.Claim;
import org.deltacommons.foundation.lane.Fact;
import org.deltacommons.foundation.lane.Part;
import org.deltacommons.foundation.lane.Put;
import org.deltacommons.foundation.lane.Release;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.foundation.procedures.WorkingDays;
import org.deltacommons.kernel.Period;
import org.deltacommons.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/// One resource's agenda and line as a decision changes them: reads the weeks it needs, remembers
/// what it entered and removed, and gives the parts of the Unit at the end. Pure.
///
/// What is entered is claimed too, so that two decisions that read the same free hour cannot both
/// be kept, whatever else went wrong.
final class Diary {

    static final String SLOT = "bookings.slot";

    private final Rows rows;
    private final String resource;
    private final Map<LocalDate, Agenda> weeks = new TreeMap<>();
    private final TreeSet<LocalDate> changed = new TreeSet<>();
    private final List<Part> claims = new ArrayList<>();
    private @Nullable Line line;
    private boolean lineChanged;

    Diary(Rows rows, String resource) {
        this.rows = rows;
        this.resource = resource;
    }

    private Agenda week(LocalDate monday) {
        return weeks.computeIfAbsent(
                monday,
                day ->
                        rows.find(Agenda.class, Agenda.idOf(resource, day))
                                .orElseGet(() ->
                                        Agenda.empty(rows.home(), resource, day, rows.now())));
    }

    Line line() {
        Line known = line;
        if (known == null) {
            known =
                    rows.find(Line.class, Line.idOf(resource))
                            .orElseGet(() -> Line.empty(rows.home(), resource));
            line = known;
        }
        return known;
    }

    void line(Line after) {
        lineChanged |= !after.equals(line());
        line = after;
    }

    /// Whatever overlaps a period, in its order, each once.
    List<Busy> during(Period period) {
        return Agenda.weeksOf(period).stream()
                .flatMap(monday -> week(monday).busy().stream())
                .filter(busy -> busy.during().overlaps(period))
                .distinct()
                .sorted(Comparator.comparing(Busy::from))
                .toList();
    }

    /// What keeps a period from being free: rather what will not end than a booking, because then
    /// waiting is of no use.
    Optional<Busy> inTheWay(Period period) {
        List<Busy> there = during(period);
        return there.stream()
                .filter(busy -> !busy.kind().mayEnd())
                .findFirst()
                .or(() -> there.stream().findFirst());
    }

    boolean isFree(Period period) {
        return during(period).isEmpty();
    }

    /// Enters and claims; the caller has looked that it is free.
    void enter(Busy busy) {
        note(busy);
        claims.add(
                new Claim(
                        SLOT,
                        resource,
                        busy.during(),
                        Refusal.of(BookingsReason.SLOT_TAKEN, "from", busy.from())
                                .with("until", busy.until())));
    }

    /// Enters without a claim: what happens elsewhere is true even if it overlaps a booking.
    void note(Busy busy) {
        change(busy.during(), there -> Stream.concat(there.stream(), Stream.of(busy)).toList());
    }

    /// Removes an entry of one's own with its claim.
    ///
    /// @return false if there is none
    boolean leave(String ref, Period held) {
        Busy there = find(ref, held).orElse(null);
        if (there == null) {
            return false;
        }
        forget(there);
        claims.add(new Release(SLOT, resource, there.during()));
        return true;
    }

    /// Removes an entry that was only noted.
    void forget(Busy there) {
        change(there.during(), all -> all.stream().filter(one -> !one.equals(there)).toList());
    }

    /// Replaces what is noted of one kind within a horizon; weeks in which nothing changes stay as
    /// they are. Only for entries without a claim.
    void replace(BusyKind kind, Period horizon, List<Busy> fresh) {
        for (LocalDate monday : Agenda.weeksOf(horizon)) {
            Agenda before = week(monday);
            Period days =
                    new Period(
                            monday.atStartOfDay(WorkingDays.ZONE).toInstant(),
                            monday.plusWeeks(1).atStartOfDay(WorkingDays.ZONE).toInstant());
            List<Busy> there =
                    Stream.concat(
                                    before.busy().stream()
                                            .filter(one ->
                                                    one.kind() != kind
                                                            || !one.during().overlaps(horizon)),
                                    fresh.stream().filter(one -> one.during().overlaps(days)))
                            .toList();
            Agenda after = before.with(there, rows.now());
            if (!after.busy().equals(before.busy())) {
                weeks.put(monday, after);
                changed.add(monday);
            }
        }
    }

    /// Ends an entry earlier, because the machine is free again, and gives up its claim: what is
    /// past is raced for by nobody.
    void end(String ref, Period held, Instant at) {
        Busy there = find(ref, held).orElse(null);
        if (there == null) {
            return;
        }
        leave(ref, held);
        if (at.isAfter(there.from())) {
            note(at.isBefore(there.until()) ? there.until(at) : there);
        }
    }

    private Optional<Busy> find(String ref, Period held) {
        return during(held).stream().filter(busy -> busy.ref().equals(ref)).findFirst();
    }

    private void change(Period during, UnaryOperator<List<Busy>> how) {
        for (LocalDate monday : Agenda.weeksOf(during)) {
            Agenda before = week(monday);
            Agenda after = before.with(how.apply(before.busy()), rows.now());
            if (!after.busy().equals(before.busy())) {
                weeks.put(monday, after);
                changed.add(monday);
            }
        }
    }

    /// What has changed, for the Unit: claims in the order they were made and given up, the rows,
    /// and one fact for each week, which tells times and no names.
    List<Part> parts() {
        List<Part> parts = new ArrayList<>(claims);
        for (LocalDate monday : changed) {
            Agenda after = week(monday);
            parts.add(new Put(after));
            parts.add(new Fact(resource, Audience.FOUR, AgendaChanged.of(after)));
        }
        if (lineChanged) {
            parts.add(new Put(line()));
        }
        return parts;
    }
}
