package org.deltacommons.surface.notices;

import java.util.List;
import java.util.Set;
import org.deltacommons.foundation.lane.RecordedFact;

/// Says which notices come of a fact. A bean.
public interface NoticeSource {

    /// The kinds of fact it looks at, as `module.PastTense`.
    Set<String> facts();

    /// Asked at least once for each such fact, in the order of its feed. Of several notices to one
    /// person the first counts.
    List<Notice> of(RecordedFact fact);
}
