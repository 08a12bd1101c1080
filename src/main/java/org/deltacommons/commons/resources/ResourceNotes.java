package org.deltacommons.commons.resources;

import java.util.List;
import java.util.Map;
import org.deltacommons.foundation.finding.HitNote;
import org.deltacommons.foundation.finding.Wish;
import org.deltacommons.kernel.Actor;

/// What a higher module says under resources that were found; they are read once for all of them.
public interface ResourceNotes {

    /// @param published at most 50
    /// @return notes by id, each list in the order in which it is read; nothing for those about
    ///   which nothing can be said
    Map<String, List<HitNote>> notes(List<Resource> published, Wish wish, Actor actor);
}
