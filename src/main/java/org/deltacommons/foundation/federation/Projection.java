package org.deltacommons.foundation.federation;

import java.util.List;
import java.util.OptionalLong;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.kernel.Province;

/// Something derived from the feeds outside any lane. Applied in the order of each feed, at least
/// once.
public interface Projection {

    /// Names its cursor for ever.
    String name();

    /// Whether each instance of a node keeps what is derived for itself, such as files of its own,
    /// and follows the feeds for itself. Otherwise it lies in the database and one instance is
    /// enough: whichever comes first.
    default boolean isOfEachInstance() {
        return false;
    }

    /// How far the instance's own has come, where each has its own.
    ///
    /// @return empty if that cannot be said, such as while it is built from the records
    default OptionalLong reached(Province origin) {
        return OptionalLong.empty();
    }

    /// @param facts of one feed, oldest first, without gaps
    void apply(List<RecordedFact> facts);
}
