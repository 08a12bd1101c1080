package org.deltacommons.foundation.web;

import org.deltacommons.kernel.Actor;

/// Told of every list before it leaves as a file, so that nothing leaves unrecorded. The inverse
/// port of whoever keeps the audit log; where nobody does, no list leaves.
public interface Departures {

    /// @param list the page's path
    /// @param rows how many leave
    /// @param filter what narrowed it, without anything that was typed
    void leaving(Actor actor, String list, ListFiles.Format format, int rows, String filter);
}
