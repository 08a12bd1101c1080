package org.deltacommons.foundation.rulebook;

import java.time.LocalDate;
import org.deltacommons.foundation.web.FieldError;
import org.deltacommons.foundation.web.Input;
import org.deltacommons.kernel.Money;
import org.jspecify.annotations.Nullable;

/// The fields of a threshold: an amount or a count, as its unit asks.
public record ThresholdRuleForm(
        @Input(kind = Input.Kind.HIDDEN) ThresholdUnit unit,
        @Nullable @Input(from = 0, help = true) Money amount,
        @Nullable @Input(from = 0, until = 1_000_000_000_000L, help = true) Long count,
        @Input(group = "form.group.rule.version", help = true) LocalDate from,
        @Nullable LocalDate until,
        @Input(help = true) String source,
        Certainty certainty,
        @Input(kind = Input.Kind.TEXTAREA, max = 500) String why)
        implements RuleForm<ThresholdRule> {

    public ThresholdRuleForm {
        boolean money = unit == ThresholdUnit.FEN;
        if (money ? amount == null : count == null) {
            throw new FieldError(money ? "amount" : "count", "rulebook.form.no-limit");
        }
        if (until != null && !from.isBefore(until)) {
            throw new FieldError("until", "rulebook.form.ends-before");
        }
    }

    static ThresholdRuleForm of(ThresholdRule rule, LocalDate from, String source) {
        boolean money = rule.unit() == ThresholdUnit.FEN;
        return new ThresholdRuleForm(
                rule.unit(),
                money ? rule.money() : null,
                money ? null : rule.limit(),
                from,
                null,
                source,
                Certainty.LAW,
                "");
    }

    @Override
    public ThresholdRule value() {
        // One of the two is there; the constructor has seen to it.
        long limit =
                amount != null && unit == ThresholdUnit.FEN
                        ? amount.fen()
                        : count == null ? 0 : count;
        return new ThresholdRule(limit, unit);
    }
}
