package org.deltacommons.commons.enterprises;

import java.time.LocalDate;
import org.deltacommons.foundation.web.FieldError;
import org.deltacommons.foundation.web.Input;
import org.deltacommons.kernel.DivisionCode;
import org.jspecify.annotations.Nullable;

/// A place in an incubator, declared by the firm or recorded by an officer.
///
/// @param organisation the incubator's id, if it has one here
public record TenancyForm(
        @Input(max = 100) String name,
        @Nullable @Input(max = 80, help = true) String organisation,
        @Input(options = "divisionOptions") DivisionCode division,
        LocalDate from,
        @Nullable LocalDate until,
        @Input(max = 200, help = true) String source) {

    public TenancyForm {
        if (until != null && !from.isBefore(until)) {
            throw new FieldError("until", "enterprises.form.ends-before");
        }
    }
}
