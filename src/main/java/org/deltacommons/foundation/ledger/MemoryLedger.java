package org.deltacommons.foundation.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltacommons.foundation.lane.Book;
import org.deltacommons.foundation.lane.BookPart;
import org.deltacommons.foundation.lane.Memory;
import org.deltacommons.kernel.Province;

/// The ledger in memory, for simulations and fast tests: the same judge, no database.
public final class MemoryLedger implements Book<Memory> {

    private final Map<String, Balances> accounts = new HashMap<>();
    private final Map<String, Remainder> remainders = new HashMap<>();
    private final List<Transfer> transfers = new ArrayList<>();

    @Override
    public Class<? extends BookPart> parts() {
        return LedgerPart.class;
    }

    @Override
    public Page load(Memory where, Province home, List<BookPart> parts) {
        return new LedgerPage(new HashMap<>(accounts), new HashMap<>(remainders), this::write);
    }

    private void write(LedgerPage.Writes writes) {
        writes.accounts().forEach(account -> accounts.put(account.account(), account));
        writes.remainders().forEach(remainder -> remainders.put(remainder.id(), remainder));
        transfers.addAll(writes.transfers());
    }

    @Override
    public <V> Optional<V> look(Memory where, Class<V> type, String key) {
        if (type == Balances.class) {
            return Optional.ofNullable(accounts.get(key)).map(type::cast);
        }
        return type == Remainder.class
                ? Optional.ofNullable(remainders.get(key)).map(type::cast)
                : Optional.empty();
    }

    /// All transfers, oldest first.
    public List<Transfer> transfers() {
        return List.copyOf(transfers);
    }
}
