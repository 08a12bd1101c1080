package org.deltacommons.foundation.finding;

import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.deltacommons.foundation.lane.RecordedFact;

/// One kind of thing that can be found. Implemented, as a bean, by the module that keeps it.
public interface Findable {

    /// Names the kind for ever, such as `resource`; its word on screen is `finding.kind.<kind>`.
    String kind();

    /// The facets its documents have, in the order in which they are shown. Two kinds may share
    /// one.
    List<Dimension> dimensions();

    /// Which documents a fact changes, by id; quickly, because every fact of every feed comes here.
    Collection<String> touchedBy(RecordedFact fact);

    /// Documents that become stale while time passes, though no fact changes them: a calendar's end
    /// comes nearer, a price of next month begins to hold. Asked for a part at a time, so that each
    /// is written anew once a day.
    ///
    /// @param part from 0
    /// @param parts into which all ids fall evenly
    default Collection<String> ageing(int part, int parts) {
        return List.of();
    }

    /// The documents as they are now; one that is missing here is taken out of the index.
    ///
    /// @param ids at most 200
    List<FindDocument> documents(Collection<String> ids);

    /// Public documents called so, straight from the records: what is found by as long as there is
    /// no index.
    ///
    /// @param words half-width, at most 6; none for any documents
    /// @param every whether a name has to have all of the words, or one of them
    /// @param most at least 1
    default List<FindDocument> named(List<String> words, boolean every, int most) {
        return List.of();
    }

    /// Every public document in rising order of ids, for a rebuild; streamed, because there may be
    /// a million.
    void every(Consumer<FindDocument> to);

    /// The same from after an id on: a rebuild that was stopped goes on where it was.
    default void every(String after, Consumer<FindDocument> to) {
        every(document -> {
            if (document.id().compareTo(after) > 0) {
                to.accept(document);
            }
        });
    }
}
