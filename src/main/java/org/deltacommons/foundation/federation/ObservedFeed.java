package org.deltacommons.foundation.federation;

import java.util.List;
import org.deltacommons.kernel.Province;

/// One feed as this node sees it, in numbers of facts: how far it goes, who vouches for how much of
/// it, who has come how far in it, and what is wrong.
///
/// @param size how far it goes: what is written here, or the largest head that the peer has shown
/// @param signed how far its home signed it; of a home elsewhere, how far that was found consistent
/// @param witnessed how far enough independent homes cosigned it; of a home elsewhere, how far this
///   node did
/// @param troubleAt at which fact it stopped; 0 where nothing stops it at a place
/// @param seals who cosigned it, and how far
/// @param readers who works it off here, and how far they have come
record ObservedFeed(
        Province home,
        boolean here,
        long size,
        long signed,
        long witnessed,
        Support support,
        Trouble trouble,
        long troubleAt,
        List<Seal> seals,
        List<Reader> readers) {

    /// Who vouches for it.
    enum Support {
        /// Others at nodes of their own, in time.
        WITNESSED,
        /// Not enough of them within the deadline.
        UNWITNESSED,
        /// Nobody can: too many of the others are at this node.
        CO_HOSTED,
        /// The feed of another node, which this node cosigns.
        BY_US
    }

    enum Trouble {
        NONE,
        /// Its home signed two histories.
        FORKED,
        /// What the peer sent is not what its home signed.
        STOPPED,
        /// It is behind, or not, what it signed itself.
        HALTED,
        /// The peer was not heard for a while.
        AWAY,
        /// Its node is suspended here.
        SUSPENDED,
        /// Its node has left for ever.
        LEFT,
        /// Nobody gave this node a key of it.
        KEYLESS,
        /// Its home moved to a node that nobody gave to this one.
        MOVED
    }

    record Seal(Province by, long size) {}

    /// @param label in the reader's language
    /// @param behind how many facts it has still before it
    record Reader(String label, long behind) {}

    ObservedFeed {
        seals = List.copyOf(seals);
        readers = List.copyOf(readers);
    }

    boolean isEmpty() {
        return size == 0;
    }
}
