package org.deltacommons.foundation.finding;

import java.util.List;
import java.util.Optional;
import org.deltacommons.foundation.web.LinkView;
import org.deltacommons.kernel.Actor;

/// What else can be done with what somebody looked for, such as asking providers for it. A bean of
/// a higher module; shown under the hits, and where nothing was found.
public interface FindingOffer {

    /// @param request what was asked, with what was chosen
    /// @param understood what the sentence says besides
    /// @return nothing where this reader cannot do it, or where nothing was asked
    Optional<LinkView> offer(FindRequest request, List<Condition> understood, Actor reader);
}
