package org.deltacommons.soak;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import org.deltacommons.foundation.database.EmbeddedPostgres;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/// What the database itself says, asked past the server: over a connection of our own, with what
/// lies in its folder.
final class Books implements AutoCloseable {

    private static final String DATABASE = "delta";

    private final SingleConnectionDataSource connection;
    private final JdbcClient jdbc;

    private Books(Connection connection) {
        this.connection = new SingleConnectionDataSource(connection, true);
        this.jdbc = JdbcClient.create(this.connection);
    }

    /// As the application reads them.
    static Books open(Path data) {
        return open(data, DATABASE, EmbeddedPostgres.APP, "app");
    }

    /// As a role of a database elsewhere reads them.
    static Books at(String url, String user, String password) {
        try {
            return new Books(DriverManager.getConnection(url, user, password));
        } catch (java.sql.SQLException closed) {
            throw new IllegalStateException("the database at " + url + " cannot be read", closed);
        }
    }

    /// As the machine's keeper, who sees every connection.
    static Books asKeeper(Path data) {
        return open(data, DATABASE, "postgres", "superuser");
    }

    private static Books open(Path data, String database, String user, String entry) {
        Path folder = data.resolve("postgres");
        try {
            Properties passwords = new Properties();
            passwords.load(new StringReader(Files.readString(folder.resolve("passwords"))));
            String url =
                    "jdbc:postgresql://127.0.0.1:%s/%s"
                            .formatted(Files.readString(folder.resolve("port")).strip(), database);
            return new Books(DriverManager.getConnection(url, user, passwords.getProperty(entry)));
        } catch (IOException | java.sql.SQLException closed) {
            throw new IllegalStateException(
                    "the database in " + folder + " cannot be read", closed);
        }
    }

    /// The number of the server's first process, whether it runs or not.
    static long postmaster(Path data) {
        try {
            return Long.parseLong(
                    Files.readAllLines(data.resolve("postgres/cluster/postmaster.pid"))
                            .getFirst()
                            .strip());
        } catch (IOException none) {
            throw new IllegalStateException("no database runs in " + data, none);
        }
    }

    /// The cases whose words hold a mark, by mark.
    Map<String, Set<String>> opened(Collection<String> marks) {
        Map<String, Set<String>> found = new HashMap<>();
        jdbc.sql(
                        """
                        SELECT wanted ->> 'description' AS mark, id FROM vouchers.orders
                        WHERE wanted ->> 'description' = ANY (:marks)
                        UNION ALL
                        SELECT need, id FROM vouchers.voucher WHERE need = ANY (:marks)
                        """)
                .param("marks", marks.toArray(String[]::new))
                .query(row -> {
                    found.computeIfAbsent(row.getString("mark"), m -> new HashSet<>())
                            .add(row.getString("id"));
                });
        return found;
    }

    /// How often a case was moved by each of its actions: `id action`.
    Map<String, Integer> moves(Collection<String> cases) {
        return counted(
                """
                SELECT subject || ' ' || (body ->> 'action'), count(*) FROM lane.fact
                WHERE kind = 'procedures.CaseMoved' AND subject = ANY (:cases) GROUP BY 1
                """,
                cases);
    }

    /// How often the resource's province was asked for each order.
    Map<String, Integer> asked(Collection<String> orders) {
        return counted(
                """
                SELECT subject, count(*) FROM lane.fact
                WHERE kind = 'bookings.BookingRequested' AND subject = ANY (:cases) GROUP BY 1
                """,
                orders);
    }

    /// How many holds were made for each order.
    Map<String, Integer> holds(Collection<String> orders) {
        return counted(
                """
                SELECT subject, count(*) FROM ledger.transfer
                WHERE kind = 'HOLD' AND subject = ANY (:cases) GROUP BY 1
                """,
                orders);
    }

    private Map<String, Integer> counted(String sql, Collection<String> cases) {
        Map<String, Integer> found = new HashMap<>();
        jdbc.sql(sql)
                .param("cases", cases.toArray(String[]::new))
                .query(row -> {
                    found.put(row.getString(1), row.getInt(2));
                });
        return found;
    }

    /// Which of these keys were answered, and with what.
    Map<UUID, String> answers(Collection<UUID> keys) {
        Map<UUID, String> found = new HashMap<>();
        jdbc.sql("SELECT key, answer FROM lane.answered WHERE key = ANY (:keys)")
                .param("keys", keys.toArray(UUID[]::new))
                .query(row -> {
                    found.put(row.getObject(1, UUID.class), row.getString(2));
                });
        return found;
    }

    /// Cursors that say more was read than was ever told.
    List<String> cursorsBeyondTheirFeed() {
        return jdbc.sql(
                        """
                        SELECT format('%s of %s stands at %s, the feed ends at %s',
                                      c.reader, c.origin, c.position, h.next_fact - 1)
                        FROM (SELECT home AS reader, origin, position FROM federation.cursor
                              UNION ALL
                              SELECT name, origin, position FROM federation.projection) c
                        JOIN lane.head h ON h.home = c.origin
                        WHERE c.position >= h.next_fact
                        """)
                .query(String.class)
                .list();
    }

    /// Orders that wait for an answer which has been given long ago, or never will be. For those
    /// who call it after all followers have caught up.
    List<String> unsettledOrders() {
        return jdbc.sql(
                        """
                        SELECT format('%s is still %s', id, state) FROM vouchers.orders
                        WHERE state IN ('PLACED', 'CANCELLING', 'RELEASED')
                        """)
                .query(String.class)
                .list();
    }

    /// Bookings without an order, or more than one for the same.
    List<String> strayBookings() {
        return jdbc.sql(
                        """
                        SELECT format('%s bookings for %s', count(*), b.order_id)
                        FROM bookings.booking b
                        LEFT JOIN vouchers.orders o ON o.id = b.order_id
                        WHERE b.order_id LIKE 'ord-%'
                        GROUP BY b.order_id HAVING count(*) <> 1 OR count(o.id) <> 1
                        """)
                .query(String.class)
                .list();
    }

    /// The processes that write for a lane at this moment: they lock its head until their
    /// transaction has ended.
    ///
    /// @param committing only those that have written everything and wait for the disk
    List<Long> writing(boolean committing) {
        return jdbc.sql(
                        """
                        SELECT DISTINCT a.pid FROM pg_stat_activity a
                        JOIN pg_locks l ON l.pid = a.pid AND l.relation = 'lane.head'::regclass
                                       AND l.mode = 'RowExclusiveLock'
                        WHERE a.state = 'active' AND a.pid <> pg_backend_pid()
                          AND (a.query = 'COMMIT' OR NOT :committing)
                        """)
                .param("committing", committing)
                .query(Long.class)
                .list();
    }

    /// Ends one connection, as a network would.
    void cut(long pid) {
        jdbc.sql("SELECT pg_terminate_backend(:pid::integer)")
                .param("pid", pid)
                .query(Boolean.class)
                .optional();
    }

    @Override
    public void close() {
        connection.destroy();
    }
}
