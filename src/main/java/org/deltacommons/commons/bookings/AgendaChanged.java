package org.deltacommons.commons.bookings;

import org.deltacommons.foundation.lane.FactKind;

/// A resource's busy times of one week are now these; times and kinds only, no names.
@FactKind(value = "bookings.AgendaChanged", reach = FactKind.Reach.FOUR)
public record AgendaChanged(Agenda agenda) {

    public static AgendaChanged of(Agenda agenda) {
        return new AgendaChanged(agenda.published());
    }
}
