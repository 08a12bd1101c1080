package org.deltacommons.foundation.rulebook;

/// What the number of a threshold counts.
public enum ThresholdUnit {
    FEN,
    PERSONS,
    ORGANISATIONS,
    HOURS,
    DAYS,
    MONTHS,
    TIMES,
    /// Basis points of a whole.
    SHARE
}
