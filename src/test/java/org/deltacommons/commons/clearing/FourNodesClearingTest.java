package org.deltacommons.commons.clearing;

import static org.assertj.core.api.Assertions.assertThat;

import org.deltacommons.Nodes;
import org.deltacommons.Theatre;
import org.deltacommons.kernel.Province;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Clearing with each province at a node and on a database of its own.
class FourNodesClearingTest extends ClearingContract {

    private static Nodes nodes;

    @BeforeAll
    static void start() {
        nodes = Nodes.four("clearing");
    }

    @AfterAll
    static void stop() {
        nodes.close();
    }

    @Override
    Theatre theatre() {
        return nodes;
    }

    private static long rows(Province node, String table, String condition) {
        return nodes.at(node)
                .getBean(JdbcClient.class)
                .sql("SELECT count(*) FROM %s t WHERE %s".formatted(table, condition))
                .query(Long.class)
                .single();
    }

    @Test
    @Order(60)
    void each_party_keeps_its_own_copy_and_its_own_books_and_the_fourth_has_nothing() {
        for (String table :
                new String[] {
                    "clearing.agreement",
                    "clearing.netting",
                    "clearing.obligation",
                    "clearing.advance",
                    "clearing.clawback"
                }) {
            for (Province node : Province.values()) {
                assertThat(rows(node, table, "t.home <> '%s'".formatted(node.code())))
                        .as("%s at %s", table, node)
                        .isZero();
            }
            assertThat(rows(Province.ANHUI, table, "true")).as(table).isZero();
            assertThat(rows(Province.SHANGHAI, table, "true")).as(table).isPositive();
        }
    }
}
