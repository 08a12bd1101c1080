package org.deltacommons.foundation.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.zaxxer.hikari.HikariConfig;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.deltacommons.TestDatabase;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.logging.DeferredLogs;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/// A PostgreSQL of your own, by configuration.
class DatabaseEnvironmentTest {

    private final Map<String, Object> configured =
            new TreeMap<>(TestDatabase.fresh("external").properties());

    @Test
    void the_application_gets_one_user_and_flyway_the_other() {
        StandardEnvironment environment = process();
        assertThat(environment.getProperty("spring.datasource.username")).isEqualTo("delta_app");
        assertThat(environment.getProperty("spring.flyway.user")).isEqualTo("delta_owner");
        assertThat(environment.getProperty("spring.flyway.placeholders.app_role"))
                .isEqualTo("delta_app");
        assertThat(environment.getProperty("spring.datasource.url"))
                .isEqualTo(configured.get("delta.database.url"));
    }

    @Test
    void a_machine_that_says_nothing_is_given_up() throws Exception {
        HikariConfig pool = new HikariConfig();
        Binder.get(process()).bind("spring.datasource.hikari", Bindable.ofInstance(pool));
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String url = "jdbc:postgresql://127.0.0.1:" + silent.getLocalPort() + "/delta";
            Properties terms = pool.getDataSourceProperties();
            assertThat(terms.keySet()).contains("socketTimeout", "connectTimeout");
            // The same terms, only shorter.
            terms.replaceAll((_, _) -> "1");
            assertTimeoutPreemptively(
                    Duration.ofSeconds(60),
                    () ->
                            assertThatThrownBy(() -> DriverManager.getConnection(url, terms))
                                    .isInstanceOf(SQLException.class));
        }
    }

    @Test
    void what_is_configured_counts_more() {
        String term = "spring.datasource.hikari.data-source-properties.socketTimeout";
        configured.put(term, "600");
        assertThat(process().getProperty(term)).isEqualTo("600");
    }

    @Test
    void a_missing_user_is_named() {
        configured.remove("delta.database.app.user");
        refused("delta.database.app.user must be set");
    }

    @Test
    void one_user_for_both_is_refused() {
        configured.put("delta.database.app.user", "delta_owner");
        configured.put(
                "delta.database.app.password", configured.get("delta.database.owner.password"));
        refused("They must be two");
    }

    @Test
    void an_application_user_that_may_create_is_refused() {
        configured.put("delta.database.app.user", "delta_owner");
        configured.put(
                "delta.database.app.password", configured.get("delta.database.owner.password"));
        configured.put("delta.database.owner.user", "delta_app");
        configured.put(
                "delta.database.owner.password",
                new TreeMap<>(TestDatabase.fresh("external").properties())
                        .get("delta.database.app.password"));
        refused("may create tables");
    }

    @Test
    void a_wrong_password_is_said_without_being_shown() {
        configured.put("delta.database.owner.password", "wrong-one");
        refused("Cannot sign in to the database as delta_owner");
    }

    private void refused(String sentence) {
        assertThatThrownBy(this::process)
                .isInstanceOf(DatabaseNotReady.class)
                .hasMessageContaining(sentence)
                .hasMessageNotContaining("wrong-one");
    }

    private StandardEnvironment process() {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("given", configured));
        new DatabaseEnvironment(new DeferredLogs())
                .postProcessEnvironment(environment, new SpringApplication());
        return environment;
    }
}
