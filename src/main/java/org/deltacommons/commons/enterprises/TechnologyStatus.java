package org.deltacommons.commons.enterprises;

import java.time.LocalDate;

/// One year's status as 科技型中小企业.
///
/// Source: 国科发政〔2017〕115号; renewed every year by 31 March, else it lapses.
///
/// @param year the year of the status
/// @param number 入库编号, 18 characters, upper case
/// @param validFrom first day
/// @param validUntil first day after; ordinarily 1 April of the next year, the rule's last day
///   being 31 March
/// @param source the register
/// @param asOf when the register said so
public record TechnologyStatus(
        int year,
        String number,
        LocalDate validFrom,
        LocalDate validUntil,
        String source,
        LocalDate asOf) {

    public TechnologyStatus {
        if (!number.matches("[0-9A-Z]{18}")) {
            throw new IllegalArgumentException("not a number of 18 characters: " + number);
        }
        if (!validFrom.isBefore(validUntil)) {
            throw new IllegalArgumentException("a status ends after it begins: " + number);
        }
    }

    public boolean isValid(LocalDate on) {
        return !on.isBefore(validFrom) && on.isBefore(validUntil);
    }

    /// The last day on which it counts, as it is said to people.
    public LocalDate lastDay() {
        return validUntil.minusDays(1);
    }
}
