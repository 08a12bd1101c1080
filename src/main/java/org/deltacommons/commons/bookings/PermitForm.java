package org.deltacommons.commons.bookings;

import java.time.LocalDate;
import org.deltacommons.foundation.web.FieldError;
import org.deltacommons.foundation.web.Input;
import org.jspecify.annotations.Nullable;

/// A training certificate is granted, or a customs notice recorded.
///
/// @param resource its id
/// @param holder the firm's id
/// @param people who passed the training
public record PermitForm(
        PermitKind kind,
        @Input(options = "ownResources") String resource,
        @Input(max = 80, help = true) String holder,
        @Input(max = 60) String number,
        @Nullable @Input(max = 200, help = true) String people,
        LocalDate validFrom,
        @Nullable LocalDate validUntil) {

    public PermitForm {
        if (validUntil != null && validUntil.isBefore(validFrom)) {
            throw new FieldError("validUntil", "bookings.form.until");
        }
        if (!holder.matches("[A-Za-z0-9][A-Za-z0-9-]{0,39}")) {
            throw new FieldError("holder", "bookings.form.holder");
        }
    }
}
