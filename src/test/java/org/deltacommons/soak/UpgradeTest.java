package org.deltacommons.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.deltacommons.ServerProcess;
import org.deltacommons.operations.DebianPostgres;
import org.deltacommons.operations.Runbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The PostgreSQL of a node is upgraded with the commands of `docs/operating/upgrade.md`, and what
/// was acknowledged before is there afterwards.
class UpgradeTest {

    @TempDir private Path place;

    @BeforeEach
    void needs() {
        assumeTrue(
                Runbook.isPossible(),
                "needs root and the Debian package postgresql, which bin/test installs");
    }

    @Test
    void a_pair_is_upgraded_one_server_after_the_other_and_nothing_acknowledged_is_lost()
            throws Exception {
        try (DebianPostgres database = DebianPostgres.pair();
                SoakedServer server = SoakedServer.start(place, database)) {
            Load load = new Load(new Memory(), server.address(), server.made(), 1);
            List<Request> done = new ArrayList<>(RestoreTest.done(load));
            assertThat(database.upgrade("migrations", Map.of())).contains("federation|011|");
            database.upgrade("minor-standby", Map.of());
            done.addAll(RestoreTest.done(load));
            database.upgrade("minor-switch", Map.of());
            assertThat(database.upgrade("minor-follow", Map.of()))
                    .contains("delta_standby|streaming|sync");
            database.switched();
            done.addAll(acknowledged(load));
            try (Books books = server.books()) {
                assertThat(books.opened(RestoreTest.marks(done)))
                        .containsOnlyKeys(RestoreTest.marks(done));
            }
        }
    }

    @Test
    void a_node_goes_on_at_a_server_of_a_later_major_version() throws Exception {
        try (DebianPostgres database = DebianPostgres.alone()) {
            Path binaries = laterThan(database);
            int port = ServerProcess.freePort();
            Map<String, String> later =
                    Map.of(
                            "NEW_BIN", binaries.resolve("bin").toString(),
                            "NEW", database.beside("new").toString(),
                            "NEW_PORT", Integer.toString(port));
            List<Request> done;
            try (SoakedServer server = SoakedServer.start(place, database)) {
                Load load = new Load(new Memory(), server.address(), server.made(), 1);
                done = new ArrayList<>(RestoreTest.done(load));
            }
            database.upgrade("major", later);
            assertThat(database.upgrade("major-compare", later)).isEqualTo("major 15\nmajor 18\n");
            try (SoakedServer server = SoakedServer.start(place, database.renewed(port))) {
                Load load = new Load(new Memory(), server.address(), server.made(), 2);
                done.addAll(RestoreTest.done(load));
                try (Books books = server.books()) {
                    assertThat(books.opened(RestoreTest.marks(done)))
                            .containsOnlyKeys(RestoreTest.marks(done));
                }
                assertThat(server.faults()).isEmpty();
            }
        }
    }

    /// A connection that was lost is told as such; who repeats a request under its key gets the one
    /// answer.
    private static List<Request> acknowledged(Load load) {
        List<Request> requests = load.probes();
        for (Request request : requests) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() ->
                            request.machine().send(request).filter(Answer::isDone).isPresent());
        }
        return requests;
    }

    /// The PostgreSQL that the product brings, where the servers' user can read it.
    private static Path laterThan(DebianPostgres database) throws Exception {
        Path all = Path.of(System.getProperty("user.home"), ".cache", "delta-commons");
        Path to = database.beside("later");
        try (Stream<Path> unpacked = Files.list(all)) {
            for (Path one : unpacked.toList()) {
                if (version(one).contains(" 18.")) {
                    run("cp", "-a", one.toString(), to.toString());
                    run("chmod", "-R", "a+rX", to.toString());
                    return to;
                }
            }
        }
        throw new IllegalStateException("no PostgreSQL 18 in " + all);
    }

    private static String version(Path binaries) throws IOException, InterruptedException {
        return run(binaries.resolve("bin/postgres").toString(), "--version");
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), "UTF-8");
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
