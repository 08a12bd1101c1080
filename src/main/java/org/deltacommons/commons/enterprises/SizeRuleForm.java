package org.deltacommons.commons.enterprises;

import java.time.LocalDate;
import org.deltacommons.foundation.rulebook.Certainty;
import org.deltacommons.foundation.rulebook.RuleForm;
import org.deltacommons.foundation.web.FieldError;
import org.deltacommons.foundation.web.Input;
import org.deltacommons.kernel.Money;
import org.jspecify.annotations.Nullable;

/// The fields of the size rule.
public record SizeRuleForm(
        @Input(from = 1, until = 100_000, unit = "form.unit.people") int staffBelow,
        @Input(from = 1) Money revenueBelow,
        @Input(group = "form.group.rule.version", help = true) LocalDate from,
        @Nullable LocalDate until,
        @Input(help = true) String source,
        Certainty certainty,
        @Input(kind = Input.Kind.TEXTAREA, max = 500) String why)
        implements RuleForm<SizeRule> {

    public SizeRuleForm {
        if (until != null && !from.isBefore(until)) {
            throw new FieldError("until", "rulebook.form.ends-before");
        }
    }

    static SizeRuleForm of(SizeRule rule, LocalDate from, String source) {
        return new SizeRuleForm(
                rule.staffBelow(), rule.revenueBelow(), from, null, source, Certainty.LAW, "");
    }

    @Override
    public SizeRule value() {
        return new SizeRule(staffBelow, revenueBelow);
    }
}
