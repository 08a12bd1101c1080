package org.deltacommons.commons.clearing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.deltacommons.kernel.Province.ANHUI;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.deltacommons.Invariants;
import org.deltacommons.Theatre;
import org.deltacommons.commons.bookings.Agenda;
import org.deltacommons.commons.bookings.Booking;
import org.deltacommons.commons.bookings.BookingState;
import org.deltacommons.commons.bookings.Purpose;
import org.deltacommons.commons.resources.BookingMode;
import org.deltacommons.commons.resources.Resource;
import org.deltacommons.commons.vouchers.Order;
import org.deltacommons.commons.vouchers.OrderState;
import org.deltacommons.commons.vouchers.VoucherForms;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.ledger.Balances;
import org.deltacommons.foundation.ledger.Ledger;
import org.deltacommons.foundation.procedures.Absences;
import org.deltacommons.foundation.procedures.Deadlines;
import org.deltacommons.foundation.procedures.Task;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Reason;
import org.deltacommons.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/// Where a firm of Anhui orders in Shanghai and what becomes of it, for stories in which two
/// provinces act before either has heard of the other.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class RaceStage {

    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    static final Errand.Party JIANGPAN = at("jiangpan", "org-jiangpan", "mas-2026", "mas.officer");

    static Errand.Party at(String people, String firm, String programme, String officer) {
        return new Errand.Party(
                people,
                firm,
                programme,
                officer,
                "org-sc-micro",
                "shence.manager",
                "shenpu.signatory",
                "shence.operator");
    }

    private final Map<Province, String> vouchers = new EnumMap<>(Province.class);
    Errand errand;
    private int weeks;

    /// Where the stories play.
    abstract Theatre theatre();

    @BeforeEach
    void enter() {
        if (errand == null) {
            errand = new Errand(theatre());
            theatre().settle();
        }
    }

    @AfterEach
    void nothingIsLostOrDoubled() {
        theatre().settle();
        assertThat(Invariants.broken(theatre())).isEmpty();
    }

    final Errand errand() {
        return errand;
    }

    final String voucher(Errand.Party party) {
        Province home = theatre().actor(party.people() + ".engineer").home();
        return vouchers.computeIfAbsent(home, _ -> errand.voucher(party));
    }

    final Order order(String id) {
        return errand.find(Order.class, Id.<Order>of(id)).orElseThrow();
    }

    final Booking booking(String order) {
        return errand.find(Booking.class, Booking.idOf(order)).orElseThrow();
    }

    final Balances account(Province home, String id) {
        return theatre().at(home).getBean(Ledger.class).balances(id).orElseThrow();
    }

    final Money held(Errand.Party party) {
        Province home = theatre().actor(party.people() + ".engineer").home();
        return account(home, "voucher/" + voucher(party)).held();
    }

    final void booking(String order, String action, Record form, String who) {
        errand.done("booking", Booking.idOf(order).value(), action, form, who);
    }

    final Outcome<?> cancelled(String order) {
        return errand.act(
                "order", order, "cancel", new VoucherForms.Because("样品未备妥"), "jiangpan.engineer");
    }

    static void refused(Outcome<?> outcome, Reason reason) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        no -> assertThat(((Refusal) no.why()).code()).isEqualTo(reason.code()));
    }

    /// Ten o'clock of a Monday that no other story uses.
    final Instant monday() {
        weeks++;
        return LocalDate.ofInstant(errand.now(), ZONE)
                .plusWeeks(weeks)
                .with(TemporalAdjusters.next(DayOfWeek.MONDAY))
                .atTime(LocalTime.of(10, 0))
                .atZone(ZONE)
                .toInstant();
    }

    private String ion() {
        return theatre()
                .at(ANHUI)
                .getBean(Records.class)
                .list(Resource.class, "t.inner_id = 'SC-ION-001'", "t.id", Map.of(), 1)
                .getFirst()
                .id()
                .value();
    }

    private VoucherForms.Place place(BookingMode mode, Instant from, boolean waits) {
        boolean slot = mode == BookingMode.SLOT;
        return new VoucherForms.Place(
                ion(),
                JIANGPAN.firm(),
                mode,
                slot ? from : null,
                slot ? 120 : null,
                slot ? null : 2,
                Purpose.DEVELOPMENT,
                "极片截面，不易燃",
                voucher(JIANGPAN),
                null,
                waits);
    }

    final String placed(BookingMode mode, Instant from, boolean waits) {
        return errand.open("order", "place", place(mode, from, waits), "jiangpan.engineer")
                .orThrow()
                .id();
    }

    final String slot(Instant from) {
        return placed(BookingMode.SLOT, from, false);
    }

    /// Whether the agenda of the resource's home has nothing at a time.
    final boolean isFree(Instant from) {
        LocalDate day = LocalDate.ofInstant(from, ZONE);
        return errand.find(Agenda.class, Agenda.idOf(ion(), day.with(DayOfWeek.MONDAY)))
                .map(week -> week.busy().stream().noneMatch(busy -> busy.from().equals(from)))
                .orElse(true);
    }

    /// @param there null if the resource's home never took it in
    final void ended(String order, OrderState here, @Nullable BookingState there) {
        assertThat(order(order).state()).isEqualTo(here);
        assertThat(errand.find(Booking.class, Booking.idOf(order)).map(Booking::state))
                .isEqualTo(Optional.ofNullable(there));
        assertThat(held(JIANGPAN)).isEqualTo(Money.ZERO);
    }

    /// How often a home told something about an order.
    final long told(Province home, String kind, String subject) {
        return theatre()
                .at(home)
                .getBean(org.springframework.jdbc.core.simple.JdbcClient.class)
                .sql(
                        "SELECT count(*) FROM lane.fact"
                                + " WHERE home = ? AND kind = ? AND subject = ?")
                .params(home.code(), kind, subject)
                .query(Long.class)
                .single();
    }

    final void looked() {
        for (Province home : Province.values()) {
            theatre().at(home).getBean(Absences.class).look();
            theatre().at(home).getBean(Deadlines.class).look();
        }
        theatre().settle();
    }

    final Task task(String id) {
        return errand.find(Task.class, Id.<Task>of(id)).orElseThrow();
    }
}
