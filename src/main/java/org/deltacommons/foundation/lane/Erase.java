package org.deltacommons.foundation.lane;

/// Erases a personal text beside a fact of the home's own feed, with its salt. The fact stays, and
/// so does its salted hash, which tells nothing any more. A text that is gone already, or that
/// never was, stays as it is.
///
/// @param index of the fact in the home's feed
/// @param path where in its body, as [Salted.Attached#path()]
public record Erase(long index, String path) implements Part {

    public Erase {
        if (index < 1 || !path.startsWith("/")) {
            throw new IllegalArgumentException("no text: " + index + path);
        }
    }
}
