package org.deltacommons.foundation.federation;

import org.deltacommons.foundation.lane.FactKind;

/// A home goes to another node. In the same moment follow [FeedKeyChanged] and the end of the feed
/// at the former node: the head over both is signed there by the former key and by the next at the
/// new one, where the feed goes on. Public, because whoever reads the feed must ask there.
///
/// @param address of the node that takes the home
/// @param nodeKey by which that node signs requests and answers
/// @param former the verifier key up to here
/// @param next the verifier key from here on; its secret was made at the new node
/// @param offer what the new node signed: that it takes the home by this key
@FactKind(value = "federation.HomeMoved", reach = FactKind.Reach.PUBLIC)
public record HomeMoved(String address, String nodeKey, String former, String next, String offer) {}
