package org.deltacommons.foundation.procedures;

import java.util.Optional;
import org.deltacommons.kernel.Province;

/// Proofs that a fact stands in its home's feed, for whoever may know of the fact. The inverse port
/// of the module that keeps the feeds.
public interface FactReceipts {

    /// Whether receipts for facts of that home are handed out here.
    boolean isKept(Province home);

    /// The receipt as JSON that `bin/verify receipt` and the page `/verify` judge.
    ///
    /// @param index of the fact in the home's feed
    /// @return empty if another node hosts the home, there is no such fact, or it is not signed yet
    Optional<String> receipt(Province home, long index);
}
