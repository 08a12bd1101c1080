package org.deltacommons.foundation.finding;

import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.deltacommons.kernel.Province;

/// One index of documents, as it is written: the one in use, or the next on its way. What is told
/// to be kept is kept with what was written before, so that an index never claims to be further
/// than it is.
interface Volume extends AutoCloseable {

    /// Each in the place of an earlier one of the same key.
    void put(Collection<FindDocument> documents) throws IOException;

    /// @param keys of documents, which may not be there
    void remove(Collection<String> keys) throws IOException;

    /// Makes what was written visible.
    void refresh() throws IOException;

    /// The document of the same key as it was before a change; one that was written but is not yet
    /// visible may count.
    Optional<FindDocument> known(FindDocument document);

    /// Whether nothing can be written to it any more, so that only another one helps.
    boolean isBroken();

    /// Whether more was written than was kept.
    boolean isDirty();

    /// Keeps what was written, whatever happens.
    ///
    /// @param positions how far each feed is in the index, kept with it
    default void commit(Map<Province, Long> positions) throws IOException {
        commit(positions, Map.of());
    }

    /// @param besides what else is to be read where the index is opened again
    void commit(Map<Province, Long> positions, Map<String, String> besides) throws IOException;

    /// How far each feed is, as it was kept last.
    Map<Province, Long> positions();

    /// What else was kept last.
    Map<String, String> told();

    @Override
    void close() throws IOException;
}
