package org.deltacommons.foundation.lane;

import java.util.List;
import java.util.Optional;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/// The inverse port by which another module plugs its own kind of part into the lane.
///
/// @param <W> where it keeps things: a JDBC connection, or the memory of a simulation
public interface Book<W> {

    /// The parts this book judges.
    Class<? extends BookPart> parts();

    /// Everything the group's parts touch, read once.
    Page load(W where, Province home, List<BookPart> parts);

    /// What a decision may look at, such as a balance.
    <V> Optional<V> look(W where, Class<V> type, String key);

    /// The open page of a group: judged in order, stored together.
    interface Page {

        /// Applies all parts of one Unit, or none of them.
        ///
        /// @param at the lane's clock
        /// @param unit identifies the Unit for ever
        /// @return why not, or null when applied
        @Nullable Refusal apply(List<BookPart> parts, java.time.Instant at, String unit);

        /// Writes what was applied. Called at most once, in the group's transaction.
        void store();
    }
}
