package org.deltacommons.commons.resources;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.deltacommons.foundation.finding.Openings;
import org.deltacommons.foundation.lane.RecordedFact;

/// When resources are free. The inverse port of bookings, for the facet "free within a week" and
/// the order by the next slot; without it both are absent.
public interface FreeTimes {

    /// The free periods of the next fourteen days.
    ///
    /// @param resources at most 200
    /// @return by id; nothing for what is not booked by the slot or not published
    Map<String, Openings> openings(List<Resource> resources);

    /// The resources whose free times a fact changes.
    Collection<String> touchedBy(RecordedFact fact);
}
