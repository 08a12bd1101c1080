package org.deltacommons.foundation.database;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The embedded server as production starts it: durable, closed, and hard to kill.
class EmbeddedPostgresTest {

    private static final Path FOLDER = Path.of("target", "embedded-postgres-test");

    @BeforeAll
    static void startWithAnEmptyFolder() throws IOException {
        Programs.deleteTree(FOLDER);
    }

    @AfterEach
    void leaveNothingRunning() {
        // A test that failed may have left an orphan; adopting and stopping it ends it.
        if (Files.exists(FOLDER.resolve("cluster/postmaster.pid"))) {
            EmbeddedPostgres.start(FOLDER).stop();
        }
    }

    @Test
    void what_is_committed_is_on_disk() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(FOLDER)) {
            assertThat(ask(server.app(), "SHOW fsync")).isEqualTo("on");
            assertThat(ask(server.app(), "SHOW synchronous_commit")).isEqualTo("on");
            assertThat(ask(server.app(), "SHOW full_page_writes")).isEqualTo("on");
            assertThat(ask(server.app(), "SHOW data_checksums")).isEqualTo("on");
            assertThat(ask(server.app(), "SHOW server_encoding")).isEqualTo("UTF8");
        }
    }

    @Test
    void nobody_gets_in_without_a_password_or_from_outside() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(FOLDER)) {
            Login app = server.app();
            assertThatThrownBy(() -> new Login(app.url(), app.user(), "wrong").connect())
                    .hasMessageContaining("password authentication failed");
            assertThatThrownBy(() -> new Login(app.url(), app.user(), "").connect())
                    .isInstanceOf(SQLException.class);
            assertThat(
                            ask(
                                    server.superuser(),
                                    "SELECT string_agg(DISTINCT auth_method, ',') FROM pg_hba_file_rules"))
                    .isEqualTo("scram-sha-256");
            assertThat(ask(server.app(), "SHOW listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(ask(server.superuser(), "SHOW unix_socket_directories")).isEmpty();
            assertThat(mode(FOLDER.resolve("passwords"))).isEqualTo("rw-------");
            assertThat(mode(FOLDER.resolve("cluster"))).isEqualTo("rwx------");
            assertThat(server.app().toString()).doesNotContain(server.app().password());
        }
    }

    @Test
    void a_restart_keeps_the_data_the_port_and_the_passwords() throws Exception {
        Login before;
        try (EmbeddedPostgres server = EmbeddedPostgres.start(FOLDER)) {
            before = server.owner();
            write(
                    before,
                    "CREATE TABLE restarted (word text)",
                    "INSERT INTO restarted VALUES ('长三角')");
        }
        try (EmbeddedPostgres server = EmbeddedPostgres.start(FOLDER)) {
            assertThat(server.owner()).isEqualTo(before);
            assertThat(server.adopted()).isFalse();
            assertThat(ask(server.owner(), "SELECT word FROM restarted")).isEqualTo("长三角");
        }
    }

    @Test
    void two_processes_cannot_use_one_folder() {
        try (EmbeddedPostgres _ = EmbeddedPostgres.start(FOLDER)) {
            assertThatThrownBy(() -> EmbeddedPostgres.start(FOLDER))
                    .isInstanceOf(DatabaseNotReady.class)
                    .hasMessageContaining("Another Delta Commons is running");
        }
    }

    @Test
    void a_server_whose_application_was_killed_is_adopted() throws Exception {
        Process application =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Abandoned.class.getName(),
                                FOLDER.toString())
                        .inheritIO()
                        .redirectOutput(ProcessBuilder.Redirect.PIPE)
                        .start();
        String said = application.inputReader().readLine();
        assertThat(said).isEqualTo("committed");
        application.destroyForcibly().waitFor();

        long orphan = postmaster();
        assertThat(ProcessHandle.of(orphan)).isPresent();
        try (EmbeddedPostgres server = EmbeddedPostgres.start(FOLDER)) {
            assertThat(server.adopted()).isTrue();
            assertThat(postmaster()).isEqualTo(orphan);
            assertThat(ask(server.owner(), "SELECT count(*) FROM kept")).isEqualTo("1");
        }
        ProcessHandle.of(orphan)
                .ifPresent(process -> process.onExit().orTimeout(120, SECONDS).join());
    }

    @Test
    void a_killed_server_recovers_what_was_committed() throws Exception {
        EmbeddedPostgres killed = EmbeddedPostgres.start(FOLDER);
        write(killed.owner(), "CREATE TABLE recovered (n int)", "INSERT INTO recovered VALUES (1)");
        Connection open = killed.owner().connect();
        open.setAutoCommit(false);
        open.createStatement().execute("INSERT INTO recovered VALUES (2)");
        ProcessHandle process = ProcessHandle.of(postmaster()).orElseThrow();
        process.destroyForcibly();
        process.onExit().get(120, SECONDS);
        killed.stop();

        assertThat(FOLDER.resolve("cluster/postmaster.pid")).exists();
        try (EmbeddedPostgres server = EmbeddedPostgres.start(FOLDER)) {
            assertThat(server.adopted()).isFalse();
            assertThat(ask(server.owner(), "SELECT array_agg(n) FROM recovered")).isEqualTo("{1}");
        }
    }

    @Test
    void a_server_that_is_kept_running_comes_back_by_itself_where_it_was() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(FOLDER)) {
            write(server.owner(), "CREATE TABLE kept_running (n int)");
            write(server.owner(), "INSERT INTO kept_running VALUES (1)");
            server.keepRunning();
            Login before = server.owner();
            for (int time = 1; time <= 2; time++) {
                ProcessHandle process = ProcessHandle.of(postmaster()).orElseThrow();
                process.destroyForcibly();
                process.onExit().get(120, SECONDS);
                assertThat(askPatiently(before, "SELECT array_agg(n) FROM kept_running"))
                        .isEqualTo("{1}");
                assertThat(postmaster()).isNotEqualTo(process.pid());
            }
        }
        assertThat(FOLDER.resolve("cluster/postmaster.pid")).doesNotExist();
    }

    /// Asks until somebody is there.
    private static String askPatiently(Login login, String query) throws Exception {
        for (long end = System.nanoTime() + SECONDS.toNanos(120); ; ) {
            try {
                return ask(login, query);
            } catch (SQLException away) {
                if (System.nanoTime() > end) {
                    throw away;
                }
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
    }

    @Test
    void a_stale_number_of_another_process_does_not_stop_the_start() throws Exception {
        EmbeddedPostgres.start(FOLDER).stop();
        Path pidFile = FOLDER.resolve("cluster/postmaster.pid");
        String reusedByUs = Long.toString(ProcessHandle.current().pid());
        Files.writeString(
                pidFile, reusedByUs + "\n" + FOLDER.toAbsolutePath() + "/cluster\n0\n5432\n");
        try (EmbeddedPostgres server = EmbeddedPostgres.start(FOLDER)) {
            assertThat(server.adopted()).isFalse();
        }
    }

    @Test
    void a_taken_port_is_left_to_who_has_it() throws Exception {
        EmbeddedPostgres.start(FOLDER).stop();
        int kept = Integer.parseInt(Files.readString(FOLDER.resolve("port")));
        try (var _ =
                        new java.net.ServerSocket(
                                kept, 1, java.net.InetAddress.getByName("127.0.0.1"));
                EmbeddedPostgres server = EmbeddedPostgres.start(FOLDER)) {
            assertThat(server.port()).isNotEqualTo(kept);
        }
    }

    @Test
    void lost_passwords_are_said_and_nothing_is_overwritten() throws Exception {
        EmbeddedPostgres.start(FOLDER).stop();
        Path backup = FOLDER.resolve("passwords.backup");
        Files.move(FOLDER.resolve("passwords"), backup);
        assertThatThrownBy(() -> EmbeddedPostgres.start(FOLDER))
                .isInstanceOf(DatabaseNotReady.class)
                .hasMessageContaining("Restore it from your backup");
        assertThat(FOLDER.resolve("passwords")).doesNotExist();
        Files.move(backup, FOLDER.resolve("passwords"));
    }

    private static long postmaster() throws IOException {
        return Long.parseLong(
                Files.readAllLines(FOLDER.resolve("cluster/postmaster.pid")).getFirst().strip());
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    static String ask(Login login, String query) throws SQLException {
        try (Connection connection = login.connect();
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(query)) {
            answer.next();
            return answer.getString(1);
        }
    }

    static void write(Login login, String... statements) throws SQLException {
        try (Connection connection = login.connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /// An application that commits a row and then waits to be killed.
    static final class Abandoned {

        static void main(String[] arguments) throws Exception {
            EmbeddedPostgres server = EmbeddedPostgres.start(Path.of(arguments[0]));
            write(server.owner(), "CREATE TABLE kept (n int)", "INSERT INTO kept VALUES (1)");
            System.out.println("committed");
            TimeUnit.MINUTES.sleep(1);
        }
    }
}
