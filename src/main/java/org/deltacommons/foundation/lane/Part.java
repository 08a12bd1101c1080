package org.deltacommons.foundation.lane;

/// Something a [Unit] does. All parts of a Unit happen, or none.
public sealed interface Part permits Put, Claim, Release, Fact, Erase, Ends, BookPart {}
