package org.deltacommons.foundation.procedures.pages;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.deltacommons.foundation.procedures.Calendars;
import org.deltacommons.foundation.procedures.DueCells;
import org.deltacommons.foundation.procedures.Task;
import org.deltacommons.foundation.procedures.Titles;
import org.deltacommons.foundation.procedures.Worklist;
import org.deltacommons.foundation.web.Address;
import org.deltacommons.foundation.web.Cursor;
import org.deltacommons.foundation.web.Paged;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.foundation.web.WebReason;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Actor;
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
    private final Titles titles;
    private final Words words;
    private final Clock clock;

    WorklistApi(Worklist worklist, Calendars calendars, Titles titles, Words words, Clock clock) {
        this.titles = titles;
        this.worklist = worklist;
        this.calendars = calendars;
        this.words = words;
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
        DueCells due = new DueCells(calendars, words, clock);
        Paged<Task> tasks =
                worklist.waiting(
                        actor,
                        WorklistPages.narrowed(address),
                        Cursor.decode(after),
                        Math.clamp(size, 1, SIZE_MAX));
        Map<String, String> called = titles.ofTasks(tasks.items());
        return tasks.map(task -> item(task, called.getOrDefault(task.id().value(), ""), due));
    }

    private Item item(Task task, String title, DueCells due) {
        return new Item(
                task.procedure(),
                task.id().value(),
                title,
                task.state(),
                task.home().code(),
                task.next(),
                task.assignee(),
                task.since(),
                task.due(),
                due.left(task),
                task.isLate(clock.instant()),
                task.urged());
    }
}
