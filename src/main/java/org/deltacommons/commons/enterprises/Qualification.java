package org.deltacommons.commons.enterprises;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// A title such as 高新技术企业 or 专精特新.
///
/// @param kind a word of the message files, `enum.QualificationKind.<NAME>`
/// @param validUntil the first day after
public record Qualification(
        QualificationKind kind,
        String number,
        LocalDate validFrom,
        @Nullable LocalDate validUntil,
        String source,
        LocalDate asOf) {

    public boolean isValid(LocalDate on) {
        return !on.isBefore(validFrom) && (validUntil == null || on.isBefore(validUntil));
    }
}
