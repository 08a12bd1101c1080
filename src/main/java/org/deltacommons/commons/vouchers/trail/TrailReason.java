package org.deltacommons.commons.vouchers.trail;

import org.deltacommons.kernel.Reason;

/// Why an auditor's wish is refused.
enum TrailReason implements Reason {
    TRAIL_NOT_FOUND,
    TRAIL_FORBIDDEN,
    /// There is nothing to draw from.
    POPULATION_EMPTY,
    /// More than can be drawn from at once; values `limit`.
    POPULATION_TOO_MANY_ROWS,
    /// The days are out of order.
    SAMPLE_PERIOD_INVALID;

    @Override
    public String module() {
        return "vouchers";
    }
}
