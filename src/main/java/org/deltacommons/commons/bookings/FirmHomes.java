package org.deltacommons.commons.bookings;

import org.deltacommons.foundation.identity.Organisation;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.kernel.Province;

/// Which provinces may speak for a firm's orders; implemented by whoever knows that firms move.
public interface FirmHomes {

    /// Where an organisation is registered, and nowhere else.
    FirmHomes REGISTERED = (firm, home, rows) -> firm.home() == home;

    boolean mayOrder(Organisation firm, Province home, Rows rows);
}
