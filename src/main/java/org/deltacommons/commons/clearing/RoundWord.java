package org.deltacommons.commons.clearing;

import org.deltacommons.kernel.Province;

/// What a party says in a round that its lead has opened.
sealed interface RoundWord
        permits ReceivablesStated,
                PayablesConfirmed,
                NettingSigned,
                NettingContested,
                ItemDisputed,
                SettlementPaid,
                SettlementReceived,
                SettlementMissed {

    Header header();

    /// Whose word it is; from any other home it is none.
    Province by();
}
