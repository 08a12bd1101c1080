package org.deltacommons.foundation.federation;

import org.deltacommons.foundation.lane.FactKind;

/// A home signs its feed by another key from the next fact on; this one is the last under the
/// former. Public, because whoever verifies the feed must follow.
///
/// @param former the verifier key that signs up to this fact
/// @param next the verifier key that signs this fact, too, and all after it
/// @param lost whether the former is lost or in others' hands: its signature proves nothing then,
///   and each node takes the next key only when two of its own persons say so
@FactKind(value = "federation.FeedKeyChanged", reach = FactKind.Reach.PUBLIC)
public record FeedKeyChanged(String former, String next, boolean lost) {}
