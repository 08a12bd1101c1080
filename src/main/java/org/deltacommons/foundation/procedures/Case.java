package org.deltacommons.foundation.procedures;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.deltacommons.foundation.lane.Row;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;

/// A record under a declared procedure.
public interface Case extends Row {

    /// What it is about, in the words of those who made it.
    String title();

    /// The title in its parts: a case that is named after things of the product, or in numbers,
    /// gives these, and takes its [#title()] from them.
    default Title titled() {
        return Title.of(title());
    }

    /// The title as facts have it, which can never be changed. A case whose title is somebody's own
    /// words gives its id here: its title is shown where the case is, and can be erased there.
    default String toldTitle() {
        return title();
    }

    Enum<?> state();

    /// Whose deadlines and calendar apply.
    DivisionCode division();

    /// The organisation's id or the division's code that is this side, if the case has one.
    Optional<String> place(Side side);

    /// The other provinces that learn of its moves.
    default Set<Province> concerned() {
        return Set.of();
    }

    /// The case that the other side has of the same matter, if each side has its own.
    default Optional<Counterpart> counterpart() {
        return Optional.empty();
    }

    /// A deadline that the case itself carries; it stands instead of the state's term.
    default @Nullable Instant until() {
        return null;
    }

    /// The other province without which the case does not go on from its state; null if it does.
    /// While that province is away, the case shows it and its deadline stands still.
    default @Nullable Province awaits() {
        return null;
    }

    /// The documents that whoever may read the case may open.
    default List<Attachment> attachments() {
        return List.of();
    }
}
