package org.deltacommons.foundation.rulebook;

/// How long somebody has. Topics: `term.<name>`, such as `term.order.accept`.
///
/// @param workingDays 1 to 250, counted by [org.deltacommons.foundation.procedures.WorkingDays]
///   from the day after
@RuleTopic("term")
public record TermRule(int workingDays) {

    private static final int DAYS_MAX = 250;

    public TermRule {
        if (workingDays < 1 || workingDays > DAYS_MAX) {
            throw new IllegalArgumentException("a term has 1 to 250 working days: " + workingDays);
        }
    }

    public static String topic(String term) {
        return RuleTopic.Of.topic(TermRule.class) + "." + term;
    }
}
