package org.deltacommons.foundation.ledger;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The newest sums of the accounts of one home that moved lately, as they were last committed. Used
/// by the home's judging thread alone.
final class KnownAccounts {

    /// About 40 MiB when full.
    private static final int ACCOUNTS_MAX = 100_000;

    private final Map<String, Balances> accounts =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Balances> eldest) {
                    return size() > ACCOUNTS_MAX;
                }
            };

    @Nullable Balances find(String id) {
        return accounts.get(id);
    }

    void keep(Balances balances) {
        accounts.put(balances.account(), balances);
    }

    void clear() {
        accounts.clear();
    }
}
