package org.deltacommons.bench.ledger;

import com.zaxxer.hikari.HikariDataSource;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.deltacommons.Schema;
import org.deltacommons.foundation.database.EmbeddedPostgres;
import org.deltacommons.foundation.database.Login;
import org.deltacommons.foundation.lane.GroupLane;
import org.deltacommons.foundation.lane.Lanes;
import org.deltacommons.foundation.ledger.Ledger;
import org.deltacommons.foundation.ledger.LedgerBooks;
import org.deltacommons.kernel.Ids;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Whether the ledger stays as fast as it grows: throughput and latency with more and more
/// transfers and answers stored, and what an account had come to at an hour long ago.
public final class GrowthBench {

    private static final int ACCOUNTS = 10_000;
    private static final int CALLERS = 1_024;

    /// Answered before the history was stored, so that they lie in its first segments.
    private static final int OLD_KEYS = 20_000;

    private static final int LOOKS = 200;

    /// What is measured.
    ///
    /// @param stored how many transfers there are, smallest first
    /// @param seconds of each measure in each round
    record Size(List<Integer> stored, int rounds, double seconds) {

        static final Size FULL = new Size(List.of(100_000, 1_000_000, 10_000_000), 5, 4);
        static final Size QUICK = new Size(List.of(50_000, 200_000), 1, 1);
        static final Size TINY = new Size(List.of(30_000, 60_000), 1, 0.5);
    }

    private final PrintStream out;
    private final Size size;

    private GrowthBench(PrintStream out, Size size) {
        this.out = out;
        this.size = size;
    }

    public static void main(String[] arguments) throws Exception {
        boolean quick = Arrays.asList(arguments).contains("--quick");
        run(System.out, quick ? Size.QUICK : Size.FULL);
        System.exit(0);
    }

    /// Runs and prints; for a test of the benchmark itself.
    static void run(PrintStream out, Size size) throws Exception {
        Path place = Files.createTempDirectory("delta-bench-growth");
        out.printf("PostgreSQL in %s%n", place);
        EmbeddedPostgres server = EmbeddedPostgres.start(place);
        try {
            new GrowthBench(out, size).run(server);
        } finally {
            server.stop();
        }
    }

    private void run(EmbeddedPostgres server) throws Exception {
        Schema.migrate(server.owner(), server.app().user(), "lane", "ledger");
        LedgerBench.execute(server.owner(), WorkOrder.TABLE);
        Map<Integer, Pace> transfers = new LinkedHashMap<>();
        Map<Integer, Pace> units = new LinkedHashMap<>();
        Map<Integer, Pace> again = new LinkedHashMap<>();
        Map<Integer, Double> looks = new LinkedHashMap<>();
        try (HikariDataSource pool = LedgerBench.pool(server)) {
            lane(
                    pool,
                    (ours, lane) -> {
                        ours.prepare(ACCOUNTS);
                        answerOnce(ours.known(ACCOUNTS, OLD_KEYS));
                    });
            for (int stored : size.stored()) {
                fill(server.owner(), pool, stored);
                lane(
                        pool,
                        (ours, lane) -> {
                            // Once for the virtual machine, and until the keys have been read.
                            Callers.flatOut(
                                    CALLERS, size.seconds() * 2, ours.transfers(ACCOUNTS, 0));
                            transfers.put(stored, median(() -> ours.transfers(ACCOUNTS, 0)));
                            units.put(stored, median(() -> ours.units(ACCOUNTS, 0)));
                            again.put(stored, median(() -> ours.known(ACCOUNTS, OLD_KEYS)));
                        });
                looks.put(stored, look(pool));
            }
            LedgerBench.audit(pool, out);
        }
        if (again.values().stream().anyMatch(pace -> pace.refused() > 0)) {
            throw new IllegalStateException("an old key was not answered as before");
        }
        report(transfers, units, again, looks);
    }

    private static void answerOnce(Callers.Operation operation) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int key = 0; key < OLD_KEYS; key++) {
                int turn = key;
                threads.submit(() -> operation.run(0, turn));
            }
        }
    }

    private interface Work {
        void with(OurWay ours, GroupLane lane) throws Exception;
    }

    private static void lane(HikariDataSource pool, Work work) throws Exception {
        Clock clock = Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));
        Ids ids = new Ids(clock, new SecureRandom());
        try (GroupLane lane =
                        Lanes.postgres(
                                pool,
                                List.of(LedgerBooks.postgres()),
                                List.of(OurWay.HOME),
                                clock,
                                ids);
                AutoCloseable _ = LedgerBooks.settling(pool, List.of(OurWay.HOME))) {
            work.with(new OurWay(lane, ids, clock), lane);
        }
    }

    private interface Fresh {
        Callers.Operation operation();
    }

    private Pace median(Fresh fresh) {
        List<Pace> paces = new ArrayList<>();
        for (int round = 0; round < size.rounds(); round++) {
            paces.add(Callers.flatOut(CALLERS, size.seconds(), fresh.operation()));
        }
        paces.sort(Comparator.comparingDouble(Pace::rate));
        return paces.get(paces.size() / 2);
    }

    /// History of the very accounts that are measured, an entry of each in turn, as the lane would
    /// have written it over the past years.
    private void fill(Login owner, HikariDataSource pool, int stored) throws SQLException {
        try (Connection connection = owner.connect();
                PreparedStatement transfers =
                        connection.prepareStatement(
                                """
                                WITH there AS (SELECT count(*) AS n FROM ledger.transfer),
                                rounds AS (
                                  SELECT r FROM there, generate_series(0, (? - n) / ? - 1) r),
                                accounts AS (
                                  SELECT row_number() OVER (ORDER BY number) - 1 AS i, * FROM ledger.balance
                                  WHERE id ~ '^bench/10000/[0-9]+$'),
                                source AS (SELECT * FROM ledger.balance WHERE id = 'bench/10000/source'),
                                began AS (
                                  SELECT max(at) AS at, now() - max(at) AS since,
                                         max(place) AS place FROM ledger.transfer),
                                entries AS (SELECT r, i, r * ? + i + 1 AS n FROM rounds, accounts)
                                INSERT INTO ledger.transfer (
                                  id, home, kind, debit, credit, amount_fen, at, unit, subject,
                                  debit_sequence, debit_debits_posted_fen, debit_debits_pending_fen,
                                  debit_credits_posted_fen, debit_credits_pending_fen,
                                  credit_sequence, credit_debits_posted_fen, credit_debits_pending_fen,
                                  credit_credits_posted_fen, credit_credits_pending_fen,
                                  place, debit_before, credit_before)
                                SELECT 'f-' || s.sequence || '-' || lpad(e.n::text, 11, '0'),
                                  s.home, 'POST', s.number, a.number, 1,
                                  began.at + began.since * (e.n / ?::float), 'fill', 'fill-' || e.r,
                                  s.sequence + e.n, s.debits_posted_fen + e.n, 0,
                                  s.credits_posted_fen, 0,
                                  a.sequence + e.r + 1, a.debits_posted_fen, a.debits_pending_fen,
                                  a.credits_posted_fen + e.r + 1, a.credits_pending_fen,
                                  began.place + e.n,
                                  CASE e.n WHEN 1 THEN s.place ELSE began.place + e.n - 1 END,
                                  CASE e.r WHEN 0 THEN a.place ELSE began.place + e.n - ? END
                                FROM entries e JOIN accounts a USING (i), source s, began ORDER BY e.n
                                """);
                PreparedStatement answers =
                        connection.prepareStatement(
                                """
                                INSERT INTO lane.answer
                                SELECT '340000', n / 16384, (array_agg(key ORDER BY key))[1],
                                  (array_agg(key ORDER BY key DESC))[1], now(),
                                  array_agg(key ORDER BY key),
                                  array_agg(sha256(n::text::bytea) ORDER BY key),
                                  array_agg('{"done":{"transfer":"f-' || n || '"}}' ORDER BY key)
                                FROM (SELECT n, md5(? || n)::uuid AS key
                                      FROM lane.head h, generate_series(h.next_answer, ? - 1) n
                                      WHERE h.home = '340000') a
                                GROUP BY n / 16384, n / 512
                                """);
                Statement analyze = connection.createStatement()) {
            for (int i = 1; i <= 5; i++) {
                transfers.setInt(i, i == 1 || i == 4 ? stored : ACCOUNTS);
            }
            transfers.executeUpdate();
            answers.setString(1, "fill-" + stored + "-");
            answers.setLong(2, stored);
            answers.executeUpdate();
            analyze.execute(
                    """
                    UPDATE lane.head SET next_answer = greatest(next_answer, %d)
                    WHERE home = '340000';
                    ANALYZE ledger.transfer;
                    """
                            .formatted(stored));
        }
        LedgerBooks.settle(pool, OurWay.HOME);
        out.printf(Locale.ROOT, "%,d transfers and answers are stored.%n", stored);
    }

    /// The slowest of some looks at what accounts had come to just before their history's middle,
    /// in milliseconds.
    private static double look(HikariDataSource pool) {
        Ledger ledger = LedgerBooks.ledger(JdbcClient.create(pool));
        double slowest = 0;
        for (int i = 0; i < LOOKS; i++) {
            String account =
                    i % 10 == 0 ? "bench/10000/source" : "bench/10000/" + i * (ACCOUNTS / LOOKS);
            var now = Clock.systemUTC().instant().minusSeconds(i);
            long since = System.nanoTime();
            ledger.last(account, now);
            slowest = Math.max(slowest, (System.nanoTime() - since) / 1e6);
        }
        return slowest;
    }

    private void report(
            Map<Integer, Pace> transfers,
            Map<Integer, Pace> units,
            Map<Integer, Pace> again,
            Map<Integer, Double> looks) {
        out.printf(
                "%n| stored | transfers a second | p99 ms | whole Units a second | p99 ms | old keys a second | p99 ms | past balance, slowest ms |%n|---|---|---|---|---|---|---|---|%n");
        for (int stored : size.stored()) {
            Pace transfer = java.util.Objects.requireNonNull(transfers.get(stored));
            Pace unit = java.util.Objects.requireNonNull(units.get(stored));
            Pace old = java.util.Objects.requireNonNull(again.get(stored));
            out.printf(
                    Locale.ROOT,
                    "| %,d | %,.0f | %.1f | %,.0f | %.1f | %,.0f | %.1f | %.1f |%n",
                    stored,
                    transfer.rate(),
                    transfer.p99Ms(),
                    unit.rate(),
                    unit.p99Ms(),
                    old.rate(),
                    old.p99Ms(),
                    looks.get(stored));
        }
        int most = size.stored().getLast();
        int before = size.stored().get(size.stored().size() - 2);
        result("transfer_kept", transfers, before, most);
        result("unit_kept", units, before, most);
        out.printf(
                Locale.ROOT,
                "RESULT old_keys %.0f a second%n",
                java.util.Objects.requireNonNull(again.get(most)).rate());
        out.printf(Locale.ROOT, "RESULT past_balance_slowest %.1f ms%n", looks.get(most));
    }

    private void result(String name, Map<Integer, Pace> paces, int before, int most) {
        out.printf(
                Locale.ROOT,
                "RESULT %s %.2f ratio%n",
                name,
                java.util.Objects.requireNonNull(paces.get(most)).rate()
                        / java.util.Objects.requireNonNull(paces.get(before)).rate());
    }
}
