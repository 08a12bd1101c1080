package org.deltacommons.commons.clearing;

import org.deltacommons.foundation.lane.Personal;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Province;

/// An obligation that one of its parties holds to be wrong: set aside, so that the rest of the
/// period can be signed.
///
/// @param sequence of the obligation in the chain of the two
/// @param by who disputes it
record Aside(
        Province creditor,
        Province debtor,
        int sequence,
        String claim,
        Money amount,
        Province by,
        @Personal String reason) {

    boolean isAbout(Province from, Province to, int number) {
        return creditor == from && debtor == to && sequence == number;
    }

    /// Whether the one that disputes it is its creditor or its debtor.
    boolean isBetweenParties() {
        return by == creditor || by == debtor;
    }
}
