package org.deltacommons.foundation.lane;

import org.deltacommons.kernel.Period;

/// Ends a [Claim] of exactly this thing, key and period. Ending what is not claimed is a bug.
public record Release(String what, String key, Period during) implements Part {}
