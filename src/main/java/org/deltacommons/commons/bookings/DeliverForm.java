package org.deltacommons.commons.bookings;

import java.util.List;
import org.deltacommons.foundation.procedures.Attachment;
import org.deltacommons.foundation.web.Input;
import org.jspecify.annotations.Nullable;

/// The work is done. Minutes come from the usage log.
///
/// @param samples really measured; not asked of hours
/// @param report its number, if the work has one
/// @param accredited whether the report carries the CMA mark
public record DeliverForm(
        @Nullable @Input(from = 1, until = 2000, unit = "form.unit.samples", help = true)
                Integer samples,
        @Nullable @Input(max = 80) String report,
        boolean accredited,
        @Nullable @Input(kind = Input.Kind.FILE, accept = ".pdf,.jpg,.jpeg,.png,.xlsx", help = true)
                List<Attachment> evidence,
        @Nullable @Input(kind = Input.Kind.TEXTAREA, max = 500) String note) {}
