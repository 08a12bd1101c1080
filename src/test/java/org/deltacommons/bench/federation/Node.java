package org.deltacommons.bench.federation;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.deltacommons.ServerProcess;
import org.deltacommons.TestDatabase;
import org.deltacommons.foundation.database.EmbeddedPostgres;
import org.deltacommons.foundation.federation.nodes.NodeKey;
import org.deltacommons.foundation.federation.proof.Entry;
import org.deltacommons.foundation.federation.proof.NoteSigner;
import org.deltacommons.foundation.federation.proof.Suite;
import org.deltacommons.kernel.Province;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The product as a process with one home and a PostgreSQL of its own, as one of the four that
/// `bin/run --four` starts.
final class Node implements AutoCloseable {

    private static final Duration START_MAX = Duration.ofMinutes(10);
    private static final Duration ANSWER_MAX = Duration.ofMinutes(30);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /// What the node has besides the product: nothing else of the tests may get in.
    private static final List<String> EXTRAS =
            List.of(
                    "org/deltacommons/bench/federation/FederationStage",
                    "org/deltacommons/bench/federation/PlainStage",
                    "org/deltacommons/bench/federation/Thing");

    private final Path place;
    private final Province home;
    private final int port = ServerProcess.freePort();
    private final NoteSigner signer;
    private final EmbeddedPostgres postgres;
    private final HikariDataSource pool;
    private final JdbcClient jdbc;
    private ServerProcess process;

    private Node(Path place, Province home) {
        this.place = place;
        this.home = home;
        this.signer = NoteSigner.generate(Entry.origin(home), Suite.ED25519, new SecureRandom());
        this.postgres = EmbeddedPostgres.start(place.resolve("postgres"));
        this.pool = TestDatabase.pool(postgres.owner(), 2);
        this.jdbc = JdbcClient.create(pool);
        // Before the start: what a node fetches of others it fetches from its first second on.
        execute(Thing.TABLES.formatted(postgres.app().user()));
    }

    /// Prepares a node; it is not started yet.
    static Node at(Path place, Province home) {
        return new Node(place.resolve(home.code()), home);
    }

    Node startedWith(Node... peers) {
        List<String> options = new ArrayList<>();
        options.add("--spring.profiles.active=bench-federation");
        options.add("--delta.homes=" + home.code());
        options.add("--delta.finding.meaning=false");
        options.add("--delta.person-key=the same at all nodes");
        options.add("--delta.feeds.key." + home.code() + "=" + signer.kept());
        options.add("--delta.database.url=" + postgres.owner().url());
        options.add("--delta.database.owner.user=" + postgres.owner().user());
        options.add("--delta.database.owner.password=" + postgres.owner().password());
        options.add("--delta.database.app.user=" + postgres.app().user());
        options.add("--delta.database.app.password=" + postgres.app().password());
        for (int i = 0; i < peers.length; i++) {
            String peer = "--delta.peers[" + i + "].";
            options.add(peer + "homes=" + peers[i].home.code());
            options.add(peer + "address=" + peers[i].address());
            options.add(peer + "node-key=" + peers[i].key().publicKey().text());
            options.add(peer + "keys[0]=" + peers[i].signer.key().text());
            options.add(peer + "keys[1]=" + peers[i].signer.witnessKey().text());
        }
        process = ServerProcess.start(place, port, EXTRAS, options);
        return this;
    }

    /// Waits until it serves.
    void await() {
        long end = System.nanoTime() + START_MAX.toNanos();
        while (!isReady()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new IllegalStateException(
                        "the server did not get ready; see " + process.log());
            }
            pause(100);
        }
        execute(Thing.GUARD);
    }

    private boolean isReady() {
        try {
            return HTTP.send(
                                    HttpRequest.newBuilder(
                                                    URI.create(
                                                            address()
                                                                    + "/actuator/health/readiness"))
                                            .timeout(Duration.ofSeconds(10))
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    static void pause(long ms) {
        try {
            TimeUnit.MILLISECONDS.sleep(ms);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    String address() {
        return "http://localhost:" + port;
    }

    NodeKey key() {
        return NodeKey.of("", ServerProcess.data(place));
    }

    /// Tells it something of the benchmark.
    ///
    /// @return what it says when it is done
    String post(String path) {
        try {
            HttpResponse<String> answer =
                    HTTP.send(
                            HttpRequest.newBuilder(URI.create(address() + "/bench/" + path))
                                    .timeout(ANSWER_MAX)
                                    .POST(HttpRequest.BodyPublishers.noBody())
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(
                        "%s: %d; see %s".formatted(path, answer.statusCode(), process.log()));
            }
            return answer.body();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    Effort effort() {
        return Effort.of(process.pid(), place.resolve("postgres").resolve("cluster"));
    }

    JdbcClient jdbc() {
        return jdbc;
    }

    long number(String sql, Object... parameters) {
        return jdbc.sql(sql).params(parameters).query(Long.class).optional().orElse(0L);
    }

    private void execute(String sql) {
        try (Connection connection = postgres.owner().connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /// It stands still, as if its machine had been put to sleep, or goes on.
    void signal(String name) {
        process.signal(name);
    }

    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
        pool.close();
        postgres.stop();
    }
}
