package org.deltacommons.commons.clearing;

import java.util.List;
import org.deltacommons.foundation.lane.Audience;
import org.deltacommons.kernel.Province;

/// Which round of which period a fact is about. Carries the parties, because it may arrive before
/// the fact that opened the period does.
///
/// @param period from 1
/// @param round from 1; a disputed period is stated anew in the next round
public record Header(
        String agreement, int period, int round, Province lead, List<Province> parties) {

    public Header {
        parties = parties.stream().sorted().distinct().toList();
    }

    Audience audience() {
        return Audience.of(parties);
    }

    /// One subject a period, so that what cannot be applied parks the whole of it.
    String subject() {
        return "net-" + agreement.toLowerCase(java.util.Locale.ROOT) + "-" + period;
    }
}
