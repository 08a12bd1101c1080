package org.deltacommons.commons.clearing;

import java.util.List;
import org.deltacommons.foundation.lane.Audience;
import org.deltacommons.kernel.Province;

/// Which round of which period a fact is about. Carries the parties, because it may arrive before
/// the fact that opened the period does.
///
/// @param period from 1
/// @param round from 1; a disputed period is stated anew in the next round
/// @param aside what this round leaves to be settled between its two parties
/// @param leftOut who does not take part in this round because it did not sign the one before
public record Header(
        String agreement,
        int period,
        int round,
        Province lead,
        List<Province> parties,
        List<Aside> aside,
        List<Province> leftOut) {

    public Header {
        parties = parties.stream().sorted().distinct().toList();
        aside = List.copyOf(aside);
        leftOut = leftOut.stream().sorted().distinct().toList();
    }

    static Header first(String agreement, int period, Province lead, List<Province> parties) {
        return new Header(agreement, period, 1, lead, parties, List.of(), List.of());
    }

    /// The same period, to be stated anew.
    Header again(List<Province> without) {
        return new Header(agreement, period, round + 1, lead, parties, aside, without);
    }

    boolean isAside(Province creditor, Province debtor, int sequence) {
        return aside.stream().anyMatch(one -> one.isAbout(creditor, debtor, sequence));
    }

    /// All parties, those left out included: they have to learn that they are.
    Audience audience() {
        return Audience.of(parties);
    }

    /// One subject a period, so that what cannot be applied parks the whole of it.
    String subject() {
        return "net-" + agreement.toLowerCase(java.util.Locale.ROOT) + "-" + period;
    }
}
