package org.deltacommons.commons.vouchers;

import java.time.LocalDate;
import java.util.Optional;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.rulebook.Rules;
import org.deltacommons.foundation.rulebook.VoucherRule;
import org.springframework.stereotype.Component;

/// Until when a programme's vouchers can be claimed, for pages: the fiscal year's end takes what
/// the rule does not carry over.
@Component
public class ClaimTerms {

    private final Records records;
    private final Rules rules;

    ClaimTerms(Records records, Rules rules) {
        this.records = records;
        this.rules = rules;
    }

    /// The last day on which a voucher of the programme can be claimed for the first time.
    ///
    /// @param on whose rule counts, in Asia/Shanghai
    /// @return empty if there is no rule on that day, or one that carries over to the next year
    public Optional<LocalDate> last(Programme programme, LocalDate on) {
        return rules.at(records, VoucherRule.class, programme.topic(), programme.issuer(), on)
                .filter(rule -> !rule.value().carryOver())
                .map(rule -> rule.value().lastClaim(programme.year()));
    }
}
