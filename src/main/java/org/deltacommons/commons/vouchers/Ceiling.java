package org.deltacommons.commons.vouchers;

import org.deltacommons.foundation.lane.Row;
import org.deltacommons.foundation.lane.Stored;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Province;

/// What a firm may get of an issuer in a year. What is left of it is told by the account of the
/// same id; the row says how much was put in, and guards that it is put in once.
///
/// @param id the account's, such as `ceiling/340500/org-jiangpan/2026`
/// @param amount as the rule in force said when it was last raised
@Stored("vouchers.ceiling")
public record Ceiling(
        Id<Ceiling> id, Province home, DivisionCode issuer, String firm, int year, Money amount)
        implements Row {

    static Id<Ceiling> idOf(DivisionCode issuer, String firm, int year) {
        return Id.of(Chart.ceiling(issuer, firm, year));
    }
}
