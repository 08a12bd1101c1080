package org.deltacommons.commons.bookings;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.CRC32;
import org.deltacommons.commons.resources.Resource;
import org.deltacommons.foundation.lane.Command;
import org.deltacommons.foundation.lane.GroupLane;
import org.deltacommons.foundation.lane.Part;
import org.deltacommons.foundation.lane.Put;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.foundation.lane.Unit;
import org.deltacommons.foundation.procedures.WorkingDays;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Period;

/// Fills agendas of the coming three weeks for a demonstration: other users' hours and maintenance,
/// each marked 示例, and the training certificates of the cast. Loading twice changes nothing.
public final class BookingsDemo {

    /// How many resources got an agenda.
    record Filled(int resources) {}

    private static final int WEEKS = 3;
    private static final int RESOURCES_MAX = 60;
    private static final int AT_ONCE = 8;
    private static final String MARK = "示例";

    /// The firms of the cast that operate instruments themselves.
    private static final Map<String, String> TRAINED =
            Map.of(
                    "org-jiangpan", "示例·江畔储能",
                    "org-songling", "示例·松陵光电",
                    "org-weitang", "示例·魏塘精密");

    private final GroupLane lane;
    private final Records records;

    BookingsDemo(GroupLane lane, Records records) {
        this.lane = lane;
        this.records = records;
    }

    /// @return how many resources got an agenda now
    public int load() {
        List<Resource> some =
                records.list(
                        Resource.class,
                        "t.state = 'PUBLISHED' AND (t.details ->> 'demo')::boolean"
                                + " AND t.terms -> 'modes' @> '[\"SLOT\"]'",
                        "(t.inner_id = 'SC-SEM-001') DESC, md5(t.id)",
                        Map.of(),
                        RESOURCES_MAX);
        List<Callable<Boolean>> fills =
                some.stream()
                        .filter(resource ->
                                lane.hosts(resource.home()) && resource.terms().hasSlots())
                        .<Callable<Boolean>>map(resource -> () -> fill(resource))
                        .toList();
        // Several at once, so that the lane commits them in groups.
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            int filled = 0;
            for (Future<Boolean> each : threads.invokeAll(fills)) {
                filled += each.get() ? 1 : 0;
            }
            return filled;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while agendas were filled", stopped);
        } catch (ExecutionException broken) {
            throw new IllegalStateException("an agenda cannot be filled", broken);
        }
    }

    private boolean fill(Resource resource) {
        Command<Filled> command =
                Command.of(
                                resource.home(),
                                Actor.system(resource.home()),
                                "bookings.demo",
                                resource.id().value(),
                                Filled.class)
                        .keyed("demo/" + resource.id());
        // Looked at first: the same key would answer as before and count twice.
        boolean there =
                records.count(
                                Agenda.class,
                                "t.resource = :resource AND t.busy @> '[{\"note\": \"示例\"}]'",
                                Map.of("resource", resource.id().value()))
                        > 0;
        return !there
                && lane.submit(command, rows -> Outcome.done(filled(resource, rows))).isDone();
    }

    private static Unit<Filled> filled(Resource resource, Rows rows) {
        Diary diary = new Diary(rows, resource.id().value());
        LocalDate today = rows.now().atZone(WorkingDays.ZONE).toLocalDate();
        for (int i = 1; i <= WEEKS * 7; i++) {
            LocalDate day = today.plusDays(i);
            day(resource, day).stream()
                    .filter(busy -> diary.isFree(busy.during()))
                    .forEach(diary::enter);
        }
        List<Part> parts = new ArrayList<>(diary.parts());
        if (resource.terms().needsTraining()) {
            TRAINED.forEach((firm, name) -> {
                Permit permit = permit(resource, firm, name, rows.now());
                if (rows.find(Permit.class, permit.id()).isEmpty()) {
                    parts.add(new Put(permit));
                }
            });
        }
        return Unit.of(new Filled(1), parts);
    }

    /// Two or three uses a day, other ones each day but always the same; maintenance on the second
    /// Friday.
    private static List<Busy> day(Resource resource, LocalDate day) {
        Period whole =
                new Period(
                        day.atStartOfDay(WorkingDays.ZONE).toInstant(),
                        day.plusDays(1).atStartOfDay(WorkingDays.ZONE).toInstant());
        List<Busy> busy = new ArrayList<>();
        for (Period open : resource.terms().open(whole)) {
            if (!whole.contains(open.from())) {
                continue;
            }
            boolean maintained =
                    day.getDayOfWeek() == DayOfWeek.FRIDAY
                            && day.getDayOfMonth() > 7
                            && day.getDayOfMonth() <= 14;
            if (maintained) {
                busy.add(entry(resource, BusyKind.MAINTENANCE, open.from(), open.until(), 4 * 60));
                continue;
            }
            int grid = resource.terms().slotMinutes();
            long slots = open.length().toMinutes() / grid;
            for (int use = 0; use < 3; use++) {
                int chance = chance(resource.id(), day, use);
                long at = chance % Math.max(1, slots);
                int length = grid * (1 + chance / 7 % Math.max(1, Math.min(4, 240 / grid)));
                Instant from = open.from().plusSeconds(at * grid * 60);
                busy.add(entry(resource, BusyKind.BOOKING, from, open.until(), length));
            }
        }
        return busy;
    }

    private static Busy entry(
            Resource resource, BusyKind kind, Instant from, Instant closes, int minutes) {
        Instant wanted = from.plusSeconds(minutes * 60L);
        Instant until = wanted.isBefore(closes) ? wanted : closes;
        Instant held =
                kind == BusyKind.BOOKING
                        ? until.plusSeconds(resource.terms().bufferMinutes() * 60L)
                        : until;
        return new Busy(
                "demo-" + resource.id() + "-" + from.getEpochSecond(), kind, from, held, MARK);
    }

    /// The same for the same day, so that two nodes show the same demonstration.
    private static int chance(Id<Resource> id, LocalDate day, int use) {
        CRC32 sum = new CRC32();
        sum.update((id + "/" + day + "/" + use).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return (int) (sum.getValue() & 0xFFFF);
    }

    private static Permit permit(Resource resource, String firm, String name, Instant now) {
        LocalDate today = now.atZone(WorkingDays.ZONE).toLocalDate();
        return new Permit(
                Permit.idOf(PermitKind.TRAINING, resource.id().value(), firm),
                resource.home(),
                PermitKind.TRAINING,
                resource.id().value(),
                resource.provider(),
                firm,
                name,
                MARK + "-" + resource.innerId(),
                MARK,
                today.minusDays(30),
                today.plusYears(1),
                false,
                "system",
                now);
    }
}
