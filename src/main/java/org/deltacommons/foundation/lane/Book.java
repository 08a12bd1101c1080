package org.deltacommons.foundation.lane;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/// The inverse port by which another module plugs its own kind of part into the lane.
///
/// @param <W> where it keeps things: a JDBC connection, or the memory of a simulation
public interface Book<W> {

    /// The parts this book judges.
    Class<? extends BookPart> parts();

    /// An empty page for the next group.
    ///
    /// @param before the page of the group before, which may not be durable yet, nor the one before
    ///   it: what they know comes before what can be read
    Page<W> begin(Province home, @Nullable Page<W> before);

    /// What a decision may look at, such as a balance.
    <V> Optional<V> look(W where, Class<V> type, String key);

    /// Forgets what it remembers of a home, because another instance may have written it since.
    default void forget(Province home) {}

    /// The open page of a group: judged in order, stored together.
    interface Page<W> {

        /// Everything that some more parts touch and the page does not know yet.
        ///
        /// @param where asked for only if something has to be read
        void load(Supplier<W> where, List<BookPart> parts);

        /// Applies all parts of one Unit, or none of them.
        ///
        /// @param at the lane's clock
        /// @param unit identifies the Unit for ever
        /// @return why not, or null when applied
        @Nullable Refusal apply(List<BookPart> parts, Instant at, String unit);

        /// Writes what was applied. Called at most once, in the group's transaction, by another
        /// thread than the one that loads and applies.
        void store(W where);

        /// What was stored is durable: only now may the book remember it.
        default void committed() {}
    }
}
