package org.deltacommons.commons.vouchers;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.deltacommons.foundation.lane.Row;
import org.deltacommons.foundation.lane.Stored;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Province;

/// A voucher programme of one issuer and fiscal year: its budget is an account, its conditions are
/// the rule `voucher.programme.<key>`.
///
/// @param id the key, such as `mas-2026`
/// @param issuer whose money
/// @param year the fiscal year, which ends on 31 December at 24:00 Asia/Shanghai
/// @param budget as appropriated
@Stored("vouchers.programme")
public record Programme(
        Id<Programme> id,
        Province home,
        DivisionCode issuer,
        String nameZh,
        String nameEn,
        int year,
        Money budget,
        boolean open,
        boolean demo,
        String source)
        implements Row {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    public String name(boolean english) {
        return english ? nameEn : nameZh;
    }

    public LocalDate firstDay() {
        return LocalDate.of(year, 1, 1);
    }

    /// The first instant after the fiscal year.
    public Instant yearEnd() {
        return LocalDate.of(year + 1, 1, 1).atStartOfDay(ZONE).toInstant();
    }

    /// The same with another budget.
    Programme with(Money other) {
        return new Programme(id, home, issuer, nameZh, nameEn, year, other, open, demo, source);
    }

    public boolean isInYear(Instant at) {
        return at.atZone(ZONE).getYear() == year;
    }

    String topic() {
        return org.deltacommons.foundation.rulebook.VoucherRule.topic(id.value());
    }
}
