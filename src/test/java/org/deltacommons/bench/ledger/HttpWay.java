package org.deltacommons.bench.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.deltacommons.ServerProcess;
import org.deltacommons.TestDatabase;
import org.deltacommons.foundation.database.EmbeddedPostgres;
import org.deltacommons.foundation.lane.Json;

/// Transfers over HTTP: the product in a process of its own, on a database of the same PostgreSQL
/// as its peers, and a treasury's machine with a token that posts among its own accounts, each
/// posting under a key of its own and durable when it is answered.
final class HttpWay implements AutoCloseable {

    static final String SINGLE = "d  http, one transfer a request, 256 connections";
    static final String BULK = "d  http bulk, 1,000 transfers a request, 8 connections";
    static final int BATCH = 1_000;

    private static final String DATABASE = "http";
    private static final String TREASURY = "340500";
    private static final String TRANSFERS = "/api/v1/ledger/transfers";
    private static final Duration START_MAX = Duration.ofMinutes(10);
    private static final int CONNECTIONS = 256;
    private static final int BULK_CONNECTIONS = 8;

    /// Until the virtual machine has compiled what a request needs; the first round, which counts
    /// for nobody, is too short for that.
    private static final double WARM_UP_SECONDS = 15;

    private static final AtomicInteger PREPARED = new AtomicInteger();

    private final EmbeddedPostgres postgres;
    private final ServerProcess process;
    private final Path place;
    private final int port;
    private final int accounts;
    private final AtomicInteger rounds = new AtomicInteger();

    private HttpWay(
            EmbeddedPostgres postgres, ServerProcess process, Path place, int port, int accounts) {
        this.postgres = postgres;
        this.process = process;
        this.place = place;
        this.port = port;
        this.accounts = accounts;
    }

    /// Starts the server, waits until it serves, opens and funds the accounts over its API.
    ///
    /// @param place where its log and its files go
    static HttpWay start(EmbeddedPostgres postgres, Path place, int accounts) {
        postgres.createDatabase(DATABASE);
        int port = ServerProcess.freePort();
        ServerProcess process =
                ServerProcess.start(
                        place,
                        port,
                        List.of("org/deltacommons/bench/ledger/HttpStage"),
                        List.of(
                                "--spring.profiles.active=bench-http",
                                "--delta.database.url=" + postgres.url(DATABASE),
                                "--delta.database.owner.user=" + postgres.owner().user(),
                                "--delta.database.owner.password=" + postgres.owner().password(),
                                "--delta.database.app.user=" + postgres.app().user(),
                                "--delta.database.app.password=" + postgres.app().password()));
        HttpWay way = new HttpWay(postgres, process, place, port, accounts);
        try {
            way.await();
            way.prepare();
            way.singles(WARM_UP_SECONDS);
            return way;
        } catch (RuntimeException notReady) {
            way.close();
            throw notReady;
        }
    }

    private void await() {
        Path file = ServerProcess.data(place).resolve(HttpStage.FILE);
        long end = System.nanoTime() + START_MAX.toNanos();
        while (!Files.exists(file)) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new IllegalStateException(
                        "the server did not get ready; see " + process.log());
            }
            try {
                TimeUnit.MILLISECONDS.sleep(200);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(stopped);
            }
        }
    }

    /// Asked for again in every round, because it lasts ten minutes.
    private String token() {
        Properties made = new Properties();
        try (var reader =
                        Files.newBufferedReader(ServerProcess.data(place).resolve(HttpStage.FILE));
                HttpClient http = HttpClient.newHttpClient()) {
            made.load(reader);
            String login = made.getProperty("client") + ":" + made.getProperty("secret");
            HttpResponse<String> answer =
                    http.send(
                            HttpRequest.newBuilder(
                                            URI.create(
                                                    "http://127.0.0.1:" + port + "/oauth2/token"))
                                    .header(
                                            "Authorization",
                                            "Basic "
                                                    + Base64.getEncoder()
                                                            .encodeToString(login.getBytes(UTF_8)))
                                    .header("Content-Type", "application/x-www-form-urlencoded")
                                    .POST(
                                            HttpRequest.BodyPublishers.ofString(
                                                    "grant_type=client_credentials"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            return Json.parse(answer.body()).get("access_token").asString();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private static String account(int index) {
        return String.format(Locale.ROOT, "%s/b-%06d", TREASURY, index);
    }

    private static String opening(String code, String limit) {
        return """
        {"treasury": "%s", "code": "%s", "name": "bench", "limited": "%s"}\
        """
                .formatted(TREASURY, code, limit);
    }

    /// Accounts of which none may be overdrawn, funded from one that may.
    private void prepare() {
        String token = token();
        Connections.run(
                port,
                1,
                START_MAX.toSeconds(),
                1,
                false,
                new Asking(token, "/api/v1/ledger/accounts", 201) {
                    @Override
                    String body(int connection, int turn) {
                        return opening("source", "NONE");
                    }
                });
        AtomicInteger opened = new AtomicInteger();
        Connections.run(
                port,
                Math.min(accounts, CONNECTIONS),
                START_MAX.toSeconds(),
                accounts,
                false,
                new Asking(token, "/api/v1/ledger/accounts", 201) {
                    @Override
                    String body(int connection, int turn) {
                        String name = account(opened.getAndIncrement());
                        return opening(name.substring(TREASURY.length() + 1), "WITHIN_CREDITS");
                    }
                });
        AtomicInteger funded = new AtomicInteger();
        Connections.run(
                port,
                1,
                START_MAX.toSeconds(),
                (accounts + BATCH - 1) / BATCH,
                true,
                new Batches(token) {
                    @Override
                    String transfer(int connection, int turn, int index) {
                        int account = funded.getAndIncrement() % accounts;
                        return posting(
                                "fund-" + turn + "-" + index,
                                TREASURY + "/source",
                                account(account),
                                "1000000000");
                    }
                });
    }

    private static String posting(String key, String debit, String credit, String amount) {
        return "{\"key\":\""
                + key
                + "\",\"debit\":\""
                + debit
                + "\",\"credit\":\""
                + credit
                + "\",\"amount\":"
                + amount
                + ",\"summary\":\"\u6BD4\u8F83\u6D4B\u8BD5\"}";
    }

    /// The server sleeps while others are measured: its jobs, such as the audit of what was just
    /// posted, are its own cost and not theirs.
    void measures(double seconds, Map<String, Supplier<Pace>> measures) {
        pause();
        measures.put(SINGLE, () -> awake(() -> singles(seconds)));
        measures.put(BULK, () -> awake(() -> batches(seconds)));
    }

    private Pace awake(Supplier<Pace> round) {
        process.signal("CONT");
        try {
            return round.get();
        } finally {
            pause();
        }
    }

    private void pause() {
        process.signal("STOP");
    }

    /// One round of single transfers.
    Pace singles(double seconds) {
        int round = rounds.incrementAndGet();
        return Connections.run(
                port,
                CONNECTIONS,
                seconds,
                Integer.MAX_VALUE,
                false,
                new Asking(token(), TRANSFERS, 201) {
                    @Override
                    String key(int connection, int turn) {
                        return HttpWay.key(round, connection, turn);
                    }

                    @Override
                    String body(int connection, int turn) {
                        return random("");
                    }
                });
    }

    /// One round of batches; the pace counts transfers, its latencies are those of batches.
    Pace batches(double seconds) {
        int round = rounds.incrementAndGet();
        Pace pace =
                Connections.run(
                        port,
                        BULK_CONNECTIONS,
                        seconds,
                        Integer.MAX_VALUE,
                        true,
                        new Batches(token()) {
                            @Override
                            String transfer(int connection, int turn, int index) {
                                return random(HttpWay.key(round, connection, turn) + "-" + index);
                            }
                        });
        return new Pace(pace.rate() * BATCH, pace.p50Ms(), pace.p99Ms(), 0);
    }

    private static String key(int round, int connection, int turn) {
        return "h-" + round + "-" + connection + "-" + turn;
    }

    private String random(String key) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        int credit = random.nextInt(accounts);
        int debit = (credit + 1 + random.nextInt(accounts - 1)) % accounts;
        return posting(
                key, account(debit), account(credit), Integer.toString(1 + random.nextInt(500)));
    }

    /// Requests with a token and a body.
    private abstract static class Asking implements Connections.Exchange {
        private final String head;
        private final int expected;

        Asking(String token, String path, int expected) {
            this.head =
                    "POST "
                            + path
                            + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
                            + token
                            + "\r\nContent-Type: application/json\r\nIdempotency-Key: ";
            this.expected = expected;
        }

        abstract String body(int connection, int turn);

        String key(int connection, int turn) {
            return "prepare-" + PREPARED.incrementAndGet();
        }

        @Override
        public ByteBuffer request(int connection, int turn) {
            byte[] body = body(connection, turn).getBytes(UTF_8);
            byte[] front =
                    (head
                                    + key(connection, turn)
                                    + "\r\nContent-Length: "
                                    + body.length
                                    + "\r\n\r\n")
                            .getBytes(UTF_8);
            return ByteBuffer.allocate(front.length + body.length).put(front).put(body).flip();
        }

        @Override
        public void answered(int status, String answer) {
            if (status != expected) {
                throw new IllegalStateException(answer);
            }
        }
    }

    /// Batches of which every posting must be done.
    private abstract static class Batches extends Asking {

        Batches(String token) {
            super(token, TRANSFERS + "/batch", 200);
        }

        abstract String transfer(int connection, int turn, int index);

        @Override
        String body(int connection, int turn) {
            StringBuilder body = new StringBuilder(BATCH * 130).append("{\"transfers\":[");
            for (int i = 0; i < BATCH; i++) {
                body.append(i == 0 ? "" : ",").append(transfer(connection, turn, i));
            }
            return body.append("]}").toString();
        }

        @Override
        public void answered(int status, String answer) {
            super.answered(status, answer);
            if (!answer.contains("\"done\":" + BATCH)) {
                throw new IllegalStateException(
                        answer.substring(0, Math.min(answer.length(), 2_000)));
            }
        }
    }

    /// That the books of the server's own database hold.
    void audit(PrintStream out) {
        try (HikariDataSource pool =
                TestDatabase.pool(postgres.app().to(postgres.url(DATABASE)), 2)) {
            LedgerBench.audit(pool, out);
        }
    }

    @Override
    public void close() {
        process.signal("CONT");
        process.close();
    }
}
