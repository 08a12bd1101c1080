package org.deltacommons.commons.needs.saved;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltacommons.commons.needs.NeedFact;
import org.deltacommons.commons.needs.NeedsReason;
import org.deltacommons.commons.needs.SavedNeeds;
import org.deltacommons.commons.needs.SavedNeeds.Saved;
import org.deltacommons.commons.needs.saved.Matches.Untold;
import org.deltacommons.foundation.lane.Audience;
import org.deltacommons.foundation.lane.Command;
import org.deltacommons.foundation.lane.Fact;
import org.deltacommons.foundation.lane.Lane;
import org.deltacommons.foundation.lane.Put;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.foundation.lane.Unit;
import org.deltacommons.foundation.procedures.WorkingDays;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Outcome;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/// Tells people what fitted: the first at once, whatever else comes that day together on the next.
/// What is told is a fact of the person's home; notices follow it.
@Component
class SavedTelling {

    private static final int AT_ONCE = 200;

    private record Told(String saved) {}

    private final Matches matches;
    private final Records records;
    private final Lane lane;
    private final Clock clock;

    SavedTelling(Matches matches, Records records, Lane lane, Clock clock) {
        this.matches = matches;
        this.records = records;
        this.lane = lane;
        this.clock = clock;
    }

    /// @return how many were told
    int work() {
        int told = 0;
        String after = "";
        List<Untold> some;
        do {
            some = matches.untold(after, AT_ONCE);
            for (Untold one : some) {
                told += tell(one) ? 1 : 0;
                after = one.saved();
            }
        } while (some.size() == AT_ONCE);
        matches.tidy();
        return told;
    }

    private boolean tell(Untold one) {
        SavedNeeds known =
                records.find(SavedNeeds.class, SavedNeeds.idOf(one.person())).orElse(null);
        Optional<Saved> item = known == null ? Optional.empty() : known.item(one.saved());
        if (known == null || item.isEmpty()) {
            matches.forget(one.saved());
            return false;
        }
        if (item.get().toldUpTo() >= one.upTo()) {
            // Told before, by a run that ended before it could note so.
            matches.told(one.saved(), item.get().toldUpTo());
            return false;
        }
        if (item.get().paused() || isOf(item.get().toldAt(), clock.instant())) {
            return false;
        }
        Outcome<Told> outcome =
                lane.submit(
                        Command.of(
                                known.home(),
                                Actor.system(known.home()),
                                "needs.tell",
                                Map.of("saved", one.saved(), "upTo", one.upTo()),
                                Told.class),
                        rows -> told(one, rows));
        if (outcome instanceof Outcome.Done<Told>) {
            matches.told(one.saved(), one.upTo());
            return true;
        }
        return false;
    }

    private static Outcome<Unit<Told>> told(Untold one, Rows rows) {
        SavedNeeds before = rows.get(SavedNeeds.class, SavedNeeds.idOf(one.person()));
        Saved item = before.item(one.saved()).orElse(null);
        // Paused, dropped or told by another run since this one looked.
        if (item == null
                || item.paused()
                || item.toldUpTo() >= one.upTo()
                || isOf(item.toldAt(), rows.now())) {
            return Outcome.refused(NeedsReason.SAVED_NO_CHANGE);
        }
        return Outcome.done(
                Unit.of(
                        new Told(one.saved()),
                        new Put(
                                before.replacing(
                                        item.told(rows.now(), one.upTo()), before.changedAt())),
                        new Fact(
                                one.saved(),
                                Audience.HOME,
                                new NeedFact.SavedNeedMet(
                                        one.saved(),
                                        one.person(),
                                        one.documents(),
                                        one.titleZh(),
                                        one.titleEn()))));
    }

    /// Whether an instant is of the day of another.
    private static boolean isOf(@Nullable Instant at, Instant day) {
        return at != null
                && LocalDate.ofInstant(at, WorkingDays.ZONE)
                        .equals(LocalDate.ofInstant(day, WorkingDays.ZONE));
    }

    /// The job.
    @Configuration(proxyBeanMethods = false)
    static class Jobs {

        @Bean
        @ConditionalOnProperty(name = "delta.needs.tell", matchIfMissing = true)
        RecurringTask<Void> tellSavedNeeds(SavedTelling telling) {
            return Tasks.recurring("needs.tell", FixedDelay.of(Duration.ofSeconds(10)))
                    .execute((_, _) -> telling.work());
        }
    }
}
