package org.deltacommons.foundation.rulebook;

import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Share;

/// One step of a tiered rule: the share of that part of the base which lies from here up to the
/// next step.
///
/// @param from inclusive; the first step begins at zero
public record Tier(Money from, Share share) {}
