package org.deltacommons.commons.vouchers;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.deltacommons.Signed.as;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.List;
import java.util.Map;
import org.deltacommons.Cast2026;
import org.deltacommons.Made;
import org.deltacommons.Signed;
import org.deltacommons.commons.bookings.Booking;
import org.deltacommons.commons.bookings.BookingState;
import org.deltacommons.commons.resources.BookingMode;
import org.deltacommons.foundation.lane.Command;
import org.deltacommons.foundation.lane.GroupLane;
import org.deltacommons.foundation.lane.Put;
import org.deltacommons.foundation.lane.Unit;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.servlet.MockMvc;

/// A node that hosts Shanghai alone is asked for what Anhui and Zhejiang keep.
@SpringBootTest(
        properties = {
            "delta.homes=310000",
            "delta.platforms.340000=https://anhui.example/",
            "delta.data=target/fork-${delta.test.fork:1}/test-data/elsewhere"
        })
@AutoConfigureMockMvc
@Import(Cast2026.class)
class ElsewherePageTest {

    private static final Actor AUDITOR =
            Signed.person("sh.auditor", Province.SHANGHAI, Role.AUDITOR, "310000");

    @Autowired private MockMvc web;
    @Autowired private GroupLane lane;
    @Autowired private IssuedPapers papers;

    private record Kept(String id) {}

    /// What Shanghai has of an order of another home: the booking.
    private void booked(String order, Province orderHome) {
        Booking booking =
                new Made()
                        .with("id", Booking.idOf(order))
                        .with("orderId", order)
                        .with("home", Province.SHANGHAI)
                        .with("orderHome", orderHome)
                        .with("state", BookingState.TAKEN)
                        .with("mode", BookingMode.PACKAGE)
                        .with("firmName", "示例·外省企业")
                        .with(DivisionCode.class, new DivisionCode("310000"))
                        .a(Booking.class);
        lane.submit(
                        Command.of(
                                        Province.SHANGHAI,
                                        Actor.system(Province.SHANGHAI),
                                        "test.book",
                                        Map.of("order", order),
                                        Kept.class)
                                .keyed("elsewhere-" + order),
                        rows -> {
                            rows.find(Booking.class, booking.id());
                            return Outcome.done(
                                    Unit.of(new Kept(order), List.of(new Put(booking))));
                        })
                .orThrow();
    }

    @BeforeEach
    void orders_of_two_homes_are_booked_here() {
        booked("ord-anhui", Province.ANHUI);
        booked("ord-zhejiang", Province.ZHEJIANG);
    }

    @Test
    void a_trail_kept_by_another_province_is_answered_with_where_it_stands_and_nothing_of_it()
            throws Exception {
        web.perform(get("/audit/orders/ord-anhui").accept("text/html").with(as(AUDITOR)))
                .andExpect(status().is(421))
                .andExpect(content().string(containsString("安徽")))
                .andExpect(content().string(containsString("href=\"https://anhui.example/\"")))
                .andExpect(content().string(not(containsString("外省企业"))));
        web.perform(get("/audit/orders/ord-anhui?lang=en").accept("text/html").with(as(AUDITOR)))
                .andExpect(
                        content().string(containsString("This stands at the platform of Anhui")));
        web.perform(
                        get("/audit/orders/ord-anhui?lang=zh")
                                .accept("application/json")
                                .with(as(AUDITOR)))
                .andExpect(status().is(421))
                .andExpect(jsonPath("$.elsewhere").value("https://anhui.example/"))
                .andExpect(jsonPath("$.code").value("federation.STANDS_AT_MISDIRECTED"));
    }

    @Test
    void where_no_address_is_configured_the_province_is_named_all_the_same() throws Exception {
        web.perform(get("/audit/orders/ord-zhejiang").accept("text/html").with(as(AUDITOR)))
                .andExpect(status().is(421))
                .andExpect(content().string(containsString("浙江")))
                .andExpect(content().string(not(containsString("anhui.example"))));
    }

    @Test
    void whoever_audits_no_side_of_it_is_told_nothing() throws Exception {
        for (String place : List.of("340000", "330000", "320000")) {
            Actor other =
                    Signed.person("auditor-" + place, Province.of(place), Role.AUDITOR, place);
            web.perform(get("/audit/orders/ord-anhui").with(as(other)))
                    .andExpect(status().isNotFound())
                    .andExpect(content().string(not(containsString("anhui.example"))));
        }
        web.perform(get("/audit/orders/ord-none").with(as(AUDITOR)))
                .andExpect(status().isNotFound());
        web.perform(get("/audit/orders/ord-anhui")).andExpect(status().isUnauthorized());
    }

    @Test
    void a_paper_of_another_province_is_not_printed_here() {
        assertThatThrownBy(() ->
                        papers.print(
                                IssuedPaper.Wanted.of(
                                        Province.ANHUI, IssuedPaper.PaperKind.GRANT, "vou-any"),
                                AUDITOR))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        no ->
                                org.assertj.core.api.Assertions.assertThat(no.refusal().code())
                                        .isEqualTo("federation.STANDS_AT_MISDIRECTED"));
    }
}
