package org.deltacommons.commons.bookings;

import java.time.Instant;
import java.time.LocalDate;
import org.deltacommons.foundation.lane.Row;
import org.deltacommons.foundation.lane.Stored;
import org.deltacommons.foundation.procedures.WorkingDays;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;

/// What a firm or one person must have to use a resource in some way, granted or recorded by its
/// manager.
///
/// @param holder a firm's id or a person's
/// @param number of the certificate, or of the customs notice (海关《通知书》编号)
/// @param people who passed the training, as the certificate names them; empty for a notice
/// @param until the last day; none if it does not end
@Stored("bookings.permit")
public record Permit(
        Id<Permit> id,
        Province home,
        PermitKind kind,
        String resource,
        String provider,
        String holder,
        String holderName,
        String number,
        String people,
        LocalDate validFrom,
        @Nullable LocalDate validUntil,
        boolean revoked,
        String byId,
        Instant at)
        implements Row {

    public static Id<Permit> idOf(PermitKind kind, String resource, String holder) {
        return Id.of(kind.mark() + "/" + resource + "/" + holder);
    }

    public boolean holdsAt(Instant instant) {
        LocalDate day = instant.atZone(WorkingDays.ZONE).toLocalDate();
        return !revoked
                && !validFrom.isAfter(day)
                && (validUntil == null || !validUntil.isBefore(day));
    }

    Permit withdrawn(String by, Instant now) {
        return new Permit(
                id,
                home,
                kind,
                resource,
                provider,
                holder,
                holderName,
                number,
                people,
                validFrom,
                validUntil,
                true,
                by,
                now);
    }
}
