package org.deltacommons.foundation.erasing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.deltacommons.foundation.erasing.PersonalTexts.Standing;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.foundation.procedures.WorkingDays;
import org.deltacommons.foundation.rulebook.Applied;
import org.deltacommons.foundation.rulebook.Rules;
import org.deltacommons.foundation.rulebook.ThresholdRule;
import org.deltacommons.foundation.rulebook.ThresholdUnit;
import org.deltacommons.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/// How long what was written in a case must be kept (个人信息保护法 Art. 19, Art. 47 para. 2), as the
/// rules have it by procedure, in months: `threshold.retention.<procedure>` from the day on which
/// the case was over, `threshold.archive.<procedure>`, as of accounts, from the first day of the
/// year after (会计档案管理办法 Art. 14). Where neither is, nothing must be kept of a case that is over.
final class Retention {

    private final Rules rules;

    Retention(Rules rules) {
        this.rules = rules;
    }

    /// A rule and the first day on which it asks for nothing any more.
    private record Until(LocalDate day, Applied<ThresholdRule> rule) {}

    /// @return why a text stays; null if it may be erased
    @Nullable Refusal obstacle(@Nullable Standing standing, Rows rows) {
        if (standing == null) {
            return null;
        }
        String name = standing.procedure() + "/" + standing.id();
        if (!standing.closed()) {
            return Refusal.of(ErasingReason.CASE_GOES_ON, "case", name);
        }
        LocalDate closed = day(standing.since());
        Until until =
                later(
                        until("retention." + standing.procedure(), closed, rows),
                        until(
                                "archive." + standing.procedure(),
                                LocalDate.of(closed.getYear() + 1, 1, 1),
                                rows));
        if (until == null || !day(rows.now()).isBefore(until.day())) {
            return null;
        }
        return Refusal.of(ErasingReason.MUST_BE_KEPT, "case", name)
                .with("until", until.day().toString())
                .under(until.rule().version());
    }

    /// The first day on which what was refused is not refused for that any more.
    static Optional<LocalDate> until(Refusal why) {
        return why.values().get("until") instanceof String day
                ? Optional.of(LocalDate.parse(day))
                : Optional.empty();
    }

    private @Nullable Until until(String name, LocalDate from, Rows rows) {
        Optional<Applied<ThresholdRule>> rule =
                rules.at(
                        rows,
                        ThresholdRule.class,
                        ThresholdRule.topic(name),
                        rows.home().division(),
                        day(rows.now()));
        return rule.map(found -> new Until(end(from, found.value()), found)).orElse(null);
    }

    private static LocalDate end(LocalDate from, ThresholdRule rule) {
        if (rule.unit() == ThresholdUnit.MONTHS) {
            return from.plusMonths(rule.limit());
        }
        if (rule.unit() == ThresholdUnit.DAYS) {
            return from.plusDays(rule.limit());
        }
        throw new IllegalStateException("no period but " + rule.unit());
    }

    private static @Nullable Until later(@Nullable Until one, @Nullable Until other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.day().isBefore(other.day()) ? other : one;
    }

    private static LocalDate day(Instant at) {
        return at.atZone(WorkingDays.ZONE).toLocalDate();
    }
}
