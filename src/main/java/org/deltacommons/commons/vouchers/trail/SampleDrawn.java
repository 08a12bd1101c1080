package org.deltacommons.commons.vouchers.trail;

import org.deltacommons.foundation.lane.FactKind;

/// An auditor drew a sample.
///
/// @param digest of the list that was drawn from
@FactKind("vouchers.SampleDrawn")
record SampleDrawn(
        String sample, String scope, String seed, int counted, int size, String digest) {}
