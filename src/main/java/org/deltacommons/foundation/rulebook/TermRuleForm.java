package org.deltacommons.foundation.rulebook;

import java.time.LocalDate;
import org.deltacommons.foundation.web.FieldError;
import org.deltacommons.foundation.web.Input;
import org.jspecify.annotations.Nullable;

/// The fields of a term.
public record TermRuleForm(
        @Input(from = 1, until = 250, unit = "form.unit.working-days") int workingDays,
        @Input(group = "form.group.rule.version", help = true) LocalDate from,
        @Nullable LocalDate until,
        @Input(help = true) String source,
        Certainty certainty,
        @Input(kind = Input.Kind.TEXTAREA, max = 500) String why)
        implements RuleForm<TermRule> {

    public TermRuleForm {
        if (until != null && !from.isBefore(until)) {
            throw new FieldError("until", "rulebook.form.ends-before");
        }
    }

    static TermRuleForm of(TermRule rule, LocalDate from, String source) {
        return new TermRuleForm(rule.workingDays(), from, null, source, Certainty.LAW, "");
    }

    @Override
    public TermRule value() {
        return new TermRule(workingDays);
    }
}
