package org.deltacommons.commons.vouchers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers.springSecurity;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.deltacommons.Nodes;
import org.deltacommons.Signed;
import org.deltacommons.Theatre;
import org.deltacommons.foundation.federation.Trees;
import org.deltacommons.foundation.federation.proof.Receipts;
import org.deltacommons.foundation.federation.proof.TrustedKeys;
import org.deltacommons.foundation.federation.proof.Verdict;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.procedures.FactsElsewhere;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/// The main job with each province at a node and on a database of its own.
class FourNodesTest extends MainJobContract {

    private static Nodes nodes;

    @BeforeAll
    static void start() {
        nodes = Nodes.four("main_job");
    }

    @AfterAll
    static void stop() {
        nodes.close();
    }

    @Override
    Theatre theatre() {
        return nodes;
    }

    private long rows(Province node, String table, String condition) {
        return nodes.at(node)
                .getBean(JdbcClient.class)
                .sql("SELECT count(*) FROM %s t WHERE %s".formatted(table, condition))
                .query(Long.class)
                .single();
    }

    @Test
    @Order(130)
    void each_node_has_its_own_cases_and_money_and_no_others() {
        assertThat(rows(Province.ANHUI, "vouchers.orders", "t.home = '340000'")).isPositive();
        assertThat(rows(Province.SHANGHAI, "bookings.booking", "t.home = '310000'")).isPositive();
        for (Province node : Province.values()) {
            String foreign = "t.home <> '%s'".formatted(node.code());
            for (String table :
                    List.of(
                            "vouchers.orders",
                            "vouchers.voucher",
                            "vouchers.claim_line",
                            "vouchers.seller_invoice",
                            "bookings.booking",
                            "identity.person",
                            "ledger.transfer",
                            "ledger.account",
                            "lane.fact",
                            "lane.claim")) {
                assertThat(rows(node, table, foreign)).as(node + " " + table).isZero();
            }
            for (String table : List.of("federation.parked", "federation.unreplicated")) {
                assertThat(rows(node, table, "true")).as(node + " " + table).isZero();
            }
        }
    }

    @Test
    @Order(131)
    void every_node_has_all_public_records_of_the_others() {
        for (String table :
                List.of(
                        "resources.resource",
                        "resources.provider",
                        "identity.organisation",
                        "rulebook.rule",
                        "vouchers.programme",
                        "bookings.agenda")) {
            for (Province home : Province.values()) {
                String theirs = "t.home = '%s'".formatted(home.code());
                String told =
                        table.equals("resources.resource")
                                ? theirs + " AND t.state = 'PUBLISHED'"
                                : theirs;
                long here = rows(home, table, told);
                // Only Shanghai's hours were asked for in this story.
                if (!table.equals("bookings.agenda") || home == Province.SHANGHAI) {
                    assertThat(here).as(home + " " + table).isPositive();
                }
                for (Province other : Province.values()) {
                    assertThat(rows(other, table, told)).as(other + " " + table).isEqualTo(here);
                }
            }
        }
    }

    @Test
    @Order(132)
    void what_was_said_between_anhui_and_shanghai_never_reached_the_other_two() {
        assertThat(nodes.crossed(Province.SHANGHAI, Province.ANHUI))
                .anyMatch(fact -> fact.subject().equals(orderId));
        assertThat(nodes.crossed(Province.ANHUI, Province.SHANGHAI))
                .anyMatch(fact -> fact.subject().equals(orderId));
        for (Province bystander : List.of(Province.JIANGSU, Province.ZHEJIANG)) {
            for (Province origin : Province.values()) {
                if (origin == bystander) {
                    continue;
                }
                assertThat(nodes.crossed(bystander, origin))
                        .isNotEmpty()
                        .allMatch(fact -> fact.audience().provinces().contains(bystander))
                        .noneMatch(fact -> fact.subject().equals(orderId))
                        .noneMatch(fact -> fact.subject().equals(bookingId))
                        .noneMatch(fact -> fact.body().toString().contains(voucherId));
            }
        }
    }

    @Test
    @Order(133)
    void no_fact_crosses_a_wire_twice_and_each_is_kept_once_in_its_order() {
        for (Province reader : Province.values()) {
            for (Province origin : Province.values()) {
                if (origin == reader) {
                    continue;
                }
                List<Long> crossed =
                        nodes.crossed(reader, origin).stream().map(RecordedFact::index).toList();
                assertThat(crossed).isSorted().doesNotHaveDuplicates();
                assertThat(
                                nodes.at(reader)
                                        .getBean(JdbcClient.class)
                                        .sql(
                                                "SELECT index FROM federation.received"
                                                        + " WHERE home = ? ORDER BY index")
                                        .params(origin.code())
                                        .query(Long.class)
                                        .list())
                        .isEqualTo(crossed);
            }
        }
    }

    @Test
    @Order(134)
    void while_the_wire_to_shanghai_is_dead_an_order_waits_with_its_hold_and_goes_on_after() {
        nodes.cut(Province.SHANGHAI, Province.ANHUI, true);
        String waiting = selfFunded();
        nodes.settle();
        assertThat(stateOf(waiting)).isEqualTo(OrderState.PLACED);
        nodes.cut(Province.SHANGHAI, Province.ANHUI, false);
        nodes.settle();
        assertThat(stateOf(waiting)).isEqualTo(OrderState.RESERVED);
    }

    @Test
    @Order(135)
    void a_page_of_the_order_tells_what_both_provinces_said() {
        FactsElsewhere elsewhere = nodes.at(Province.ANHUI).getBean(FactsElsewhere.class);
        assertThat(elsewhere.about(orderId))
                .extracting(RecordedFact::kind)
                .contains("bookings.SlotTaken", "bookings.ServiceDelivered")
                .doesNotContain("bookings.BookingRequested");
    }

    private MockHttpServletResponse page(Province node, String address, @Nullable String who)
            throws Exception {
        return send(node, get(address), who);
    }

    private MockHttpServletResponse send(
            Province node, MockHttpServletRequestBuilder request, @Nullable String who)
            throws Exception {
        MockMvc web =
                MockMvcBuilders.webAppContextSetup((WebApplicationContext) nodes.at(node))
                        .apply(springSecurity())
                        .build();
        return web.perform(who == null ? request : request.with(Signed.as(nodes.actor(who))))
                .andReturn()
                .getResponse();
    }

    @Test
    @Order(136)
    void pages_at_a_node_show_its_own_cases_whole_and_of_the_others_what_is_public()
            throws Exception {
        String instrument = resource("SC-SEM-001");
        for (Province node : Province.values()) {
            assertThat(page(node, "/", null).getStatus()).isEqualTo(200);
            MockHttpServletResponse found =
                    page(node, "/api/v1/resources?q=场发射扫描电镜 氩离子截面&province=310000", null);
            assertThat(found.getContentAsString(StandardCharsets.UTF_8)).contains(instrument);
            assertThat(page(node, "/resources/" + instrument, null).getStatus())
                    .as("%s shows Shanghai's instrument", node)
                    .isEqualTo(200);
        }
        String order = "/cases/order/" + orderId;
        MockHttpServletResponse mine = page(Province.ANHUI, order, "jiangpan.engineer");
        assertThat(mine.getStatus()).isEqualTo(200);
        String booking = "/cases/booking/" + bookingId;
        assertThat(page(Province.SHANGHAI, booking, "shence.manager").getStatus()).isEqualTo(200);
        assertThat(page(Province.ANHUI, booking, "shence.manager").getStatus()).isEqualTo(404);
        assertThat(page(Province.JIANGSU, order, "jiangpan.engineer").getStatus()).isEqualTo(404);
        assertThat(page(Province.SHANGHAI, order, "jiangpan.engineer").getStatus()).isEqualTo(404);
    }

    @Test
    @Order(137)
    void a_node_that_stopped_goes_on_where_it_was_and_does_nothing_twice() {
        nodes.cut(Province.SHANGHAI, Province.ANHUI, true);
        String waiting = selfFunded();
        nodes.restart(Province.SHANGHAI);
        assertThat(stateOf(waiting)).isEqualTo(OrderState.PLACED);
        long told = told("bookings.SlotTaken");
        nodes.cut(Province.SHANGHAI, Province.ANHUI, false);
        nodes.settle();
        nodes.restart(Province.SHANGHAI);
        nodes.restart(Province.ANHUI);
        nodes.settle();
        assertThat(stateOf(waiting)).isEqualTo(OrderState.RESERVED);
        assertThat(stateOf(orderId)).isEqualTo(OrderState.CLOSED);
        assertThat(told("bookings.SlotTaken")).isEqualTo(told + 1);
        no_fact_crosses_a_wire_twice_and_each_is_kept_once_in_its_order();
    }

    @Test
    @Order(138)
    void the_others_witness_each_feed_and_its_receipts_say_so() throws Exception {
        for (Province home : Province.values()) {
            Trees trees = nodes.at(home).getBean(Trees.class);
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> trees.receipt(home, 1).filter(this::isWitnessed).isPresent());
            assertThat(rows(home, "federation.fork", "true")).isZero();
        }
    }

    @Test
    @Order(139)
    void what_either_side_writes_in_its_own_case_the_other_reads_in_its_own_and_is_told()
            throws Exception {
        String order = "/cases/order/" + orderId;
        String booking = "/cases/booking/" + bookingId;
        String asked = "截面样品要不要先封样？";
        String answered = "请用铝箔袋封好。";
        say(Province.ANHUI, order, asked, "jiangpan.engineer");
        nodes.settle();
        say(Province.SHANGHAI, booking, answered, "shence.manager");
        nodes.settle();
        for (String words : List.of(asked, answered)) {
            assertThat(text(page(Province.ANHUI, order, "jiangpan.engineer")))
                    .containsOnlyOnce(words);
            assertThat(text(page(Province.SHANGHAI, booking, "shence.manager")))
                    .containsOnlyOnce(words);
        }
        assertThat(messagesTo(Province.SHANGHAI, "shence.manager", booking)).isOne();
        assertThat(messagesTo(Province.ANHUI, "jiangpan.engineer", order)).isOne();
    }

    private void say(Province node, String address, String words, String who) throws Exception {
        assertThat(
                        send(
                                        node,
                                        post(address + "/messages")
                                                .param("text", words)
                                                .with(csrf()),
                                        who)
                                .getStatus())
                .isLessThan(400);
    }

    private static String text(MockHttpServletResponse page) throws Exception {
        return page.getContentAsString(StandardCharsets.UTF_8);
    }

    private long messagesTo(Province node, String who, String address) {
        return rows(
                node,
                "notices.entry",
                "t.kind = 'MESSAGE' AND t.recipient = '%s' AND t.href = '%s'"
                        .formatted(nodes.actor(who).id(), address));
    }

    private boolean isWitnessed(String receipt) {
        Verdict verdict =
                Receipts.check(receipt.getBytes(StandardCharsets.UTF_8), TrustedKeys.NONE);
        return verdict.valid()
                && verdict.sentences().stream()
                        .anyMatch(one -> one.key().equals("verify.receipt.witnessed"));
    }

    private long told(String kind) {
        return rows(Province.SHANGHAI, "lane.fact", "t.kind = '%s'".formatted(kind));
    }
}
