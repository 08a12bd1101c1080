package org.deltacommons.surface.insight;

/// Something that a search led to.
///
/// @param place of the hit, from 1; 0 if it was not among the first ones that were shown
/// @param first whether the search led to nothing of the kind before
record Led(Question question, What what, int place, boolean first) {

    /// What somebody did with a hit.
    enum What {
        OPENED,
        ORDERED
    }
}
