package org.deltacommons.foundation.federation;

import org.deltacommons.foundation.lane.RecordedFact;

/// A fact of a foreign feed that was held against its head.
///
/// @param entry as received
record Arrived(RecordedFact fact, String entry) {}
