package org.deltacommons.foundation.procedures;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.deltacommons.foundation.lane.Command;
import org.deltacommons.foundation.lane.GroupLane;
import org.deltacommons.foundation.lane.Put;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.lane.Records.Versioned;
import org.deltacommons.foundation.lane.Unit;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Refusal;
import org.deltacommons.kernel.Role;
import org.jspecify.annotations.Nullable;

/// The working-day calendars of the provinces: read, loaded once, edited by their officials.
public final class Calendars {

    /// Which calendar was kept.
    public record Kept(String home, int year) {}

    private static final String SEED = "/seed/holidays.csv";

    /// How long pages count by what they read of a year; another instance may edit it meanwhile.
    private static final Duration KEPT = Duration.ofSeconds(10);

    private final Cache<Id<CalendarYear>, Optional<CalendarYear>> years =
            Caffeine.newBuilder().maximumSize(100).expireAfterWrite(KEPT).build();
    private final GroupLane lane;
    private final Records records;
    private final Refusals refusals;
    private final Words words;

    Calendars(GroupLane lane, Records records, Refusals refusals, Words words) {
        this.lane = lane;
        this.records = records;
        this.refusals = refusals;
        this.words = words;
    }

    public Optional<CalendarYear> year(Province home, int year) {
        return records.find(CalendarYear.class, CalendarYear.idOf(home, year));
    }

    public Optional<Versioned<CalendarYear>> versioned(Province home, int year) {
        return records.versioned(CalendarYear.class, CalendarYear.idOf(home, year));
    }

    /// For pages; decisions read their calendar from the lane. What another instance has just
    /// edited counts within ten seconds.
    public WorkingDays days(Province home) {
        return new WorkingDays(year ->
                years.get(CalendarYear.idOf(home, year), _ -> year(home, year)).orElse(null));
    }

    /// Gives every home hosted here the years of the seed. What is there already stays, because an
    /// official may have edited it; only a provisional year gives way to an announced one.
    ///
    /// @return how many calendars were written
    public int load() {
        int written = 0;
        for (Map.Entry<Integer, List<CSVRecord>> year : seed().entrySet()) {
            for (Province home : Province.values()) {
                if (lane.hosts(home)) {
                    CalendarYear seeded = seeded(home, year.getKey(), year.getValue());
                    written += load(seeded) ? 1 : 0;
                }
            }
        }
        return written;
    }

    private boolean load(CalendarYear seeded) {
        Optional<Versioned<CalendarYear>> there =
                records.versioned(CalendarYear.class, seeded.id());
        boolean givesWay =
                there.map(old -> old.row().provisional() && !seeded.provisional()).orElse(true);
        long seen = there.map(Versioned::version).orElse(0L);
        // Whoever edits it in the same moment wins.
        return givesWay && keep(Actor.system(seeded.home()), seeded, seen, null).isDone();
    }

    private CalendarYear seeded(Province home, int year, List<CSVRecord> lines) {
        boolean provisional =
                lines.stream().anyMatch(line -> line.get("year_status").equals("PROVISIONAL"));
        return new CalendarYear(
                CalendarYear.idOf(home, year),
                home,
                year,
                provisional,
                days(lines, "HOLIDAY"),
                days(lines, "MAKEUP"),
                words.in(java.util.Locale.SIMPLIFIED_CHINESE)
                        .say(
                                provisional
                                        ? "calendar.source.provisional"
                                        : "calendar.source.announced",
                                "year",
                                year));
    }

    private static List<LocalDate> days(List<CSVRecord> lines, String kind) {
        return lines.stream()
                .filter(line -> line.get("kind").equals(kind))
                .map(line -> LocalDate.parse(line.get("date")))
                .sorted()
                .toList();
    }

    private static Map<Integer, List<CSVRecord>> seed() {
        CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
        try (Reader reader =
                new InputStreamReader(
                        java.util.Objects.requireNonNull(
                                Calendars.class.getResourceAsStream(SEED), SEED),
                        StandardCharsets.UTF_8)) {
            Map<Integer, List<CSVRecord>> years = new TreeMap<>();
            for (CSVRecord line : format.parse(reader)) {
                years.computeIfAbsent(
                                LocalDate.parse(line.get("date")).getYear(),
                                _ -> new java.util.ArrayList<>())
                        .add(line);
            }
            return years;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// Keeps a year as an official edited it. Deadlines that run already keep their day; new ones
    /// are counted by the new calendar.
    ///
    /// @param seen the version that was on the page, 0 if there was none, −1 to replace any
    public Outcome<Kept> edit(Actor actor, CalendarYear edited, long seen, @Nullable String key) {
        Outcome<Kept> outcome =
                mayEdit(actor, edited.home())
                        ? keep(actor, edited, seen, key)
                        : Outcome.refused(ProcedureReason.CALENDAR_FORBIDDEN);
        return refusals.noted(actor, "calendar.edit", edited.id().value(), outcome);
    }

    /// The system administrators and the provincial officers of the province itself.
    public boolean mayEdit(Actor actor, Province home) {
        return actor.may(Role.PROVINCIAL_OFFICER, home.code())
                || actor.may(Role.SYSTEM_ADMIN, home.code());
    }

    private Outcome<Kept> keep(Actor actor, CalendarYear year, long seen, @Nullable String key) {
        Command<Kept> command =
                Command.of(year.home(), actor, "calendar.keep", year, Kept.class).keyed(key);
        Outcome<Kept> kept =
                lane.submit(
                        command,
                        rows -> {
                            long version = rows.version(CalendarYear.class, year.id());
                            return seen >= 0 && seen != version
                                    ? Outcome.refused(
                                            Refusal.of(
                                                    ProcedureReason.CHANGED_MEANWHILE,
                                                    "state",
                                                    year.year()))
                                    : Outcome.done(
                                            Unit.of(
                                                    new Kept(year.home().code(), year.year()),
                                                    new Put(year)));
                        });
        years.invalidate(year.id());
        return kept;
    }
}
