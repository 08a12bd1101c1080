package org.deltacommons.commons.clearing;

import java.util.Locale;
import org.deltacommons.foundation.lane.Personal;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Province;

/// An obligation that was set aside, in the same words at creditor and debtor.
///
/// @param period in which it was set aside
/// @param sequence of the obligation in the chain of the two
/// @param amount as the creditor's home keeps it
/// @param by who disputes it
record Disputed(
        String agreement,
        int period,
        Province creditor,
        Province debtor,
        int sequence,
        String claim,
        String order,
        ObligationCause cause,
        Money amount,
        Province by,
        @Personal String reason) {

    static Disputed of(Obligation one, Header header, Aside aside) {
        return new Disputed(
                one.agreement(),
                header.period(),
                one.creditor(),
                one.debtor(),
                one.sequence(),
                one.claim(),
                one.orderId(),
                one.cause(),
                one.amount(),
                aside.by(),
                aside.reason());
    }

    /// The one that answers for it: the party that does not dispute it.
    Province answers() {
        return by == creditor ? debtor : creditor;
    }

    Province other(Province party) {
        return party == creditor ? debtor : creditor;
    }

    Id<Dispute> at(Province home) {
        return id(agreement, home, creditor, debtor, sequence);
    }

    static Id<Dispute> id(
            String agreement, Province home, Province creditor, Province debtor, int sequence) {
        return Id.of(
                "dsp-%s-%s-%s-%s-%d"
                        .formatted(
                                agreement.toLowerCase(Locale.ROOT),
                                home.code(),
                                creditor.code(),
                                debtor.code(),
                                sequence));
    }

    /// One subject at both parties, so that what cannot be applied parks this dispute alone.
    String subject() {
        return "dsp-%s-%s-%s-%d"
                .formatted(
                        agreement.toLowerCase(Locale.ROOT),
                        creditor.code(),
                        debtor.code(),
                        sequence);
    }
}
