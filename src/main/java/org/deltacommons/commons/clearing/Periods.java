package org.deltacommons.commons.clearing;

import java.util.Locale;
import org.deltacommons.foundation.lane.Row;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.foundation.lane.Stored;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Province;

/// Which period of an agreement is the latest, as one party knows it.
///
/// @param open whether it is not signed by all yet; the next one waits for that
@Stored("clearing.periods")
record Periods(Id<Periods> id, Province home, String agreement, int latest, boolean open)
        implements Row {

    static Periods of(Rows rows, String agreement) {
        Id<Periods> id =
                Id.of("prd-" + agreement.toLowerCase(Locale.ROOT) + "-" + rows.home().code());
        return rows.find(Periods.class, id)
                .orElseGet(() -> new Periods(id, rows.home(), agreement, 0, false));
    }

    Periods at(int period, boolean isOpen) {
        return new Periods(id, home, agreement, Math.max(latest, period), isOpen);
    }
}
