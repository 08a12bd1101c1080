package org.deltacommons.foundation.ledger;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.deltacommons.foundation.lane.Book;
import org.deltacommons.foundation.lane.BookPart;
import org.deltacommons.foundation.lane.Memory;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;

/// The ledger in memory, for simulations and fast tests: the same judge, no database.
public final class MemoryLedger implements Book<Memory> {

    private final Map<String, Balances> accounts = new HashMap<>();
    private final Map<String, Remainder> remainders = new HashMap<>();
    private final List<Transfer> transfers = new ArrayList<>();
    private long last;

    @Override
    public Class<? extends BookPart> parts() {
        return LedgerPart.class;
    }

    @Override
    public Page<Memory> begin(Province home, @Nullable Page<Memory> before) {
        return new LedgerPage<>(new InMemory(), (LedgerPage<Memory>) before);
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

    /// All accounts as they stand.
    public List<Balances> accounts() {
        return List.copyOf(accounts.values());
    }

    private final class InMemory implements LedgerPage.Shelf<Memory> {

        @Override
        public @Nullable Balances known(String account) {
            return null;
        }

        @Override
        public Map<String, Balances> accounts(Memory where, Collection<String> ids) {
            return found(accounts, ids);
        }

        @Override
        public Map<String, Remainder> remainders(Memory where, Collection<String> ids) {
            return found(remainders, ids);
        }

        private static <V> Map<String, V> found(Map<String, V> all, Collection<String> ids) {
            Map<String, V> found = new HashMap<>(all);
            found.keySet().retainAll(ids);
            return found;
        }

        @Override
        public long number(Supplier<Memory> where, Limit limit) {
            return ++last;
        }

        @Override
        public long nextPlace(Supplier<Memory> where) {
            return transfers.size() + 1L;
        }

        @Override
        public void write(Memory where, LedgerPage.Writes writes) {
            writes.accounts().forEach(account -> accounts.put(account.account(), account));
            writes.remainders().forEach(remainder -> remainders.put(remainder.id(), remainder));
            transfers.addAll(writes.transfers());
        }

        @Override
        public void committed(LedgerPage.Writes writes) {}
    }
}
