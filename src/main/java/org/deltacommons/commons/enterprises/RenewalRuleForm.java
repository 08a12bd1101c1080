package org.deltacommons.commons.enterprises;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import org.deltacommons.foundation.rulebook.Certainty;
import org.deltacommons.foundation.rulebook.RuleForm;
import org.deltacommons.foundation.web.FieldError;
import org.deltacommons.foundation.web.Input;
import org.jspecify.annotations.Nullable;

/// The fields of the renewal rule.
public record RenewalRuleForm(
        @Input(from = 1, until = 12, unit = "form.unit.month") int month,
        @Input(from = 1, until = 31, unit = "form.unit.day") int day,
        @Input(group = "form.group.rule.version", help = true) LocalDate from,
        @Nullable LocalDate until,
        @Input(help = true) String source,
        Certainty certainty,
        @Input(kind = Input.Kind.TEXTAREA, max = 500) String why)
        implements RuleForm<RenewalRule> {

    public RenewalRuleForm {
        try {
            MonthDay.of(month, day);
        } catch (DateTimeException _) {
            throw new FieldError("day", "rulebook.form.no-day");
        }
        if (until != null && !from.isBefore(until)) {
            throw new FieldError("until", "rulebook.form.ends-before");
        }
    }

    static RenewalRuleForm of(RenewalRule rule, LocalDate from, String source) {
        return new RenewalRuleForm(
                rule.last().getMonthValue(),
                rule.last().getDayOfMonth(),
                from,
                null,
                source,
                Certainty.LAW,
                "");
    }

    @Override
    public RenewalRule value() {
        return new RenewalRule(MonthDay.of(month, day));
    }
}
