package org.deltacommons.foundation.rulebook;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.foundation.procedures.Terms;
import org.deltacommons.foundation.procedures.WorkingDays;
import org.deltacommons.kernel.DivisionCode;

/// Deadlines from the rules `term.<name>`, in working days of the division's province.
public final class RuleTerms implements Terms {

    private final Rules rules;

    public RuleTerms(Rules rules) {
        this.rules = rules;
    }

    @Override
    public Optional<Instant> due(String term, DivisionCode division, Rows rows, Instant from) {
        LocalDate on = LocalDate.ofInstant(from, WorkingDays.ZONE);
        return rules.at(rows, TermRule.class, TermRule.topic(term), division, on)
                .map(rule ->
                        WorkingDays.of(rows, division.province())
                                .endAfter(from, rule.value().workingDays()));
    }
}
