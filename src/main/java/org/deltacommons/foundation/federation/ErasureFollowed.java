package org.deltacommons.foundation.federation;

import org.deltacommons.foundation.lane.FactKind;
import org.deltacommons.kernel.Province;

/// A home keeps no copies any more of the texts that another home erased.
///
/// @param erasure the other home's case
/// @param of the other home
/// @param index of its [TextsErased] in its feed
/// @param kept in how many places of its own feed it had told the words again and must keep them by
///   law
@FactKind("federation.ErasureFollowed")
public record ErasureFollowed(String erasure, Province of, long index, int kept) {}
