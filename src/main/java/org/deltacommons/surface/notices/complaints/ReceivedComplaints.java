package org.deltacommons.surface.notices.complaints;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.procedures.Task;
import org.deltacommons.foundation.web.Address;
import org.deltacommons.foundation.web.Badge;
import org.deltacommons.foundation.web.Cursor;
import org.deltacommons.foundation.web.Paged;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.foundation.web.WebReason;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Refusal;
import org.deltacommons.kernel.Role;
import org.springframework.stereotype.Component;

/// Complaints as their province sees them: all that came in for its officers and auditors, and for
/// everybody what an officer published. The same for the pages and the API.
@Component
class ReceivedComplaints {

    /// Seconds: above every deadline, so that what is over stands below what is open.
    private static final BigDecimal OVER = new BigDecimal("1000000000000");

    private static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");

    /// Open ones first, the most urgent of them on top, then the newest of those that are over.
    private static final String RANK =
            ("CASE WHEN t.open THEN extract(epoch FROM coalesce(t.due, '%s'::timestamptz))"
                            + " ELSE %s - extract(epoch FROM t.since) END")
                    .formatted(NEVER, OVER);

    /// A complaint and its line in the worklist.
    record Line(Complaint complaint, Task task) {}

    private final Records records;
    private final Clock clock;

    ReceivedComplaints(Records records, Clock clock) {
        this.records = records;
        this.clock = clock;
    }

    /// The provinces whose complaints the actor may see.
    static List<Province> homes(Actor actor) {
        return homes(actor, Role.PROVINCIAL_OFFICER, Role.AUDITOR);
    }

    private static List<Province> homes(Actor actor, Role... roles) {
        return Arrays.stream(Province.values())
                .filter(home -> Stream.of(roles).anyMatch(role -> actor.may(role, home.code())))
                .toList();
    }

    private static Map<String, Object> at(List<Province> homes) {
        return new HashMap<>(
                Map.of(
                        "procedure",
                        Complaints.NAME,
                        "homes",
                        homes.stream().map(Province::code).toList()));
    }

    /// How many wait for an answer by the actor.
    static Optional<Badge.Count> waiting(Actor actor) {
        List<Province> mine = homes(actor, Role.PROVINCIAL_OFFICER);
        String condition = "t.procedure = :procedure AND t.home IN (:homes) AND t.open";
        return mine.isEmpty()
                ? Optional.empty()
                : Optional.of(new Badge.Count(Records.counting(Task.class, condition), at(mine)));
    }

    /// @param address `state`, `overdue`, `province` and `q` (in the subject) narrow it; a value
    ///   that is none of the possible ones narrows nothing
    Paged<Line> find(Actor actor, Address address, int size) {
        Map<String, Object> values = at(homes(actor));
        StringBuilder where = new StringBuilder("t.procedure = :procedure AND t.home IN (:homes)");
        address.first("state")
                .filter(text -> isOne(ComplaintState.values(), text))
                .ifPresent(state -> {
                    where.append(" AND t.state = :state");
                    values.put("state", state);
                });
        address.first("province")
                .filter(text -> isOne(Province.values(), text))
                .ifPresent(province -> {
                    where.append(" AND t.home = :home");
                    values.put("home", Province.valueOf(province).code());
                });
        address.first("q")
                .ifPresent(q -> {
                    where.append(" AND position(lower(:q) IN lower(t.title)) > 0");
                    values.put("q", q.replace("\0", ""));
                });
        if (address.has("overdue")) {
            where.append(" AND t.open AND t.paused_since IS NULL AND t.due <= :now::timestamptz");
            values.put("now", clock.instant().toString());
        }
        return page(address, size, where, values);
    }

    private Paged<Line> page(
            Address address, int size, StringBuilder where, Map<String, Object> values) {
        long total = records.count(Task.class, where.toString(), values);
        Cursor.decode(address.first(Address.AFTER).orElse(null))
                .ifPresent(cursor -> {
                    where.append(" AND (" + RANK + ", t.id) > (:rank::numeric, :id)");
                    values.put("rank", rank(cursor));
                    values.put("id", cursor.id());
                });
        List<Task> tasks =
                records.list(Task.class, where.toString(), RANK + ", t.id", values, size + 1);
        Map<String, Complaint> complaints = complaints(tasks);
        return Paged.of(tasks, size, total, ReceivedComplaints::cursor)
                .map(task ->
                        new Line(
                                java.util.Objects.requireNonNull(complaints.get(task.id().value())),
                                task));
    }

    /// By id, because no query reaches into the schema of another module.
    private Map<String, Complaint> complaints(List<Task> tasks) {
        if (tasks.isEmpty()) {
            return Map.of();
        }
        List<String> ids = tasks.stream().map(task -> task.id().value()).toList();
        return records
                .list(Complaint.class, "t.id IN (:ids)", "t.id", Map.of("ids", ids), ids.size())
                .stream()
                .collect(Collectors.toMap(one -> one.id().value(), Function.identity()));
    }

    /// What everybody may read, the newest first.
    Paged<Complaint> published(Address address, int size) {
        StringBuilder where = new StringBuilder("t.published IS NOT NULL");
        Map<String, Object> values = new HashMap<>();
        address.first("province")
                .filter(text -> isOne(Province.values(), text))
                .ifPresent(province -> {
                    where.append(" AND t.home = :home");
                    values.put("home", Province.valueOf(province).code());
                });
        address.first("about")
                .filter(text -> isOne(ComplaintAbout.values(), text))
                .ifPresent(about -> {
                    where.append(" AND t.about = :about");
                    values.put("about", about);
                });
        long total = records.count(Complaint.class, where.toString(), values);
        Cursor.decode(address.first(Address.AFTER).orElse(null))
                .ifPresent(cursor -> {
                    where.append(" AND (t.replied, t.id) < (:replied::timestamptz, :id)");
                    values.put("replied", instant(cursor));
                    values.put("id", cursor.id());
                });
        return Paged.of(
                records.list(
                        Complaint.class,
                        where.toString(),
                        "t.replied DESC, t.id DESC",
                        values,
                        size + 1),
                size,
                total,
                last -> new Cursor(String.valueOf(last.replied()), last.id().value()));
    }

    private static boolean isOne(Enum<?>[] known, String text) {
        return Arrays.stream(known).anyMatch(one -> one.name().equals(text));
    }

    private static Cursor cursor(Task last) {
        Instant due = last.due() == null ? NEVER : last.due();
        BigDecimal rank = last.open() ? seconds(due) : OVER.subtract(seconds(last.since()));
        return new Cursor(rank.toPlainString(), last.id().value());
    }

    private static BigDecimal seconds(Instant at) {
        return BigDecimal.valueOf(at.getEpochSecond()).add(BigDecimal.valueOf(at.getNano(), 9));
    }

    private static BigDecimal rank(Cursor cursor) {
        if (!cursor.key().matches("\\d{1,15}(\\.\\d{1,9})?")) {
            throw new RefusedException(Refusal.of(WebReason.CURSOR_INVALID, "after", cursor.key()));
        }
        return new BigDecimal(cursor.key());
    }

    private static String instant(Cursor cursor) {
        try {
            return Instant.parse(cursor.key()).toString();
        } catch (DateTimeParseException _) {
            throw new RefusedException(Refusal.of(WebReason.CURSOR_INVALID, "after", cursor.key()));
        }
    }
}
