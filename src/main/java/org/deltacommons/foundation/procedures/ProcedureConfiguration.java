package org.deltacommons.foundation.procedures;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks.RecurringTaskBuilder;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.deltacommons.foundation.lane.GroupLane;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.foundation.web.Badge;
import org.deltacommons.foundation.web.MenuEntry;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Ids;
import org.deltacommons.kernel.Province;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Collects what the modules declare.
@Configuration
class ProcedureConfiguration {

    private static final String WORKLIST = "menu.worklist";

    @Bean
    Moving moving(Ids ids, ObjectProvider<Terms> terms) {
        return new Moving(ids, terms.getIfAvailable(NoTerms::new));
    }

    @Bean
    Procedures procedures(
            GroupLane lane,
            Records records,
            Moving moving,
            Refusals refusals,
            ObjectProvider<Procedure<?>> declared) {
        List<Procedure<?>> all = declared.orderedStream().toList();
        return new Procedures(lane, records, moving, refusals, all);
    }

    @Bean
    Tasks tasks(
            GroupLane lane,
            Records records,
            Refusals refusals,
            ObjectProvider<Assignees> assignees) {
        return new Tasks(
                lane,
                records,
                refusals,
                (role, place) ->
                        assignees.stream()
                                .flatMap(one -> one.holders(role, place).stream())
                                .toList());
    }

    @Bean
    Titles titles(
            Procedures procedures,
            Records records,
            ObjectProvider<NamedThings> named,
            Words words) {
        return new Titles(procedures, records, named, words);
    }

    @Bean
    Worklist worklist(Records records, Clock clock) {
        return new Worklist(records, clock);
    }

    @Bean
    Calendars calendars(GroupLane lane, Records records, Refusals refusals, Words words) {
        return new Calendars(lane, records, refusals, words);
    }

    @Bean
    Deadlines deadlines(Procedures procedures, GroupLane lane, Records records, Clock clock) {
        return new Deadlines(procedures, lane, records, clock);
    }

    @Bean
    Absences absences(
            Procedures procedures,
            GroupLane lane,
            Records records,
            ObjectProvider<AwayHomes> away) {
        return new Absences(procedures, lane, records, away.getIfAvailable(AllHere::new));
    }

    /// Of several instances one looks at a time. First at who is away: what waits for them is not
    /// late.
    @Bean
    RecurringTask<Void> deadlinesJob(Deadlines deadlines, Absences absences) {
        return new RecurringTaskBuilder<>(
                        "procedures.deadlines", FixedDelay.of(Duration.ofMinutes(1)), Void.class)
                .execute((_, _) -> {
                    absences.look();
                    deadlines.look();
                });
    }

    @Bean
    MenuEntry worklistEntry() {
        return new MenuEntry(WORKLIST, "/worklist", "checklist", 10, actor -> !actor.isVisitor())
                .in(MenuEntry.TOP);
    }

    @Bean
    MenuEntry publishedEntry() {
        return new MenuEntry("menu.procedures", "/procedures", "route", 10, _ -> true)
                .in(MenuEntry.FOOTER);
    }

    @Bean
    Badge worklistBadge(Worklist worklist) {
        return new Badge() {
            @Override
            public String menuKey() {
                return WORKLIST;
            }

            @Override
            public Optional<Count> count(Actor actor) {
                return worklist.count(actor);
            }
        };
    }

    /// Where nothing is followed, nobody is away.
    private static final class AllHere implements AwayHomes {
        @Override
        public Optional<Instant> awaySince(Province home) {
            return Optional.empty();
        }

        @Override
        public boolean isHeard(Province home) {
            return true;
        }
    }

    /// Until the rulebook is there, nothing has a deadline.
    private static final class NoTerms implements Terms {
        @Override
        public Optional<Instant> due(String term, DivisionCode division, Rows rows, Instant from) {
            return Optional.empty();
        }
    }
}
