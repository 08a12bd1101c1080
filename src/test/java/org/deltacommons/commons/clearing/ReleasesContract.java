package org.deltacommons.commons.clearing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.deltacommons.kernel.Province.ANHUI;
import static org.deltacommons.kernel.Province.JIANGSU;
import static org.deltacommons.kernel.Province.SHANGHAI;
import static org.deltacommons.kernel.Province.ZHEJIANG;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Objects;
import org.deltacommons.commons.bookings.Booking;
import org.deltacommons.commons.bookings.BookingNoteForm;
import org.deltacommons.commons.bookings.BookingState;
import org.deltacommons.commons.bookings.BookingWhyForm;
import org.deltacommons.commons.bookings.DeliverForm;
import org.deltacommons.commons.bookings.LogForm;
import org.deltacommons.commons.bookings.QuoteForm;
import org.deltacommons.commons.bookings.SamplesForm;
import org.deltacommons.commons.resources.BookingMode;
import org.deltacommons.commons.vouchers.Order;
import org.deltacommons.commons.vouchers.OrderState;
import org.deltacommons.commons.vouchers.VoucherForms;
import org.deltacommons.commons.vouchers.VoucherReason;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.procedures.Absences;
import org.deltacommons.foundation.procedures.NoForm;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.ProcedureReason;
import org.deltacommons.foundation.procedures.Procedures;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Membership;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A hold whose resource's province stays away: two persons of the issuer give it back, and no
/// answer that comes later revives it, whichever of the two is heard first. Told with homes of one
/// node and with a node for each.
abstract class ReleasesContract extends RaceStage {

    private static final String FIRST = "mas.officer";
    private static final String SECOND = "mas.officer2";
    private static final VoucherForms.Release WHY = new VoucherForms.Release("电话与专线均无人应答");
    private static final VoucherForms.Because ASKED = new VoucherForms.Because("项目即将到期");

    /// Longer than five working days, whatever holidays lie between.
    private static final int TERM_DAYS = 15;

    private int stories;

    /// An hour three weeks ahead that no other story uses.
    private Instant ahead() {
        stories++;
        return LocalDate.ofInstant(errand().now(), ZONE)
                .plusWeeks(3)
                .with(TemporalAdjusters.next(DayOfWeek.MONDAY))
                .plusDays(stories % 5)
                .atTime(LocalTime.of(10, 0))
                .atZone(ZONE)
                .toInstant();
    }

    private Outcome<Procedures.Moved> acted(String order, String action, Record form, String who) {
        return errand().act("order", order, action, form, who);
    }

    private Money free() {
        return account(ANHUI, "voucher/" + voucher(JIANGPAN)).available();
    }

    private void pausedForDays(int days) {
        theatre().forward(Duration.ofHours(1));
        theatre().at(ANHUI).getBean(Absences.class).look();
        theatre().forward(Duration.ofDays(days));
    }

    /// Nothing crosses any more, and the term of the rule passes.
    private void staysAway() {
        theatre().away(SHANGHAI, true);
        pausedForDays(TERM_DAYS);
    }

    private void released(String order) {
        errand().done("order", order, "propose-release", WHY, FIRST);
        errand().done("order", order, "approve-release", new NoForm(), SECOND);
        assertThat(order(order).state()).isEqualTo(OrderState.RELEASED);
        assertThat(held(JIANGPAN)).isEqualTo(Money.ZERO);
    }

    /// Which of the two hears the other first.
    enum First {
        THE_FIRM,
        THE_PROVIDER
    }

    private void back(First first) {
        theatre().cut(ANHUI, SHANGHAI, first != First.THE_FIRM);
        theatre().cut(SHANGHAI, ANHUI, first != First.THE_PROVIDER);
        theatre().settle();
        assertThat(held(JIANGPAN)).isEqualTo(Money.ZERO);
        back();
    }

    private void back() {
        theatre().away(SHANGHAI, false);
        theatre().settle();
        theatre().at(ANHUI).getBean(Absences.class).look();
        theatre().settle();
    }

    @AfterEach
    void everybodyIsThere() {
        theatre().away(SHANGHAI, false);
    }

    private String why(String order) {
        return Objects.requireNonNull(order(order).refusal()).code();
    }

    private void bothEndedWithoutCost(String order, BookingState there) {
        ended(order, OrderState.CANCELLED, there);
        assertThat(why(order)).endsWith("RELEASED_AND_ENDED");
        assertThat(order(order).funding().voucherPart()).isEqualTo(Money.ZERO);
        assertThat(task(order).open()).isFalse();
        assertThat(told(ANHUI, "bookings.HoldReleased", order)).isEqualTo(1);
    }

    @Test
    @org.junit.jupiter.api.Order(10)
    void two_persons_release_the_hold_and_the_voucher_pays_elsewhere_at_once() {
        Instant from = ahead();
        Money before = account(ANHUI, "voucher/" + voucher(JIANGPAN)).available();
        String order = slot(from);
        Money part = held(JIANGPAN);
        assertThat(part.isPositive()).isTrue();
        refused(acted(order, "propose-release", WHY, FIRST), VoucherReason.PROVINCE_HEARD);
        theatre().away(SHANGHAI, true);
        booking(order, "accept", new BookingNoteForm("可安排"), "shence.manager");
        pausedForDays(1);
        refused(
                acted(order, "ask-release", ASKED, "jiangpan.engineer"),
                VoucherReason.RELEASE_TOO_EARLY);
        refused(acted(order, "propose-release", WHY, FIRST), VoucherReason.RELEASE_TOO_EARLY);
        theatre().forward(Duration.ofDays(TERM_DAYS));
        for (String nobody : List.of("jiangpan.engineer", "ah.officer", "ah.auditor")) {
            refused(acted(order, "propose-release", WHY, nobody), ProcedureReason.FORBIDDEN);
        }
        refused(acted(order, "propose-release", WHY, "hefei.officer"), ProcedureReason.NOT_FOUND);
        assertThat(held(JIANGPAN)).isEqualTo(part);

        errand().done("order", order, "propose-release", WHY, FIRST);

        assertThat(order(order).state()).isEqualTo(OrderState.RELEASE_PROPOSED);
        assertThat(task(order).next())
                .containsExactly("COUNTY_OFFICER@340500", "PROVINCIAL_OFFICER@340500");
        assertThat(held(JIANGPAN)).isEqualTo(part);
        refused(
                acted(order, "approve-release", new NoForm(), FIRST),
                VoucherReason.RELEASE_SAME_PERSON);
        refused(
                acted(order, "approve-release", new NoForm(), "jiangpan.engineer"),
                ProcedureReason.FORBIDDEN);
        refused(
                approvedAs(order, withFirm(theatre().actor(SECOND)), -1),
                VoucherReason.RELEASE_OWN_MATTER);
        refused(
                approvedAs(order, theatre().actor(SECOND), version(order) - 1),
                ProcedureReason.CHANGED_MEANWHILE);
        assertThat(held(JIANGPAN)).isEqualTo(part);

        errand().done("order", order, "approve-release", new NoForm(), SECOND);

        assertThat(order(order).state()).isEqualTo(OrderState.RELEASED);
        assertThat(why(order)).endsWith("HOLD_RELEASED");
        assertThat(order(order).releasing().released()).isEqualTo(part);
        assertThat(held(JIANGPAN)).isEqualTo(Money.ZERO);
        assertThat(free()).isEqualTo(before);
        String next = slot(ahead());
        assertThat(held(JIANGPAN)).isEqualTo(order(next).funding().voucherPart());
        back();
        assertThat(order(order).state()).isEqualTo(OrderState.CANCELLED);
        assertThat(booking(order).state()).isEqualTo(BookingState.CANCELLED);
        assertThat(isFree(from)).isTrue();
        assertThat(cancelled(next).isDone()).isTrue();
        bothEndedWithoutCost(order, BookingState.CANCELLED);
    }

    private Outcome<Procedures.Moved> approvedAs(String order, Actor actor, long seen) {
        Procedures there = theatre().at(ANHUI).getBean(Procedures.class);
        Procedure<Order> procedure = named(there);
        return there.act(
                procedure, Id.<Order>of(order), "approve-release", new NoForm(), actor, seen, null);
    }

    @SuppressWarnings("unchecked")
    private static Procedure<Order> named(Procedures there) {
        return (Procedure<Order>) there.named("order").orElseThrow();
    }

    private static Actor withFirm(Actor officer) {
        List<Membership> both =
                List.of(
                        officer.memberships().getFirst(),
                        new Membership(Role.FIRM_ENGINEER, JIANGPAN.firm()));
        return new Actor(officer.id(), officer.name(), officer.home(), both, null);
    }

    private long version(String order) {
        return theatre()
                .at(ANHUI)
                .getBean(Records.class)
                .versioned(Order.class, Id.<Order>of(order))
                .orElseThrow()
                .version();
    }

    /// Nobody has to act in time about it, so that it stays as it is for as long as it takes.
    private String accepted() {
        String order = slot(ahead());
        booking(order, "accept", new BookingNoteForm(null), "shence.manager");
        assertThat(order(order).state()).isEqualTo(OrderState.ACCEPTED);
        return order;
    }

    // A late acceptance

    private String acceptedUnheard() {
        String order = slot(ahead());
        theatre().away(SHANGHAI, true);
        booking(order, "accept", new BookingNoteForm("可安排"), "shence.manager");
        pausedForDays(TERM_DAYS);
        released(order);
        return order;
    }

    @Test
    @org.junit.jupiter.api.Order(20)
    void an_acceptance_that_is_heard_before_the_release_is_known_there_revives_nothing() {
        String order = acceptedUnheard();
        back(First.THE_FIRM);
        bothEndedWithoutCost(order, BookingState.CANCELLED);
    }

    @Test
    @org.junit.jupiter.api.Order(21)
    void nor_does_one_that_is_heard_after_it() {
        String order = acceptedUnheard();
        back(First.THE_PROVIDER);
        bothEndedWithoutCost(order, BookingState.CANCELLED);
    }

    // A late quote

    private String quotedUnheard() {
        String order = placed(BookingMode.SAMPLE, errand().now(), false);
        booking(order, "accept", new BookingNoteForm(null), "shence.manager");
        theatre().away(SHANGHAI, true);
        booking(order, "receive", new SamplesForm(2, null), "shence.operator");
        pausedForDays(TERM_DAYS);
        booking(
                order,
                "quote",
                new QuoteForm(order(order).wanted().priced(), 2, null, null),
                "shence.manager");
        released(order);
        assertThat(booking(order).state()).isEqualTo(BookingState.QUOTED);
        return order;
    }

    @Test
    @org.junit.jupiter.api.Order(22)
    void a_quote_that_is_heard_before_the_release_is_known_there_is_nobodys_to_confirm() {
        String order = quotedUnheard();
        theatre().cut(ANHUI, SHANGHAI, false);
        theatre().settle();
        refused(
                acted(order, "confirm-quote", new NoForm(), "jiangpan.engineer"),
                ProcedureReason.NOT_NOW);
        back();
        bothEndedWithoutCost(order, BookingState.CANCELLED);
    }

    @Test
    @org.junit.jupiter.api.Order(23)
    void nor_is_one_that_is_heard_after_it() {
        String order = quotedUnheard();
        back(First.THE_PROVIDER);
        bothEndedWithoutCost(order, BookingState.CANCELLED);
    }

    // Work that was done meanwhile

    private String underContract() {
        String order = errand().hours(JIANGPAN, voucher(JIANGPAN), 2);
        errand().contracted(JIANGPAN, order);
        return order;
    }

    private void paidByTheFirm(String order) {
        assertThat(order(order).state()).isEqualTo(OrderState.DELIVERED);
        assertThat(why(order)).endsWith("RELEASED_AFTER_WORK");
        assertThat(order(order).funding().voucherPart()).isEqualTo(Money.ZERO);
        assertThat(order(order).funding().ownPart()).isEqualTo(order(order).price());
        Booking there = booking(order);
        assertThat(there.state()).isEqualTo(BookingState.DELIVERED);
        assertThat(there.voucherPart()).isEqualTo(Money.ZERO);
        assertThat(there.released()).isNotNull();
        errand().done("order", order, "confirm", new NoForm(), "jiangpan.engineer");
        ended(order, OrderState.CLOSED, BookingState.DELIVERED);
        errand().done("booking", there.id().value(), "close", new NoForm(), "shence.manager");
        ended(order, OrderState.CLOSED, BookingState.CLOSED);
        assertThat(booking(order).released()).isNotNull();
    }

    @Test
    @org.junit.jupiter.api.Order(30)
    void a_delivery_that_is_heard_before_the_release_is_known_there_is_the_firms_to_pay() {
        String order = underContract();
        theatre().away(SHANGHAI, true);
        pausedForDays(TERM_DAYS);
        errand().served(JIANGPAN, order, 2);
        released(order);
        back(First.THE_FIRM);
        paidByTheFirm(order);
    }

    @Test
    @org.junit.jupiter.api.Order(31)
    void so_is_one_that_is_heard_after_it() {
        String order = underContract();
        theatre().away(SHANGHAI, true);
        pausedForDays(TERM_DAYS);
        errand().served(JIANGPAN, order, 2);
        released(order);
        back(First.THE_PROVIDER);
        paidByTheFirm(order);
    }

    @Test
    @org.junit.jupiter.api.Order(32)
    void work_that_had_begun_goes_on_without_the_voucher_and_is_the_firms_to_pay() {
        String order = underContract();
        String booking = booking(order).id().value();
        theatre().away(SHANGHAI, true);
        theatre().forward(Duration.ofDays(1));
        Instant start = errand().now().minus(Duration.ofHours(20));
        booking(
                order,
                "log",
                new LogForm(start, start.plus(Duration.ofHours(2)), "成像"),
                "shence.operator");
        pausedForDays(TERM_DAYS);
        released(order);
        back(First.THE_PROVIDER);
        assertThat(order(order).state()).isEqualTo(OrderState.IN_SERVICE);
        assertThat(booking(order).state()).isEqualTo(BookingState.IN_USE);
        refused(acted(order, "propose-release", WHY, FIRST), VoucherReason.PROVINCE_HEARD);
        errand().done(
                        "booking",
                        booking,
                        "deliver",
                        new DeliverForm(
                                null, "R-" + order, false, List.of(Errand.paper("log")), null),
                        "shence.operator");
        paidByTheFirm(order);
    }

    @Test
    @org.junit.jupiter.api.Order(33)
    void a_contract_whose_work_has_not_begun_ends_with_the_release() {
        String order = underContract();
        staysAway();
        released(order);
        back(First.THE_PROVIDER);
        bothEndedWithoutCost(order, BookingState.CANCELLED);
    }

    // What ends the booking otherwise

    @Test
    @org.junit.jupiter.api.Order(40)
    void a_refusal_there_and_a_release_here_end_the_order_once_and_release_nothing_twice() {
        for (First first : First.values()) {
            Money before = free();
            String order = slot(ahead());
            theatre().away(SHANGHAI, true);
            booking(order, "refuse", new BookingWhyForm("设备检修"), "shence.manager");
            pausedForDays(TERM_DAYS);
            released(order);
            back(first);
            bothEndedWithoutCost(order, BookingState.REFUSED);
            assertThat(free()).isEqualTo(before);
        }
    }

    @Test
    @org.junit.jupiter.api.Order(41)
    void a_cancellation_that_was_never_answered_is_released_too() {
        String order = accepted();
        staysAway();
        assertThat(cancelled(order).isDone()).isTrue();
        released(order);
        back(First.THE_PROVIDER);
        bothEndedWithoutCost(order, BookingState.CANCELLED);
    }

    // A province that is back before the second person has agreed

    @Test
    @org.junit.jupiter.api.Order(50)
    void a_word_of_the_province_ends_the_wait_and_the_order_is_what_it_says() {
        theatre().away(SHANGHAI, true);
        String order = slot(ahead());
        Money part = held(JIANGPAN);
        pausedForDays(TERM_DAYS);
        errand().done("order", order, "ask-release", ASKED, "jiangpan.engineer");
        assertThat(order(order).state()).isEqualTo(OrderState.RELEASE_ASKED);
        assertThat(task(order).next()).containsExactly("COUNTY_OFFICER@340500");
        errand().done("order", order, "propose-release", WHY, FIRST);

        theatre().away(SHANGHAI, false);
        theatre().settle();

        assertThat(order(order).state()).isEqualTo(OrderState.RESERVED);
        assertThat(order(order).releasing()).isNull();
        refused(acted(order, "approve-release", new NoForm(), SECOND), ProcedureReason.NOT_NOW);
        assertThat(held(JIANGPAN)).isEqualTo(part);
        assertThat(told(ANHUI, "bookings.HoldReleased", order)).isZero();
        back();
        assertThat(task(order).pausedSince()).isNull();
        cancelled(order);
        ended(order, OrderState.CANCELLED, BookingState.CANCELLED);
    }

    @Test
    @org.junit.jupiter.api.Order(51)
    void a_province_that_is_heard_without_a_word_about_it_ends_the_wait_too() {
        String order = accepted();
        Money part = held(JIANGPAN);
        staysAway();
        assertThat(cancelled(order).isDone()).isTrue();
        errand().done("order", order, "propose-release", WHY, FIRST);
        for (Province other : List.of(ANHUI, JIANGSU, ZHEJIANG)) {
            theatre().cut(other, SHANGHAI, false);
        }
        theatre().at(ANHUI).getBean(Absences.class).look();
        theatre().settle();

        assertThat(order(order).state()).isEqualTo(OrderState.CANCELLING);
        assertThat(task(order).pausedSince()).isNull();
        assertThat(task(order).due()).isAfter(errand().now());
        assertThat(held(JIANGPAN)).isEqualTo(part);
        back();
        ended(order, OrderState.CANCELLED, BookingState.CANCELLED);
    }

    @Test
    @org.junit.jupiter.api.Order(52)
    void a_release_that_is_not_agreed_to_leaves_hold_and_order_as_they_were() {
        String order = accepted();
        Money part = held(JIANGPAN);
        staysAway();
        errand().done("order", order, "ask-release", ASKED, "jiangpan.finance");
        errand().done(
                        "order",
                        order,
                        "reject-release",
                        new VoucherForms.Because("再等一周"),
                        "ah.officer");
        assertThat(order(order).state()).isEqualTo(OrderState.ACCEPTED);
        assertThat(order(order).releasing()).isNull();
        assertThat(held(JIANGPAN)).isEqualTo(part);
        assertThat(task(order).isWaitingForAway()).isTrue();
        errand().done("order", order, "propose-release", WHY, SECOND);
        errand().done("order", order, "approve-release", new NoForm(), "ah.officer");
        assertThat(held(JIANGPAN)).isEqualTo(Money.ZERO);
        back(First.THE_PROVIDER);
        bothEndedWithoutCost(order, BookingState.CANCELLED);
    }

    // Last, because it ends the voucher

    @Test
    @org.junit.jupiter.api.Order(60)
    void a_hold_released_after_its_voucher_was_revoked_is_with_the_programme() {
        String order = accepted();
        errand().done(
                        "voucher",
                        voucher(JIANGPAN),
                        "revoke",
                        new VoucherForms.Because("申报不实"),
                        FIRST);
        staysAway();
        released(order);
        assertThat(free()).isEqualTo(Money.ZERO);
        back(First.THE_PROVIDER);
        bothEndedWithoutCost(order, BookingState.CANCELLED);
        assertThat(free()).isEqualTo(Money.ZERO);
    }
}
