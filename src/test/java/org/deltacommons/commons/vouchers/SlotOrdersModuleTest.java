package org.deltacommons.commons.vouchers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.deltacommons.commons.bookings.Availability;
import org.deltacommons.commons.bookings.BookingsDemo;
import org.deltacommons.commons.bookings.BookingsReason;
import org.deltacommons.commons.bookings.Purpose;
import org.deltacommons.commons.resources.BookingMode;
import org.deltacommons.commons.resources.Resource;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Period;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// Slots of the demonstration: agendas that others have filled, and machines that only the trained
/// may operate.
@WaysContext
class SlotOrdersModuleTest {

    @Autowired Ways.Desk desk;
    @Autowired BookingsDemo agendas;
    @Autowired Availability availability;

    private VoucherForms.Place slot(String firm, Period time) {
        return new VoucherForms.Place(
                desk.resource("SC-SEM-001"),
                firm,
                BookingMode.SLOT,
                time.from(),
                (int) time.length().toMinutes(),
                null,
                Purpose.DEVELOPMENT,
                "截面",
                null,
                null,
                false);
    }

    @Test
    void a_demonstration_leaves_free_times_that_only_a_trained_firm_can_book() {
        Ways.Firm untrained = desk.firm("340500");
        assertThat(agendas.load()).isPositive();
        desk.stage().settle();
        assertThat(agendas.load()).as("loading twice changes nothing").isZero();
        Resource machine =
                desk.records()
                        .find(Resource.class, Id.<Resource>of(desk.resource("SC-SEM-001")))
                        .orElseThrow();
        Period fortnight =
                new Period(
                        desk.now().plus(Duration.ofDays(3)), desk.now().plus(Duration.ofDays(17)));
        assertThat(availability.busy(machine, fortnight)).isNotEmpty();
        List<Period> free = availability.free(machine, fortnight).periods();
        Period time = free.getFirst();
        Period hour = new Period(time.from(), time.from().plus(Duration.ofHours(1)));

        String refused = desk.placed(untrained, slot(untrained.id(), hour));
        assertThat(desk.order(refused).state()).isEqualTo(OrderState.REFUSED);
        assertThat(
                        java.util.Objects.requireNonNull(desk.order(refused).refusal())
                                .is(BookingsReason.TRAINING_MISSING))
                .isTrue();

        String order =
                desk.procedures()
                        .open(
                                desk.orders(),
                                "place",
                                slot("org-jiangpan", hour),
                                desk.stage().actor("jiangpan.engineer"),
                                null)
                        .orThrow()
                        .id();
        desk.stage().settle();
        assertThat(desk.order(order).state()).isEqualTo(OrderState.RESERVED);
        assertThat(desk.order(order).price()).isEqualTo(Money.yuan(600));
    }
}
