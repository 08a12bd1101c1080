package org.deltacommons.commons.enterprises;

import org.deltacommons.foundation.rulebook.RuleTopic;
import org.deltacommons.kernel.Money;

/// Up to which size an enterprise counts as small or medium: fewer people, or less revenue.
///
/// Source: 《中小企业划型标准规定》 (工信部联企业〔2011〕300号), 工业: 从业人员 1 000 人以下或营业收入 40 000 万元以下.
///
/// @param staffBelow exclusive
/// @param revenueBelow exclusive
@RuleTopic("enterprise.size")
public record SizeRule(int staffBelow, Money revenueBelow) {

    public SizeRule {
        if (staffBelow < 1 || !revenueBelow.isPositive()) {
            throw new IllegalArgumentException("a size is positive");
        }
    }

    boolean admits(Figures figures) {
        return figures.staff() < staffBelow || figures.revenue().compareTo(revenueBelow) < 0;
    }
}
