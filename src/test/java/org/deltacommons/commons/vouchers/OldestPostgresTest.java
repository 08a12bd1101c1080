package org.deltacommons.commons.vouchers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.deltacommons.Signed.as;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import org.deltacommons.kernel.Money;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.MockMvc;

/// The whole product on a server of its own that is as old as may be: it migrates, loads the facts
/// of four provinces, takes an order over the border, and its books balance.
@WaysContext
@TestPropertySource(
        properties = {
            "delta.test.oldest-postgres=true",
            "management.prometheus.metrics.export.enabled=true"
        })
class OldestPostgresTest {

    @Autowired private Ways.Desk desk;
    @Autowired private JdbcClient database;
    @Autowired private MockMvc web;

    @Test
    void it_boots_seeds_and_takes_an_order_on_postgresql_15() throws Exception {
        assertThat(database.sql("SHOW server_version").query(String.class).single())
                .startsWith("15.");
        assertThat(
                        database.sql("SELECT count(*) FROM resources.resource")
                                .query(Long.class)
                                .single())
                .isGreaterThanOrEqualTo(400);
        web.perform(get("/")).andExpect(status().isOk());

        Ways.Firm firm = desk.firm("340500");
        String voucher = desk.inMaanshan(firm, 10_000);
        String order = desk.placed(firm, desk.hours(firm, 2, voucher));
        desk.stage().settle();

        assertThat(desk.order(order).state()).isEqualTo(OrderState.RESERVED);
        assertThat(desk.held(voucher)).isGreaterThan(Money.ZERO);
        assertThat(desk.order(order).price()).isGreaterThan(Money.ZERO);
        web.perform(get("/cases/order/" + order).with(as(firm.person())))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString(firm.name())));
        desk.booksBalance();
    }
}
