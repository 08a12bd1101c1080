package org.deltacommons.foundation.lane;

import java.util.Set;
import org.deltacommons.kernel.Province;

/// What has to be done at the start before the lanes of a node are opened.
public interface BeforeLanes {

    /// @param homes that are to be hosted here
    void prepare(Set<Province> homes);
}
