package org.deltacommons.foundation.web;

import java.util.List;

/// What every page must say at its head for as long as it is so; contributed as a bean by the
/// module that knows. Asked for each page, so its answer is at hand.
public interface Alarm {

    /// @return nothing when all is well
    List<Phrase> now();
}
