package org.deltacommons.foundation.ledger.journal;

import java.time.Instant;
import org.deltacommons.foundation.lane.Row;
import org.deltacommons.foundation.lane.Stored;
import org.deltacommons.foundation.ledger.Limit;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Province;

/// An account that a treasury keeps for its own accounting (自有科目).
///
/// @param id the treasury and the code, such as `340500/1002.01`
/// @param treasury the division whose treasury keeps it
/// @param code as the treasury's own chart of accounts has it
/// @param limited what its balance must never do
@Stored("ledger.own_account")
public record OwnAccount(
        Id<OwnAccount> id,
        Province home,
        DivisionCode treasury,
        String code,
        String name,
        Limit limited,
        String openedBy,
        Instant openedAt)
        implements Row {

    /// The ledger's name of the account. Nothing else in the ledger begins so.
    String account() {
        return account(id.value());
    }

    static String account(String id) {
        return "own/" + id;
    }
}
