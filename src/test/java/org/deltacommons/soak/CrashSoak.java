package org.deltacommons.soak;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.deltacommons.operations.DebianPostgres;
import org.deltacommons.soak.Audit.Fault;
import org.deltacommons.soak.Audit.Finding;
import org.deltacommons.soak.Memory.Sent;

/// Kills the real server, or its database, at random instants while machines use its API, and looks
/// afterwards whether everything that was acknowledged is there exactly once, everything else
/// wholly or not at all, and every key has one answer.
///
/// What happens in a round follows from the seed, which is printed; when a machine is answered does
/// not, so the same seed tells a similar story and not the same.
public final class CrashSoak {

    /// What is killed.
    enum Victim {
        /// The server's java process; its database goes on and is adopted.
        SERVER,
        /// PostgreSQL's first process; the server has to start it again.
        POSTMASTER,
        /// The process of PostgreSQL that commits for a lane; PostgreSQL then ends all others, too.
        WRITER,
        /// Only the connection over which a lane writes.
        CONNECTION,
        /// PostgreSQL's first process on the primary; its synchronous standby is promoted, and the
        /// server has to find it.
        PRIMARY
    }

    /// How often each is killed.
    record Size(Map<Victim, Integer> kills) {

        static final Size FULL = of(60, 14, 13, 13);
        static final Size QUICK = of(4, 2, 1, 1);

        static Size of(int server, int postmaster, int writer, int connection) {
            return new Size(
                    Map.of(
                            Victim.SERVER, server,
                            Victim.POSTMASTER, postmaster,
                            Victim.WRITER, writer,
                            Victim.CONNECTION, connection));
        }

        /// Nothing but failing over; the database is then a primary with a standby.
        static Size failover(int primary) {
            return new Size(Map.of(Victim.PRIMARY, primary));
        }

        boolean isFailover() {
            return kills.containsKey(Victim.PRIMARY);
        }

        private List<Victim> order(Random chance) {
            List<Victim> order = new ArrayList<>();
            for (Victim victim : Victim.values()) {
                order.addAll(Collections.nCopies(kills.getOrDefault(victim, 0), victim));
            }
            Collections.shuffle(order, chance);
            return order;
        }
    }

    /// What a soak came to.
    ///
    /// @param findings about single requests
    /// @param broken what does not hold of the records as a whole, and what did not recover
    /// @param acknowledged how many requests were answered, by operation and, if refused, why
    record Result(
            int kills,
            Map<String, Integer> acknowledged,
            Set<Finding> findings,
            List<String> broken) {

        long count(Fault fault) {
            return findings.stream().filter(finding -> finding.fault() == fault).count();
        }

        boolean isSound() {
            return findings.isEmpty() && broken.isEmpty();
        }
    }

    /// Answers in each round before its kill, so that none hits an idle server.
    private static final int ANSWERS_BEFORE_KILL = 30;

    /// The kill comes within this time after those answers.
    private static final int INSTANT_MAX_MS = 1_500;

    /// How long after a kill of the database the machines go on knocking.
    private static final int KNOCKING_MS = 500;

    private static final Duration RECOVERY_MAX = Duration.ofMinutes(3);
    private static final int REPEATED_MAX = 60;
    private static final int FAILOVERS = 20;
    private static final int FAILOVERS_QUICK = 3;
    private static final int SHOWN_MAX = 50;

    private final PrintStream out;
    private final Size size;
    private final long seed;
    private final Random chance;
    private final Memory memory = new Memory();
    private final Set<Finding> findings = new HashSet<>();
    private final List<String> broken = new ArrayList<>();

    private CrashSoak(PrintStream out, Size size, long seed) {
        this.out = out;
        this.size = size;
        this.seed = seed;
        this.chance = new Random(seed);
    }

    /// Ends with status 1 if anything was lost, doubled, torn, contradicted or does not hold.
    public static void main(String[] arguments) throws Exception {
        List<String> given = Arrays.asList(arguments);
        boolean quick = given.contains("--quick");
        Size size =
                given.contains("--failover")
                        ? Size.failover(quick ? FAILOVERS_QUICK : FAILOVERS)
                        : quick ? Size.QUICK : Size.FULL;
        int at = given.indexOf("--seed");
        long seed = at < 0 ? new Random().nextInt(1 << 30) : Long.parseLong(given.get(at + 1));
        Path place = Files.createTempDirectory("delta-soak-crash");
        System.exit(run(System.out, size, seed, place).isSound() ? 0 : 1);
    }

    /// @param place an empty folder for the server
    static Result run(PrintStream out, Size size, long seed, Path place)
            throws IOException, InterruptedException {
        return new CrashSoak(out, size, seed).run(place);
    }

    private Result run(Path place) throws IOException, InterruptedException {
        out.printf("Seed %d; server, database and log in %s%n", seed, place);
        List<Victim> order = size.order(chance);
        try (DebianPostgres pair = size.isFailover() ? DebianPostgres.pair() : null;
                SoakedServer server = SoakedServer.start(place, pair)) {
            Load load = new Load(memory, server.address(), server.made(), seed);
            for (int round = 0; round < order.size(); round++) {
                round(server, load, round, order.get(round));
            }
            // Once more over everything: what was right after its round must still be.
            audit(server, memory.all());
        }
        Map<String, Integer> acknowledged = new TreeMap<>();
        for (Sent sent : memory.all()) {
            sent.answer()
                    .map(answer -> sent.request.operation() + " " + answer.refusal())
                    .ifPresent(what -> acknowledged.merge(what.strip(), 1, Integer::sum));
        }
        Result result = new Result(order.size(), acknowledged, findings, broken);
        report(result);
        return result;
    }

    private void round(SoakedServer server, Load load, int round, Victim victim)
            throws IOException, InterruptedException {
        int before = memory.all().size();
        List<Thread> workers = load.start(round, victim == Victim.SERVER);
        awaitAnswers(before);
        TimeUnit.MILLISECONDS.sleep(chance.nextInt(INSTANT_MAX_MS));
        kill(server, victim);
        if (victim != Victim.SERVER) {
            TimeUnit.MILLISECONDS.sleep(KNOCKING_MS);
        }
        load.stop(workers);
        if (victim == Victim.SERVER) {
            server.restart().ifPresent(broken::add);
        }
        long since = System.nanoTime();
        for (Request probe : load.probes()) {
            answered(load, memory.remember(probe));
        }
        List<Sent> sent = memory.since(before);
        int acknowledged = acknowledged(sent);
        audit(server, sent);
        broken.addAll(server.faults());
        sent.stream()
                .map(one -> one.request.machine())
                .distinct()
                .forEach(machine -> broken.addAll(machine.odd()));
        repeat(server, load, sent);
        audit(server, sent);
        if (victim == Victim.PRIMARY) {
            server.rejoin();
        }
        out.printf(
                "%3d %-10s sent %4d, acknowledged %4d, recovered and checked in %.1f s%s%n",
                round + 1,
                victim,
                sent.size(),
                acknowledged,
                (System.nanoTime() - since) / 1e9,
                findings.isEmpty() && broken.isEmpty() ? "" : "  (something is wrong)");
    }

    private void awaitAnswers(int before) throws InterruptedException {
        long end = System.nanoTime() + RECOVERY_MAX.toNanos();
        while (acknowledged(memory.since(before)) < ANSWERS_BEFORE_KILL) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("hardly anybody is answered");
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    private static void kill(SoakedServer server, Victim victim) {
        switch (victim) {
            case SERVER -> server.kill();
            case POSTMASTER -> server.killDatabase();
            case WRITER -> server.killWriter();
            case CONNECTION -> server.cutWriter();
            case PRIMARY -> server.failOver();
        }
    }

    private void audit(SoakedServer server, List<Sent> sent) {
        try (Books books = server.books()) {
            findings.addAll(Audit.of(books, sent));
        }
    }

    /// Sends again what was not acknowledged, and some of what was. Each key has one answer: the
    /// one that was told, else the one that the database keeps.
    private void repeat(SoakedServer server, Load load, List<Sent> sent)
            throws InterruptedException {
        Map<Sent, Audit.Effect> effects;
        try (Books books = server.books()) {
            effects = Audit.effects(books, sent);
        }
        List<Sent> known = new ArrayList<>(sent);
        known.removeIf(one -> one.answer().isEmpty());
        Collections.shuffle(known, chance);
        List<Sent> again = new ArrayList<>(known.subList(0, Math.min(REPEATED_MAX, known.size())));
        sent.stream().filter(one -> one.answer().isEmpty()).forEach(again::add);
        for (Sent one : again) {
            Audit.Effect effect = java.util.Objects.requireNonNull(effects.get(one));
            Optional<Answer> before = one.answer().or(() -> Optional.ofNullable(effect.kept()));
            // A refusal that came before the lane is not kept: it may be judged anew.
            boolean binding = before.isPresent() && effect.kept() != null;
            Optional<Answer> now = answered(load, one);
            if (binding && now.isPresent() && !now.equals(before)) {
                findings.add(new Finding(Fault.CONTRADICTED, one + " before, now " + now.get()));
            }
        }
    }

    /// Sends until it is answered.
    private Optional<Answer> answered(Load load, Sent sent) throws InterruptedException {
        long end = System.nanoTime() + RECOVERY_MAX.toNanos();
        while (System.nanoTime() < end) {
            try {
                Optional<Answer> answer = sent.request.machine().send(sent.request);
                if (answer.isPresent()) {
                    load.learn(sent, answer.get());
                    return answer;
                }
            } catch (IOException notThere) {
                // It comes back, or the time is up.
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
        broken.add("nobody answers any more: " + sent);
        return Optional.empty();
    }

    private static int acknowledged(List<Sent> sent) {
        return (int) sent.stream().filter(one -> one.answer().isPresent()).count();
    }

    private void report(Result result) {
        Map<Fault, Integer> shown = new EnumMap<>(Fault.class);
        for (Finding finding : findings) {
            if (shown.merge(finding.fault(), 1, Integer::sum) <= SHOWN_MAX) {
                out.println(finding);
            }
        }
        broken.stream().limit(SHOWN_MAX).forEach(line -> out.println("BROKEN: " + line));
        out.println("Answered: " + result.acknowledged());
        out.printf("RESULT torn %d count%n", result.count(Fault.TORN));
        out.printf("RESULT contradicted %d count%n", result.count(Fault.CONTRADICTED));
        out.printf("RESULT broken %d count%n", broken.size());
        out.printf("RESULT kills %d count%n", result.kills());
        out.printf("RESULT acknowledged %d count%n", acknowledged(memory.all()));
        out.printf("RESULT lost %d count%n", result.count(Fault.LOST));
        out.printf("RESULT doubled %d count%n", result.count(Fault.DOUBLED));
    }
}
