package org.deltacommons.bench.ledger;

import com.zaxxer.hikari.HikariDataSource;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.deltacommons.Schema;
import org.deltacommons.TestDatabase;
import org.deltacommons.foundation.database.EmbeddedPostgres;
import org.deltacommons.foundation.database.Login;
import org.deltacommons.foundation.lane.GroupLane;
import org.deltacommons.foundation.lane.Lanes;
import org.deltacommons.foundation.lane.Phases;
import org.deltacommons.foundation.ledger.Ledger;
import org.deltacommons.foundation.ledger.LedgerBooks;
import org.deltacommons.kernel.Ids;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The lane's transfers and whole Units beside pgbench's TPC-B and the plain way, on one PostgreSQL
/// with `fsync` and `synchronous_commit` on, as the product starts it; and transfers over HTTP to a
/// server of its own on the same PostgreSQL. Rounds are interleaved and of each measure the median
/// counts; every acknowledged operation was durable.
public final class LedgerBench {

    private static final int FEW = 10;
    private static final int MANY = 10_000;
    private static final int HTTP_ACCOUNTS = 2_000;
    private static final String TPCB = "a  pgbench TPC-B, 8 clients";

    /// How much is measured.
    ///
    /// @param seconds of each measure in each round
    /// @param walFiles that the server has from the start, as one has that ran for some time
    record Size(
            int rounds,
            double seconds,
            List<Integer> callers,
            List<Integer> refusals,
            int walFiles) {

        static final Size FULL = new Size(5, 4, List.of(256, 1024), List.of(0, 20), 60);
        static final Size QUICK = new Size(2, 1, List.of(256, 1024), List.of(0), 60);
        static final Size TINY = new Size(1, 0.2, List.of(256, 1024), List.of(20, 0), 2);
    }

    private final PrintStream out;
    private final Size size;

    private final @Nullable String only = System.getProperty("bench.only");

    private LedgerBench(PrintStream out, Size size) {
        this.out = out;
        this.size = size;
    }

    public static void main(String[] arguments) throws Exception {
        boolean quick = Arrays.asList(arguments).contains("--quick");
        if (!Pgbench.isInstalled()) {
            System.err.println(Pgbench.MISSING);
            System.exit(1);
        }
        run(System.out, quick ? Size.QUICK : Size.FULL);
        System.exit(0);
    }

    /// Runs and prints, without pgbench where it is not installed; for a test of the benchmark
    /// itself.
    static void run(PrintStream out, Size size) throws Exception {
        new LedgerBench(out, size).run();
    }

    private void run() throws Exception {
        Path place = Files.createTempDirectory("delta-bench-ledger");
        out.printf("PostgreSQL in %s%n", place);
        EmbeddedPostgres server = EmbeddedPostgres.start(place);
        try {
            run(server, place);
        } finally {
            server.stop();
        }
    }

    private void run(EmbeddedPostgres server, Path place) throws Exception {
        age(server);
        Schema.migrate(server.owner(), server.app().user(), "lane", "ledger");
        execute(server.owner(), WorkOrder.TABLE);
        Clock clock = Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));
        Ids ids = new Ids(clock, new SecureRandom());
        try (HttpWay http = HttpWay.start(server, place.resolve("http"), HTTP_ACCOUNTS);
                HikariDataSource pool = pool(server);
                GroupLane lane =
                        Lanes.postgres(
                                pool,
                                List.of(LedgerBooks.postgres()),
                                List.of(OurWay.HOME),
                                clock,
                                ids);
                AutoCloseable _ = LedgerBooks.settling(pool, List.of(OurWay.HOME))) {
            OurWay ours = new OurWay(lane, ids, clock);
            Map<String, Supplier<Pace>> measures = new LinkedHashMap<>();
            if (Pgbench.isInstalled()) {
                server.createDatabase("peer");
                Pgbench pgbench = Pgbench.prepared(server, "peer");
                measures.put(TPCB, () -> pgbench.round(size.seconds()));
            }
            for (int accounts : List.of(FEW, MANY)) {
                ours.prepare(accounts);
                PlainWay plain =
                        PlainWay.prepared(server.owner(), server.app().user(), pool, accounts);
                measures.put(
                        plain(accounts),
                        () ->
                                Callers.flatOut(
                                        PlainWay.CONNECTIONS,
                                        size.seconds(),
                                        (caller, turn) -> plain.transfer()));
            }
            ours(ours, measures);
            http.measures(size.seconds(), measures);
            if (only != null) {
                measures.keySet()
                        .removeIf(
                                name -> Arrays.stream(only.split(";")).noneMatch(name::startsWith));
                rounds(measures, lane)
                        .forEach((name, paces) -> out.printf("%s: %s%n", name, paces));
                audit(pool, out);
                return;
            }
            Map<String, List<Pace>> all = rounds(measures, lane);
            audit(pool, out);
            http.audit(out);
            report(all);
            halfThePeak(ours, all);
            results(all);
        }
    }

    /// A new server makes its WAL files one by one, each in somebody's commit, until it has enough
    /// to use them again.
    private void age(EmbeddedPostgres server) throws SQLException {
        for (int i = 0; i < size.walFiles(); i++) {
            execute(
                    server.superuser(),
                    """
                    SELECT pg_logical_emit_message(false, 'bench', 'something');
                    SELECT pg_switch_wal();
                    """);
        }
        execute(server.superuser(), "CHECKPOINT");
    }

    private static String plain(int accounts) {
        return String.format(Locale.ROOT, "b  plain way, %,d accounts", accounts);
    }

    private static String ours(String what, int accounts, int callers, int refused) {
        return String.format(
                Locale.ROOT,
                "c  %s, %,d accounts, %,d callers%s",
                what,
                accounts,
                callers,
                refused == 0 ? "" : ", " + refused + " % refused");
    }

    private void ours(OurWay ours, Map<String, Supplier<Pace>> measures) {
        for (int refused : size.refusals()) {
            for (int callers : size.callers()) {
                for (int accounts : List.of(FEW, MANY)) {
                    measures.put(
                            ours("transfer", accounts, callers, refused),
                            () ->
                                    Callers.flatOut(
                                            callers,
                                            size.seconds(),
                                            ours.transfers(accounts, refused)));
                    measures.put(
                            ours("whole Unit", accounts, callers, refused),
                            () ->
                                    Callers.flatOut(
                                            callers,
                                            size.seconds(),
                                            ours.units(accounts, refused)));
                }
            }
        }
    }

    private Map<String, List<Pace>> rounds(Map<String, Supplier<Pace>> measures, GroupLane lane) {
        Map<String, List<Pace>> all = new LinkedHashMap<>();
        // The first round warms the virtual machine up and counts for nobody.
        for (int round = 0; round <= size.rounds(); round++) {
            for (Map.Entry<String, Supplier<Pace>> measure : measures.entrySet()) {
                Spent before = new Spent(phases(lane));
                Pace pace = measure.getValue().get();
                if (round > 0) {
                    all.computeIfAbsent(measure.getKey(), name -> new ArrayList<>()).add(pace);
                }
                if (round == size.rounds() && measure.getKey().startsWith("c")) {
                    out.printf("%s: %s%n", measure.getKey(), before.until(phases(lane)));
                }
            }
        }
        return all;
    }

    private static Phases phases(GroupLane lane) {
        return java.util.Objects.requireNonNull(lane.phases().get(OurWay.HOME));
    }

    static void audit(HikariDataSource pool, PrintStream out) {
        Ledger ledger = LedgerBooks.ledger(JdbcClient.create(pool));
        if (!ledger.trialBalance(OurWay.HOME).balances()) {
            throw new IllegalStateException("the trial balance is not zero");
        }
        List<String> wrong = ledger.differences(OurWay.HOME);
        if (!wrong.isEmpty()) {
            throw new IllegalStateException("balances that are not their transfers: " + wrong);
        }
        out.printf("The trial balance is zero, and every balance equals its transfers.%n");
    }

    private void report(Map<String, List<Pace>> all) {
        double tpcb = all.containsKey(TPCB) ? median(all, TPCB, Pace::rate) : Double.NaN;
        out.printf(
                "%n| measure | a second | p50 ms | p99 ms | × TPC-B | × plain |%n|---|---|---|---|---|---|%n");
        all.forEach((name, paces) -> {
            double rate = median(all, name, Pace::rate);
            double plain = median(all, plain(name.contains("10,000") ? MANY : FEW), Pace::rate);
            out.printf(
                    Locale.ROOT,
                    "| %s | %,.0f | %.1f | %s | %.1f | %s |%n",
                    name,
                    rate,
                    median(all, name, Pace::p50Ms),
                    name.equals(TPCB) ? "" : "%.1f".formatted(median(all, name, Pace::p99Ms)),
                    rate / tpcb,
                    name.equals(TPCB) || name.startsWith("d")
                            ? ""
                            : "%.1f".formatted(rate / plain));
        });
    }

    /// Latency where a server should be run: at half of what it can. Rounds of both, as for what is
    /// measured flat out.
    private void halfThePeak(OurWay ours, Map<String, List<Pace>> all) {
        int callers = size.callers().getLast();
        double transfers = median(all, ours("transfer", MANY, callers, 0), Pace::rate) / 2;
        double units = median(all, ours("whole Unit", MANY, callers, 0), Pace::rate) / 2;
        Map<String, List<Pace>> paced = new LinkedHashMap<>();
        for (int round = 0; round < size.rounds(); round++) {
            paced.computeIfAbsent("transfer", name -> new ArrayList<>())
                    .add(
                            Callers.paced(
                                    callers, size.seconds(), transfers, ours.transfers(MANY, 0)));
            paced.computeIfAbsent("whole Unit", name -> new ArrayList<>())
                    .add(Callers.paced(callers, size.seconds(), units, ours.units(MANY, 0)));
        }
        line("transfer", transfers, paced);
        line("whole Unit", units, paced);
    }

    private void line(String what, double asked, Map<String, List<Pace>> paced) {
        String rounds =
                paced.getOrDefault(what, List.of()).stream()
                        .map(pace -> String.format(Locale.ROOT, "%.1f", pace.p99Ms()))
                        .collect(Collectors.joining(", "));
        out.printf(
                Locale.ROOT,
                "%s at half the peak: %,.0f asked, %,.0f answered a second, p50 %.1f ms, p99 %.1f ms"
                        + " (rounds: %s)%n",
                what,
                asked,
                median(paced, what, Pace::rate),
                median(paced, what, Pace::p50Ms),
                median(paced, what, Pace::p99Ms),
                rounds);
    }

    private void results(Map<String, List<Pace>> all) {
        result(
                "transfer_hot_vs_plain",
                median(all, ours("transfer", FEW, 1024, 0), Pace::rate)
                        / median(all, plain(FEW), Pace::rate));
        if (!all.containsKey(TPCB)) {
            return;
        }
        double tpcb = median(all, TPCB, Pace::rate);
        result(
                "transfer_10000_vs_tpcb",
                median(all, ours("transfer", MANY, 1024, 0), Pace::rate) / tpcb);
        result(
                "unit_256_vs_tpcb",
                median(all, ours("whole Unit", MANY, 256, 0), Pace::rate) / tpcb);
        result(
                "unit_1024_vs_tpcb",
                median(all, ours("whole Unit", MANY, 1024, 0), Pace::rate) / tpcb);
        result("http_vs_tpcb", median(all, HttpWay.SINGLE, Pace::rate) / tpcb);
    }

    private void result(String name, double ratio) {
        out.printf(Locale.ROOT, "RESULT %s %.2f ratio%n", name, ratio);
    }

    private static double median(
            Map<String, List<Pace>> all, String name, ToDoubleFunction<Pace> figure) {
        double[] sorted =
                java.util.Objects.requireNonNull(all.get(name), name).stream()
                        .mapToDouble(figure)
                        .sorted()
                        .toArray();
        return sorted[sorted.length / 2];
    }

    static HikariDataSource pool(EmbeddedPostgres server) {
        return TestDatabase.pool(server.app(), PlainWay.CONNECTIONS + 2);
    }

    static void execute(Login login, String sql) throws SQLException {
        try (Connection connection = login.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
