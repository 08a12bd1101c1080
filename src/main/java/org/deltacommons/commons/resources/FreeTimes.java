package org.deltacommons.commons.resources;

import java.util.Collection;
import java.util.Set;
import org.deltacommons.foundation.lane.RecordedFact;

/// Which resources have a free slot soon. The inverse port of bookings, for the facet "free within
/// a week"; without it the facet is absent.
public interface FreeTimes {

    /// @param ids of resources, at most 200
    Set<String> freeWithinWeek(Collection<String> ids);

    /// The resources whose free times a fact changes.
    Collection<String> touchedBy(RecordedFact fact);
}
