package org.deltacommons.commons.bookings;

import java.time.Instant;
import org.deltacommons.foundation.lane.Row;
import org.deltacommons.foundation.lane.Stored;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;

/// A calendar beside ours: when a resource's own one last came in, or the secret under which a
/// provider's people subscribe to all of theirs.
///
/// @param owner a resource's or a provider's id
/// @param source what came in last: a file's name, or the client
/// @param secret part of the address; empty for a resource, whose busy times are public
@Stored("bookings.calendar")
public record OwnCalendar(
        Id<OwnCalendar> id,
        Province home,
        String owner,
        String source,
        @Nullable Instant synchronised,
        String secret)
        implements Row {

    public static Id<OwnCalendar> idOf(String owner) {
        return Id.of("cal/" + owner);
    }
}
