package org.deltacommons.commons.enterprises;

import java.time.Instant;
import org.deltacommons.foundation.lane.Row;
import org.deltacommons.foundation.lane.Stored;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;

/// That a home's record of an organisation is closed, because the organisation moved away.
///
/// @param successor where it is registered now; null once it has come back
/// @param relocation the case
@Stored("enterprises.moved")
record Moved(
        Id<Moved> id,
        Province home,
        String organisation,
        @Nullable DivisionCode successor,
        String relocation,
        Instant at)
        implements Row {

    static Id<Moved> idOf(String organisation, Province home) {
        return Id.of("mvd-" + organisation + "-" + home.code());
    }
}
