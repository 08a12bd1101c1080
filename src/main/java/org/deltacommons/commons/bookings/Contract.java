package org.deltacommons.commons.bookings;

import java.time.LocalDate;
import org.deltacommons.foundation.procedures.Attachment;
import org.jspecify.annotations.Nullable;

/// What was signed.
///
/// @param number unique with the provider
/// @param framework the annual framework contract's number, empty if none
/// @param scan with the provider's seal
/// @param countersignedOn when the firm signed; none until then
/// @param bothSeals with the firm's seal too
public record Contract(
        String number,
        String framework,
        LocalDate signedOn,
        String signedBy,
        Attachment scan,
        @Nullable LocalDate countersignedOn,
        @Nullable Attachment bothSeals) {

    Contract countersigned(LocalDate day, Attachment sealed) {
        return new Contract(number, framework, signedOn, signedBy, scan, day, sealed);
    }
}
