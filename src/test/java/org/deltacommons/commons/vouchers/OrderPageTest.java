package org.deltacommons.commons.vouchers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.deltacommons.Signed.as;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/// The form of an order asks for what its way of booking needs and for nothing else.
@WaysContext
class OrderPageTest {

    private static final String MACHINE = "SC-TOFSI-001";

    @Autowired Ways.Desk desk;
    @Autowired MockMvc web;

    private String page(String innerId) {
        return "/orders/new?resource=" + desk.resource(innerId);
    }

    /// A day on which the machine is open, beyond its notice of 48 hours.
    private LocalDate monday() {
        return desk.today().plusDays(4).with(TemporalAdjusters.nextOrSame(DayOfWeek.MONDAY));
    }

    @Test
    void a_slot_asks_for_beginning_and_length_among_free_times() throws Exception {
        Ways.Firm firm = desk.firm("340500");
        web.perform(get(page(MACHINE) + "&mode=SLOT&day=" + monday()).with(as(firm.person())))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("value=\"" + monday() + "T08:30\"")))
                // At most four hours, as the machine's terms say.
                .andExpect(content().string(containsString("<option value=\"240\"")))
                .andExpect(content().string(not(containsString("<option value=\"270\""))))
                .andExpect(content().string(containsString("name=\"waits\"")))
                .andExpect(content().string(not(containsString("name=\"units\""))));
    }

    @Test
    void samples_ask_for_a_number_and_no_time_and_cannot_wait() throws Exception {
        Ways.Firm firm = desk.firm("340500");
        web.perform(get(page(MACHINE) + "&mode=SAMPLE").with(as(firm.person())))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("name=\"units\"")))
                .andExpect(content().string(not(containsString("name=\"from\""))))
                .andExpect(content().string(not(containsString("name=\"minutes\""))))
                .andExpect(content().string(not(containsString("name=\"waits\""))));
    }

    @Test
    void the_token_against_forgery_stands_in_no_address() throws Exception {
        Ways.Firm firm = desk.firm("340500");
        String there =
                web.perform(
                                post(page(MACHINE))
                                        .with(as(firm.person()))
                                        .with(csrf())
                                        .param("mode", "SAMPLE")
                                        .param("units", "3")
                                        .param("preview", "1"))
                        .andExpect(status().is3xxRedirection())
                        .andReturn()
                        .getResponse()
                        .getRedirectedUrl();
        assertThat(there).contains("units=3", "preview=1").doesNotContain("_csrf");
    }

    @Test
    void the_preview_tells_price_and_own_part_and_holds_nothing() throws Exception {
        Ways.Firm firm = desk.firm("340500");
        String voucher = desk.inMaanshan(firm, 1_000);
        web.perform(
                        get(page(MACHINE))
                                .with(as(firm.person()))
                                .param("mode", "SLOT")
                                .param("preview", "1")
                                .param("firm", firm.id())
                                .param("from", monday() + "T08:30")
                                .param("minutes", "120")
                                .param("purpose", "DEVELOPMENT")
                                .param("description", "深度剖析 🔬")
                                .param("voucher", voucher))
                .andExpect(status().isOk())
                // Two hours at 1,420 yuan; half would be 1,420, and 1,000 are left.
                .andExpect(content().string(containsString("2,840.00")))
                .andExpect(content().string(containsString("1,840.00")))
                .andExpect(content().string(containsString("可免责取消至")));
        org.assertj.core.api.Assertions.assertThat(desk.held(voucher).isZero()).isTrue();
    }

    @Test
    void an_order_with_its_provider_says_who_is_next_there_and_until_when() throws Exception {
        Ways.Firm firm = desk.firm("340500");
        String order = desk.placed(firm, desk.hours(firm, 2, desk.inMaanshan(firm, 1_000)));
        web.perform(get("/cases/order/" + order).with(as(firm.person())))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("已占位")))
                .andExpect(content().string(containsString("示例·申测显微平台（服务机构管理员）")))
                .andExpect(content().string(containsString("还有 5 个工作日")));
        web.perform(get("/cases/booking/" + desk.bookingId(order)).with(as(firm.person())))
                .andExpect(status().isNotFound());
    }

    @Test
    void what_cannot_be_done_is_said_once_for_each_reason() throws Exception {
        Ways.Firm firm = desk.firm("340500");
        String order = desk.placed(firm, desk.hours(firm, 2, desk.inMaanshan(firm, 1_000)));
        String page =
                web.perform(get("/cases/order/" + order).with(as(firm.person())))
                        .andReturn()
                        .getResponse()
                        .getContentAsString(java.nio.charset.StandardCharsets.UTF_8);
        org.assertj.core.api.Assertions.assertThat(page)
                .contains("确认报价并调整冻结、不接受报价")
                .containsOnlyOnce("现在还不能办理。");
    }

    @Test
    void what_is_missing_is_asked_for_at_its_field_and_nothing_is_ordered() throws Exception {
        Ways.Firm firm = desk.firm("340500");
        MockHttpServletRequestBuilder slot =
                post("/open/order/place")
                        .with(as(firm.person()))
                        .with(csrf())
                        .param("resource", desk.resource(MACHINE))
                        .param("mode", "SLOT")
                        .param("firm", firm.id())
                        .param("units", "3")
                        .param("purpose", "DEVELOPMENT")
                        .param("description", "x");
        web.perform(slot)
                .andExpect(status().isUnprocessableContent())
                .andExpect(content().string(containsString("id=\"Place-minutes-error\"")))
                .andExpect(content().string(containsString("id=\"Place-from-error\"")))
                .andExpect(content().string(not(containsString("name=\"units\""))));
        org.assertj.core.api.Assertions.assertThat(
                        desk.records()
                                .count(
                                        Order.class,
                                        "t.firm = :firm",
                                        java.util.Map.of("firm", firm.id())))
                .isZero();
    }
}
