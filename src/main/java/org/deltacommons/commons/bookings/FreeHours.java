package org.deltacommons.commons.bookings;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.deltacommons.commons.resources.BookingMode;
import org.deltacommons.commons.resources.BookingTerms;
import org.deltacommons.commons.resources.FreeTimes;
import org.deltacommons.commons.resources.Resource;
import org.deltacommons.commons.resources.ResourceState;
import org.deltacommons.foundation.finding.Openings;
import org.deltacommons.foundation.lane.FactKind;
import org.deltacommons.foundation.lane.GroupLane;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.lane.Records.Versioned;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.foundation.lane.Together;
import org.deltacommons.kernel.Period;
import org.jspecify.annotations.Nullable;

/// Free times from the agendas that this node's database holds, replicas included.
final class FreeHours implements Availability, FreeTimes {

    /// As far as free times are told to the index.
    private static final Duration AHEAD = Duration.ofDays(14);

    private static final int AGENDAS_MAX = 1_000;
    private static final String WEEKS =
            "t.resource IN (:ids) AND t.monday BETWEEN :from AND :until";
    private static final String BY_WEEK = "t.resource, t.monday";
    private static final String CHANGED = FactKind.Of.kind(AgendaChanged.class).value();

    private final Records records;
    private final GroupLane lane;
    private final Clock clock;

    FreeHours(Records records, GroupLane lane, Clock clock) {
        this.records = records;
        this.lane = lane;
        this.clock = clock;
    }

    @Override
    public Free free(Resource resource, Period during) {
        return times(resource, during, records.together()).get().free();
    }

    @Override
    public Supplier<Times> times(Resource resource, Period during, Together together) {
        String id = resource.id().value();
        Supplier<List<Agenda>> agendas =
                together.list(
                        Agenda.class, WEEKS, BY_WEEK, values(List.of(id), during), AGENDAS_MAX);
        Supplier<Optional<Versioned<OwnCalendar>>> own =
                together.versioned(OwnCalendar.class, OwnCalendar.idOf(id));
        return () ->
                times(
                        resource,
                        during,
                        agendas.get(),
                        own.get().map(Versioned::row).map(OwnCalendar::synchronised).orElse(null));
    }

    private Times times(
            Resource resource, Period during, List<Agenda> weeks, @Nullable Instant external) {
        List<Busy> busy = within(weeks, during);
        Instant now = clock.instant();
        Free free =
                new Free(
                        Gaps.free(resource.terms(), during, busy, now),
                        synchronised(resource, weeks, now));
        return new Times(free, busy, external);
    }

    /// Of several at once, by id.
    Map<String, Free> free(List<Resource> resources, Period during) {
        if (resources.isEmpty()) {
            return Map.of();
        }
        Instant now = clock.instant();
        Map<String, List<Agenda>> agendas =
                weeks(resources.stream().map(one -> one.id().value()).toList(), during).stream()
                        .collect(Collectors.groupingBy(Agenda::resource));
        Map<String, Free> free = new HashMap<>();
        for (Resource resource : resources) {
            String id = resource.id().value();
            List<Agenda> weeks = agendas.getOrDefault(id, List.of());
            free.put(
                    id,
                    new Free(
                            Gaps.free(resource.terms(), during, within(weeks, during), now),
                            synchronised(resource, weeks, now)));
        }
        return free;
    }

    @Override
    public Free free(Resource resource, Period during, Rows rows) {
        List<Agenda> weeks =
                Agenda.weeksOf(during).stream()
                        .flatMap(monday ->
                                rows
                                        .find(
                                                Agenda.class,
                                                Agenda.idOf(resource.id().value(), monday))
                                        .stream())
                        .toList();
        return new Free(
                Gaps.free(resource.terms(), during, within(weeks, during), rows.now()),
                synchronised(resource, weeks, rows.now()));
    }

    @Override
    public List<Busy> busy(Resource resource, Period during) {
        return within(weeks(List.of(resource.id().value()), during), during);
    }

    @Override
    public @Nullable Instant externalAt(Resource resource) {
        return records.find(OwnCalendar.class, OwnCalendar.idOf(resource.id().value()))
                .map(OwnCalendar::synchronised)
                .orElse(null);
    }

    private @Nullable Instant synchronised(Resource resource, List<Agenda> weeks, Instant now) {
        return lane.hosts(resource.home())
                ? now
                : weeks.stream().map(Agenda::changedAt).max(Comparator.naturalOrder()).orElse(null);
    }

    private List<Agenda> weeks(Collection<String> ids, Period during) {
        return records.list(Agenda.class, WEEKS, BY_WEEK, values(ids, during), AGENDAS_MAX);
    }

    private static Map<String, Object> values(Collection<String> ids, Period during) {
        return Map.of(
                "ids", ids,
                "from", Agenda.mondayOf(during.from()),
                "until", Agenda.mondayOf(during.until()));
    }

    private static List<Busy> within(List<Agenda> weeks, Period during) {
        return weeks.stream()
                .flatMap(week -> week.busy().stream())
                .filter(busy -> busy.during().overlaps(during))
                .distinct()
                .sorted(Comparator.comparing(Busy::from))
                .toList();
    }

    @Override
    public Map<String, Openings> openings(List<Resource> resources) {
        Instant now = clock.instant();
        List<Resource> booked =
                resources.stream()
                        .filter(one -> one.state() == ResourceState.PUBLISHED)
                        .filter(one -> one.terms().allows(BookingMode.SLOT))
                        .filter(one -> one.terms().hasSlots())
                        .toList();
        Map<String, Free> free = free(booked, new Period(now, now.plus(AHEAD)));
        Map<String, Openings> openings = new HashMap<>();
        for (Resource resource : booked) {
            String id = resource.id().value();
            BookingTerms terms = resource.terms();
            openings.put(
                    id,
                    new Openings(
                            Math.toIntExact(Duration.ofHours(terms.noticeHours()).toMinutes()),
                            terms.slotMinutes(),
                            terms.minMinutes(),
                            Objects.requireNonNull(free.get(id)).periods()));
        }
        return openings;
    }

    @Override
    public Collection<String> touchedBy(RecordedFact fact) {
        return fact.kind().equals(CHANGED) ? List.of(fact.subject()) : List.of();
    }
}
