package org.deltacommons.commons.resources.intake;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.deltacommons.commons.resources.Resource;
import org.deltacommons.commons.resources.ResourceListed;
import org.deltacommons.commons.resources.ResourceState;
import org.deltacommons.foundation.lane.Audience;
import org.deltacommons.foundation.lane.Command;
import org.deltacommons.foundation.lane.Fact;
import org.deltacommons.foundation.lane.Lane;
import org.deltacommons.foundation.lane.Part;
import org.deltacommons.foundation.lane.Put;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.foundation.lane.Unit;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Applies imports in Units of 200 rows, each keyed by import and chunk, so that whoever goes on
/// does so where it stopped. New resources are written hidden, changes beside what holds; one Unit
/// then makes all of it visible; last the changes are carried over.
@Component
public class Applying {

    private static final Logger LOG = LoggerFactory.getLogger(Applying.class);
    private static final int CHUNK = 200;

    private final Lane lane;
    private final Records records;
    private final Staging staging;
    private final ReentrantLock one = new ReentrantLock();

    Applying(Lane lane, Records records, Staging staging) {
        this.lane = lane;
        this.records = records;
        this.staging = staging;
    }

    /// Applies what waits, in a thread of its own.
    void wake() {
        Thread.ofVirtual().name("imports").start(this::work);
    }

    @EventListener(ApplicationReadyEvent.class)
    void resume() {
        wake();
    }

    private void work() {
        try {
            finish();
        } catch (RuntimeException failed) {
            LOG.warn("An import stopped; it goes on within a minute", failed);
        }
    }

    /// Goes on with what stopped, here or at an instance that is gone, unless somebody does so now.
    void goOn() {
        if (one.tryLock()) {
            try {
                finish();
            } finally {
                one.unlock();
            }
        }
    }

    /// What stopped because the database was away for a moment would stand still until the next
    /// start.
    @Configuration(proxyBeanMethods = false)
    static class Jobs {

        @Bean
        RecurringTask<Void> goOnWithImports(Applying applying) {
            return Tasks.recurring("resources.imports", FixedDelay.of(Duration.ofMinutes(1)))
                    .execute((_, _) -> applying.goOn());
        }
    }

    /// Applies everything that waits and returns when it is done.
    public void finish() {
        one.lock();
        try {
            List<Import> open =
                    records.list(
                            Import.class,
                            "t.state IN ('APPLYING', 'APPLIED')",
                            "t.at, t.id",
                            Map.of(),
                            100);
            for (Import batch : open) {
                if (lane.hosts(batch.home())) {
                    apply(batch);
                }
            }
        } finally {
            one.unlock();
        }
    }

    private void apply(Import batch) {
        if (batch.state() == ImportState.APPLYING) {
            List<Line.Verdict> all = List.of(Line.Verdict.FRESH, Line.Verdict.CHANGED);
            chunks(batch, "write", all, (lines, rows) -> write(batch, lines, rows));
            step(batch, ImportState.APPLYING, ImportState.APPLIED);
        }
        chunks(
                batch,
                "carry",
                List.of(Line.Verdict.CHANGED),
                (lines, rows) -> carry(batch, lines, rows));
        step(batch, ImportState.APPLIED, ImportState.DONE);
    }

    private interface Writing {
        List<Part> parts(List<Line> lines, Rows rows);
    }

    private void chunks(Import batch, String phase, List<Line.Verdict> verdicts, Writing writing) {
        int after = 0;
        List<Line> lines = staging.lines(batch.id().value(), verdicts, after, CHUNK);
        while (!lines.isEmpty()) {
            List<Line> some = lines;
            submit(batch, phase + "/" + some.getFirst().line(), rows -> writing.parts(some, rows));
            after = some.getLast().line();
            lines = staging.lines(batch.id().value(), verdicts, after, CHUNK);
        }
    }

    private void submit(Import batch, String step, Function<Rows, List<Part>> parts) {
        Command<Imports.Noted> command =
                Command.of(
                                batch.home(),
                                Actor.system(batch.home()),
                                "resources.import",
                                Map.of("batch", batch.id().value(), "step", step),
                                Imports.Noted.class)
                        .keyed(batch.id().value() + "/" + step);
        lane.submit(
                        command,
                        rows ->
                                Outcome.done(
                                        Unit.of(
                                                new Imports.Noted(
                                                        batch.id().value(), batch.state()),
                                                parts.apply(rows))))
                .orThrow();
    }

    private List<Part> write(Import batch, List<Line> lines, Rows rows) {
        List<Part> parts = new ArrayList<>();
        for (Line line : lines) {
            Draft draft = Objects.requireNonNull(line.draft());
            Id<Resource> id = Resource.idOf(batch.provider(), draft.innerId());
            Resource there = rows.find(Resource.class, id).orElse(null);
            if (there == null) {
                parts.add(new Put(fresh(batch, id, draft, rows)));
            } else if (there.state() != ResourceState.SCRAPPED) {
                parts.add(
                        new Put(
                                there.staged(
                                        new Resource.Pending(
                                                batch.id().value(),
                                                draft.details(),
                                                draft.terms(),
                                                there.priced(draft.prices()).prices()))));
            }
        }
        return parts;
    }

    private static Resource fresh(Import batch, Id<Resource> id, Draft draft, Rows rows) {
        return new Resource(
                id,
                batch.home(),
                ResourceState.REGISTERED,
                batch.provider(),
                draft.innerId(),
                draft.details(),
                draft.terms(),
                draft.prices(),
                rows.now(),
                batch.id().value(),
                null);
    }

    private List<Part> carry(Import batch, List<Line> lines, Rows rows) {
        List<Part> parts = new ArrayList<>();
        for (Line line : lines) {
            Resource there =
                    rows.find(Resource.class, Id.of(Objects.requireNonNull(line.resource())))
                            .orElse(null);
            Resource.Pending pending = there == null ? null : there.pending();
            if (there == null || pending == null || !pending.batch().equals(batch.id().value())) {
                continue;
            }
            Resource after = there.promoted();
            parts.add(new Put(after));
            if (after.state().isListed()) {
                parts.add(new Fact(after.id().value(), Audience.PUBLIC, ResourceListed.of(after)));
            }
        }
        return parts;
    }

    private void step(Import batch, ImportState from, ImportState to) {
        submit(
                batch,
                to.name(),
                rows -> {
                    Import now = rows.get(Import.class, batch.id());
                    if (now.state() != from) {
                        return List.of();
                    }
                    List<Part> parts = new ArrayList<>(List.of(new Put(now.in(to))));
                    if (to == ImportState.APPLIED) {
                        parts.add(
                                new Fact(
                                        batch.id().value(),
                                        Audience.HOME,
                                        new ImportApplied(
                                                batch.id().value(),
                                                batch.provider(),
                                                batch.fileName(),
                                                batch.fresh(),
                                                batch.changed(),
                                                batch.wrong())));
                    }
                    return parts;
                });
    }
}
