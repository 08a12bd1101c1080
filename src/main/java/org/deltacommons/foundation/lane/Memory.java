package org.deltacommons.foundation.lane;

/// The place where a [Book] of a simulation keeps things: the book itself.
public enum Memory {
    HERE
}
