package org.deltacommons.commons.enterprises;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.foundation.rulebook.Rules;
import org.deltacommons.foundation.rulebook.ThresholdRule;
import org.deltacommons.foundation.rulebook.VoucherRule;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Id;

/// What decisions ask about enterprises. Pure: reads rows by id and nothing else.
public final class Enterprises {

    static final String HONESTY_DAYS = "honesty.days";
    private static final int HONESTY_DAYS_ELSE = 90;

    private final Rules rules;

    public Enterprises(Rules rules) {
        this.rules = rules;
    }

    /// @param organisation the organisation's id, such as `org-jiangpan`
    public Optional<Enterprise> find(Rows rows, String organisation) {
        return rows.find(Enterprise.class, Id.of(organisation));
    }

    /// Every condition of a programme, each met, not met or not verified. To be kept with the
    /// decision. An organisation of which nothing is known meets nothing and fails nothing.
    ///
    /// @param issuer whose programme
    /// @param on the day that counts, Asia/Shanghai
    public List<Condition> eligibility(
            Rows rows, String organisation, VoucherRule rule, DivisionCode issuer, LocalDate on) {
        return find(rows, organisation)
                .map(enterprise -> at(rows, issuer, on).judge(enterprise, rule, issuer, on))
                .orElseGet(Eligibility::unknown);
    }

    /// Whether two organisations are related parties, met when they are not. The same name with
    /// another identity is no relation; without data on either the answer is "not verified".
    ///
    /// @param hops how many ties apart, 0 to 3; see [VoucherRule#relatedPartyHops]
    public Condition related(Rows rows, String organisation, String other, int hops) {
        return new Kinship(rows).between(organisation, other, hops);
    }

    /// The yardsticks of a day.
    Eligibility at(Rows rows, DivisionCode division, LocalDate on) {
        long days =
                rules.at(rows, ThresholdRule.class, ThresholdRule.topic(HONESTY_DAYS), division, on)
                        .map(rule -> rule.value().limit())
                        .orElse((long) HONESTY_DAYS_ELSE);
        return new Eligibility(
                rules.at(rows, SizeRule.class, division, on).orElse(null), Math.toIntExact(days));
    }
}
