package org.deltacommons.bench.ledger;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.deltacommons.foundation.lane.Audience;
import org.deltacommons.foundation.lane.Command;
import org.deltacommons.foundation.lane.Fact;
import org.deltacommons.foundation.lane.Lane;
import org.deltacommons.foundation.lane.Part;
import org.deltacommons.foundation.lane.Put;
import org.deltacommons.foundation.lane.Unit;
import org.deltacommons.foundation.ledger.AccountKind;
import org.deltacommons.foundation.ledger.LedgerPart;
import org.deltacommons.foundation.ledger.Limit;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Ids;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Province;

/// Transfers and whole Units through the Java port, each with a key of its own.
final class OurWay {

    static final Province HOME = Province.ANHUI;
    private static final Actor CLIENT =
            new Actor("client-bench", "bench", HOME, List.of(), "client-bench");
    private static final Money FUNDS = new Money(1_000_000_000L);
    private static final int ACCOUNTS_A_UNIT = 500;
    private static final DivisionCode DIVISION = new DivisionCode("340500");

    /// What the caller learns.
    record Moved(String transfer) {}

    /// What the key stands for.
    record Move(String debit, String credit, Money amount) {}

    private final Lane lane;
    private final Ids ids;
    private final Clock clock;
    private final AtomicInteger rounds = new AtomicInteger();

    /// Of this lane's callers: no key was ever asked before it.
    private final String name;

    OurWay(Lane lane, Ids ids, Clock clock) {
        this.lane = lane;
        this.ids = ids;
        this.clock = clock;
        this.name = ids.next("b").value();
    }

    /// Opens and funds accounts of which none may be overdrawn, and one that is empty.
    void prepare(int accounts) {
        open(source(accounts), Limit.NONE);
        open(empty(accounts), Limit.WITHIN_CREDITS);
        for (int from = 0; from < accounts; from += ACCOUNTS_A_UNIT) {
            List<Part> parts = new ArrayList<>();
            for (int i = from; i < Math.min(accounts, from + ACCOUNTS_A_UNIT); i++) {
                parts.add(opening(account(accounts, i), Limit.WITHIN_CREDITS));
                parts.add(
                        new LedgerPart.Post(
                                ids.next("t").value(),
                                source(accounts),
                                account(accounts, i),
                                FUNDS,
                                "prepare",
                                null));
            }
            submit("prepare-" + accounts + "-" + from, parts);
        }
    }

    private void open(String account, Limit limit) {
        submit("open-" + account, List.of(opening(account, limit)));
    }

    private static LedgerPart.OpenAccount opening(String account, Limit limit) {
        return new LedgerPart.OpenAccount(account, "bench", AccountKind.VOUCHER, "bench", limit);
    }

    private void submit(String key, List<? extends Part> parts) {
        lane.submit(
                        Command.of(HOME, CLIENT, "bench.prepare", key, Moved.class).keyed(key),
                        rows -> Outcome.done(Unit.of(new Moved(key), parts)))
                .orThrow();
    }

    private static String account(int accounts, int index) {
        return "bench/" + accounts + "/" + index;
    }

    private static String source(int accounts) {
        return "bench/" + accounts + "/source";
    }

    private static String empty(int accounts) {
        return "bench/" + accounts + "/empty";
    }

    /// One transfer a call.
    ///
    /// @param refusedPercent how many of a hundred ask an empty account
    Callers.Operation transfers(int accounts, int refusedPercent) {
        int round = rounds.incrementAndGet();
        return (caller, turn) -> {
            Move move = move(accounts, refusedPercent);
            String id = ids.next("t").value();
            return lane.submit(
                            Command.of(HOME, CLIENT, "bench.transfer", move, Moved.class)
                                    .keyed(key(round, caller, turn)),
                            rows ->
                                    Outcome.done(
                                            Unit.of(
                                                    new Moved(id),
                                                    new LedgerPart.Post(
                                                            id,
                                                            move.debit(),
                                                            move.credit(),
                                                            move.amount(),
                                                            id,
                                                            null))))
                    .isDone();
        };
    }

    /// Transfers of which each key says all, so that it can be asked again.
    ///
    /// @param keys how many there are; the caller and its turn say which is asked
    Callers.Operation known(int accounts, int keys) {
        return (caller, turn) -> {
            int number = (int) ((caller * 7_919L + turn * 104_729L) % keys);
            String id = "known-" + number;
            Move move = new Move(source(accounts), account(accounts, number % accounts), FUNDS);
            return lane.submit(
                            Command.of(HOME, CLIENT, "bench.known", move, Moved.class).keyed(id),
                            rows ->
                                    Outcome.done(
                                            Unit.of(
                                                    new Moved(id),
                                                    new LedgerPart.Post(
                                                            id,
                                                            move.debit(),
                                                            move.credit(),
                                                            move.amount(),
                                                            id,
                                                            null))))
                    .equals(Outcome.done(new Moved(id)));
        };
    }

    /// Hold, order row and fact a call.
    Callers.Operation units(int accounts, int refusedPercent) {
        int round = rounds.incrementAndGet();
        return (caller, turn) -> {
            Move move = move(accounts, refusedPercent);
            Id<WorkOrder> id = ids.next("ord");
            return lane.submit(
                            Command.of(HOME, CLIENT, "bench.order", move, Moved.class)
                                    .keyed(key(round, caller, turn)),
                            rows -> Outcome.done(unit(id, move)))
                    .isDone();
        };
    }

    private Unit<Moved> unit(Id<WorkOrder> id, Move move) {
        Instant now = clock.instant();
        WorkOrder order =
                new WorkOrder(
                        id,
                        HOME,
                        "REQUESTED",
                        DIVISION,
                        move.debit(),
                        "org-provider",
                        "res-20260305-sem00001",
                        now,
                        CLIENT.id(),
                        move.amount(),
                        Money.yuan(264));
        return Unit.of(
                new Moved(id.value()),
                new LedgerPart.Hold(
                        id.value() + "/hold",
                        move.debit(),
                        move.credit(),
                        move.amount(),
                        id.value(),
                        null),
                new Put(order),
                new Fact(
                        id.value(),
                        Audience.of(Province.SHANGHAI),
                        new WorkOrder.Placed(
                                id.value(),
                                order.resource(),
                                order.firm(),
                                now,
                                order.byVoucher())));
    }

    private static Move move(int accounts, int refusedPercent) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        int credit = random.nextInt(accounts);
        boolean refused = random.nextInt(100) < refusedPercent;
        int debit = (credit + 1 + random.nextInt(accounts - 1)) % accounts;
        return new Move(
                refused ? empty(accounts) : account(accounts, debit),
                account(accounts, credit),
                new Money(1 + random.nextInt(500)));
    }

    private String key(int round, int caller, int turn) {
        return name + "-" + round + "-" + caller + "-" + turn;
    }
}
