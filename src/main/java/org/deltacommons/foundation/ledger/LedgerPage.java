package org.deltacommons.foundation.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.deltacommons.foundation.lane.Book;
import org.deltacommons.foundation.lane.BookPart;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/// The ledger's judge for one group: pure arithmetic over the accounts and holds that were loaded.
///
/// @param <W> where the ledger is kept
final class LedgerPage<W> implements Book.Page<W> {

    /// What a group came to.
    ///
    /// @param opened accounts that were not there before
    /// @param accounts every account that moved or was opened, with its newest sums
    record Writes(
            List<Balances> opened,
            Collection<Balances> accounts,
            Collection<Remainder> remainders,
            List<Transfer> transfers) {

        boolean isEmpty() {
            return opened.isEmpty() && transfers.isEmpty();
        }
    }

    /// Where the ledger is kept.
    interface Shelf<W> {

        /// The newest sums of an account, if they are remembered.
        @Nullable Balances known(String account);

        Map<String, Balances> accounts(W where, Collection<String> ids);

        Map<String, Remainder> remainders(W where, Collection<String> ids);

        /// A number for a new account, never given before.
        long number(Supplier<W> where, Limit limit);

        /// The place of the next transfer in the home's book.
        long nextPlace(Supplier<W> where);

        void write(W where, Writes writes);

        /// They are durable.
        void committed(Writes writes);
    }

    private static final long UNKNOWN = -1;

    private final Shelf<W> shelf;
    private @Nullable LedgerPage<W> before;
    private final Map<String, Balances> accounts = new HashMap<>();
    private final Map<String, Remainder> remainders = new HashMap<>();
    private final Map<String, Balances> changedAccounts = new LinkedHashMap<>();
    private final Map<String, Remainder> changedRemainders = new LinkedHashMap<>();
    private final List<Balances> opened = new ArrayList<>();
    private final List<Transfer> transfers = new ArrayList<>();
    private final Map<String, Long> numbers = new HashMap<>();
    private long nextPlace;

    /// @param before the page of the group before; it may not be durable yet
    LedgerPage(Shelf<W> shelf, @Nullable LedgerPage<W> before) {
        this.shelf = shelf;
        // Of the pages before only what they changed is asked for.
        this.before = before;
        this.nextPlace = before == null ? UNKNOWN : before.nextPlace;
    }

    @Override
    public void load(Supplier<W> where, List<BookPart> parts) {
        if (nextPlace == UNKNOWN && !parts.isEmpty()) {
            nextPlace = shelf.nextPlace(where);
        }
        Needs needs = needs(parts);
        Set<String> unread = new LinkedHashSet<>();
        for (String id : needs.remainders) {
            Remainder earlier = remainderBefore(id);
            if (earlier != null) {
                remainders.putIfAbsent(id, earlier);
            } else if (!remainders.containsKey(id)) {
                unread.add(id);
            }
        }
        if (!unread.isEmpty()) {
            remainders.putAll(shelf.remainders(where.get(), unread));
        }
        for (String id : needs.remainders) {
            Remainder remainder = remainders.get(id);
            if (remainder != null) {
                needs.accounts(remainder.debit(), remainder.credit());
            }
        }
        loadAccounts(where, needs.accounts);
        for (LedgerPart.OpenAccount opening : needs.openings) {
            if (!accounts.containsKey(opening.id())) {
                numbers.computeIfAbsent(opening.id(), id -> shelf.number(where, opening.limit()));
            }
        }
    }

    private void loadAccounts(Supplier<W> where, Set<String> wanted) {
        Set<String> unread = new LinkedHashSet<>();
        for (String id : wanted) {
            if (accounts.containsKey(id)) {
                continue;
            }
            Balances known = accountBefore(id);
            if (known == null) {
                known = shelf.known(id);
            }
            if (known == null) {
                unread.add(id);
            } else {
                accounts.put(id, known);
            }
        }
        if (!unread.isEmpty()) {
            accounts.putAll(shelf.accounts(where.get(), unread));
        }
    }

    /// What the groups before, which may not be durable yet, made of an account.
    private @Nullable Balances accountBefore(String id) {
        for (LedgerPage<W> page = before; page != null; page = page.before) {
            Balances changed = page.changedAccounts.get(id);
            if (changed != null) {
                return changed;
            }
        }
        return null;
    }

    private @Nullable Remainder remainderBefore(String id) {
        for (LedgerPage<W> page = before; page != null; page = page.before) {
            Remainder changed = page.changedRemainders.get(id);
            if (changed != null) {
                return changed;
            }
        }
        return null;
    }

    @Override
    public @Nullable Refusal apply(List<BookPart> parts, Instant at, String unit) {
        Attempt attempt = new Attempt(at, unit);
        for (BookPart part : parts) {
            Refusal why = attempt.apply((LedgerPart) part);
            if (why != null) {
                return why;
            }
        }
        attempt.keep();
        return null;
    }

    @Override
    public void store(W where) {
        Writes writes = writes();
        if (!writes.isEmpty()) {
            shelf.write(where, writes);
        }
    }

    @Override
    public void committed() {
        before = null;
        shelf.committed(writes());
    }

    private Writes writes() {
        return new Writes(opened, changedAccounts.values(), changedRemainders.values(), transfers);
    }

    /// One Unit's parts, tried on copies and kept only when all of them hold.
    private final class Attempt {
        private final Instant at;
        private final String unit;
        private final Map<String, Balances> myAccounts = new HashMap<>();
        private final Map<String, Remainder> myRemainders = new HashMap<>();
        private final List<Transfer> myTransfers = new ArrayList<>();
        private final List<Balances> myOpened = new ArrayList<>();

        Attempt(Instant at, String unit) {
            this.at = at;
            this.unit = unit;
        }

        void keep() {
            accounts.putAll(myAccounts);
            changedAccounts.putAll(myAccounts);
            remainders.putAll(myRemainders);
            changedRemainders.putAll(myRemainders);
            transfers.addAll(myTransfers);
            nextPlace += myTransfers.size();
            opened.addAll(myOpened);
        }

        @Nullable Refusal apply(LedgerPart part) {
            return switch (part) {
                case LedgerPart.OpenAccount opening -> open(opening);
                case LedgerPart.Post post ->
                        move(
                                post.id(),
                                TransferKind.POST,
                                post.debit(),
                                post.credit(),
                                post.amount(),
                                post.subject(),
                                post.otherwise());
                case LedgerPart.Sweep sweep -> sweep(sweep);
                case LedgerPart.Hold hold ->
                        move(
                                hold.id(),
                                TransferKind.HOLD,
                                hold.debit(),
                                hold.credit(),
                                hold.amount(),
                                hold.subject(),
                                hold.otherwise());
                case LedgerPart.Capture capture -> capture(capture);
                case LedgerPart.Release release -> release(release);
                case LedgerPart.Reverse reverse -> reverse(reverse);
            };
        }

        private @Nullable Balances account(String id) {
            Balances mine = myAccounts.get(id);
            return mine == null ? accounts.get(id) : mine;
        }

        private @Nullable Remainder remainder(String id) {
            Remainder mine = myRemainders.get(id);
            return mine == null ? remainders.get(id) : mine;
        }

        private @Nullable Refusal open(LedgerPart.OpenAccount opening) {
            Balances there = account(opening.id());
            if (there == null) {
                Balances fresh =
                        Balances.empty(
                                opening,
                                java.util.Objects.requireNonNull(numbers.get(opening.id())));
                myAccounts.put(opening.id(), fresh);
                myOpened.add(fresh);
            } else if (there.kind() != opening.kind() || there.limit() != opening.limit()) {
                throw new IllegalStateException("the account is another one: " + opening.id());
            }
            return null;
        }

        private @Nullable Refusal move(
                String id,
                TransferKind kind,
                String debit,
                String credit,
                Money amount,
                String subject,
                @Nullable Refusal otherwise) {
            if (remainder(id) != null) {
                throw new IllegalStateException("a transfer of this id exists: " + id);
            }
            boolean posts = kind == TransferKind.POST;
            Money posted = posts ? amount : Money.ZERO;
            Money pending = posts ? Money.ZERO : amount;
            Refusal why =
                    write(
                            id, kind, debit, credit, amount, null, subject, posted, pending,
                            otherwise);
            if (why == null) {
                myRemainders.put(id, Remainder.whole(id, !posts, debit, credit, amount));
            }
            return why;
        }

        private @Nullable Refusal sweep(LedgerPart.Sweep sweep) {
            Balances from = account(sweep.debit());
            if (from == null) {
                return Refusal.of(LedgerReason.ACCOUNT_NOT_FOUND, "account", sweep.debit());
            }
            if (from.limit() != Limit.WITHIN_CREDITS) {
                throw new IllegalArgumentException(
                        "nothing bounds what may leave " + sweep.debit());
            }
            return from.available().isZero()
                    ? null
                    : move(
                            sweep.id(),
                            TransferKind.POST,
                            sweep.debit(),
                            sweep.credit(),
                            from.available(),
                            sweep.subject(),
                            null);
        }

        private @Nullable Refusal capture(LedgerPart.Capture capture) {
            Remainder hold = remainder(capture.hold());
            Refusal why = holdRefusal(hold, capture.hold(), capture.amount());
            if (why != null || hold == null) {
                return why;
            }
            if (remainder(capture.id()) != null) {
                throw new IllegalStateException("a transfer of this id exists: " + capture.id());
            }
            Remainder after = hold.capturing(capture.amount());
            myRemainders.put(hold.id(), after);
            myRemainders.put(
                    capture.id(),
                    Remainder.whole(
                            capture.id(), false, hold.debit(), hold.credit(), capture.amount()));
            return write(
                    capture.id(),
                    TransferKind.CAPTURE,
                    hold.debit(),
                    hold.credit(),
                    capture.amount(),
                    after,
                    capture.subject(),
                    capture.amount(),
                    capture.amount().negated(),
                    null);
        }

        private @Nullable Refusal release(LedgerPart.Release release) {
            Remainder hold = remainder(release.hold());
            if (hold == null || !hold.hold()) {
                return Refusal.of(LedgerReason.HOLD_NOT_FOUND, "hold", release.hold());
            }
            Money amount = release.amount() == null ? hold.left() : release.amount();
            if (amount.isZero()) {
                return null;
            }
            Refusal why = holdRefusal(hold, release.hold(), amount);
            if (why != null) {
                return why;
            }
            Remainder after = hold.releasing(amount);
            myRemainders.put(hold.id(), after);
            return write(
                    release.id(),
                    TransferKind.RELEASE,
                    hold.debit(),
                    hold.credit(),
                    amount,
                    after,
                    release.subject(),
                    Money.ZERO,
                    amount.negated(),
                    null);
        }

        private @Nullable Refusal reverse(LedgerPart.Reverse reverse) {
            Remainder posted = remainder(reverse.of());
            if (posted == null || posted.hold()) {
                return Refusal.of(LedgerReason.HOLD_NOT_FOUND, "hold", reverse.of());
            }
            if (reverse.amount().compareTo(posted.left()) > 0) {
                return tooMuch(posted, reverse.amount());
            }
            Remainder after = posted.capturing(reverse.amount());
            myRemainders.put(posted.id(), after);
            return write(
                    reverse.id(),
                    TransferKind.REVERSE,
                    posted.credit(),
                    posted.debit(),
                    reverse.amount(),
                    after,
                    reverse.subject(),
                    reverse.amount(),
                    Money.ZERO,
                    null);
        }

        private @Nullable Refusal holdRefusal(@Nullable Remainder hold, String id, Money amount) {
            if (hold == null || !hold.hold()) {
                return Refusal.of(LedgerReason.HOLD_NOT_FOUND, "hold", id);
            }
            return amount.compareTo(hold.left()) > 0 ? tooMuch(hold, amount) : null;
        }

        private Refusal tooMuch(Remainder of, Money asked) {
            return Refusal.of(LedgerReason.MORE_THAN_HELD, "asked", asked)
                    .with("available", of.left());
        }

        private @Nullable Refusal write(
                String id,
                TransferKind kind,
                String debit,
                String credit,
                Money amount,
                @Nullable Remainder of,
                String subject,
                Money posted,
                Money pending,
                @Nullable Refusal otherwise) {
            if (debit.equals(credit)) {
                throw new IllegalArgumentException("a transfer needs two accounts: " + debit);
            }
            Balances from = account(debit);
            Balances to = account(credit);
            if (from == null || to == null) {
                return Refusal.of(
                        LedgerReason.ACCOUNT_NOT_FOUND, "account", from == null ? debit : credit);
            }
            // Also where the names are made so that it cannot happen: raw postings move money that
            // no procedure watches over.
            if ((from.kind() == AccountKind.OWN) != (to.kind() == AccountKind.OWN)) {
                throw new IllegalArgumentException(
                        "an own account and a procedure's never meet: " + debit + ", " + credit);
            }
            long place = nextPlace + myTransfers.size();
            Balances fromAfter;
            Balances toAfter;
            try {
                fromAfter = from.debited(posted, pending, place);
                toAfter = to.credited(posted, pending, place);
            } catch (ArithmeticException tooMuch) {
                return Refusal.of(LedgerReason.BEYOND_BOOKS_INVALID, "asked", amount);
            }
            boolean gives = !posted.plus(pending).isNegative();
            if (gives && (fromAfter.isBroken() || toAfter.isBroken())) {
                Money available = fromAfter.isBroken() ? from.available() : to.available();
                Refusal why =
                        otherwise == null
                                ? Refusal.of(
                                        LedgerReason.LIMIT_EXCEEDED,
                                        "account",
                                        fromAfter.isBroken() ? debit : credit)
                                : otherwise;
                return why.with("available", available.max(Money.ZERO)).with("asked", amount);
            }
            myAccounts.put(debit, fromAfter);
            myAccounts.put(credit, toAfter);
            myTransfers.add(
                    new Transfer(
                            place,
                            id,
                            kind,
                            amount,
                            of,
                            at,
                            unit,
                            subject,
                            fromAfter,
                            toAfter,
                            from.place(),
                            to.place()));
            return null;
        }
    }

    /// Every account and hold that parts may touch, to be loaded at once.
    static Needs needs(List<BookPart> parts) {
        Needs needs = new Needs();
        for (BookPart part : parts) {
            switch ((LedgerPart) part) {
                case LedgerPart.OpenAccount opening -> {
                    needs.openings.add(opening);
                    needs.accounts.add(opening.id());
                }
                case LedgerPart.Post post -> needs.accounts(post.debit(), post.credit());
                case LedgerPart.Sweep sweep -> needs.accounts(sweep.debit(), sweep.credit());
                case LedgerPart.Hold hold -> needs.accounts(hold.debit(), hold.credit());
                case LedgerPart.Capture capture -> needs.remainders.add(capture.hold());
                case LedgerPart.Release release -> needs.remainders.add(release.hold());
                case LedgerPart.Reverse reverse -> needs.remainders.add(reverse.of());
            }
        }
        return needs;
    }

    /// Ids to load. The accounts of captured holds come with the holds.
    static final class Needs {
        final Set<String> accounts = new LinkedHashSet<>();
        final Set<String> remainders = new LinkedHashSet<>();
        final List<LedgerPart.OpenAccount> openings = new ArrayList<>();

        /// That a transfer's own id is new is not looked up: its uniqueness is the store's to
        /// enforce, and a second one of the same id a bug.
        void accounts(String debit, String credit) {
            accounts.add(debit);
            accounts.add(credit);
        }
    }
}
