package org.deltacommons.commons.vouchers;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.deltacommons.foundation.lane.GroupLane;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.procedures.NoForm;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.Procedures;
import org.deltacommons.kernel.Actor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// At 24:00 Asia/Shanghai of 31 December the holds of a programme's year end, by its issuer's lane,
/// unless the rule carries them over (结转). What was claimed until the rule's cut-off stays in the
/// year and is not touched; the rest of a partly claimed order ends like any other.
@Configuration
class YearEnd {

    private static final int BATCH = 200;

    /// The states in which an order may hold something.
    static final List<String> HOLDING = Stream.of(OrderProcedure.HOLDING).map(Enum::name).toList();

    private final Records records;
    private final Procedures procedures;
    private final Procedure<Order> procedure;
    private final GroupLane lane;
    private final Clock clock;

    YearEnd(
            Records records,
            Procedures procedures,
            Procedure<Order> orderProcedure,
            GroupLane lane,
            Clock clock) {
        this.records = records;
        this.procedures = procedures;
        this.procedure = orderProcedure;
        this.lane = lane;
        this.clock = clock;
    }

    /// Ends the holds of every programme whose year is over.
    ///
    /// @return how many
    int end() {
        int ended = 0;
        for (Programme programme : records.list(Programme.class, "true", "t.id", Map.of(), 500)) {
            boolean over = !clock.instant().isBefore(programme.yearEnd());
            ended += over && lane.hosts(programme.home()) ? end(programme) : 0;
        }
        return ended;
    }

    /// In steps, each with what the one before left; a step that ends nothing is the last.
    private int end(Programme programme) {
        int all = 0;
        int now;
        do {
            now = 0;
            for (Order order : holding(programme)) {
                now +=
                        procedures
                                        .act(
                                                procedure,
                                                order.id(),
                                                "year-end",
                                                new NoForm(),
                                                Actor.system(order.home()),
                                                -1,
                                                null)
                                        .isDone()
                                ? 1
                                : 0;
            }
            all += now;
        } while (now == BATCH);
        return all;
    }

    private List<Order> holding(Programme programme) {
        return records.list(
                Order.class,
                "t.home = :home AND t.funding ->> 'programme' = :programme AND t.state IN (:states)"
                        + " AND (t.funding ->> 'voucherPart')::bigint > (SELECT"
                        + " coalesce(sum((part ->> 'pays')::bigint), 0)"
                        + " FROM jsonb_array_elements(t.claimed) part)",
                "t.placed_at, t.id",
                Map.of(
                        "home", programme.home().code(),
                        "programme", programme.id().value(),
                        "states", HOLDING),
                BATCH);
    }

    @Bean
    RecurringTask<Void> voucherYearEndJob() {
        return Tasks.recurring("vouchers-year-end", FixedDelay.ofMinutes(1))
                .execute((instance, context) -> end());
    }
}
