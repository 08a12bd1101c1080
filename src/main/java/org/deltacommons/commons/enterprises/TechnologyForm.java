package org.deltacommons.commons.enterprises;

import java.time.LocalDate;
import org.deltacommons.foundation.web.FieldError;
import org.deltacommons.foundation.web.Input;
import org.deltacommons.kernel.Texts;
import org.jspecify.annotations.Nullable;

/// What the register of technology enterprises said, as an officer saw it.
///
/// @param number 入库编号 in any case and width; empty if the register knows none for the year
/// @param validFrom the day of the announcement
/// @param asOf the day the register was asked
public record TechnologyForm(
        @Input(from = 2017, until = 2200) int year,
        @Nullable @Input(max = 40, help = true) String number,
        @Nullable LocalDate validFrom,
        LocalDate asOf,
        @Input(max = 200) String source) {

    public TechnologyForm {
        if (number != null) {
            number = Texts.code(number);
            if (!number.matches("[0-9A-Z]{18}")) {
                throw new FieldError("number", "enterprises.form.number");
            }
            if (validFrom == null) {
                throw new FieldError("validFrom", "enterprises.form.since");
            }
        }
    }
}
