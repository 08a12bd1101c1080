package org.deltacommons.foundation.procedures.pages;

import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.deltacommons.foundation.procedures.Calendars;
import org.deltacommons.foundation.procedures.Task;
import org.deltacommons.foundation.procedures.WorkingDays;
import org.deltacommons.foundation.procedures.Worklist;
import org.deltacommons.foundation.web.Address;
import org.deltacommons.foundation.web.Cursor;
import org.deltacommons.foundation.web.Paged;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.foundation.web.WebReason;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What waits for whoever asks, for machines.
@RestController
class WorklistApi {

    private static final int SIZE_MAX = 200;

    /// @param workingDaysLeft negative when overdue
    record Item(
            String procedure,
            String id,
            String title,
            String state,
            String home,
            List<String> next,
            @Nullable String assignee,
            Instant since,
            @Nullable Instant due,
            @Nullable Integer workingDaysLeft,
            boolean overdue,
            int urged) {}

    private final Worklist worklist;
    private final Calendars calendars;
    private final Clock clock;

    WorklistApi(Worklist worklist, Calendars calendars, Clock clock) {
        this.worklist = worklist;
        this.calendars = calendars;
        this.clock = clock;
    }

    /// @param size 1 to 200
    @GetMapping("/api/v1/worklist")
    Paged<Item> waiting(
            Actor actor,
            Address address,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "50") int size) {
        if (actor.isVisitor()) {
            throw new RefusedException(WebReason.SIGN_IN);
        }
        Map<Province, WorkingDays> days = new EnumMap<>(Province.class);
        return worklist.waiting(
                        actor,
                        WorklistPages.narrowed(address),
                        Cursor.decode(after),
                        Math.clamp(size, 1, SIZE_MAX))
                .map(task -> item(task, days));
    }

    private Item item(Task task, Map<Province, WorkingDays> days) {
        Instant now = clock.instant();
        Instant due = task.due();
        return new Item(
                task.procedure(),
                task.id().value(),
                task.title(),
                task.state(),
                task.home().code(),
                task.next(),
                task.assignee(),
                task.since(),
                due,
                due == null
                        ? null
                        : days.computeIfAbsent(task.home(), calendars::days).left(now, due),
                task.isLate(now),
                task.urged());
    }
}
