package org.deltacommons.foundation.federation;

import org.deltacommons.foundation.lane.Row;
import org.deltacommons.foundation.lane.Stored;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Province;

/// How far a home has reacted to an origin's feed. A row of the reacting home, so that effect and
/// cursor are one.
///
/// @param position the index of the last fact that was dealt with
@Stored("federation.cursor")
record Cursor(Id<Cursor> id, Province home, Province origin, long position) implements Row {

    static Id<Cursor> idOf(Province home, Province origin) {
        return Id.of(home.code() + "/" + origin.code());
    }
}
