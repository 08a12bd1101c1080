package org.deltacommons.commons.clearing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.deltacommons.Nodes;
import org.deltacommons.Theatre;
import org.deltacommons.commons.vouchers.VoucherForms;
import org.deltacommons.kernel.Money;
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

    /// Jiangsu withdraws while Shanghai, which has not heard of it, accepts the dispute.
    @Test
    @Order(31)
    void
            of_two_answers_at_once_the_creditors_home_takes_one_and_the_other_learns_it_came_too_late() {
        disputed(next());
        nodes.cut(Province.SHANGHAI, Province.JIANGSU, true);
        answered(Province.JIANGSU, "withdraw", new VoucherForms.Because("已核对"));
        assertThat(dispute(Province.JIANGSU).state()).isEqualTo(DisputeState.ASKED);
        assertThat(answered(Province.SHANGHAI, "uphold", new VoucherForms.Because("认可")).isDone())
                .isTrue();
        nodes.cut(Province.SHANGHAI, Province.JIANGSU, false);
        nodes.settle();
        for (Province party : List.of(Province.SHANGHAI, Province.JIANGSU)) {
            assertThat(dispute(party).state()).isEqualTo(DisputeState.UPHELD);
            assertThat(dispute(party).stays()).isEqualTo(Money.ZERO);
        }
        assertThat(
                        rows(
                                Province.JIANGSU,
                                "lane.fact",
                                "home = '320000' AND kind = 'procedures.CaseMoved'"
                                        + " AND body ->> 'action' = 'overtaken'"))
                .isEqualTo(1);
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
                    "clearing.clawback",
                    "clearing.dispute"
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
