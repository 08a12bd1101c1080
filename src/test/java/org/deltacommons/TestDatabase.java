package org.deltacommons;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.deltacommons.foundation.database.EmbeddedPostgres;
import org.deltacommons.foundation.database.Login;
import org.deltacommons.foundation.database.OldestPostgres;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/// An empty database for a test, on one real server for all tests of the process.
///
/// A Spring test needs nothing: each context gets a database of its own (see [ForContexts]), and
/// contexts that Spring caches share theirs. Others call [#fresh(String)]. With
/// `-Ddelta.test.fsync=on` the server is as careful as in production; it is off otherwise, because
/// nobody keeps what a test wrote. With `-Ddelta.test.oldest-postgres=true` all of them run on
/// PostgreSQL 15.
public final class TestDatabase {

    private static final String OLDEST = "delta.test.oldest-postgres";
    private static final boolean OLDEST_FOR_ALL = Boolean.getBoolean(OLDEST);
    private static final AtomicInteger CONTEXTS = new AtomicInteger();

    private final Login owner;
    private final Login app;

    private TestDatabase(Login owner, Login app) {
        this.owner = owner;
        this.app = app;
    }

    /// A new, empty database, not yet migrated; one of the same name is dropped.
    public static TestDatabase fresh(String name) {
        return fresh(running(OLDEST_FOR_ALL), name);
    }

    private static TestDatabase fresh(EmbeddedPostgres server, String name) {
        String database = "test_" + name;
        try (Connection connection = server.superuser().connect();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP DATABASE IF EXISTS %s WITH (FORCE)".formatted(database));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        server.createDatabase(database);
        String url = server.url(database);
        return new TestDatabase(server.owner().to(url), server.app().to(url));
    }

    /// Puts a copy of one in the place of another, as a backup is made or brought back. Nobody may
    /// be connected.
    public static void copy(String from, String to) {
        EmbeddedPostgres server = running(OLDEST_FOR_ALL);
        try (Connection connection = server.superuser().connect();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP DATABASE IF EXISTS test_%s WITH (FORCE)".formatted(to));
            statement.execute(
                    "CREATE DATABASE test_%s TEMPLATE test_%s OWNER %s"
                            .formatted(to, from, server.owner().user()));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        // Who may connect is not copied.
        server.createDatabase("test_" + to);
    }

    private static EmbeddedPostgres running(boolean oldest) {
        return oldest ? OldestServer.RUNNING : Server.RUNNING;
    }

    /// The role that migrates.
    public Login owner() {
        return owner;
    }

    /// The role of the application.
    public Login app() {
        return app;
    }

    /// Connections of the application's role.
    public HikariDataSource pool(int most) {
        return pool(app, most);
    }

    public static HikariDataSource pool(Login login, int most) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(login.url());
        config.setUsername(login.user());
        config.setPassword(login.password());
        config.setMaximumPoolSize(most);
        return new HikariDataSource(config);
    }

    /// What an application must be told to use this database.
    public Map<String, String> properties() {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("delta.database.url", owner.url());
        properties.put("delta.database.owner.user", owner.user());
        properties.put("delta.database.owner.password", owner.password());
        properties.put("delta.database.app.user", app.user());
        properties.put("delta.database.app.password", app.password());
        return properties;
    }

    /// A server of the oldest version that an installation may bring.
    private static final class OldestServer {

        static final EmbeddedPostgres RUNNING = Server.start(OldestPostgres::start);
    }

    private static final class Server {

        static final EmbeddedPostgres RUNNING =
                start(settings ->
                        EmbeddedPostgres.start(Scratch.folder("test-postgres"), settings));

        static EmbeddedPostgres start(Function<Map<String, String>, EmbeddedPostgres> how) {
            String fsync = System.getProperty("delta.test.fsync", "off");
            EmbeddedPostgres server =
                    how.apply(
                            Map.of(
                                    "fsync", fsync,
                                    "synchronous_commit", fsync,
                                    "full_page_writes", fsync,
                                    "shared_buffers", "128MB",
                                    "max_connections", "300"));
            // After all contexts are closed.
            SpringApplication.getShutdownHandlers().add(server::stop);
            return server;
        }
    }

    /// Gives every application context of the tests a database of its own. Registered in
    /// `META-INF/spring.factories` of the tests; a context that names a database keeps it.
    static final class ForContexts implements EnvironmentPostProcessor, Ordered {

        @Override
        public int getOrder() {
            // Before DatabaseEnvironment, which is last, and after the configuration files.
            return Ordered.LOWEST_PRECEDENCE - 1;
        }

        @Override
        public void postProcessEnvironment(
                ConfigurableEnvironment environment, SpringApplication application) {
            boolean wanted =
                    environment.getProperty("delta.database.enabled", Boolean.class, true)
                            && !environment.containsProperty("delta.database.url");
            if (wanted) {
                EmbeddedPostgres server =
                        running(environment.getProperty(OLDEST, Boolean.class, false));
                TestDatabase database = fresh(server, "context_" + CONTEXTS.incrementAndGet());
                environment
                        .getPropertySources()
                        .addLast(
                                new MapPropertySource(
                                        "test database", Map.copyOf(database.properties())));
            }
        }
    }
}
