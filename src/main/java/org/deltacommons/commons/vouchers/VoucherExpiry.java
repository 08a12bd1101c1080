package org.deltacommons.commons.vouchers;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.procedures.NoForm;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.Procedures;
import org.deltacommons.kernel.Actor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Vouchers end at 24:00 Asia/Shanghai of their last day, by their issuer's lane.
@Configuration
class VoucherExpiry {

    private static final int BATCH = 200;

    private final Records records;
    private final Procedures procedures;
    private final Procedure<Voucher> procedure;
    private final Clock clock;

    VoucherExpiry(
            Records records, Procedures procedures, Procedure<Voucher> procedure, Clock clock) {
        this.records = records;
        this.procedures = procedures;
        this.procedure = procedure;
        this.clock = clock;
    }

    /// Ends every voucher whose time is over.
    ///
    /// @return how many
    int expire() {
        int ended = 0;
        for (Voucher voucher :
                records.list(
                        Voucher.class,
                        "t.state = 'GRANTED' AND t.expires_at <= :now",
                        "t.expires_at",
                        Map.of("now", clock.instant().atOffset(ZoneOffset.UTC)),
                        BATCH)) {
            boolean done =
                    procedures
                            .act(
                                    procedure,
                                    org.deltacommons.kernel.Id.<Voucher>of(voucher.id().value()),
                                    "expire",
                                    new NoForm(),
                                    Actor.system(voucher.home()),
                                    -1,
                                    "expire/" + voucher.id())
                            .isDone();
            ended += done ? 1 : 0;
        }
        return ended;
    }

    @Bean
    RecurringTask<Void> voucherExpiryJob() {
        return Tasks.recurring("vouchers-expire", FixedDelay.ofMinutes(1))
                .execute((instance, context) -> expire());
    }
}
