package org.deltacommons.foundation.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.deltacommons.foundation.lane.Book;
import org.deltacommons.foundation.lane.BookPart;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/// The ledger's judge for one group: pure arithmetic over the accounts and holds that were loaded.
final class LedgerPage implements Book.Page {

    /// What has to be written.
    record Writes(List<Balances> accounts, List<Remainder> remainders, List<Transfer> transfers) {}

    private final Map<String, Balances> accounts;
    private final Map<String, Remainder> remainders;
    private final Consumer<Writes> writer;
    private final Map<String, Balances> changedAccounts = new LinkedHashMap<>();
    private final Map<String, Remainder> changedRemainders = new LinkedHashMap<>();
    private final List<Transfer> transfers = new ArrayList<>();

    LedgerPage(
            Map<String, Balances> accounts,
            Map<String, Remainder> remainders,
            Consumer<Writes> writer) {
        this.accounts = accounts;
        this.remainders = remainders;
        this.writer = writer;
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
    public void store() {
        if (!changedAccounts.isEmpty() || !transfers.isEmpty()) {
            writer.accept(
                    new Writes(
                            List.copyOf(changedAccounts.values()),
                            List.copyOf(changedRemainders.values()),
                            List.copyOf(transfers)));
        }
    }

    /// One Unit's parts, tried on copies and kept only when all of them hold.
    private final class Attempt {
        private final Instant at;
        private final String unit;
        private final Map<String, Balances> myAccounts = new HashMap<>();
        private final Map<String, Remainder> myRemainders = new HashMap<>();
        private final List<Transfer> myTransfers = new ArrayList<>();

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
                myAccounts.put(opening.id(), Balances.empty(opening));
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
                myRemainders.put(
                        id,
                        new Remainder(id, !posts, debit, credit, amount, Money.ZERO, Money.ZERO));
            }
            return why;
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
            myRemainders.put(hold.id(), hold.capturing(capture.amount()));
            myRemainders.put(
                    capture.id(),
                    new Remainder(
                            capture.id(),
                            false,
                            hold.debit(),
                            hold.credit(),
                            capture.amount(),
                            Money.ZERO,
                            Money.ZERO));
            return write(
                    capture.id(),
                    TransferKind.CAPTURE,
                    hold.debit(),
                    hold.credit(),
                    capture.amount(),
                    hold.id(),
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
            myRemainders.put(hold.id(), hold.releasing(amount));
            return write(
                    release.id(),
                    TransferKind.RELEASE,
                    hold.debit(),
                    hold.credit(),
                    amount,
                    hold.id(),
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
            myRemainders.put(posted.id(), posted.capturing(reverse.amount()));
            return write(
                    reverse.id(),
                    TransferKind.REVERSE,
                    posted.credit(),
                    posted.debit(),
                    reverse.amount(),
                    posted.id(),
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
                @Nullable String of,
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
            Balances fromAfter = from.debited(posted, pending);
            Balances toAfter = to.credited(posted, pending);
            boolean gives = !posted.plus(pending).isNegative();
            if (gives && (fromAfter.isBroken() || toAfter.isBroken())) {
                Money available = fromAfter.isBroken() ? from.available() : to.available();
                Refusal why =
                        otherwise == null
                                ? Refusal.of(LedgerReason.LIMIT_EXCEEDED, "account", debit)
                                : otherwise;
                return why.with("available", available.max(Money.ZERO)).with("asked", amount);
            }
            myAccounts.put(debit, fromAfter);
            myAccounts.put(credit, toAfter);
            myTransfers.add(
                    new Transfer(id, kind, amount, of, at, unit, subject, fromAfter, toAfter));
            return null;
        }
    }

    /// Every account and hold that parts may touch, to be loaded at once.
    static Needs needs(List<BookPart> parts) {
        Needs needs = new Needs();
        for (BookPart part : parts) {
            switch ((LedgerPart) part) {
                case LedgerPart.OpenAccount opening -> needs.accounts.add(opening.id());
                case LedgerPart.Post post -> needs.transfer(post.id(), post.debit(), post.credit());
                case LedgerPart.Hold hold -> needs.transfer(hold.id(), hold.debit(), hold.credit());
                case LedgerPart.Capture capture -> {
                    needs.remainders.add(capture.hold());
                    needs.remainders.add(capture.id());
                }
                case LedgerPart.Release release -> needs.remainders.add(release.hold());
                case LedgerPart.Reverse reverse -> needs.remainders.add(reverse.of());
            }
        }
        return needs;
    }

    /// Ids to load. The accounts of captured holds come with the holds.
    static final class Needs {
        final java.util.Set<String> accounts = new java.util.LinkedHashSet<>();
        final java.util.Set<String> remainders = new java.util.LinkedHashSet<>();

        void transfer(String id, String debit, String credit) {
            remainders.add(id);
            accounts.add(debit);
            accounts.add(credit);
        }
    }
}
