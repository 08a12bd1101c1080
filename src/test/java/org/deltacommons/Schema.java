package org.deltacommons;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.deltacommons.foundation.database.Login;
import org.flywaydb.core.Flyway;

/// Migrates a test's database without an application around it.
public final class Schema {

    private Schema() {}

    /// The root's migrations, then those of the named modules in this order.
    public static void migrate(TestDatabase database, String... modules) {
        migrate(database.owner(), database.app().user(), modules);
    }

    /// The same for any database.
    public static void migrate(Login owner, String appRole, String... modules) {
        module(owner, appRole, "__root");
        for (String module : modules) {
            module(owner, appRole, module);
        }
    }

    private static void module(Login owner, String appRole, String module) {
        migrateTo(owner, appRole, module, "latest");
    }

    /// One module's migrations up to a version.
    public static void migrateTo(Login owner, String appRole, String module, String version) {
        Flyway.configure()
                .dataSource(owner.url(), owner.user(), owner.password())
                .locations("classpath:db/migration/" + module)
                .defaultSchema("flyway")
                .createSchemas(true)
                .table("flyway_history_" + module)
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .target(version)
                .placeholders(Map.of("app_role", appRole))
                .load()
                .migrate();
    }

    /// Runs a script as the owner.
    public static void owner(TestDatabase database, String sql) {
        try (Connection connection =
                        DriverManager.getConnection(
                                database.owner().url(),
                                database.owner().user(),
                                database.owner().password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
