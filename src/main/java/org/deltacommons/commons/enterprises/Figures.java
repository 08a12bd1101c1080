package org.deltacommons.commons.enterprises;

import java.time.LocalDate;
import org.deltacommons.kernel.Money;

/// How large an enterprise is, by its last complete fiscal year.
///
/// @param staff 职工总数, the year's mean
/// @param revenue 年销售收入 in fen
/// @param assets 资产总额 at the year's end in fen
/// @param year the fiscal year
/// @param verified whether an officer has seen the papers; otherwise the firm says so itself
public record Figures(
        int staff,
        Money revenue,
        Money assets,
        int year,
        boolean verified,
        String source,
        LocalDate asOf) {

    public Figures {
        if (staff < 0 || revenue.isNegative() || assets.isNegative()) {
            throw new IllegalArgumentException("figures are not negative");
        }
    }
}
