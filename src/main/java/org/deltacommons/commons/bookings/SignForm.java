package org.deltacommons.commons.bookings;

import java.time.LocalDate;
import org.deltacommons.foundation.procedures.Attachment;
import org.deltacommons.foundation.web.Input;
import org.jspecify.annotations.Nullable;

/// The provider's legal person signs.
///
/// @param number the contract's, or the work order's under a framework contract
/// @param framework the annual framework contract's number
public record SignForm(
        @Input(max = 60) String number,
        @Nullable @Input(max = 60, help = true) String framework,
        LocalDate signedOn,
        @Input(kind = Input.Kind.FILE, accept = ".pdf,.jpg,.jpeg,.png", help = true)
                Attachment scan) {}
