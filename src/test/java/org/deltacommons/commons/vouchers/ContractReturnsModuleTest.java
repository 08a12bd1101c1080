package org.deltacommons.commons.vouchers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.deltacommons.Signed.as;
import static org.deltacommons.commons.vouchers.Ways.paper;
import static org.deltacommons.commons.vouchers.Ways.refused;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.deltacommons.commons.bookings.BookingNoteForm;
import org.deltacommons.commons.bookings.BookingState;
import org.deltacommons.commons.bookings.BookingsReason;
import org.deltacommons.commons.bookings.ContractStep;
import org.deltacommons.commons.bookings.ContractTemplate;
import org.deltacommons.commons.bookings.QuoteForm;
import org.deltacommons.commons.bookings.ReturnForm;
import org.deltacommons.commons.bookings.SamplesForm;
import org.deltacommons.commons.bookings.SignForm;
import org.deltacommons.foundation.lane.Facts;
import org.deltacommons.foundation.procedures.NoForm;
import org.deltacommons.foundation.procedures.ProcedureReason;
import org.deltacommons.foundation.procedures.Procedures.Moved;
import org.deltacommons.foundation.procedures.Task;
import org.deltacommons.foundation.procedures.WorkingDays;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Membership;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Role;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;

/// A contract that is not in force yet goes back: by the firm's signatory, or by the provider's
/// before it signs.
@WaysContext
class ContractReturnsModuleTest {

    private static final String WORDS = "第 3 条应写明成果归属";

    @Autowired Ways.Desk desk;
    @Autowired MockMvc web;
    @Autowired Facts facts;

    /// An order of two hours of a package at 600 yuan, accepted by the manager.
    private record Agreed(Ways.Firm firm, String voucher, String order) {}

    private Agreed agreed(String division, String programme, String officer) {
        Ways.Firm firm = desk.firm(division);
        String voucher = desk.granted(firm, programme, Money.yuan(10_000), officer);
        String order = desk.placed(firm, desk.hours(firm, 2, voucher));
        accept(order);
        return new Agreed(firm, voucher, order);
    }

    private Agreed agreed() {
        return agreed("340500", "mas-2026", "mas.officer");
    }

    private void accept(String order) {
        booking(order, "accept", new BookingNoteForm(null), "shence.manager");
    }

    private void booking(String order, String action, Record form, String who) {
        desk.done(desk.bookings(), desk.bookingId(order), action, form, desk.stage().actor(who));
    }

    private void sign(String order) {
        booking(
                order,
                "sign",
                new SignForm("HT-" + order, null, desk.today(), paper("scan")),
                "shenpu.signatory");
    }

    private void stands(String order, OrderState here, BookingState there) {
        assertThat(desk.order(order).state()).isEqualTo(here);
        assertThat(desk.booking(order).state()).isEqualTo(there);
    }

    private static VoucherForms.ReturnContract back(ContractStep step) {
        return new VoucherForms.ReturnContract(step, ContractTemplate.CLAUSE_UNACCEPTABLE, WORDS);
    }

    private static ReturnForm reopening(ContractStep step) {
        return new ReturnForm(step, ContractTemplate.PRICE_WRONG, "应按学生价");
    }

    private Outcome<Moved> sendBack(Agreed on, ContractStep step) {
        return desk.act(desk.orders(), on.order(), "send-back", back(step), on.firm().person());
    }

    private String page(String address, Actor reader) throws Exception {
        return web.perform(get(address).with(as(reader)))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }

    private long returns(String order) {
        return facts.about(order).stream()
                .filter(fact -> fact.kind().equals("bookings.ContractReturned"))
                .count();
    }

    @Test
    void the_firm_sends_a_contract_back_and_both_sign_anew_under_the_same_number()
            throws Exception {
        Agreed on = agreed();
        sign(on.order());
        stands(on.order(), OrderState.TO_SIGN, BookingState.SIGNED);
        Money held = desk.held(on.voucher());

        assertThat(sendBack(on, ContractStep.CONTRACT).isDone()).isTrue();

        stands(on.order(), OrderState.ACCEPTED, BookingState.ACCEPTED);
        assertThat(desk.order(on.order()).contract()).as("no signature holds").isNull();
        assertThat(desk.booking(on.order()).contract()).as("no signature holds").isNull();
        assertThat(desk.held(on.voucher())).isEqualTo(held);
        assertThat(returns(on.order())).isEqualTo(1);
        assertThat(
                        page(
                                "/cases/booking/" + desk.bookingId(on.order()),
                                desk.stage().actor("shenpu.signatory")))
                .contains("条款不能接受：" + WORDS, "合同退回")
                .doesNotContain("CLAUSE_UNACCEPTABLE:");
        assertThat(page("/cases/order/" + on.order(), on.firm().person()))
                .contains("条款不能接受：" + WORDS)
                .doesNotContain("CLAUSE_UNACCEPTABLE:");

        desk.sealed(on.firm(), on.order());
        stands(on.order(), OrderState.CONTRACTED, BookingState.CONTRACTED);
        refused(sendBack(on, ContractStep.CONTRACT), ProcedureReason.NOT_NOW);
        stands(on.order(), OrderState.CONTRACTED, BookingState.CONTRACTED);
        assertThat(desk.held(on.voucher())).isEqualTo(held);
        desk.booksBalance();
    }

    @Test
    void the_deadlines_of_a_contract_that_went_back_run_in_working_days_anew() {
        Agreed on = agreed();
        sign(on.order());
        desk.stage().clock.forward(Duration.ofDays(1));
        assertThat(sendBack(on, ContractStep.CONTRACT).isDone()).isTrue();

        Task line =
                desk.records()
                        .find(Task.class, Id.<Task>of(desk.bookingId(on.order())))
                        .orElseThrow();
        assertThat(line.next()).anyMatch(next -> next.startsWith("SIGNATORY@"));
        assertThat(line.since()).isAfter(desk.now().minus(Duration.ofHours(1)));
        assertThat(Objects.requireNonNull(line.due()).atZone(WorkingDays.ZONE).toLocalTime())
                .as("the end of a working day")
                .isEqualTo(java.time.LocalTime.MIDNIGHT);
        assertThat(line.due()).isAfter(desk.now().plus(Duration.ofDays(2)));
    }

    @Test
    void the_firm_sends_the_terms_back_to_the_manager_who_can_accept_once_more() {
        Agreed on = agreed();
        sign(on.order());
        Money held = desk.held(on.voucher());

        assertThat(sendBack(on, ContractStep.TERMS).isDone()).isTrue();

        stands(on.order(), OrderState.RESERVED, BookingState.TAKEN);
        assertThat(desk.held(on.voucher())).isEqualTo(held);
        accept(on.order());
        desk.sealed(on.firm(), on.order());
        stands(on.order(), OrderState.CONTRACTED, BookingState.CONTRACTED);
        desk.booksBalance();
    }

    @Test
    void within_one_province_a_contract_goes_back_one_step_and_no_further() {
        Agreed on = agreed("310117", "shanghai-2026", "shanghai.officer");
        sign(on.order());
        assertThat(sendBack(on, ContractStep.CONTRACT).isDone()).isTrue();
        stands(on.order(), OrderState.ACCEPTED, BookingState.ACCEPTED);
        booking(on.order(), "send-back", reopening(ContractStep.TERMS), "shenpu.signatory");
        stands(on.order(), OrderState.RESERVED, BookingState.TAKEN);
    }

    @Test
    void the_providers_signatory_sends_a_quote_back_to_be_quoted_or_answered_once_more() {
        Ways.Firm firm = desk.firm("340500");
        String voucher = desk.inMaanshan(firm, 10_000);
        String order = desk.placed(firm, desk.samples(firm, 2, voucher));
        accept(order);
        booking(order, "receive", new SamplesForm(2, null), "shence.operator");
        QuoteForm quote = new QuoteForm(Money.yuan(1_200), 2, desk.today().plusDays(10), "需惰性转移");
        booking(order, "quote", quote, "shence.manager");
        desk.done(desk.orders(), order, "confirm-quote", new NoForm(), firm.person());
        stands(order, OrderState.ACCEPTED, BookingState.ACCEPTED);
        Money held = desk.held(voucher);

        booking(order, "send-back", reopening(ContractStep.CONFIRMATION), "shenpu.signatory");
        stands(order, OrderState.QUOTED, BookingState.QUOTED);
        assertThat(desk.held(voucher)).isEqualTo(held);
        Task open =
                desk.records().find(Task.class, Id.<Task>of(desk.bookingId(order))).orElseThrow();
        assertThat(desk.order(order).until())
                .as("open as long as the provider's province says")
                .isEqualTo(open.due());
        desk.done(desk.orders(), order, "confirm-quote", new NoForm(), firm.person());
        stands(order, OrderState.ACCEPTED, BookingState.ACCEPTED);
        assertThat(desk.held(voucher)).isEqualTo(held);

        booking(order, "send-back", reopening(ContractStep.TERMS), "shenpu.signatory");
        stands(order, OrderState.RESERVED, BookingState.RECEIVED);
        assertThat(desk.held(voucher)).isEqualTo(held);
        QuoteForm less = new QuoteForm(Money.yuan(1_000), 2, desk.today().plusDays(10), null);
        booking(order, "quote", less, "shence.manager");
        desk.done(desk.orders(), order, "confirm-quote", new NoForm(), firm.person());
        assertThat(desk.held(voucher)).as("now the price is another").isLessThan(held);
        desk.sealed(firm, order);
        stands(order, OrderState.CONTRACTED, BookingState.CONTRACTED);
        desk.booksBalance();
    }

    @Test
    void nobody_but_the_signatories_sends_back_and_not_to_a_step_of_the_other_side() {
        Agreed on = agreed();
        ReturnForm toFirm = reopening(ContractStep.CONFIRMATION);
        Actor signatory = desk.stage().actor("shenpu.signatory");
        String booking = desk.bookingId(on.order());
        refused(
                desk.act(desk.bookings(), booking, "send-back", toFirm, signatory),
                BookingsReason.NOT_BACK_THERE);
        refused(
                desk.act(
                        desk.bookings(),
                        booking,
                        "send-back",
                        reopening(ContractStep.TERMS),
                        desk.stage().actor("shence.manager")),
                ProcedureReason.FORBIDDEN);
        refused(sendBack(on, ContractStep.CONTRACT), ProcedureReason.NOT_NOW);
        sign(on.order());
        refused(sendBack(on, ContractStep.CONFIRMATION), BookingsReason.NOT_BACK_THERE);
        refused(
                desk.act(desk.bookings(), booking, "send-back", toFirm, signatory),
                ProcedureReason.NOT_NOW);
        Actor engineer =
                new Actor(
                        "person-engineer-of-" + on.firm().id(),
                        "示例·工程师",
                        Province.ANHUI,
                        List.of(new Membership(Role.FIRM_ENGINEER, on.firm().id())),
                        null);
        refused(
                desk.act(
                        desk.orders(),
                        on.order(),
                        "send-back",
                        back(ContractStep.CONTRACT),
                        engineer),
                ProcedureReason.FORBIDDEN);
        stands(on.order(), OrderState.TO_SIGN, BookingState.SIGNED);
        assertThat(returns(on.order())).isZero();
    }

    @Test
    void a_stale_page_is_refused_and_a_double_submission_sends_back_once() {
        Agreed on = agreed();
        sign(on.order());
        Id<Order> id = Id.of(on.order());
        refused(
                desk.procedures()
                        .act(
                                desk.orders(),
                                id,
                                "send-back",
                                back(ContractStep.CONTRACT),
                                on.firm().person(),
                                1,
                                null),
                ProcedureReason.CHANGED_MEANWHILE);
        stands(on.order(), OrderState.TO_SIGN, BookingState.SIGNED);
        for (int i = 0; i < 2; i++) {
            assertThat(
                            desk.procedures()
                                    .act(
                                            desk.orders(),
                                            id,
                                            "send-back",
                                            back(ContractStep.CONTRACT),
                                            on.firm().person(),
                                            -1,
                                            "once-" + on.order())
                                    .isDone())
                    .isTrue();
            desk.stage().settle();
        }
        assertThat(returns(on.order())).isEqualTo(1);
        refused(sendBack(on, ContractStep.CONTRACT), ProcedureReason.NOT_NOW);
    }

    @Test
    void an_order_that_went_back_can_be_cancelled_and_its_hold_comes_back() {
        Agreed on = agreed();
        sign(on.order());
        assertThat(sendBack(on, ContractStep.CONTRACT).isDone()).isTrue();
        desk.done(
                desk.orders(),
                on.order(),
                "cancel",
                new VoucherForms.Because("不做了"),
                on.firm().person());
        stands(on.order(), OrderState.CANCELLED, BookingState.CANCELLED);
        assertThat(desk.held(on.voucher())).isEqualTo(Money.ZERO);
        desk.booksBalance();
    }
}
