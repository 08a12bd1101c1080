package org.deltacommons.commons.bookings;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks.RecurringTaskBuilder;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.deltacommons.commons.resources.Resources;
import org.deltacommons.foundation.federation.FactHandler;
import org.deltacommons.foundation.federation.Replica;
import org.deltacommons.foundation.lane.GroupLane;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.lane.Row;
import org.deltacommons.foundation.procedures.Moving;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.Procedures;
import org.deltacommons.foundation.web.Option;
import org.deltacommons.foundation.web.OptionSource;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Ids;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The parts of the module: the procedure, what it does about the facts of the orders' homes, what
/// the other provinces keep.
@Configuration
class BookingsConfiguration {

    @Bean
    Procedure<Booking> bookingProcedure(Resources resources, Moving moving) {
        return BookingProcedure.declare(resources, moving);
    }

    @Bean
    FactHandler<BookingRequested> bookingRequests(
            Procedure<Booking> bookingProcedure,
            Moving moving,
            Resources resources,
            ObjectProvider<FirmHomes> homes) {
        return new Requests(
                bookingProcedure,
                moving,
                resources,
                () -> homes.getIfAvailable(() -> FirmHomes.REGISTERED));
    }

    @Bean
    FactHandler<QuoteAnswered> bookingQuoteAnswers(
            Procedure<Booking> bookingProcedure, Moving moving) {
        return Answers.quote(bookingProcedure, moving);
    }

    @Bean
    FactHandler<OfferAnswered> bookingOfferAnswers(
            Procedure<Booking> bookingProcedure, Moving moving) {
        return Answers.offer(bookingProcedure, moving);
    }

    @Bean
    FactHandler<ContractCountersigned> bookingContracts(
            Procedure<Booking> bookingProcedure, Moving moving) {
        return Answers.contract(bookingProcedure, moving);
    }

    @Bean
    FactHandler<ContractReturned> bookingContractsBack(
            Procedure<Booking> bookingProcedure, Moving moving) {
        return Answers.contractBack(bookingProcedure, moving);
    }

    @Bean
    OptionSource providerContractSteps(Words words) {
        return _ -> steps(ContractStep.OF_PROVIDER, words);
    }

    @Bean
    OptionSource firmContractSteps(Words words) {
        return _ -> steps(ContractStep.OF_FIRM, words);
    }

    private static List<Option> steps(List<ContractStep> steps, Words words) {
        return steps.stream().map(step -> new Option(step.name(), words.show(step))).toList();
    }

    @Bean
    FactHandler<CancellationRequested> bookingCancellations(
            Procedure<Booking> bookingProcedure, Moving moving) {
        return Answers.cancellation(bookingProcedure, moving);
    }

    @Bean
    FactHandler<HoldReleased> bookingReleases(Procedure<Booking> bookingProcedure, Moving moving) {
        return Answers.release(bookingProcedure, moving);
    }

    @Bean
    Replica<AgendaChanged> keepAgendas() {
        return new Replica<>() {
            @Override
            public Class<AgendaChanged> fact() {
                return AgendaChanged.class;
            }

            @Override
            public List<Row> rows(AgendaChanged body, RecordedFact from) {
                return List.of(body.agenda());
            }
        };
    }

    /// The port, and what finding asks of it.
    @Bean
    FreeHours availability(Records records, GroupLane lane, Clock clock) {
        return new FreeHours(records, lane, clock);
    }

    @Bean
    Agendas agendas(GroupLane lane, Ids ids) {
        return new Agendas(lane, ids);
    }

    @Bean
    BookingsDemo bookingsDemo(GroupLane lane, Records records) {
        return new BookingsDemo(lane, records);
    }

    @Bean
    Upkeep bookingUpkeep(
            Procedures procedures,
            Procedure<Booking> bookingProcedure,
            GroupLane lane,
            Records records,
            Clock clock) {
        return new Upkeep(procedures, bookingProcedure, lane, records, clock);
    }

    /// Of several instances one looks at a time.
    @Bean
    RecurringTask<Void> bookingUpkeepJob(Upkeep bookingUpkeep) {
        return new RecurringTaskBuilder<>(
                        "bookings.upkeep", FixedDelay.of(Duration.ofMinutes(1)), Void.class)
                .execute((_, _) -> bookingUpkeep.look());
    }
}
