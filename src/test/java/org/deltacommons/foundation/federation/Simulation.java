package org.deltacommons.foundation.federation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.deltacommons.foundation.federation.SimulatedOrders.Order;
import org.deltacommons.foundation.federation.SimulatedOrders.Slot;
import org.deltacommons.foundation.federation.SimulatedOrders.State;
import org.deltacommons.foundation.federation.proof.Entry;
import org.deltacommons.foundation.federation.proof.Malformed;
import org.deltacommons.foundation.lane.Command;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.lane.LaneFault;
import org.deltacommons.foundation.lane.Part;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.lane.SimulatedNode;
import org.deltacommons.foundation.lane.Unit;
import org.deltacommons.foundation.ledger.AccountKind;
import org.deltacommons.foundation.ledger.Balances;
import org.deltacommons.foundation.ledger.LedgerPart;
import org.deltacommons.foundation.ledger.Limit;
import org.deltacommons.foundation.ledger.Transfer;
import org.deltacommons.foundation.ledger.TransferKind;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Province;

/// Several provinces, each a node of its own, on one virtual clock and one virtual network, driven
/// by a plan that comes of a seed. Every event carries its own dice, so that a plan with some
/// events left out is a plan, too.
final class Simulation implements AutoCloseable {

    static final Money GIVEN = new Money(200);
    private static final int EVENTS = 110;
    private static final int ROUNDS_MAX = 200;
    private static final Instant BEGIN = Instant.parse("2026-03-05T06:30:00Z");

    enum What {
        PLACE,
        CANCEL,
        SERVE,
        /// A node asks another for what is new; the answer is under way.
        ASK,
        ASK_LOST,
        ASK_TWICE,
        /// Any of the answers under way arrives, not the oldest.
        ARRIVE,
        REACT,
        CRASH,
        CUT,
        HEAL,
        COMMIT_AWAY,
        COMMIT_UNKNOWN,
        CLOCK;

        boolean isFault() {
            return switch (this) {
                case ASK_LOST, ASK_TWICE, CRASH, CUT, COMMIT_AWAY, COMMIT_UNKNOWN, CLOCK -> true;
                default -> false;
            };
        }
    }

    record Event(int number, What what, int dice) {}

    /// What a run came to.
    ///
    /// @param broken the first invariant that did not hold, empty if all did
    /// @param ends how many orders ended in which state, so that a run that did nothing shows
    record Run(String broken, List<String> story, int faults, Map<State, Integer> ends) {
        boolean isGood() {
            return broken.isEmpty();
        }
    }

    private static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Broken(String what) {
            super(what);
        }
    }

    private record Answer(Province reader, Province origin, String sent) {}

    private static final class Skewed extends Clock {
        private Instant now = BEGIN;
        private Duration skew = Duration.ZERO;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Instant instant() {
            return now.plus(skew);
        }
    }

    /// One province: its lane, what it received, and its reactions.
    private final class Node implements Heard {
        final Province home;
        final Skewed clock = new Skewed();
        final SimulatedNode lane;
        final Map<Province, List<RecordedFact>> received = new EnumMap<>(Province.class);
        final Map<Province, Long> upTo = new EnumMap<>(Province.class);
        Reactions reactions;

        Node(Province home, long seed) {
            this.home = home;
            this.lane = new SimulatedNode(home, clock, new Random(seed + home.ordinal()));
            this.reactions = reacting();
        }

        private Reactions reacting() {
            return new Reactions(home, lane.lane(), this, Reactions.byKind(bug.handlers()));
        }

        void restart() {
            lane.restart();
            reactions = reacting();
        }

        @Override
        public List<RecordedFact> after(Province origin, long after, int limit) {
            List<RecordedFact> all =
                    origin == home ? lane.facts(0) : received.getOrDefault(origin, List.of());
            return all.stream().filter(fact -> fact.index() > after).limit(limit).toList();
        }

        @Override
        public long position(Province of, Province origin) {
            long position =
                    lane.all(Cursor.class).stream()
                            .filter(cursor -> cursor.id().equals(Cursor.idOf(of, origin)))
                            .mapToLong(Cursor::position)
                            .sum();
            return bug.cursor(position);
        }

        @Override
        public Set<String> parked(Province of, Province origin) {
            return lane.all(Parked.class).stream()
                    .filter(parked -> parked.origin() == origin && parked.open())
                    .map(Parked::subject)
                    .collect(Collectors.toSet());
        }

        long have(Province origin) {
            return upTo.getOrDefault(origin, 0L);
        }

        Outcome<Reactions.Reacted> submit(String operation, String key, List<Part> parts) {
            Command<Reactions.Reacted> command =
                    Command.of(
                                    home,
                                    Actor.system(home),
                                    operation,
                                    Map.of("key", key),
                                    Reactions.Reacted.class)
                            .keyed(key);
            return lane.lane()
                    .submit(
                            command,
                            rows -> {
                                // Guards what the parts were made of.
                                for (Part part : parts) {
                                    if (part instanceof org.deltacommons.foundation.lane.Put put) {
                                        rows.version(put.after().getClass(), rowId(put));
                                    }
                                }
                                return Outcome.done(Unit.of(new Reactions.Reacted(0), parts));
                            });
        }
    }

    @SuppressWarnings("unchecked")
    private static <R extends org.deltacommons.foundation.lane.Row> Id<R> rowId(
            org.deltacommons.foundation.lane.Put put) {
        return (Id<R>) put.after().id();
    }

    private final SimulatedBug bug;
    private final List<Province> provinces;
    private final Map<Province, Node> nodes = new EnumMap<>(Province.class);
    private final List<Answer> underWay = new ArrayList<>();
    private final Set<String> cut = new HashSet<>();
    private final List<String> story = new ArrayList<>();
    private int faults;

    private Simulation(long seed, SimulatedBug bug) {
        this.bug = bug;
        provinces = List.of(Province.values()).subList(0, 2 + (int) Math.floorMod(seed, 3L));
        for (Province home : provinces) {
            Node node = new Node(home, seed);
            nodes.put(home, node);
            List<Part> opening = new ArrayList<>();
            opening.add(account("given", AccountKind.ISSUED, Limit.NONE));
            opening.add(account("voucher", AccountKind.VOUCHER, Limit.WITHIN_CREDITS));
            opening.add(account("used", AccountKind.USED, Limit.NONE));
            opening.add(account("earned", AccountKind.PAYABLE, Limit.NONE));
            provinces.forEach(other ->
                    opening.add(
                            account("due-from-" + other.code(), AccountKind.DUE_FROM, Limit.NONE)));
            opening.add(new LedgerPart.Post("given", "given", "voucher", GIVEN, "given", null));
            node.submit("open", "open", opening).orThrow();
        }
    }

    private static LedgerPart account(String id, AccountKind kind, Limit limit) {
        return new LedgerPart.OpenAccount(id, "book", kind, "somebody", limit);
    }

    static List<Event> plan(long seed) {
        Random random = new Random(seed);
        List<Event> plan = new ArrayList<>();
        // What moves things on comes more often than what hinders it.
        What[] all = What.values();
        What[] often = {What.PLACE, What.ASK, What.ASK, What.ARRIVE, What.ARRIVE, What.REACT};
        for (int i = 0; i < EVENTS; i++) {
            What what =
                    random.nextInt(3) == 0
                            ? all[random.nextInt(all.length)]
                            : often[random.nextInt(often.length)];
            plan.add(new Event(i, what, random.nextInt(1 << 24)));
        }
        return plan;
    }

    static Run run(long seed, SimulatedBug bug) {
        return run(seed, plan(seed), bug);
    }

    static Run run(long seed, List<Event> plan, SimulatedBug bug) {
        try (Simulation simulation = new Simulation(seed, bug)) {
            String broken = "";
            try {
                for (Event event : plan) {
                    simulation.happen(event);
                    simulation.check();
                }
                simulation.rest();
            } catch (Broken found) {
                broken = String.valueOf(found.getMessage());
            }
            return new Run(
                    broken, List.copyOf(simulation.story), simulation.faults, simulation.ends());
        }
    }

    private Map<State, Integer> ends() {
        Map<State, Integer> ends = new EnumMap<>(State.class);
        nodes.values()
                .forEach(node ->
                        node.lane
                                .all(Order.class)
                                .forEach(order -> ends.merge(order.state(), 1, Integer::sum)));
        return ends;
    }

    /// The same failure with as few events as leaving out can make it.
    static List<Event> shrunk(long seed, SimulatedBug bug) {
        List<Event> plan = new ArrayList<>(plan(seed));
        for (int size = plan.size() / 2; size >= 1; size /= 2) {
            for (int from = 0; from + size <= plan.size(); ) {
                List<Event> less = new ArrayList<>(plan);
                less.subList(from, from + size).clear();
                if (run(seed, less, bug).isGood()) {
                    from += size;
                } else {
                    plan = less;
                }
            }
        }
        return plan;
    }

    /// How it came to a failure, with as few events as possible, and how to see it again.
    static String told(long seed, SimulatedBug bug) {
        Run least = run(seed, shrunk(seed, bug), bug);
        return "seed %d: %s%n%s%nagain: bin/soak federation --seeds 1 --seed %d"
                .formatted(seed, least.broken(), String.join("\n", least.story()), seed);
    }

    private void happen(Event event) {
        nodes.values().forEach(node -> node.clock.now = BEGIN.plusSeconds(event.number()));
        int dice = event.dice();
        Node node = nodes.get(provinces.get(dice % provinces.size()));
        int step = 1 + dice / 7 % (provinces.size() - 1);
        Province other = provinces.get((provinces.indexOf(node.home) + step) % provinces.size());
        String wire = node.home.code() + "<" + other.code();
        story.add("%d %s %s %s".formatted(event.number(), event.what(), node.home, other));
        if (event.what().isFault()) {
            faults++;
        }
        switch (event.what()) {
            case PLACE -> place(node, other, event);
            case CANCEL -> cancel(node, dice);
            case SERVE -> serve(node, dice);
            case ASK -> ask(node, other, 1);
            case ASK_LOST -> ask(node, other, 0);
            case ASK_TWICE -> ask(node, other, 2);
            case ARRIVE -> {
                if (!underWay.isEmpty()) {
                    arrive(underWay.remove(dice / 11 % underWay.size()));
                }
            }
            case REACT -> react(node);
            case CRASH -> node.restart();
            case CUT -> cut.add(wire);
            case HEAL -> cut.clear();
            case COMMIT_AWAY -> node.lane.nextCommit(SimulatedNode.Commit.AWAY);
            case COMMIT_UNKNOWN -> node.lane.nextCommit(SimulatedNode.Commit.UNKNOWN);
            case CLOCK -> node.clock.skew = Duration.ofSeconds(dice % 1_200 - 600);
        }
    }

    private void place(Node node, Province seller, Event event) {
        Id<Order> id = Id.of("ord-" + node.home.code() + "-" + event.number());
        String slot = "slot-" + seller.code() + "-" + event.dice() / 13 % 2;
        Money amount = new Money(1 + event.dice() / 17 % 60);
        command(
                node,
                "place",
                id.value(),
                SimulatedOrders.placed(new Order(id, node.home, seller, slot, amount, State.HELD)));
    }

    private void cancel(Node node, int dice) {
        List<Order> open =
                node.lane.all(Order.class).stream()
                        .filter(order ->
                                order.state() == State.HELD || order.state() == State.TAKEN)
                        .toList();
        if (!open.isEmpty()) {
            Order order = open.get(dice / 11 % open.size());
            command(node, "cancel", order.id().value(), bug.cancelling(order));
        }
    }

    private void serve(Node node, int dice) {
        List<Slot> taken =
                node.lane.all(Slot.class).stream().filter(slot -> !slot.order().isEmpty()).toList();
        if (!taken.isEmpty()) {
            Slot slot = taken.get(dice / 11 % taken.size());
            Money charged = new Money(1 + dice / 13 % slot.amount().fen());
            command(node, "serve", slot.order(), SimulatedOrders.served(slot, charged));
        }
    }

    /// Whoever gets no answer asks once more with the same key.
    private void command(Node node, String operation, String key, List<Part> parts) {
        Outcome<Reactions.Reacted> outcome;
        try {
            outcome = node.submit(operation, key, parts);
        } catch (LaneFault away) {
            outcome = node.submit(operation, key, parts);
        }
        story.add("    %s %s %s".formatted(operation, key, outcome.isDone() ? "done" : "refused"));
    }

    private void ask(Node reader, Province origin, int copies) {
        if (cut.contains(reader.home.code() + "<" + origin.code())) {
            return;
        }
        long after = reader.have(origin);
        List<RecordedFact> facts = nodes.get(origin).lane.facts(after);
        if (facts.isEmpty()) {
            return;
        }
        List<String> seen =
                facts.stream()
                        .filter(fact -> fact.audience().provinces().contains(reader.home))
                        .map(Entry::text)
                        .toList();
        PeerFeed.Stretch stretch = bug.sent(new PeerFeed.Stretch(seen, facts.getLast().index()));
        for (int i = 0; i < copies; i++) {
            underWay.add(new Answer(reader.home, origin, Json.text(stretch)));
        }
    }

    /// Late and doubled answers begin at or before what is here already.
    private void arrive(Answer answer) {
        Node reader = nodes.get(answer.reader());
        PeerFeed.Stretch stretch = Json.read(Json.parse(answer.sent()), PeerFeed.Stretch.class);
        long have = bug.have(reader.have(answer.origin()));
        if (stretch.upTo() <= have) {
            return;
        }
        List<RecordedFact> kept =
                reader.received.computeIfAbsent(answer.origin(), o -> new ArrayList<>());
        stretch.entries().stream()
                .map(Simulation::read)
                .filter(fact -> fact.index() > have)
                .forEach(kept::add);
        reader.upTo.put(answer.origin(), stretch.upTo());
    }

    static RecordedFact read(String entry) {
        try {
            return Entry.read(entry);
        } catch (Malformed impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void react(Node node) {
        try {
            node.reactions.work();
        } catch (RuntimeException passing) {
            // As the follower does: it looks again later.
            story.add("    tries again: " + passing.getClass().getSimpleName());
        }
    }

    /// Everything heals, everything under way arrives, everybody serves what was ordered.
    private void rest() {
        story.add("rest");
        cut.clear();
        nodes.values().forEach(node -> node.lane.nextCommit(SimulatedNode.Commit.WELL));
        for (int round = 0; round < ROUNDS_MAX; round++) {
            List<Long> before = sizes();
            while (!underWay.isEmpty()) {
                arrive(underWay.removeFirst());
            }
            for (Node node : nodes.values()) {
                provinces.stream().filter(o -> o != node.home).forEach(o -> ask(node, o, 1));
                react(node);
            }
            check();
            if (underWay.isEmpty() && before.equals(sizes())) {
                if (nodes.values().stream().noneMatch(this::servesOne)) {
                    checkAtRest();
                    return;
                }
            }
        }
        throw new Broken("the provinces do not come to rest");
    }

    private boolean servesOne(Node node) {
        int before = node.lane.facts(0).size();
        serve(node, 0);
        return node.lane.facts(0).size() > before;
    }

    private List<Long> sizes() {
        return nodes.values().stream().map(node -> (long) node.lane.facts(0).size()).toList();
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new Broken(what);
        }
    }

    private void check() {
        for (Node node : nodes.values()) {
            checkMoney(node);
            checkSlots(node);
            node.received.forEach((origin, kept) -> checkCopy(node, origin, kept));
        }
    }

    private static void checkMoney(Node node) {
        Map<String, Integer> ends = new HashMap<>();
        Map<String, Long> captured = new HashMap<>();
        Map<String, Long> held = new HashMap<>();
        for (Transfer transfer : node.lane.transfers()) {
            long fen = transfer.amount().fen();
            switch (transfer.kind()) {
                case HOLD -> held.put(transfer.subject(), fen);
                case CAPTURE -> captured.merge(transfer.subject(), fen, Long::sum);
                default -> {}
            }
            if (transfer.kind() == TransferKind.CAPTURE
                    || transfer.kind() == TransferKind.RELEASE) {
                ends.merge(transfer.subject() + transfer.kind(), 1, Integer::sum);
            }
        }
        ends.forEach((what, times) -> require(times == 1, "ended more than once: " + what));
        captured.forEach((order, fen) ->
                require(fen <= held.getOrDefault(order, 0L), "captured above the hold: " + order));
        long sum = 0;
        for (String account : accounts(node)) {
            sum += balances(node, account).posted().fen();
        }
        require(sum == 0, "the book of " + node.home + " does not come to nothing");
        require(!balances(node, "voucher").available().isNegative(), "a voucher below nothing");
    }

    private static List<String> accounts(Node node) {
        List<String> accounts = new ArrayList<>(List.of("given", "voucher", "used", "earned"));
        for (Province other : Province.values()) {
            accounts.add("due-from-" + other.code());
        }
        accounts.removeIf(account -> look(node, account) == null);
        return accounts;
    }

    private static @org.jspecify.annotations.Nullable Balances look(Node node, String account) {
        return node.lane
                .lane()
                .read(node.home, rows -> rows.look(Balances.class, account))
                .orElse(null);
    }

    private static Balances balances(Node node, String account) {
        return java.util.Objects.requireNonNull(look(node, account));
    }

    /// From what the seller's home said, not from the rows that it decided by.
    private static void checkSlots(Node node) {
        Map<String, String> holder = new HashMap<>();
        for (RecordedFact fact : node.lane.facts(0)) {
            switch (fact.kind()) {
                case "simtest.Taken" -> {
                    String slot = fact.body().get("slot").asString();
                    String before = holder.put(slot, fact.subject());
                    require(before == null, "a slot twice: " + slot);
                }
                case "simtest.Cancelled", "simtest.Delivered" ->
                        holder.remove(fact.body().get("slot").asString(), fact.subject());
                default -> {}
            }
        }
    }

    /// What is here is what the home said to this reader, all of it, in its order.
    private void checkCopy(Node node, Province origin, List<RecordedFact> kept) {
        long upTo = node.have(origin);
        List<String> said =
                nodes.get(origin).lane.facts(0).stream()
                        .filter(fact -> fact.index() <= upTo)
                        .filter(fact -> fact.audience().provinces().contains(node.home))
                        .map(Entry::text)
                        .toList();
        require(
                said.equals(kept.stream().map(Entry::text).toList()),
                "the copy of " + origin + " at " + node.home + " is not what it said");
    }

    private void checkAtRest() {
        for (Node node : nodes.values()) {
            require(node.lane.all(Parked.class).isEmpty(), "something is parked at " + node.home);
            for (Order order : node.lane.all(Order.class)) {
                require(
                        order.state() == State.ENDED || order.state() == State.CAPTURED,
                        "%s stays %s".formatted(order.id(), order.state()));
            }
            require(!balances(node, "voucher").held().isPositive(), "a hold is left");
            for (Province buyer : provinces) {
                long due = -balances(node, "due-from-" + buyer.code()).posted().fen();
                require(
                        due == capturedFor(nodes.get(buyer), node.home),
                        "what %s is owed by %s is not what was captured"
                                .formatted(node.home, buyer));
            }
        }
    }

    private static long capturedFor(Node buyer, Province seller) {
        Set<String> orders =
                buyer.lane.all(Order.class).stream()
                        .filter(order -> order.seller() == seller)
                        .map(order -> order.id().value())
                        .collect(Collectors.toSet());
        return buyer.lane.transfers().stream()
                .filter(one -> one.kind() == TransferKind.CAPTURE)
                .filter(one -> orders.contains(one.subject()))
                .mapToLong(one -> one.amount().fen())
                .sum();
    }

    @Override
    public void close() {
        nodes.values().forEach(node -> node.lane.close());
    }
}
