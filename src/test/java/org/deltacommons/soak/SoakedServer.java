package org.deltacommons.soak;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.deltacommons.ServerProcess;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.operations.DebianPostgres;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The server that is soaked, with the ways to kill it and its database.
final class SoakedServer implements AutoCloseable {

    private static final Duration START_MAX = Duration.ofMinutes(10);

    /// A write lasts about a millisecond, so it takes a while to see one.
    private static final Duration SIGHTING_MAX = Duration.ofSeconds(60);

    private static final List<String> EXTRAS =
            List.of(
                    "org/deltacommons/Invariants",
                    "org/deltacommons/SchemaCheck",
                    "org/deltacommons/Theatre",
                    "org/deltacommons/soak/CrashStage");

    private final Path place;
    private final int port;
    private final @Nullable DebianPostgres pair;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private ServerProcess process;

    private SoakedServer(Path place, int port, @Nullable DebianPostgres pair) {
        this.place = place;
        this.port = port;
        this.pair = pair;
        this.process = begin();
    }

    /// Starts it and waits until it can be used.
    ///
    /// @param pair where its database is; null for one of its own
    static SoakedServer start(Path place, @Nullable DebianPostgres pair)
            throws InterruptedException {
        SoakedServer server = new SoakedServer(place, ServerProcess.freePort(), pair);
        try {
            server.await();
            return server;
        } catch (RuntimeException | InterruptedException notReady) {
            server.close();
            throw notReady;
        }
    }

    private ServerProcess begin() {
        // It lives for some seconds only: nothing is compiled twice, and no model is loaded that
        // nobody asks.
        List<String> options =
                new ArrayList<>(
                        List.of("--spring.profiles.active=soak", "--delta.finding.meaning=false"));
        if (pair != null) {
            options.addAll(pair.options());
        }
        return ServerProcess.start(
                place, port, EXTRAS, options, List.of("-XX:TieredStopAtLevel=1"));
    }

    private void await() throws InterruptedException {
        long end = System.nanoTime() + START_MAX.toNanos();
        while (!isReady()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new IllegalStateException(
                        "the server did not get ready; see " + process.log());
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private boolean isReady() throws InterruptedException {
        try {
            return get("/actuator/health/readiness", Duration.ofSeconds(10)).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private HttpResponse<String> get(String path, Duration patience)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(address() + path)).timeout(patience).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    String address() {
        return "http://localhost:" + port;
    }

    /// What [CrashStage] made.
    Properties made() throws IOException {
        Properties made = new Properties();
        try (var reader = Files.newBufferedReader(data().resolve(CrashStage.FILE))) {
            made.load(reader);
        }
        return made;
    }

    private Path data() {
        return ServerProcess.data(place);
    }

    Books books() {
        return pair == null
                ? Books.open(data())
                : Books.at(pair.url(), pair.app(), pair.appPassword());
    }

    void kill() {
        process.kill();
    }

    /// Starts it again, which takes nothing but that.
    ///
    /// @return what is wrong, if the new server did not go on with the database of the killed one
    Optional<String> restart() throws InterruptedException {
        long orphan = Books.postmaster(data());
        process = begin();
        await();
        long now = Books.postmaster(data());
        return now == orphan
                ? Optional.empty()
                : Optional.of("the database " + orphan + " was not adopted, there is now " + now);
    }

    void killDatabase() {
        destroy(Books.postmaster(data()));
    }

    /// Kills the first process of the primary and makes its standby the primary. The server is told
    /// nothing.
    void failOver() {
        DebianPostgres servers = java.util.Objects.requireNonNull(pair);
        servers.killPrimary();
        servers.promote();
    }

    /// Makes the primary that was killed the standby of the other.
    void rejoin() {
        java.util.Objects.requireNonNull(pair).rejoin();
    }

    /// Kills a process in the middle of a lane's commit: whether it happened, nobody is told.
    void killWriter() {
        try (Books keeper = Books.asKeeper(data())) {
            destroy(writer(keeper, true));
        }
    }

    /// Cuts a connection over which a lane writes at this moment.
    void cutWriter() {
        try (Books keeper = Books.asKeeper(data())) {
            keeper.cut(writer(keeper, false));
        }
    }

    private static long writer(Books keeper, boolean committing) {
        long end = System.nanoTime() + SIGHTING_MAX.toNanos();
        while (System.nanoTime() < end) {
            List<Long> writing = keeper.writing(committing);
            if (!writing.isEmpty()) {
                return writing.getFirst();
            }
        }
        throw new IllegalStateException("no lane writes anything");
    }

    private static void destroy(long pid) {
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        process.destroyForcibly();
    }

    /// What is not as it must be, once every follower has caught up.
    List<String> faults() throws IOException, InterruptedException {
        List<String> faults = new ArrayList<>();
        HttpResponse<String> answer = get("/soak/faults", START_MAX);
        if (answer.statusCode() == 200) {
            for (JsonNode fault : Json.parse(answer.body())) {
                faults.add(fault.asString());
            }
        } else {
            faults.add("the server cannot look at its records: " + answer.statusCode());
        }
        try (Books books = books()) {
            faults.addAll(books.cursorsBeyondTheirFeed());
            faults.addAll(books.unsettledOrders());
            faults.addAll(books.strayBookings());
        }
        return faults;
    }

    @Override
    public void close() {
        process.close();
    }
}
