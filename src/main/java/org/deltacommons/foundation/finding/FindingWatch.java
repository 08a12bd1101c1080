package org.deltacommons.foundation.finding;

import java.util.List;
import java.util.Optional;

/// Is told of documents right before they go into the index, because somebody may wait for one of
/// them. Implemented, as a bean, by a higher module. Not told of what a rebuild only writes anew.
///
/// Called by the thread that follows the feeds, at least once for each change: whoever passes it on
/// looks whether it was passed on before.
public interface FindingWatch {

    /// @param documents as they will be, at most 200; those that are taken out are not among them
    void changing(List<FindDocument> documents, Known known);

    /// What the index has so far.
    interface Known {

        /// The document of the same kind and id; empty if it is new.
        Optional<FindDocument> before(FindDocument document);
    }
}
