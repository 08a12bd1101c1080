package org.deltacommons.foundation.federation;

import java.time.Instant;
import org.deltacommons.foundation.lane.Row;
import org.deltacommons.foundation.lane.Stored;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Province;

/// A fact that a home could not apply, kept with its reason; later facts of its subject park behind
/// it.
///
/// @param open false once it was applied after all
@Stored("federation.parked")
record Parked(
        Id<Parked> id,
        Province home,
        Province origin,
        long position,
        String subject,
        String kind,
        String reason,
        Instant since,
        boolean open)
        implements Row {

    static Id<Parked> idOf(Province home, Province origin, long position) {
        return Id.of(home.code() + "/" + origin.code() + "/" + position);
    }
}
