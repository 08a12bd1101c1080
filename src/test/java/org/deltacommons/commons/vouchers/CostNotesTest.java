package org.deltacommons.commons.vouchers;

import static org.deltacommons.Signed.as;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import org.deltacommons.kernel.Money;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/// What stands under a hit: its next free time, and what it costs whoever looks.
@WaysContext
class CostNotesTest {

    private static final String CRACKS = "负极片循环后开裂，两周内要截面图，预算5万";

    @Autowired Ways.Desk desk;
    @Autowired MockMvc web;

    private MockHttpServletRequestBuilder notes(String sentence) {
        return under("/finding/notes", sentence);
    }

    private MockHttpServletRequestBuilder under(String path, String sentence) {
        return get(path)
                .param("q", sentence)
                .param("id", "resource:" + desk.resource("SC-SEM-001"))
                .param("id", "resource:gone", "nothing", "other:1");
    }

    @Test
    void the_budgets_worth_is_split_between_voucher_and_firm_before_anything_is_ordered()
            throws Exception {
        Ways.Firm firm = desk.firm("340500");
        String voucher = desk.granted(firm, "mas-2026", yuan(100_000), "mas.officer");
        web.perform(notes(CRACKS).with(as(firm.person())))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("券付 24,000.00，自付 24,000.00")))
                .andExpect(content().string(containsString("最早可约")))
                .andExpect(content().string(containsString("voucher=" + voucher)));
        web.perform(under("/api/v1/finding/notes", CRACKS).with(as(firm.person())))
                .andExpect(jsonPath("$.items.length()").value(1))
                .andExpect(
                        jsonPath("$.items[0].notes[?(@.kind == 'split')].values.pays")
                                .value(2_400_000))
                .andExpect(
                        jsonPath("$.items[0].notes[?(@.kind == 'split')].values.own")
                                .value(2_400_000));
    }

    @Test
    void without_a_voucher_all_of_it_is_the_firms_own_and_above_the_budget_is_said_so()
            throws Exception {
        Ways.Firm firm = desk.firm("340500");
        web.perform(notes(CRACKS).with(as(firm.person())))
                .andExpect(content().string(containsString("48,000.00")))
                .andExpect(content().string(not(containsString("券付"))));
        web.perform(notes("截面图，预算500元").with(as(firm.person())))
                .andExpect(content().string(containsString("已超出预算")));
    }

    @Test
    void a_quantity_is_counted_in_the_prices_unit_and_one_in_another_unit_is_not_converted()
            throws Exception {
        Ways.Firm firm = desk.firm("340500");
        web.perform(notes("截面图，用20小时").with(as(firm.person())))
                .andExpect(content().string(containsString("按数量 20（小时）计 12,000.00")));
        web.perform(notes("截面图，用20小时，预算5千").with(as(firm.person())))
                .andExpect(content().string(containsString("计 12,000.00 元，已超出预算")));
        web.perform(notes("截面图，20000机时").with(as(firm.person())))
                .andExpect(content().string(containsString("超过一张委托单的上限")));
        web.perform(notes("截面图，30个样品").with(as(firm.person())))
                .andExpect(content().string(containsString("计 600.00")))
                .andExpect(content().string(containsString("描述中的数量 30")))
                .andExpect(content().string(not(containsString("18,000.00"))));
    }

    @Test
    void another_firms_voucher_is_never_shown_and_a_visitor_sees_no_costs() throws Exception {
        Ways.Firm holder = desk.firm("340500");
        desk.granted(holder, "mas-2026", yuan(100_000), "mas.officer");
        web.perform(notes(CRACKS).with(as(desk.firm("340500").person())))
                .andExpect(content().string(not(containsString("券付"))));
        web.perform(notes(CRACKS))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("最早可约")))
                .andExpect(content().string(not(containsString("48,000.00"))));
    }

    private static Money yuan(long amount) {
        return Money.yuan(amount);
    }
}
