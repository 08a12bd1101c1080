package org.deltacommons.foundation.federation;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.deltacommons.commons.bookings.Booking;
import org.deltacommons.commons.clearing.Agreement;
import org.deltacommons.commons.clearing.SimulatedClearing;
import org.deltacommons.commons.clearing.SimulatedPeriods;
import org.deltacommons.commons.clearing.SimulatedSides;
import org.deltacommons.commons.vouchers.Order;
import org.deltacommons.commons.vouchers.SimulatedChecks;
import org.deltacommons.commons.vouchers.SimulatedPeople;
import org.deltacommons.commons.vouchers.SimulatedProvince;
import org.deltacommons.foundation.federation.proof.Checkpoint;
import org.deltacommons.foundation.federation.proof.Malformed;
import org.deltacommons.foundation.federation.proof.NoteKey;
import org.deltacommons.foundation.federation.proof.SignedNote;
import org.deltacommons.foundation.federation.proof.TrustedKeys;
import org.deltacommons.foundation.federation.proof.Verdict;
import org.deltacommons.foundation.federation.proof.Verification;
import org.deltacommons.foundation.lane.Command;
import org.deltacommons.foundation.lane.LaneFault;
import org.deltacommons.foundation.lane.Part;
import org.deltacommons.foundation.lane.Put;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.lane.Row;
import org.deltacommons.foundation.lane.SimulatedNode;
import org.deltacommons.foundation.lane.Unit;
import org.deltacommons.foundation.procedures.Case;
import org.deltacommons.foundation.procedures.Procedures.Moved;
import org.deltacommons.foundation.procedures.SimulatedDesk;
import org.deltacommons.foundation.rulebook.PaymentRoute;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Refusal;

/// Several provinces, each a node of its own, on one virtual clock and one virtual network, driven
/// by a plan that comes of a seed. Every event carries its own dice, so that a plan with some
/// events left out is a plan, too.
final class Simulation implements AutoCloseable {

    private static final int ROUNDS_MAX = 300;

    /// As long as the longest chain of terms: within them everything ends, whoever does nothing.
    private static final int DAYS_MAX = 14;

    private static final int BUSY_DAYS = 3;
    private static final int BUSY_ROUNDS = 3;
    private static final int SLOW_EVERY = 3;
    private static final int HINDERED_EVERY = 4;
    private static final int FACTS = 500;

    /// How many provinces there are, by the seed.
    private static final int[] HOW_MANY = {4, 3, 2, 4, 3, 5, 2, 4, 3, 6};

    private static final long LIARS_EVERY = 7;
    private static final long UNSIGNED_EVERY = 4;
    private static final long UPGRADES_EVERY = 3;
    private static final Duration BETWEEN = Duration.ofMinutes(10);
    private static final Pattern ID = Pattern.compile("\\b([a-z]{3})-19700101-[0-9a-z]+");
    private static final PaymentRoute[] ROUTES = {
        PaymentRoute.PROVINCE_AGENT, PaymentRoute.PROVIDER_DIRECT,
        PaymentRoute.PROVINCE_AGENT, PaymentRoute.FIRM_DIRECT
    };
    private static final Instant SPRING = Instant.parse("2026-03-05T06:30:00Z");

    /// Hours before the fiscal year ends, while much is under way.
    private static final Instant DECEMBER = Instant.parse("2026-12-31T01:00:00Z");

    private static final long YEARS_END_EVERY = 3;
    private static final long EXPIRES_EVERY = 5;
    private static final Duration GRANTED_BEFORE = Duration.ofDays(22);
    private static final int VALID_MONTHS = 12;

    private static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Broken(String what) {
            super(what);
        }
    }

    /// An answer under way.
    private record Answer(Province reader, Province origin, SimulatedFeed.Said said) {}

    /// A province shows one reader another history: what stands at an index was never so.
    private record Lie(Province liar, Province reader, long rewritten) {}

    private static final class Skewed extends Clock {
        private Instant now = SPRING;
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

    /// One province: its lane, its people, what it received, and its reactions.
    private final class Node implements Heard {
        final Province home;
        final Skewed clock = new Skewed();
        final SimulatedNode lane;
        final SimulatedFeed feed;
        final SimulatedCopies copies;
        final SimulatedWitness witness;
        final SimulatedVersion version = new SimulatedVersion(bug);

        /// How far what is here has been checked.
        final Map<Province, Integer> seenCursors = new EnumMap<>(Province.class);

        final Map<Province, String> collected = new EnumMap<>(Province.class);
        final Map<Province, Integer> seenReleased = new EnumMap<>(Province.class);

        final Map<Province, Long> checked = new EnumMap<>(Province.class);
        final Map<Province, Long> heads = new EnumMap<>(Province.class);
        final Map<Province, Integer> right = new EnumMap<>(Province.class);
        long seenWitnessed;
        Reactions reactions;
        SimulatedPeople people;
        SimulatedClearing officials;

        Node(Province home, long seed) {
            this.home = home;
            this.lane = new SimulatedNode(home, clock, new Random(seed + home.ordinal()));
            this.feed = new SimulatedFeed(home, product.signer(home), lane);
            this.copies = new SimulatedCopies(lane, bug);
            this.witness = new SimulatedWitness(bug, product.signer(home), clock, signed);
            this.reactions = reacting();
            begin(desk());
        }

        private Reactions reacting() {
            return new Reactions(
                    home,
                    version.watching(bug.lane(lane.lane())),
                    this,
                    version.handlers(handlers));
        }

        private SimulatedDesk desk() {
            return new SimulatedDesk(
                    lane, product.records(), product.moving(), product.procedures(), clock);
        }

        private void begin(SimulatedDesk desk) {
            people = new SimulatedPeople(desk);
            officials = new SimulatedClearing(desk);
        }

        /// All that somebody of the province could do now.
        List<SimulatedPeople.Step> steps(int dice) {
            return Stream.concat(people.steps(dice).stream(), officials.steps(dice).stream())
                    .toList();
        }

        void restart() {
            lane.restart();
            witness.restart();
            reactions = reacting();
            begin(desk());
        }

        /// What a province has from its first day on; the others' are replicas.
        void open(PaymentRoute route, int months) {
            List<Part> parts = SimulatedProvince.opening(home, route, months, now);
            lane.lane()
                    .submit(
                            Command.of(
                                    home,
                                    Actor.system(home),
                                    "simulated.open",
                                    home.code(),
                                    Reactions.Reacted.class),
                            _ -> Outcome.done(Unit.of(new Reactions.Reacted(0), parts)))
                    .orThrow();
            provinces.stream()
                    .filter(other -> other != home)
                    .flatMap(other -> SimulatedProvince.known(other, now).stream())
                    .forEach(row -> lane.replicate(row, 0));
            people.begin();
        }

        @Override
        public List<RecordedFact> after(Province origin, long after, int limit) {
            if (origin == home) {
                return lane.facts(after).stream().limit(limit).toList();
            }
            List<Copies.Arrived> all = copies.received(origin);
            int from = all.size();
            while (from > 0 && all.get(from - 1).fact().index() > after) {
                from--;
            }
            return all.subList(from, all.size()).stream()
                    .limit(limit)
                    .map(Copies.Arrived::fact)
                    .toList();
        }

        @Override
        public long position(Province of, Province origin) {
            return bug.cursor(
                    lane.find(Cursor.class, Cursor.idOf(of, origin))
                            .map(Cursor::position)
                            .orElse(0L));
        }

        private List<Parked> open(Province origin) {
            return lane.all(Parked.class).stream()
                    .filter(parked -> parked.origin() == origin && parked.open())
                    .sorted(Comparator.comparing(Parked::position))
                    .toList();
        }

        @Override
        public Set<String> parked(Province of, Province origin) {
            return version.parked(
                    open(origin).stream().map(Parked::subject).collect(Collectors.toSet()));
        }

        @Override
        public List<Parked> waiting(Province of, Province origin) {
            return version.waiting(open(origin));
        }

        @Override
        public boolean asked(Province of, Province origin) {
            return open(origin).stream().anyMatch(Parked::asked);
        }

        @Override
        public boolean understands(RecordedFact fact) {
            return version.understands(fact, home);
        }

        /// What the page does that lists what is parked.
        void askAgain() {
            List<Part> asked =
                    lane.all(Parked.class).stream()
                            .filter(Parked::open)
                            .<Part>map(parked -> new Put(parked.askedAgain()))
                            .toList();
            lane.lane()
                    .submit(
                            Command.of(
                                    home,
                                    Actor.system(home),
                                    "simulated.retry",
                                    home.code(),
                                    Reactions.Reacted.class),
                            rows -> {
                                lane.all(Parked.class)
                                        .forEach(one -> rows.find(Parked.class, one.id()));
                                return Outcome.done(Unit.of(new Reactions.Reacted(0), asked));
                            });
        }

        /// What the other has cosigned of this home's feed.
        private void collect(PeerFeed peer, Province origin) {
            String sent = peer.cosigned(home).orElse("");
            if (sent.isEmpty()
                    || sent.equals(collected.put(origin, sent))
                    || bug == SimulatedBug.LOSE_COSIGNATURES) {
                return;
            }
            try {
                SignedNote note = SignedNote.parse(sent);
                List<NoteKey> witnesses =
                        peer.keys(origin).stream()
                                .flatMap(text -> NoteKey.parse(text).stream())
                                .filter(NoteKey::isWitness)
                                .toList();
                feed.witnessed(note, note.verified(witnesses));
            } catch (Malformed impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        /// The largest head that enough others have cosigned.
        Optional<SignedNote> witnessed() {
            int less = bug == SimulatedBug.COUNT_A_WITNESS_TOO_MANY ? 1 : 0;
            return feed.witnessed(quorum() - less);
        }

        /// What the product does with an answer: look at the head, then keep what is under it.
        void hear(PeerFeed peer, Province origin) {
            witness.look(peer, origin);
            collect(peer, origin);
            new ReplicaWriter(peer, Set.of(home), copies, witness, product.replicas()).work();
        }
    }

    private final SimulatedProduct product;
    private final SimulatedBug bug;
    private final Map<String, List<FactHandler<?>>> handlers;
    private final List<Province> provinces;
    private final Map<Province, Node> nodes = new EnumMap<>(Province.class);
    private final Map<Province, SimulatedNode> lanes = new EnumMap<>(Province.class);
    private final List<Answer> underWay = new ArrayList<>();
    private final Set<String> cut = new HashSet<>();
    private final List<Lie> lies = new ArrayList<>();
    private final Set<String> signed = new HashSet<>();
    private final List<String> story = new ArrayList<>();
    private final Map<String, String> names = new HashMap<>();
    private Instant now;
    private boolean confessed;
    private final boolean liars;

    /// Whether some begin with an old version.
    private final boolean upgrades;

    private int faults;

    private Simulation(SimulatedProduct product, long seed, SimulatedBug bug) {
        this.product = product;
        this.bug = bug;
        handlers = Reactions.byKind(bug.around(product.handlers()));
        upgrades = Math.floorMod(seed, UPGRADES_EVERY) == 1;
        liars = Math.floorMod(seed, LIARS_EVERY) == 0;
        provinces =
                List.of(Province.values())
                        .subList(0, HOW_MANY[Math.floorMod(seed, HOW_MANY.length)]);
        now = Math.floorMod(seed / HOW_MANY.length, YEARS_END_EVERY) == 1 ? DECEMBER : SPRING;
        // Granted so long ago that the vouchers expire while much is under way.
        boolean expires = now.equals(SPRING) && Math.floorMod(seed, EXPIRES_EVERY) == 2;
        Instant begins = now;
        now = expires ? now.minus(GRANTED_BEFORE) : now;
        Random versions = new Random(seed);
        List<String> kinds = SimulatedVersion.kinds(product);
        for (Province home : provinces) {
            Node node = new Node(home, seed);
            node.clock.now = now;
            nodes.put(home, node);
            lanes.put(home, node.lane);
            if (upgrades && versions.nextInt(3) > 0) {
                node.version.old(kinds, versions);
                node.restart();
            }
            node.open(
                    ROUTES[(int) Math.floorMod(seed / 3 + home.ordinal(), ROUTES.length)],
                    expires ? 1 : VALID_MONTHS);
        }
        now = begins;
        tick();
        nodes.get(provinces.getFirst()).officials.propose(provinces);
        if (Math.floorMod(seed, UNSIGNED_EVERY) != 0) {
            agree();
        }
    }

    static SimulatedSeeds.Run run(SimulatedProduct product, long seed, SimulatedBug bug) {
        return run(product, seed, SimulatedPlan.of(seed), bug);
    }

    static SimulatedSeeds.Run run(
            SimulatedProduct product, long seed, List<SimulatedPlan.Event> plan, SimulatedBug bug) {
        try (Simulation simulation = new Simulation(product, seed, bug)) {
            String broken = "";
            try {
                for (SimulatedPlan.Event event : plan) {
                    simulation.happen(event);
                    simulation.check();
                }
                simulation.rest();
            } catch (Broken found) {
                broken = simulation.named(String.valueOf(found.getMessage()));
            }
            return new SimulatedSeeds.Run(
                    broken, List.copyOf(simulation.story), simulation.faults, simulation.ends());
        }
    }

    /// The agreement is in force before anything happens; else it is signed on the way.
    private void agree() {
        for (int round = 0; round < 2; round++) {
            askAll();
            nodes.values().forEach(this::react);
            for (Node node : nodes.values()) {
                helpAll(node, "agree", -1);
            }
        }
        askAll();
        nodes.values().forEach(this::react);
    }

    private Map<String, Integer> ends() {
        Map<String, Integer> ends = new TreeMap<>();
        for (SimulatedNode node : lanes.values()) {
            SimulatedChecks.ends(node, ends);
            SimulatedPeriods.ends(node, ends);
            node.all(Parked.class)
                    .forEach(one -> ends.merge("PARKED_" + one.why(), 1, Integer::sum));
        }
        return ends;
    }

    /// The same failure with as few events as leaving out can make it.
    static List<SimulatedPlan.Event> shrunk(SimulatedProduct product, long seed, SimulatedBug bug) {
        List<SimulatedPlan.Event> plan = new ArrayList<>(SimulatedPlan.of(seed));
        for (int size = plan.size() / 2; size >= 1; size /= 2) {
            for (int from = 0; from + size <= plan.size(); ) {
                List<SimulatedPlan.Event> less = new ArrayList<>(plan);
                less.subList(from, from + size).clear();
                if (run(product, seed, less, bug).isGood()) {
                    from += size;
                } else {
                    plan = less;
                }
            }
        }
        return plan;
    }

    /// How it came to a failure, with as few events as possible, and how to see it again.
    static String told(SimulatedProduct product, long seed, SimulatedBug bug) {
        SimulatedSeeds.Run least = run(product, seed, shrunk(product, seed, bug), bug);
        return "seed %d: %s%n%s%nagain: bin/soak federation --seeds 1 --seed %d"
                .formatted(seed, least.broken(), String.join("\n", least.story()), seed);
    }

    private void happen(SimulatedPlan.Event event) {
        now = now.plus(BETWEEN);
        int dice = event.dice();
        Node node = nodes.get(provinces.get(dice % provinces.size()));
        int step = 1 + dice / 7 % (provinces.size() - 1);
        Node other =
                nodes.get(provinces.get((provinces.indexOf(node.home) + step) % provinces.size()));
        String wire = wire(node.home, other.home);
        story.add("%d %s %s %s".formatted(event.number(), event.what(), node.home, other.home));
        if (event.what().isFault()) {
            faults++;
        }
        tick();
        switch (event.what()) {
            case PLACE -> place(node, dice % 9 == 0 ? node.home : other.home, event);
            case CUT_A_PERIOD -> {
                // An empty one now and then.
                if (dice % 8 == 0 || isSomethingOwed()) {
                    cutAPeriod("e" + event.number());
                }
            }
            case HELP -> help(node, dice, "e" + event.number());
            case HINDER -> hinder(node, dice, "e" + event.number(), false);
            case WAIT -> {
                now = now.plus(Duration.ofHours(1 + dice / 11 % 30));
                tick();
            }
            case BUSY_DAYS -> busyDays(event);
            case JOBS -> jobs(node);
            case ASK -> ask(node, other, 1);
            case ASK_TWICE -> ask(node, other, 2);
            case ASK_SLOWLY -> send(node, other, 1 + dice / 11 % 5, true, 0);
            case ASK_WITHOUT_TREE -> send(node, other, FACTS, false, 0);
            case TAMPER -> send(node, other, FACTS, true, 1 + node.copies.newest(other.home));
            case LIE -> {
                if (lies.isEmpty() && liars) {
                    long size = other.feed.size();
                    lies.add(new Lie(other.home, node.home, 1 + dice / 11 % size));
                }
            }
            case CRASH_WHILE_KEEPING -> node.copies.crashAtTheNext();
            case ARRIVE -> {
                if (!underWay.isEmpty()) {
                    arrive(underWay.remove(dice / 11 % underWay.size()));
                }
            }
            case LOSE -> {
                if (!underWay.isEmpty()) {
                    underWay.remove(dice / 11 % underWay.size());
                }
            }
            case REACT -> react(node);
            case CRASH -> node.restart();
            case UPGRADE -> {
                node.version.upgrade();
                node.restart();
            }
            case ASK_AGAIN -> askAgain(node);
            case CUT -> cut.add(wire);
            case HEAL -> cut.clear();
            case COMMIT_AWAY -> node.lane.nextCommit(SimulatedNode.Commit.AWAY);
            case COMMIT_UNKNOWN -> node.lane.nextCommit(SimulatedNode.Commit.UNKNOWN);
            case CLOCK -> node.clock.skew = Duration.ofSeconds(dice % 1_200 - 600);
        }
    }

    private void askAgain(Node node) {
        try {
            node.askAgain();
        } catch (LaneFault away) {
            story.add("    nobody heard it");
        }
    }

    private void tick() {
        nodes.values().forEach(node -> node.clock.now = now);
    }

    private void place(Node node, Province seller, SimulatedPlan.Event event) {
        String key = "e" + event.number();
        told("order of " + seller, () -> node.people.order(seller, event.dice() / 13, key));
    }

    private boolean isSomethingOwed() {
        return nodes.values().stream().anyMatch(node -> node.officials.isOpen());
    }

    private boolean cutAPeriod(String key) {
        Node lead = nodes.get(provinces.getFirst());
        return told("the next period", () -> lead.officials.open(key)).isDone();
    }

    /// Somebody of the province takes one of the steps that are open.
    private void help(Node node, int dice, String key) {
        List<SimulatedPeople.Step> steps =
                node.steps(dice / 17).stream().filter(SimulatedPeople.Step::helpful).toList();
        one(steps, dice, key);
    }

    /// Of what there is most of should not happen most: first a kind of cases, then one of them.
    ///
    /// @param late only what comes after the service
    private void hinder(Node node, int dice, String key, boolean late) {
        List<SimulatedPeople.Step> steps =
                node.steps(dice / 17).stream()
                        .filter(step -> !step.helpful() && !(late && isEarly(step.about())))
                        .toList();
        List<Class<?>> kinds =
                steps.stream().<Class<?>>map(step -> step.about().getClass()).distinct().toList();
        Class<?> kind = kinds.isEmpty() ? null : kinds.get(dice / 23 % kinds.size());
        one(steps.stream().filter(step -> step.about().getClass() == kind).toList(), dice, key);
    }

    private static boolean isEarly(Case about) {
        return about instanceof Order || about instanceof Booking || about instanceof Agreement;
    }

    private void one(List<SimulatedPeople.Step> steps, int dice, String key) {
        if (!steps.isEmpty()) {
            SimulatedPeople.Step step = steps.get(dice / 19 % steps.size());
            told(step.action() + " " + step.about().id(), () -> step.doing().done(key));
        }
    }

    private void jobs(Node node) {
        try {
            int passed =
                    node.people.jobs(
                            bug != SimulatedBug.SKIP_THE_YEARS_END,
                            bug != SimulatedBug.SKIP_AN_EXPIRY);
            if (passed > 0) {
                story.add("    %d deadlines of %s passed".formatted(passed, node.home));
            }
            SimulatedChecks.yearEnded(node.lane).ifPresent(Simulation::broken);
        } catch (LaneFault away) {
            story.add("    the deadlines wait");
        }
    }

    /// Whoever gets no answer asks once more with the same key.
    private static Outcome<Moved> twice(Supplier<Outcome<Moved>> doing) {
        try {
            return doing.get();
        } catch (LaneFault away) {
            return doing.get();
        }
    }

    private Outcome<Moved> told(String what, Supplier<Outcome<Moved>> doing) {
        Outcome<Moved> outcome = twice(doing);
        String came =
                switch (outcome) {
                    case Outcome.Done<Moved>(Moved moved) -> moved.id() + " is " + moved.state();
                    case Outcome.Refused<Moved>(Refusal why) -> why.code();
                };
        story.add("    " + named(what + ": " + came));
        return outcome;
    }

    /// Ids are new in every run; the story counts instead.
    private String named(String text) {
        return ID.matcher(text)
                .replaceAll(found ->
                        names.computeIfAbsent(
                                found.group(), _ -> found.group(1) + "-" + (names.size() + 1)));
    }

    private static String wire(Province reader, Province origin) {
        return reader.code() + "<" + origin.code();
    }

    private void ask(Node reader, Node teller, int copies) {
        for (int i = 0; i < copies; i++) {
            send(reader, teller, FACTS, true, 0);
        }
    }

    private void send(Node reader, Node teller, int limit, boolean tiles, long tampered) {
        if (cut.contains(wire(reader.home, teller.home))) {
            return;
        }
        long rewritten =
                lies.stream()
                        .filter(lie -> lie.liar() == teller.home && lie.reader() == reader.home)
                        .mapToLong(Lie::rewritten)
                        .sum();
        underWay.add(
                new Answer(
                        reader.home,
                        teller.home,
                        new SimulatedFeed.Said(
                                teller.feed.size(),
                                confessed ? 0 : rewritten,
                                limit,
                                tiles,
                                tampered,
                                teller.witness.cosigned(reader.home))));
    }

    private void arrive(Answer answer) {
        Node reader = nodes.get(answer.reader());
        try {
            reader.hear(nodes.get(answer.origin()).feed.as(answer.said(), bug), answer.origin());
        } catch (SimulatedCopies.Away _) {
            story.add("    the node was gone before it was kept");
            reader.restart();
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

    /// Most of whoever can be reached is asked, and every case gets some steps further, or now and
    /// then another way.
    private void busyDays(SimulatedPlan.Event event) {
        Random random = new Random(event.dice());
        for (int day = 0; day < BUSY_DAYS; day++) {
            if (isSomethingOwed()) {
                cutAPeriod("e%d/%d".formatted(event.number(), day));
            }
            for (int round = 0; round < BUSY_ROUNDS; round++) {
                askForNews(random);
                for (Node node : nodes.values()) {
                    react(node);
                    String key = "e%d/%d/%d".formatted(event.number(), day, round);
                    if (random.nextInt(HINDERED_EVERY) == 0) {
                        hinder(node, random.nextInt(1 << 24), key, true);
                    }
                    helpAll(node, key, -1);
                }
            }
            now = now.plus(Duration.ofDays(1));
            tick();
            nodes.values().forEach(this::jobs);
        }
    }

    /// Everything heals, everything under way arrives, everybody does what there is to do, and days
    /// go by until nothing is left.
    private void rest() {
        story.add("rest");
        cut.clear();
        nodes.values().forEach(node -> node.lane.nextCommit(SimulatedNode.Commit.WELL));
        for (Node node : nodes.values()) {
            if (node.version.upgrade()) {
                node.restart();
            }
        }
        confess();
        int days = 0;
        for (int round = 0; round < ROUNDS_MAX; round++) {
            now = now.plus(BETWEEN);
            tick();
            List<Long> before = sizes();
            askAll();
            for (Node node : nodes.values()) {
                react(node);
                helpAll(node, "r" + round, -1 - round);
            }
            check();
            if (!before.equals(sizes())) {
                continue;
            }
            if (!isSomethingOwed() || !cutAPeriod("rest" + round)) {
                if (days == DAYS_MAX) {
                    checkAtRest();
                    return;
                }
                days++;
                now = now.plus(Duration.ofDays(1));
                tick();
                nodes.values().forEach(this::jobs);
            }
        }
        throw new Broken("the provinces do not come to rest");
    }

    /// Whoever was lied to has heard the lie until now, and hears the truth from here on.
    private void confess() {
        for (int round = 0; round < 4; round++) {
            confessed = round >= 2;
            askAll();
            check();
        }
    }

    /// What was under way before is late, and stays so.
    private void askForNews(Random random) {
        int late = underWay.size();
        for (Node node : nodes.values()) {
            nodes.values().stream()
                    .filter(o -> o != node && node.copies.newest(o.home) < o.feed.size())
                    .filter(_ -> random.nextInt(SLOW_EVERY) > 0)
                    .forEach(o -> ask(node, o, 1));
        }
        // Not in the order in which they were given.
        while (underWay.size() > late) {
            arrive(underWay.remove(late + random.nextInt(underWay.size() - late)));
        }
    }

    private void askAll() {
        for (Node node : nodes.values()) {
            nodes.values().stream().filter(o -> o != node).forEach(o -> ask(node, o, 1));
        }
        while (!underWay.isEmpty()) {
            arrive(underWay.removeFirst());
        }
    }

    /// Each case gets one step further, if it can.
    private static void helpAll(Node node, String key, int dice) {
        Set<String> helped = new HashSet<>();
        for (SimulatedPeople.Step step : node.steps(dice)) {
            if (step.helpful() && helped.add(step.about().id().value())) {
                twice(() -> step.doing().done(key + "/" + step.about().id()));
            }
        }
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
        SimulatedChecks.always(lanes)
                .or(() -> SimulatedPeriods.always(lanes, !upgrades))
                .ifPresent(Simulation::broken);
        for (Node node : nodes.values()) {
            checkWitnesses(node);
            for (Node teller : nodes.values()) {
                if (teller != node) {
                    checkCopy(node, teller);
                    checkHead(node, teller.home);
                }
                checkOrder(node, teller.home);
                checkParked(node, teller.home);
            }
        }
    }

    private static void broken(String what) {
        throw new Broken(what);
    }

    /// Each fact that concerns a home was dealt with by one Unit, in the order of its feed.
    private void checkOrder(Node node, Province origin) {
        List<Cursor> cursors = node.lane.history(Cursor.class, Cursor.idOf(node.home, origin));
        int seen = node.seenCursors.getOrDefault(origin, 0);
        if (seen == cursors.size()) {
            return;
        }
        long last = seen == 0 ? 0 : cursors.get(seen - 1).position();
        Set<Long> dealtWith = new HashSet<>();
        long from = last;
        for (Cursor cursor : cursors.subList(seen, cursors.size())) {
            require(
                    cursor.position() > last,
                    "a fact of %s twice at %s".formatted(origin, node.home));
            last = cursor.position();
            dealtWith.add(last);
        }
        node.seenCursors.put(origin, cursors.size());
        for (RecordedFact fact : node.after(origin, from, (int) (last - from))) {
            boolean due =
                    fact.index() <= last
                            && fact.audience().includes(origin, node.home)
                            && handlers.getOrDefault(fact.kind(), List.of()).stream()
                                    .anyMatch(one -> one.concerns(fact, node.home));
            require(
                    !due || dealtWith.contains(fact.index()),
                    "a fact of %s was passed over at %s".formatted(origin, node.home));
        }
    }

    /// Of a subject of which something is parked nothing later is dealt with, and what is released
    /// is so in the order of its feed.
    private void checkParked(Node node, Province origin) {
        Map<String, Long> first = new HashMap<>();
        Set<Long> parked = new HashSet<>();
        for (Parked one : node.open(origin)) {
            first.putIfAbsent(one.subject(), one.position());
            parked.add(one.position());
        }
        List<Long> released = node.version.released(origin);
        int from = node.seenReleased.getOrDefault(origin, 0);
        if (first.isEmpty() && from == released.size()) {
            return;
        }
        Map<Long, String> subjects = new HashMap<>();
        long reached = node.position(node.home, origin);
        for (RecordedFact fact : node.after(origin, 0, Integer.MAX_VALUE)) {
            subjects.put(fact.index(), fact.subject());
            boolean behind =
                    fact.index() <= reached
                            && fact.index() > first.getOrDefault(fact.subject(), reached)
                            && fact.audience().includes(origin, node.home)
                            && handlers.getOrDefault(fact.kind(), List.of()).stream()
                                    .anyMatch(one -> one.concerns(fact, node.home));
            require(
                    !behind || parked.contains(fact.index()),
                    "%s deals with %s of %s before what is parked of it"
                            .formatted(node.home, fact.kind(), origin));
        }
        node.seenReleased.put(origin, released.size());
        Map<String, Long> last = new HashMap<>();
        for (long place : released.subList(from, released.size())) {
            Long before = last.put(String.valueOf(subjects.get(place)), place);
            require(
                    before == null || before <= place,
                    "%s releases of %s what came later first".formatted(node.home, origin));
        }
    }

    /// What is here is what the home said to this reader, all of it, in its order, and the rows
    /// that it carries. What was found right before is not looked at again.
    private void checkCopy(Node node, Node teller) {
        List<Copies.Arrived> kept = node.copies.received(teller.home);
        int at = node.right.getOrDefault(teller.home, 0);
        long have = node.copies.newest(teller.home);
        Map<Id<?>, Row> rows = new LinkedHashMap<>();
        for (long i = node.checked.getOrDefault(teller.home, 0L) + 1; i <= have; i++) {
            RecordedFact fact = teller.feed.fact(i);
            if (!fact.audience().provinces().contains(node.home)) {
                continue;
            }
            require(
                    at < kept.size() && kept.get(at).entry().equals(teller.feed.text(i)),
                    "the copy of " + teller.home + " at " + node.home + " is not what it said");
            product.replicated(fact).forEach(row -> rows.put(row.id(), row));
            at++;
        }
        node.checked.put(teller.home, have);
        node.right.put(teller.home, at);
        require(
                at == kept.size(),
                "the copy of " + teller.home + " at " + node.home + " is more than it said");
        rows.values()
                .forEach(row ->
                        require(
                                node.lane.has(row),
                                "the row %s at %s is not what %s said"
                                        .formatted(row.id(), node.home, teller.home)));
        require(
                node.copies.unreplicated().isEmpty(),
                "a row is not kept: " + node.copies.unreplicated());
    }

    /// How many of the others must have seen a feed: half of them, rounded up.
    private int quorum() {
        return provinces.size() / 2;
    }

    /// A head counts as witnessed once so many of the others have seen the feed as far, and nobody
    /// vouches for two histories.
    private void checkWitnesses(Node node) {
        long witnessed = node.witnessed().map(Simulation::head).map(Checkpoint::size).orElse(0L);
        if (witnessed > node.seenWitnessed) {
            node.seenWitnessed = witnessed;
            long vouching =
                    nodes.values().stream()
                            .filter(other -> other != node)
                            .filter(other ->
                                    other.witness.cosignedHeads(node.home).stream()
                                            .anyMatch(head -> head.size() >= witnessed))
                            .count();
            require(
                    vouching >= quorum(),
                    "%s counts %d as witnessed and %d have seen it"
                            .formatted(node.home, witnessed, vouching));
        }
        for (Lie lie : lies) {
            if (lie.reader() == node.home) {
                checkVouching(node, nodes.get(lie.liar()), lie.rewritten());
            }
        }
    }

    private static void checkVouching(Node witness, Node liar, long rewritten) {
        boolean truth = false;
        boolean lie = false;
        for (Checkpoint head : witness.witness.cosignedHeads(liar.home)) {
            boolean told = head.size() >= rewritten;
            boolean so = told && isTrue(liar, head);
            truth |= so;
            lie |= told && !so;
        }
        require(
                !(truth && lie),
                "%s has cosigned two histories of %s".formatted(witness.home, liar.home));
    }

    private static boolean isTrue(Node home, Checkpoint head) {
        return Arrays.equals(head(home.feed.signed(head.size())).root(), head.root());
    }

    private static Checkpoint head(String note) {
        try {
            return Checkpoint.of(SignedNote.parse(note));
        } catch (Malformed impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Checkpoint head(SignedNote note) {
        try {
            return Checkpoint.of(note);
        } catch (Malformed impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// All that a home has signed was seen by enough others, and whoever gets a receipt for it can
    /// tell; of what only its home has signed, too.
    private void checkReceipts(Node node) {
        SignedNote note = node.witnessed().orElse(null);
        require(
                note != null && head(note).size() == node.feed.size(),
                "the feed of " + node.home + " stays unwitnessed");
        // The product's verdict is that of four or five provinces.
        if (note == null || quorum() != 2) {
            return;
        }
        List<NoteKey> keys = new ArrayList<>();
        keys.add(product.signer(node.home).key());
        nodes.keySet().forEach(home -> keys.add(product.signer(home).witnessKey()));
        require(
                says(node, note, keys).contains("verify.receipt.witnessed"),
                "a receipt of " + node.home + " is not witnessed");
        SignedNote alone = parsed(node.feed.signed(node.feed.size()));
        require(
                says(node, alone, keys).contains("verify.receipt.unwitnessed"),
                "a receipt of " + node.home + " is witnessed by nobody");
    }

    private static SignedNote parsed(String note) {
        try {
            return SignedNote.parse(note);
        } catch (Malformed impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static List<String> says(Node node, SignedNote note, List<NoteKey> keys) {
        try {
            byte[] receipt = node.feed.receipt(note, keys).json().getBytes(StandardCharsets.UTF_8);
            Verdict verdict = Verification.of(receipt, TrustedKeys.NONE);
            require(verdict.valid(), "a receipt of " + node.home + " proves nothing");
            return verdict.sentences().stream().map(Verdict.Sentence::key).toList();
        } catch (Malformed impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void checkHead(Node node, Province origin) {
        long size = node.witness.size(origin);
        long before = node.heads.getOrDefault(origin, 0L);
        require(size >= before, "the head of %s at %s goes back".formatted(origin, node.home));
        node.heads.put(origin, size);
    }

    /// Whoever was lied to can prove it, and nobody else accuses anybody. What waits for a feed
    /// that is followed no further waits on.
    private void checkAtRest() {
        for (Node node : nodes.values()) {
            for (Node teller : nodes.values()) {
                boolean lied =
                        lies.stream()
                                .anyMatch(lie ->
                                        lie.liar() == teller.home && lie.reader() == node.home);
                require(
                        node.witness.forks().containsKey(teller.home) == lied,
                        lied
                                ? "a fork of %s was not found at %s"
                                        .formatted(teller.home, node.home)
                                : "%s is said to have lied at %s"
                                        .formatted(teller.home, node.home));
            }
            require(
                    node.lane.all(Parked.class).stream().noneMatch(Parked::open),
                    "something is parked at " + node.home);
        }
        if (lies.isEmpty()) {
            for (Node node : nodes.values()) {
                require(
                        node.copies.stops().isEmpty(),
                        "%s stands still: %s".formatted(node.home, node.copies.stops()));
                checkReceipts(node);
            }
            SimulatedChecks.atRest(lanes)
                    .or(() -> SimulatedPeriods.atRest(lanes))
                    .or(() -> SimulatedSides.differ(lanes))
                    .ifPresent(Simulation::broken);
        }
    }

    @Override
    public void close() {
        nodes.values().forEach(node -> node.lane.close());
    }
}
