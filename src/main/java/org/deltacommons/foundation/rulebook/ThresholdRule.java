package org.deltacommons.foundation.rulebook;

import org.deltacommons.kernel.Money;

/// A number from which, or up to which, something holds. Topics: `threshold.<name>`, such as
/// `threshold.instrument.report` (原值 ≥ 50 万元, 国发〔2014〕70号).
///
/// @param limit not negative, in the unit
@RuleTopic("threshold")
public record ThresholdRule(long limit, ThresholdUnit unit) {

    public ThresholdRule {
        if (limit < 0) {
            throw new IllegalArgumentException("a threshold is not negative: " + limit);
        }
    }

    public static String topic(String threshold) {
        return RuleTopic.Of.topic(ThresholdRule.class) + "." + threshold;
    }

    /// @throws IllegalStateException if it is no amount
    public Money money() {
        if (unit != ThresholdUnit.FEN) {
            throw new IllegalStateException("no amount but " + unit);
        }
        return new Money(limit);
    }
}
