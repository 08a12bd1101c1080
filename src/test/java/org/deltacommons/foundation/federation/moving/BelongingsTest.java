package org.deltacommons.foundation.federation.moving;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.deltacommons.Schema;
import org.deltacommons.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// To whom each table belongs when a home moves is said once for each, and for none that is not
/// there.
class BelongingsTest {

    private static HikariDataSource pool;
    private static JdbcClient jdbc;

    @BeforeAll
    static void migrate() throws Exception {
        TestDatabase database = TestDatabase.fresh("belongings");
        try (Stream<Path> modules = Files.list(Path.of("src/main/resources/db/migration"))) {
            Schema.migrate(
                    database,
                    modules.map(module -> module.getFileName().toString())
                            .filter(module -> !module.equals("__root"))
                            .sorted()
                            .toArray(String[]::new));
        }
        pool = TestDatabase.pool(database.owner(), 2);
        jdbc = JdbcClient.create(pool);
    }

    @AfterAll
    static void close() {
        pool.close();
    }

    @Test
    void every_table_is_declared_once_and_none_that_is_not_there() {
        assertThat(Belongings.declared().byTable().keySet())
                .containsExactlyInAnyOrderElementsOf(new Catalogue(jdbc).tables());
    }

    @Test
    void what_has_a_home_goes_with_it_or_is_said_to_stay_and_what_goes_by_its_home_has_one() {
        Set<String> owned = new TreeSet<>(new Catalogue(jdbc).owned());
        Belongings.declared()
                .of(Belongings.Kind.HOME, Belongings.Kind.FEED)
                .forEach(one -> assertThat(owned).contains(one.table()));
        Belongings.declared()
                .of(Belongings.Kind.WITH)
                .forEach(one -> {
                    assertThat(owned).doesNotContain(one.table());
                    assertThat(one.condition()).contains(":home");
                });
        // Of the node, although a home's people decide them.
        Belongings.declared().of(Belongings.Kind.NODE).stream()
                .map(Belongings.Belonging::table)
                .filter(owned::contains)
                .forEach(table -> assertThat(table).startsWith("federation."));
    }

    @Test
    void every_condition_can_be_asked() {
        Belongings.declared().of(Belongings.Kind.HOME, Belongings.Kind.WITH).stream()
                .map(one ->
                        "SELECT count(*) FROM %s t WHERE %s"
                                .formatted(
                                        one.table(),
                                        Packing.condition(
                                                one, org.deltacommons.kernel.Province.ANHUI)))
                .forEach(sql -> assertThat(jdbc.sql(sql).query(Long.class).single()).isZero());
    }

    /// A row comes behind those that it names.
    @Test
    void tables_are_in_the_order_in_which_their_rows_can_be_written() {
        assertThat(
                        new Catalogue(jdbc)
                                .ordered(
                                        Set.of(
                                                "vouchers.voucher",
                                                "vouchers.programme",
                                                "documents.link",
                                                "documents.document")))
                .containsExactly(
                        "documents.document",
                        "documents.link",
                        "vouchers.programme",
                        "vouchers.voucher");
    }
}
