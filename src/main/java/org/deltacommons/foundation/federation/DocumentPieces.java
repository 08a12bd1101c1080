package org.deltacommons.foundation.federation;

import java.util.Optional;

/// The bytes of the documents that are kept at this node. The inverse port of the module that keeps
/// them; who may have them is judged before it is asked.
public interface DocumentPieces {

    /// @param hash 64 hexadecimal digits
    /// @param from the first byte that is wanted
    /// @param most how many
    /// @return empty if the document is not here; fewer bytes, or none, where it ends
    Optional<byte[]> piece(String hash, long from, int most);
}
