package org.deltacommons.foundation.database;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.logging.Log;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.logging.DeferredLogFactory;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/// Tells Spring where the database is, before anything asks.
///
/// With `delta.database.url` it is a PostgreSQL of your own, used as
/// `delta.database.owner.user/password` (migrations) and `delta.database.app.user/password`;
/// without, the embedded one in `${delta.data}/postgres`. `delta.database.enabled=false` is for
/// tests without any.
final class DatabaseEnvironment implements EnvironmentPostProcessor, Ordered {

    private static final int OLDEST_MAJOR_VERSION = 15;
    private static final String DRIVER = "spring.datasource.hikari.data-source-properties.";
    private static final String CONNECTING_SECONDS_MAX = "10";
    private static final String ANSWERING_SECONDS_MAX = "300";

    // Contexts come and go in one process; the server stays until the process ends.
    private static final Map<Path, EmbeddedPostgres> RUNNING = new ConcurrentHashMap<>();

    private final Log log;

    DatabaseEnvironment(DeferredLogFactory logs) {
        this.log = logs.getLog(DatabaseEnvironment.class);
    }

    /// After everything that can say `delta.database.url`.
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public void postProcessEnvironment(
            ConfigurableEnvironment environment, SpringApplication application) {
        if (!environment.getProperty("delta.database.enabled", Boolean.class, true)) {
            return;
        }
        String url = environment.getProperty("delta.database.url", "");
        if (url.isBlank()) {
            EmbeddedPostgres server = embedded(environment);
            use(environment, server.owner(), server.app());
        } else {
            Login owner = external(environment, url, "owner");
            Login app = external(environment, url, "app");
            check(owner, app);
            use(environment, owner, app);
            giveUpInTime(environment);
        }
    }

    /// A machine that goes away without a word closes no connection; without a term its answer
    /// would be waited for for ever. What the URL says counts more, and so does what is configured.
    private static void giveUpInTime(ConfigurableEnvironment environment) {
        Map<String, Object> terms = new LinkedHashMap<>();
        terms.put(DRIVER + "connectTimeout", CONNECTING_SECONDS_MAX);
        terms.put(DRIVER + "socketTimeout", ANSWERING_SECONDS_MAX);
        environment
                .getPropertySources()
                .addLast(new MapPropertySource("delta.database.terms", terms));
    }

    private EmbeddedPostgres embedded(ConfigurableEnvironment environment) {
        String data = environment.getProperty("delta.data", "./data");
        Path folder = Path.of(data, "postgres").toAbsolutePath().normalize();
        return RUNNING.computeIfAbsent(folder, this::start);
    }

    private EmbeddedPostgres start(Path folder) {
        long started = System.nanoTime();
        EmbeddedPostgres server = EmbeddedPostgres.start(folder);
        server.keepRunning();
        // These handlers run after all contexts are closed, so that nobody loses a connection.
        SpringApplication.getShutdownHandlers().add(server::stop);
        log.info(
                "%s %s on 127.0.0.1:%d with the data in %s after %d ms"
                        .formatted(
                                server.version(),
                                server.adopted() ? "was adopted" : "started",
                                server.port(),
                                folder,
                                (System.nanoTime() - started) / 1_000_000));
        return server;
    }

    private static Login external(ConfigurableEnvironment environment, String url, String role) {
        String prefix = "delta.database." + role;
        return new Login(
                url,
                required(environment, prefix + ".user"),
                required(environment, prefix + ".password"));
    }

    private static String required(ConfigurableEnvironment environment, String name) {
        String value = environment.getProperty(name, "");
        if (value.isBlank()) {
            throw new DatabaseNotReady(
                    "delta.database.url is set, so %s must be set, too.".formatted(name));
        }
        return value;
    }

    private static void check(Login owner, Login app) {
        if (owner.user().equals(app.user())) {
            throw new DatabaseNotReady(
                    "delta.database.owner.user and delta.database.app.user are both %s. They must be two: the application's may not create or alter tables."
                            .formatted(owner.user()));
        }
        try (Connection connection = owner.connect()) {
            int major = connection.getMetaData().getDatabaseMajorVersion();
            if (major < OLDEST_MAJOR_VERSION) {
                throw new DatabaseNotReady(
                        "The database at %s is PostgreSQL %d; Delta Commons needs %d or newer."
                                .formatted(owner.url(), major, OLDEST_MAJOR_VERSION));
            }
        } catch (SQLException e) {
            throw new DatabaseNotReady("Cannot sign in to the database as " + owner + ".", e);
        }
        try (Connection connection = app.connect();
                Statement statement = connection.createStatement();
                ResultSet mayAnything =
                        statement.executeQuery(
                                "SELECT rolsuper OR has_database_privilege(current_database(), 'CREATE') FROM pg_roles WHERE rolname = current_user")) {
            if (mayAnything.next() && mayAnything.getBoolean(1)) {
                throw new DatabaseNotReady(
                        "The database user %s may create tables. Give delta.database.app.user a role that may only connect."
                                .formatted(app.user()));
            }
        } catch (SQLException e) {
            throw new DatabaseNotReady("Cannot sign in to the database as " + app + ".", e);
        }
    }

    private static void use(ConfigurableEnvironment environment, Login owner, Login app) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("spring.datasource.url", app.url());
        properties.put("spring.datasource.username", app.user());
        properties.put("spring.datasource.password", app.password());
        properties.put("spring.flyway.url", owner.url());
        properties.put("spring.flyway.user", owner.user());
        properties.put("spring.flyway.password", owner.password());
        properties.put("spring.flyway.placeholders.app_role", app.user());
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource("delta.database", properties));
    }
}
