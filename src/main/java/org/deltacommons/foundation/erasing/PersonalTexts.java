package org.deltacommons.foundation.erasing;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.deltacommons.foundation.federation.TextsErased;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;

/// The personal texts beside the facts of a home. What a fact says never changes and a text can
/// only go, so a decision may look here though it is guarded by no version.
interface PersonalTexts {

    /// A text and its twins.
    record Group(List<Found> texts) {}

    /// @param words the text itself, for as long as it is looked at and no longer
    /// @param readers the other provinces that were told the fact
    /// @param standing of the case that it is about; null if it is about none
    record Found(
            Erasure.Text text, String words, Set<Province> readers, @Nullable Standing standing) {}

    /// Where a case stands.
    ///
    /// @param closed whether it is over
    /// @param since when it came to stand there
    record Standing(String procedure, String id, boolean closed, Instant since) {}

    /// @param groups oldest first
    /// @param more whether there are more than are looked at once
    /// @param erased when the last of those that are gone was erased; null if none was
    record Search(List<Group> groups, boolean more, @Nullable Instant erased) {}

    /// @param what as [ErasureForms.RequestErasure]
    Search find(Province home, ErasureScope scope, String what);

    /// Those of some texts that are there still, with their twins.
    List<Group> again(Province home, List<Erasure.Text> texts);

    /// What a home told again of another home's words because it had heard them, such as why a
    /// booking was refused in the history of the order.
    ///
    /// @param texts in the feed of `origin`; they may be gone already
    List<Group> echoes(Province home, Province origin, List<TextsErased.Text> texts);
}
