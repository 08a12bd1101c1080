package org.deltacommons.commons.vouchers.trail;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.deltacommons.foundation.lane.Row;
import org.deltacommons.foundation.lane.Stored;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Province;

/// A sample as it was drawn. Never changed: another draw is another sample.
///
/// @param division whose auditors it belongs to
/// @param scope a programme's id, or a province's code for all that its providers served
/// @param firstDay of the period in which orders were placed or claims handed in, Asia/Shanghai
/// @param lastDay itself included
/// @param wanted how many were asked for
/// @param counted how many there were to draw from
/// @param total what these came to
/// @param digest of the list that was drawn from, see [Draw#digest]
@Stored("vouchers.sample")
record Sample(
        Id<Sample> id,
        Province home,
        DivisionCode division,
        String scope,
        Population population,
        LocalDate firstDay,
        LocalDate lastDay,
        String seed,
        int wanted,
        Draw.Strata strata,
        int counted,
        Money total,
        String digest,
        List<Draw.Drawn> drawn,
        Instant drawnAt,
        String drawnBy)
        implements Row {

    /// What is drawn.
    enum Population {
        ORDERS,
        CLAIMS
    }

    static final int SIZE_MAX = 200;

    Sample {
        drawn = List.copyOf(drawn);
    }

    boolean isProvince() {
        return scope.matches("3[1-4]0000");
    }
}
