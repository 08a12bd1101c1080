package org.deltacommons.foundation.lane;

import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Province;

/// A record that the lane keeps: a Java record annotated with [Stored], one column per component.
///
/// A component's column is its name in snake case; money ends in `_fen`; what is neither text,
/// number, truth nor time is kept as `jsonb`. The version is the lane's own column, not a
/// component.
public interface Row {

    Id<?> id();

    /// The one province that writes it; elsewhere it is a replica.
    Province home();
}
