package org.deltacommons.bench.federation;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.deltacommons.kernel.Province;

/// The feeds between two processes of the product, each with a home and a PostgreSQL of its own,
/// beside a plain unsigned table that is polled between the same two, rounds interleaved. Then how
/// late facts arrive at a steady rate, what proofs cost, and how long an empty node takes to catch
/// up.
public final class FederationBench {

    private static final int BATCH = 500;
    private static final int LAG_RATE = 500;
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private static final String ROWS = "feed, a row of each fact";
    private static final String KEPT = "feed, facts kept as evidence only";
    private static final String PLAIN = "plain table, polled";

    /// How much is measured.
    ///
    /// @param warm facts of each kind before anything is measured: a server in its first minute is
    ///   busy compiling itself more than with anything else
    /// @param facts of each measure in each round
    /// @param asked facts that each make the reader's home do something
    /// @param lagSeconds how long facts come at the steady rate
    /// @param leaves the feeds of which proofs are measured
    /// @param catchUp facts that an empty node fetches; 0 for none
    record Size(
            int warm,
            int rounds,
            int facts,
            int asked,
            int lagSeconds,
            List<Integer> leaves,
            int catchUp) {

        static final Size FULL =
                new Size(
                        200_000,
                        3,
                        20_000,
                        1_000,
                        8,
                        List.of(10_000, 1_000_000, 10_000_000),
                        1_000_000);
        static final Size QUICK =
                new Size(100_000, 1, 20_000, 300, 4, List.of(10_000, 1_000_000), 0);
        static final Size TINY = new Size(1_000, 1, 1_000, 50, 1, List.of(10_000), 2_000);
    }

    /// What one measure came to, in facts a second.
    ///
    /// @param together appended and followed at the same time, from the first to the last
    /// @param appended while nobody reads
    /// @param signed from the first append to the checkpoint over the last; of a plain table none
    /// @param followed served, verified and applied by a reader that had been asleep
    /// @param origin what the origin's processors did while it was appended and followed
    /// @param reader the same of the reader's
    private record Pace(
            double together,
            double appended,
            double signed,
            double followed,
            Effort origin,
            Effort reader) {}

    private final PrintStream out;
    private final Size size;

    private FederationBench(PrintStream out, Size size) {
        this.out = out;
        this.size = size;
    }

    public static void main(String[] arguments) throws Exception {
        List<String> given = Arrays.asList(arguments);
        int part = given.indexOf("--part");
        Size size = given.contains("--quick") ? Size.QUICK : Size.FULL;
        run(System.out, size, part < 0 ? "" : given.get(part + 1));
        System.exit(0);
    }

    /// Runs and prints; for a test of the benchmark itself.
    ///
    /// @param part `pace`, `proofs` or `catch-up`; empty for all
    static void run(PrintStream out, Size size, String part) throws Exception {
        FederationBench bench = new FederationBench(out, size);
        if (part.isEmpty() || part.equals("proofs")) {
            bench.proofs();
        }
        if (part.isEmpty() || !part.equals("proofs")) {
            bench.nodes(part);
        }
    }

    private void nodes(String part) throws Exception {
        Path place = Files.createTempDirectory("delta-bench-federation");
        out.printf("Nodes in %s%n", place);
        try (Node origin = Node.at(place, Province.SHANGHAI);
                Node reader = Node.at(place, Province.ANHUI);
                Node empty = Node.at(place, Province.ZHEJIANG)) {
            origin.startedWith(reader, empty);
            reader.startedWith(origin);
            origin.await();
            reader.await();
            followed(origin, reader);
            if (!part.equals("catch-up")) {
                paces(origin, reader);
                reactions(origin, reader);
                lag(origin, reader);
            }
            if (size.catchUp() > 0 && !part.equals("pace")) {
                catchUp(origin, reader, empty);
            }
        }
    }

    private void paces(Node origin, Node reader) {
        Map<String, List<Pace>> all = new LinkedHashMap<>();
        warm(origin, reader);
        for (int round = 0; round < size.rounds(); round++) {
            for (String measure : List.of(ROWS, KEPT, PLAIN)) {
                Pace pace =
                        measure.equals(PLAIN)
                                ? plain(origin, reader)
                                : feed(origin, reader, measure.equals(ROWS) ? "offered" : "noted");
                all.computeIfAbsent(measure, _ -> new ArrayList<>()).add(pace);
            }
        }
        audit(origin, reader);
        out.printf(
                "%n| facts a second, %d a batch | appended and followed | × plain | appended | signed | followed |%n"
                        + "|---|---|---|---|---|---|%n",
                BATCH);
        double peer = median(all, PLAIN, Pace::together);
        all.forEach((name, paces) ->
                out.printf(
                        Locale.ROOT,
                        "| %s | %,.0f | %.2f | %,.0f | %s | %,.0f |%n",
                        name,
                        median(all, name, Pace::together),
                        median(all, name, Pace::together) / peer,
                        median(all, name, Pace::appended),
                        name.equals(PLAIN)
                                ? ""
                                : "%,.0f".formatted(median(all, name, Pace::signed)),
                        median(all, name, Pace::followed)));
        efforts(all);
        result("feed_vs_plain", median(all, ROWS, Pace::together) / peer, "ratio");
        result("feed_kept_vs_plain", median(all, KEPT, Pace::together) / peer, "ratio");
    }

    /// What the facts and rows cost the processors, whatever else is at work on the machine. All
    /// that follows a feed at either node is in it: it is counted until they have all come to the
    /// end of it.
    private void efforts(Map<String, List<Pace>> all) {
        out.printf(
                "%n| µs of processor a fact | origin's server | its PostgreSQL | reader's server | its PostgreSQL | together |%n"
                        + "|---|---|---|---|---|---|%n");
        Figure sum =
                pace ->
                        pace.origin().serverMicros(size.facts())
                                + pace.origin().databaseMicros(size.facts())
                                + pace.reader().serverMicros(size.facts())
                                + pace.reader().databaseMicros(size.facts());
        all.forEach((name, _) ->
                out.printf(
                        Locale.ROOT,
                        "| %s | %.1f | %.1f | %.1f | %.1f | %.1f |%n",
                        name,
                        median(all, name, pace -> pace.origin().serverMicros(size.facts())),
                        median(all, name, pace -> pace.origin().databaseMicros(size.facts())),
                        median(all, name, pace -> pace.reader().serverMicros(size.facts())),
                        median(all, name, pace -> pace.reader().databaseMicros(size.facts())),
                        median(all, name, sum)));
        result("feed_effort_vs_plain", median(all, ROWS, sum) / median(all, PLAIN, sum), "ratio");
    }

    /// Waits until all who follow the origin's feed at the reader have come to its end.
    private static void settled(Node reader) {
        awaitReached(
                () ->
                        reader.number(
                                "SELECT min(position) FROM federation.projection"
                                        + " WHERE origin = '310000'"),
                reader.number("SELECT max(index) FROM federation.received WHERE home = '310000'"));
    }

    /// What comes before counts for nobody.
    private void warm(Node origin, Node reader) {
        for (String kind : List.of("offered", "noted")) {
            origin.post("append?kind=%s&count=%d&batch=%d".formatted(kind, size.warm(), BATCH));
            followed(origin, reader);
        }
        reader.post("poll?from=%s&limit=%d".formatted(origin.address(), BATCH));
        origin.post("rows?count=%d&batch=%d".formatted(size.warm(), BATCH));
        awaitReached(() -> polled(reader), written(origin));
        reader.post("rest");
    }

    private Pace feed(Node origin, Node reader, String kind) {
        String append = "append?kind=%s&count=%d&batch=%d".formatted(kind, size.facts(), BATCH);
        followed(origin, reader);
        settled(reader);
        Effort before = origin.effort();
        Effort readerBefore = reader.effort();
        long since = System.nanoTime();
        origin.post(append);
        followed(origin, reader);
        double together = rate(since);
        settled(reader);
        Effort spent = origin.effort().since(before);
        Effort readerSpent = reader.effort().since(readerBefore);
        reader.signal("STOP");
        long again = System.nanoTime();
        double appended = size.facts() * 1e9 / Long.parseLong(origin.post(append));
        awaitReached(() -> signed(origin), newest(origin));
        double signed = rate(again);
        reader.signal("CONT");
        long awake = System.nanoTime();
        followed(origin, reader);
        return new Pace(together, appended, signed, rate(awake), spent, readerSpent);
    }

    private Pace plain(Node origin, Node reader) {
        String write = "rows?count=%d&batch=%d".formatted(size.facts(), BATCH);
        reader.post("poll?from=%s&limit=%d".formatted(origin.address(), BATCH));
        Effort before = origin.effort();
        Effort readerBefore = reader.effort();
        long since = System.nanoTime();
        origin.post(write);
        awaitReached(() -> polled(reader), written(origin));
        double together = rate(since);
        Effort spent = origin.effort().since(before);
        Effort readerSpent = reader.effort().since(readerBefore);
        reader.signal("STOP");
        double appended = size.facts() * 1e9 / Long.parseLong(origin.post(write));
        reader.signal("CONT");
        long awake = System.nanoTime();
        awaitReached(() -> polled(reader), written(origin));
        double followed = rate(awake);
        reader.post("rest");
        return new Pace(together, appended, Double.NaN, followed, spent, readerSpent);
    }

    private double rate(long since) {
        return size.facts() * 1e9 / (System.nanoTime() - since);
    }

    private static long newest(Node origin) {
        return origin.number("SELECT next_fact - 1 FROM lane.head WHERE home = '310000'");
    }

    private static long signed(Node origin) {
        return origin.number("SELECT max(size) FROM federation.checkpoint WHERE home = '310000'");
    }

    private static long reached(Node reader) {
        return reader.number(
                "SELECT position FROM federation.replica_cursor WHERE origin = '310000'");
    }

    private static long written(Node origin) {
        return origin.number("SELECT max(id) FROM bench.plain");
    }

    private static long polled(Node reader) {
        return reader.number("SELECT position FROM bench.plain_cursor");
    }

    private static void followed(Node origin, Node reader) {
        awaitReached(() -> reached(reader), newest(origin));
    }

    private interface Position {
        long now();
    }

    private static void awaitReached(Position position, long target) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (position.now() < target) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(
                        "only %d of %d arrived".formatted(position.now(), target));
            }
            Node.pause(3);
        }
    }

    /// Nothing lost, doubled or changed on either way.
    private void audit(Node origin, Node reader) {
        long things =
                origin.number("SELECT count(*) FROM lane.fact WHERE kind = 'bench.ThingOffered'");
        long kept = reader.number("SELECT count(*) FROM bench.thing");
        long facts = origin.number("SELECT count(*) FROM lane.fact WHERE kind LIKE 'bench.%'");
        long received =
                reader.number(
                        "SELECT count(*) FROM federation.received WHERE entry LIKE '%\"kind\":\"bench.%'");
        long rows = origin.number("SELECT count(*) FROM bench.plain");
        long polled = reader.number("SELECT count(*) FROM bench.plain");
        if (things != kept || facts != received || rows != polled) {
            throw new IllegalStateException(
                    "of %d rows %d, of %d facts %d, of %d plain rows %d arrived"
                            .formatted(things, kept, facts, received, rows, polled));
        }
        out.printf(
                Locale.ROOT,
                "All of %,d facts and %,d plain rows arrived, each once.%n",
                facts,
                rows);
    }

    /// A reaction is a Unit of the reader's own lane, committed before the next is looked at.
    private void reactions(Node origin, Node reader) {
        long before = System.nanoTime();
        origin.post("append?kind=asked&count=%d&batch=%d".formatted(size.asked(), BATCH));
        long target = newest(origin);
        awaitReached(
                () ->
                        reader.number(
                                "SELECT position FROM federation.cursor"
                                        + " WHERE home = '340000' AND origin = '310000'"),
                target);
        result("reactions", size.asked() * 1e9 / (System.nanoTime() - before), "a second");
    }

    /// From the moment at which the lane judged a fact to the moment at which the reader's database
    /// was seen to have it.
    private void lag(Node origin, Node reader) {
        followed(origin, reader);
        long first = newest(origin) + 1;
        int count = LAG_RATE * size.lagSeconds();
        TreeMap<Long, Instant> seen = new TreeMap<>();
        Thread appending =
                Thread.ofPlatform()
                        .start(() ->
                                origin.post(
                                        "pace?kind=offered&rate=%d&count=%d"
                                                .formatted(LAG_RATE, count)));
        for (long position = 0; position < first + count - 1; position = reached(reader)) {
            seen.putIfAbsent(position, Instant.now());
            Node.pause(1);
        }
        seen.putIfAbsent(first + count - 1, Instant.now());
        try {
            appending.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
        double[] lags =
                origin
                        .jdbc()
                        .sql(
                                """
                                SELECT index, at FROM lane.fact
                                WHERE home = '310000' AND index BETWEEN ? AND ?
                                  AND kind = 'bench.ThingOffered'
                                """)
                        .params(first, first + count - 1)
                        .query((row, _) ->
                                Duration.between(
                                                        row.getTimestamp("at").toInstant(),
                                                        Objects.requireNonNull(
                                                                        seen.ceilingEntry(
                                                                                row.getLong(
                                                                                        "index")))
                                                                .getValue())
                                                .toNanos()
                                        / 1e6)
                        .list()
                        .stream()
                        .mapToDouble(ms -> ms)
                        .sorted()
                        .toArray();
        out.printf(
                Locale.ROOT,
                "%n%,d facts at %d a second: lag p50 %.0f ms, p99 %.0f ms, longest %.0f ms%n",
                lags.length,
                LAG_RATE,
                lags[lags.length / 2],
                lags[(int) (lags.length * 0.99)],
                lags[lags.length - 1]);
        result("feed_lag_p99", lags[(int) (lags.length * 0.99)], "ms");
    }

    private void proofs() {
        out.printf(
                "%n| leaves | longest proof, bytes | whole receipt, bytes | proof verified, µs | receipt verified, µs |%n"
                        + "|---|---|---|---|---|%n");
        List<Proving.Proof> proofs = new ArrayList<>();
        for (int leaves : size.leaves()) {
            Proving.Proof proof = Proving.proof(leaves);
            proofs.add(proof);
            out.printf(
                    Locale.ROOT,
                    "| %,d | %d | %d | %.1f | %.0f |%n",
                    leaves,
                    proof.proofBytes(),
                    proof.receiptBytes(),
                    proof.proofMicros(),
                    proof.receiptMicros());
        }
        for (Proving.Proof proof : proofs) {
            result("proof_bytes_" + proof.leaves(), proof.proofBytes(), "bytes");
            result("verify_" + proof.leaves(), proof.receiptMicros(), "µs");
        }
        Proving.Signing signing = Proving.signing(BATCH);
        out.printf(
                Locale.ROOT,
                "%nSigned and verified on one thread: %,.0f facts a second with one signature for %d,"
                        + " %,.0f with one each%n",
                signing.once(),
                BATCH,
                signing.each());
        result("one_signature_vs_each", signing.ratio(), "ratio");
    }

    /// A node that has nothing but what it was installed with.
    private void catchUp(Node origin, Node reader, Node empty) {
        reader.signal("STOP");
        int missing = (int) Math.max(0, size.catchUp() - newest(origin));
        if (missing > 0) {
            origin.post("append?kind=offered&count=%d&batch=%d".formatted(missing, BATCH));
        }
        long target = newest(origin);
        awaitReached(() -> signed(origin), target);
        empty.startedWith(origin);
        empty.await();
        long from = reached(empty);
        long since = System.nanoTime();
        awaitReached(() -> reached(empty), target);
        double seconds = (System.nanoTime() - since) / 1e9;
        reader.signal("CONT");
        out.printf(
                Locale.ROOT,
                "%nAn empty node had %,d of %,d facts when it was ready, the others %.1f s after: %,.0f a second%n",
                from,
                target,
                seconds,
                (target - from) / seconds);
        // As if it had fetched the first ones at the same pace.
        result(
                "catch_up_" + size.catchUp(),
                size.catchUp() * seconds / Math.max(1, target - from),
                "s");
    }

    private void result(String name, double figure, String unit) {
        out.printf(
                Locale.ROOT,
                figure < 100 ? "RESULT %s %.2f %s%n" : "RESULT %s %.0f %s%n",
                name,
                figure,
                unit);
    }

    private interface Figure {
        double of(Pace pace);
    }

    private static double median(Map<String, List<Pace>> all, String name, Figure figure) {
        double[] sorted =
                Objects.requireNonNull(all.get(name), name).stream()
                        .mapToDouble(figure::of)
                        .sorted()
                        .toArray();
        return sorted[sorted.length / 2];
    }
}
