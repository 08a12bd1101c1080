package org.deltacommons.foundation.lane;

/// The last thing that happens in a lane: its home is kept at another node from then on. No Unit is
/// judged after the one with this part, at whichever instance and in the same group, and no epoch
/// that begins later writes anything.
public record Ends() implements Part {}
