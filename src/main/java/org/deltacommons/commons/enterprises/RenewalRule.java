package org.deltacommons.commons.enterprises;

import java.time.LocalDate;
import java.time.MonthDay;
import org.deltacommons.foundation.rulebook.RuleTopic;

/// Until when a year's technology status counts.
///
/// Source: 国科发政〔2017〕115号: renewed each year by 31 March, else it lapses.
///
/// @param last the last day, in the year after the status's own
@RuleTopic("enterprise.renewal")
public record RenewalRule(MonthDay last) {

    /// The first day on which a year's status no longer counts.
    public LocalDate endOf(int year) {
        return last.atYear(year + 1).plusDays(1);
    }
}
