package org.deltacommons.foundation.federation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.lane.Row;
import org.deltacommons.foundation.lane.Salted;
import org.deltacommons.kernel.Province;

/// Where a node keeps its copies of foreign feeds and the rows that they replicate.
interface Copies {

    /// @param entry as received
    /// @param beside the personal texts of the fact that came with it
    record Arrived(RecordedFact fact, String entry, List<Salted.Attached> beside) {}

    /// How far this node's copy of a feed goes.
    long newest(Province origin);

    /// Does the work in one transaction, or nothing of it; not at all if the copy no longer ends
    /// where it was looked at, because another instance of this node was faster.
    ///
    /// @param position where the copy ended when it was looked at
    void once(Province origin, long position, Runnable work);

    /// Does a part of such work whose failure leaves nothing behind and the rest as it is.
    void apart(Runnable work);

    /// Those that are not here yet. After a home moved here, what others told is read again from
    /// where it was left there.
    default List<Arrived> unknown(Province origin, List<Arrived> facts) {
        return facts;
    }

    /// Facts that came with a home from another node and whose rows are still to be kept, oldest
    /// first, a few at a time.
    default List<RecordedFact> replay(Province origin) {
        return List.of();
    }

    /// Their rows are kept.
    default void replayed(Province origin, List<RecordedFact> facts) {}

    void receive(List<Arrived> facts);

    /// @return false if a row is another home's, and nothing is written
    boolean writeAtOnce(Province origin, RowsAtOnce rows);

    /// Whose the row is that is kept under this one's id.
    Optional<Province> homeOf(Row row);

    /// @param version the index of the fact that the row comes from
    void write(Row row, long version);

    /// A fact as it is kept here, with the texts beside it that were not erased; none where copies
    /// are not kept so.
    default Optional<RecordedFact> received(Province origin, long index) {
        return Optional.empty();
    }

    /// Writes a row anew that comes from the fact of this index still.
    default void rewrite(Row row, long index) {}

    /// A fact whose rows cannot be kept.
    void note(RecordedFact fact, String reason);

    /// @param upTo the last index looked at; what lies below and is absent was not for this node
    void reached(Province origin, long upTo);

    /// From here on this feed is not read for some homes any more that have gone from this node;
    /// noted once, before the copy goes further.
    default void leftOff(Set<Province> homes, Province origin, long position) {}

    /// By which kinds, each up to which schema, the rows of a copy were read last; empty if nobody
    /// has noted it.
    default Optional<Map<String, Integer>> readBy(Province origin) {
        return Optional.empty();
    }

    default void readBy(Province origin, Map<String, Integer> kinds) {}

    /// The index before the first fact of some kinds; empty if there is none.
    default OptionalLong before(Province origin, Set<String> kinds) {
        return OptionalLong.empty();
    }

    /// What is kept of a feed, oldest first.
    default List<RecordedFact> facts(Province origin, long after, int limit) {
        return List.of();
    }

    /// The index of the fact that the row comes from that is kept under this one's id; 0 if none.
    default long version(Row row) {
        return 0;
    }

    /// What came is durable; who follows the copy need not read it there.
    ///
    /// @param position how far the copy went before
    default void kept(Province origin, long position, long upTo, List<Arrived> facts) {}

    /// The feed is followed no further, see [Stops].
    ///
    /// @param note the signed head that the entry was held against
    /// @param proof empty if there is none
    void stop(Province origin, long index, Stops.Why why, String entry, String note, String proof);

    /// What came now is what the home signed.
    void mended(Province origin);
}
