package org.deltacommons.foundation.erasing;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.deltacommons.foundation.federation.TextsErased;
import org.deltacommons.foundation.lane.Holding;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.lane.Row;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;

/// The personal texts beside the facts of a home, and where its rows have them. What a fact says
/// never changes and a text can only go, so a decision may look here though it is guarded by no
/// version.
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

    /// One row in which words of persons may stand.
    record RowOf(Class<? extends Row> type, String id) {}

    /// @param what as [ErasureForms.RequestErasure]
    Search find(Province home, ErasureScope scope, String what);

    /// Those of some texts that are there still, with their twins.
    List<Group> again(Province home, List<Erasure.Text> texts);

    /// Some texts as far as they are there still, each with its twins among them.
    List<Group> at(Province home, List<TextsErased.Text> texts);

    /// What a home told again of words because it had heard them, such as why a booking was refused
    /// in the history of the order; with their twins.
    ///
    /// @param sources where they were heard, in its own feed or another's; they may be gone already
    List<Group> echoes(Province home, Collection<String> sources);

    /// Which rows of a home hold words because it had heard them.
    ///
    /// @param sources as above
    List<Holding> held(Province home, Collection<String> sources);

    /// What a row holds of words that were heard.
    List<Holding> holdings(Province home, Class<? extends Row> type, String id);

    /// What a home told of some words about a subject.
    List<Group> saying(Province home, String subject, Set<String> words);

    /// Where a case stands, as all feeds say; null if it is none.
    @Nullable Standing standing(String subject);

    /// A fact of any feed that is known here.
    Optional<RecordedFact> fact(Province origin, long index);

    /// The rows with some ids, of every class in which words of persons may stand.
    List<RowOf> rows(Province home, Collection<String> ids);

    /// The class of the rows of a table; null if no words of persons stand there.
    @Nullable Class<? extends Row> type(String table);
}
