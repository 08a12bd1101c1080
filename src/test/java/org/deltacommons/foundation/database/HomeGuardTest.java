package org.deltacommons.foundation.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.deltacommons.TestDatabase;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/// What the database itself refuses to the application.
class HomeGuardTest {

    private static TestDatabase database;

    @BeforeAll
    static void migrate() throws SQLException {
        database = TestDatabase.fresh("home_guard");
        Flyway.configure()
                .dataSource(
                        database.owner().url(),
                        database.owner().user(),
                        database.owner().password())
                .locations("classpath:db/migration/__root")
                .defaultSchema("flyway")
                .placeholders(Map.of("app_role", database.app().user()))
                .load()
                .migrate();
        EmbeddedPostgresTest.write(
                database.owner(),
                "CREATE SCHEMA trial",
                "CREATE TABLE trial.booking (id int PRIMARY KEY, home text NOT NULL, hours int)",
                "CREATE TABLE trial.fact (id int PRIMARY KEY, body text NOT NULL)",
                "CREATE TABLE trial.homeless (id int PRIMARY KEY)",
                "SELECT public.own_by_home('trial.booking')",
                "SELECT public.append_only('trial.fact')");
    }

    @BeforeEach
    void oneRowOfEachHome() throws SQLException {
        EmbeddedPostgresTest.write(
                database.owner(),
                "TRUNCATE trial.booking, trial.fact",
                "INSERT INTO trial.booking VALUES (1, 'SH', 2), (2, 'AH', 3)",
                "INSERT INTO trial.fact VALUES (1, 'said')");
    }

    @Test
    void the_application_creates_alters_and_drops_nothing() {
        refused("CREATE TABLE public.mine (n int)");
        refused("CREATE TABLE trial.mine (n int)");
        refused("CREATE TEMPORARY TABLE mine (n int)");
        refused("CREATE SCHEMA mine");
        refused("ALTER TABLE trial.booking ADD COLUMN n int");
        refused("ALTER TABLE trial.booking DISABLE TRIGGER ALL");
        refused("DROP TABLE trial.booking");
        refused("TRUNCATE trial.booking");
        refused("SET session_replication_role = replica");
        refused("SELECT public.own_by_home('trial.fact')");
    }

    @Test
    void the_application_cannot_reach_the_history_of_migrations() {
        refused("SELECT count(*) FROM flyway.flyway_schema_history");
    }

    @Test
    void a_transaction_writes_rows_of_its_home() throws SQLException {
        as("SH", "INSERT INTO trial.booking VALUES (3, 'SH', 1)");
        as("SH", "UPDATE trial.booking SET hours = 9 WHERE id = 1");
        as("SH", "DELETE FROM trial.booking WHERE id = 3");
        assertThat(rows()).isEqualTo("1 SH 9, 2 AH 3");
    }

    @Test
    void a_transaction_reads_the_rows_of_every_home() throws SQLException {
        assertThat(EmbeddedPostgresTest.ask(database.app(), "SELECT count(*) FROM trial.booking"))
                .isEqualTo("2");
    }

    @Test
    void a_transaction_cannot_write_a_row_of_another_home() throws SQLException {
        foreign("SH", "INSERT INTO trial.booking VALUES (3, 'AH', 1)");
        foreign("SH", "UPDATE trial.booking SET hours = 9 WHERE id = 2");
        foreign("SH", "UPDATE trial.booking SET home = 'SH' WHERE id = 2");
        foreign("SH", "UPDATE trial.booking SET home = 'AH' WHERE id = 1");
        foreign("SH", "DELETE FROM trial.booking WHERE id = 2");
        foreign(
                "SH",
                "INSERT INTO trial.booking VALUES (2, 'SH', 1) ON CONFLICT (id) DO UPDATE SET hours = 9");
        assertThat(rows()).isEqualTo("1 SH 2, 2 AH 3");
    }

    @Test
    void a_transaction_without_a_home_writes_nothing() throws SQLException {
        foreign("", "INSERT INTO trial.booking VALUES (3, 'SH', 1)");
        assertThatThrownBy(() ->
                        EmbeddedPostgresTest.write(
                                database.app(), "DELETE FROM trial.booking WHERE id = 1"))
                .hasMessageContaining("may not delete a row of the home \"SH\"");
        assertThat(rows()).isEqualTo("1 SH 2, 2 AH 3");
    }

    @Test
    void copying_in_is_guarded_like_inserting() throws SQLException {
        assertThat(copy("SH", "3\tSH\t1\n4\tSH\t1\n")).isEqualTo(2);
        assertThatThrownBy(() -> copy("SH", "5\tSH\t1\n6\tAH\t1\n"))
                .hasMessageContaining("may not insert a row of the home \"AH\"");
        assertThat(rows()).isEqualTo("1 SH 2, 2 AH 3, 3 SH 1, 4 SH 1");
    }

    @Test
    void what_is_append_only_stays_as_it_was_written() throws SQLException {
        EmbeddedPostgresTest.write(database.app(), "INSERT INTO trial.fact VALUES (2, 'more')");
        refused("UPDATE trial.fact SET body = 'other'");
        refused("DELETE FROM trial.fact");
        refused("TRUNCATE trial.fact");
        assertThat(EmbeddedPostgresTest.ask(database.app(), "SELECT count(*) FROM trial.fact"))
                .isEqualTo("2");
    }

    @Test
    void a_record_table_without_a_home_is_refused() {
        assertThatThrownBy(() ->
                        EmbeddedPostgresTest.write(
                                database.owner(), "SELECT public.own_by_home('trial.homeless')"))
                .hasMessageContaining("needs a column \"home\"");
    }

    private static void refused(String sql) {
        assertThatThrownBy(() -> EmbeddedPostgresTest.write(database.app(), sql))
                .as(sql)
                .isInstanceOf(SQLException.class)
                .hasMessageMatching("(?s)ERROR: (permission denied|must be owner).*");
    }

    private static void foreign(String home, String sql) {
        assertThatThrownBy(() -> as(home, sql))
                .as(sql)
                .hasMessageContaining("A transaction of the home \"" + home + "\" may not");
    }

    private static void as(String home, String sql) throws SQLException {
        EmbeddedPostgresTest.write(
                database.app(),
                "BEGIN; SELECT set_config('delta.home', '" + home + "', true)",
                sql,
                "COMMIT");
    }

    private static long copy(String home, String lines) throws SQLException {
        try (Connection connection = database.app().connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("SELECT set_config('delta.home', '" + home + "', true)");
            long copied =
                    connection
                            .unwrap(PGConnection.class)
                            .getCopyAPI()
                            .copyIn("COPY trial.booking FROM STDIN", new StringReader(lines));
            connection.commit();
            return copied;
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String rows() throws SQLException {
        return EmbeddedPostgresTest.ask(
                database.app(),
                "SELECT string_agg(concat_ws(' ', id, home, hours), ', ' ORDER BY id) FROM trial.booking");
    }
}
