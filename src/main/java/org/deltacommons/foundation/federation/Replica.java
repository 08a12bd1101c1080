package org.deltacommons.foundation.federation;

import java.util.List;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.lane.Row;

/// The rows that a fact lets the other nodes keep. Where the origin is hosted in the same database
/// the row is already there and nothing is written.
///
/// @param <B> the fact's body
public interface Replica<B extends Record> {

    Class<B> fact();

    /// @return whole rows whose home is the fact's origin
    List<Row> rows(B body, RecordedFact fact);
}
