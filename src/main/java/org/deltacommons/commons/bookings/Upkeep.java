package org.deltacommons.commons.bookings;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.deltacommons.foundation.lane.GroupLane;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.procedures.NoForm;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.Procedures;
import org.deltacommons.kernel.Actor;

/// Ends, every minute, what waited for a slot that has begun meanwhile: without acceptance, without
/// contract, without an answer, or still in the waiting list.
public final class Upkeep {

    private static final int BOOKINGS_A_LOOK = 500;

    private final Procedures procedures;
    private final Procedure<Booking> procedure;
    private final GroupLane lane;
    private final Records records;
    private final Clock clock;

    Upkeep(
            Procedures procedures,
            Procedure<Booking> procedure,
            GroupLane lane,
            Records records,
            Clock clock) {
        this.procedures = procedures;
        this.procedure = procedure;
        this.lane = lane;
        this.records = records;
        this.clock = clock;
    }

    /// @return how many were ended
    public int look() {
        List<Booking> late =
                records.list(
                        Booking.class,
                        "t.state IN ('TAKEN', 'WAITING', 'OFFERED', 'ACCEPTED', 'SIGNED')"
                                + " AND t.slot_from <= :now::timestamptz",
                        "t.slot_from, t.id",
                        Map.of("now", clock.instant().toString()),
                        BOOKINGS_A_LOOK);
        int ended = 0;
        for (Booking booking : late) {
            if (lane.hosts(booking.home())
                    && procedures
                            .act(
                                    procedure,
                                    booking.id(),
                                    "lapse",
                                    new NoForm(),
                                    Actor.system(booking.home()),
                                    -1,
                                    null)
                            .isDone()) {
                ended++;
            }
        }
        return ended;
    }
}
