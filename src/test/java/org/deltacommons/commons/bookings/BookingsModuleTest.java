package org.deltacommons.commons.bookings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.deltacommons.commons.bookings.BookingMother.at;
import static org.deltacommons.commons.bookings.BookingMother.hours;
import static org.deltacommons.commons.bookings.BookingMother.samples;
import static org.deltacommons.commons.bookings.BookingMother.scan;
import static org.deltacommons.commons.bookings.BookingMother.slot;
import static org.deltacommons.commons.bookings.Scene.MANAGER;
import static org.deltacommons.commons.bookings.Scene.OPERATOR;
import static org.deltacommons.commons.bookings.Scene.SIGNATORY;
import static org.deltacommons.commons.bookings.Scene.refused;
import static org.deltacommons.kernel.Province.ANHUI;
import static org.deltacommons.kernel.Province.JIANGSU;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.deltacommons.commons.resources.ProviderState;
import org.deltacommons.commons.resources.ResourcesReason;
import org.deltacommons.foundation.federation.Followers;
import org.deltacommons.foundation.lane.Facts;
import org.deltacommons.foundation.lane.GroupLane;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.procedures.Deadlines;
import org.deltacommons.foundation.procedures.NoForm;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.ProcedureReason;
import org.deltacommons.foundation.procedures.Procedures;
import org.deltacommons.foundation.rulebook.RuleSeed;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Province;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Bookings through the lanes of the homes, on a real PostgreSQL.
@SpringBootTest
class BookingsModuleTest {

    @TestConfiguration
    static class Time {
        @Bean
        @Primary
        Scene.Hands hands() {
            return new Scene.Hands();
        }
    }

    private static final AtomicInteger NEXT = new AtomicInteger();

    @Autowired GroupLane lane;
    @Autowired Facts facts;
    @Autowired Records records;
    @Autowired Followers followers;
    @Autowired Procedures procedures;
    @Autowired Procedure<Booking> procedure;
    @Autowired RuleSeed rules;
    @Autowired Deadlines deadlines;
    @Autowired Upkeep upkeep;
    @Autowired Agendas agendas;
    @Autowired Availability availability;
    @Autowired org.deltacommons.foundation.federation.Replica<AgendaChanged> replica;
    @Autowired org.deltacommons.foundation.web.Words words;
    @Autowired Clock clock;
    @Autowired Scene.Hands hands;
    @Autowired JdbcClient jdbc;

    private Scene scene;
    private String sem;

    @BeforeEach
    void begin() {
        assertThat(clock).isSameAs(hands);
        hands.set(BookingMother.NOW);
        rules.load();
        scene = new Scene(lane, facts, records, followers, procedures, procedure);
        sem = "res-t" + NEXT.incrementAndGet();
        scene.there(
                BookingMother.resource(sem, BookingMother.terms(false), false),
                BookingMother.provider(ProviderState.VERIFIED));
    }

    private static String order() {
        return "ord-20260302-t" + NEXT.incrementAndGet();
    }

    private String thursday(String from, String until) {
        return thursday(from, until, false);
    }

    private String thursday(String from, String until, boolean waits) {
        String order = order();
        scene.tell(
                ANHUI, order, slot(order, sem, "2026-03-05T" + from, "2026-03-05T" + until, waits));
        return order;
    }

    private BookingsReason whyRefused(String order) {
        List<BookingRefused> told = scene.told(order, BookingRefused.class);
        assertThat(told).hasSize(1);
        return BookingsReason.valueOf(told.getFirst().why().code().replace("bookings.", ""));
    }

    /// Accepted, sealed by both.
    private Booking contracted(String order) {
        scene.done(order, "accept", new BookingNoteForm(null), MANAGER);
        return sealed(order);
    }

    private Booking sealed(String order) {
        scene.done(
                order,
                "sign",
                new SignForm("HT-" + order, null, LocalDate.of(2026, 3, 2), scan("scan")),
                SIGNATORY);
        scene.tell(
                ANHUI,
                order,
                new ContractCountersigned(
                        order,
                        Booking.idOf(order).value(),
                        LocalDate.of(2026, 3, 2),
                        scan("sealed")));
        return scene.booking(order);
    }

    private long claims() {
        return jdbc.sql("SELECT count(*) FROM lane.claim WHERE what = 'bookings.slot' AND key = ?")
                .params(sem)
                .query(Long.class)
                .single();
    }

    @Test
    void of_two_firms_that_want_one_slot_in_the_same_instant_exactly_one_gets_it()
            throws Exception {
        Map<Province, String> orders = Map.of(ANHUI, order(), JIANGSU, order());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<? extends Future<?>> both =
                    orders.entrySet().stream()
                            .map(entry ->
                                    threads.submit(() ->
                                            scene.say(
                                                    entry.getKey(),
                                                    entry.getValue(),
                                                    slot(
                                                            entry.getValue(),
                                                            sem,
                                                            "2026-03-05T09:30",
                                                            "2026-03-05T12:30",
                                                            false))))
                            .toList();
            for (Future<?> one : both) {
                one.get();
            }
        }
        scene.settle();
        List<String> taken =
                orders.values().stream()
                        .filter(order -> !scene.told(order, SlotTaken.class).isEmpty())
                        .toList();
        assertThat(taken).hasSize(1);
        String loser =
                orders.values().stream().filter(o -> !taken.contains(o)).findFirst().orElseThrow();
        assertThat(whyRefused(loser)).isEqualTo(BookingsReason.SLOT_TAKEN);
        assertThat(scene.told(loser, SlotTaken.class)).isEmpty();
        assertThat(records.find(Booking.class, Booking.idOf(loser))).isEmpty();
        assertThat(scene.busy(sem, "2026-03-02"))
                .containsExactly(
                        new Busy(
                                Booking.idOf(taken.getFirst()).value(),
                                BusyKind.BOOKING,
                                at("2026-03-05T09:30"),
                                at("2026-03-05T13:00"),
                                ""));
        assertThat(claims()).isEqualTo(1);
    }

    @Test
    void the_same_request_twice_is_one_booking() {
        String order = thursday("09:30", "12:30");
        scene.tell(ANHUI, order, slot(order, sem, "2026-03-05T09:30", "2026-03-05T12:30", false));
        assertThat(scene.told(order, SlotTaken.class)).hasSize(1);
        assertThat(scene.told(order, BookingRefused.class)).isEmpty();
        assertThat(claims()).isEqualTo(1);
    }

    @Test
    void neighbours_keep_the_buffer_and_what_is_half_open_meets() {
        String first = thursday("09:30", "10:30");
        // Held until 11:00 with the buffer; the grid's next hour begins at 10:30.
        assertThat(whyRefused(thursday("10:30", "11:30"))).isEqualTo(BookingsReason.SLOT_TAKEN);
        assertThat(scene.told(thursday("11:30", "12:30"), SlotTaken.class)).hasSize(1);
        // One before the first would need its own buffer.
        assertThat(whyRefused(thursday("08:30", "09:30"))).isEqualTo(BookingsReason.SLOT_TAKEN);
        assertThat(scene.booking(first).state()).isEqualTo(BookingState.TAKEN);
        assertThat(claims()).isEqualTo(2);
    }

    @Test
    void a_slot_taken_tells_until_when_it_is_answered_and_can_be_cancelled_freely() {
        String order = thursday("09:30", "12:30");
        SlotTaken told = scene.told(order, SlotTaken.class).getFirst();
        // Five working days would be after the slot: it must be answered before it begins.
        assertThat(told.answerUntil()).isEqualTo(at("2026-03-05T09:30"));
        assertThat(told.cancelFreelyUntil()).isEqualTo(at("2026-03-04T09:30"));
        assertThat(told.queuePosition()).isZero();
    }

    @Test
    void a_provider_that_is_suspended_takes_nothing_and_accepts_nothing() {
        String before = thursday("09:30", "10:30");
        scene.there(
                BookingMother.resource(sem + "b", BookingMother.terms(false), false),
                BookingMother.provider(ProviderState.SUSPENDED));
        String after = thursday("14:30", "15:30");
        assertThat(scene.told(after, BookingRefused.class).getFirst().why().code())
                .isEqualTo(ResourcesReason.PROVIDER_NOT_VALID.code());
        refused(
                scene.act(before, "accept", new BookingNoteForm(null), MANAGER),
                ResourcesReason.PROVIDER_NOT_VALID);
        assertThat(scene.booking(before).state()).isEqualTo(BookingState.TAKEN);
    }

    @Test
    void whoever_waits_is_offered_the_slot_and_an_offer_that_expires_goes_on() {
        String holder = thursday("09:30", "12:30");
        String second = thursday("09:30", "12:30", true);
        String third = thursday("10:30", "11:30", true);
        assertThat(scene.told(second, BookingWaits.class).getFirst().position()).isEqualTo(1);
        assertThat(scene.told(third, BookingWaits.class).getFirst().position()).isEqualTo(2);

        scene.tell(ANHUI, holder, new CancellationRequested(holder, "", "计划改变"));
        assertThat(scene.told(holder, BookingCancelled.class).getFirst().late()).isFalse();
        assertThat(scene.told(second, SlotOffered.class)).hasSize(1);
        assertThat(scene.booking(third).state()).isEqualTo(BookingState.WAITING);
        // Kept for the second: nobody else gets in.
        assertThat(whyRefused(thursday("09:30", "12:30"))).isEqualTo(BookingsReason.SLOT_TAKEN);

        hands.set("2026-03-05T00:00");
        deadlines.look();
        scene.settle();
        assertThat(whyRefused(second)).isEqualTo(BookingsReason.OFFER_EXPIRED);
        assertThat(scene.booking(third).state()).isEqualTo(BookingState.OFFERED);
        scene.tell(ANHUI, third, new OfferAnswered(third, "", true));
        assertThat(scene.booking(third).state()).isEqualTo(BookingState.TAKEN);
        assertThat(scene.told(third, SlotTaken.class)).hasSize(1);
        assertThat(claims()).isEqualTo(1);
    }

    @Test
    void whoever_waits_in_vain_is_told_when_the_hour_comes() {
        thursday("09:30", "12:30");
        String second = thursday("09:30", "12:30", true);
        hands.set("2026-03-05T09:30");
        upkeep.look();
        scene.settle();
        assertThat(whyRefused(second)).isEqualTo(BookingsReason.WAITED_IN_VAIN);
        assertThat(records.find(Line.class, Line.idOf(sem)).orElseThrow().waiting()).isEmpty();
    }

    @Test
    void after_the_cut_off_a_cancellation_is_late_and_after_the_start_it_is_declined() {
        String inTime = thursday("08:30", "09:30");
        String late = thursday("10:30", "11:30");
        String begun = thursday("12:30", "13:30");
        contracted(late);
        contracted(begun);
        hands.set("2026-03-04T08:30");
        scene.tell(ANHUI, inTime, new CancellationRequested(inTime, "", ""));
        hands.set("2026-03-04T10:31");
        scene.tell(ANHUI, late, new CancellationRequested(late, "", ""));
        hands.set("2026-03-05T12:30");
        scene.done(begun, "begin", new NoForm(), OPERATOR);
        scene.tell(ANHUI, begun, new CancellationRequested(begun, "", ""));

        assertThat(scene.told(inTime, BookingCancelled.class).getFirst().late()).isFalse();
        assertThat(scene.told(late, BookingCancelled.class).getFirst().late()).isTrue();
        assertThat(scene.told(begun, CancellationDeclined.class)).hasSize(1);
        assertThat(scene.told(begun, BookingCancelled.class)).isEmpty();
        assertThat(scene.booking(begun).state()).isEqualTo(BookingState.IN_USE);
        assertThat(claims()).isEqualTo(1);
    }

    @Test
    void another_province_cannot_speak_for_an_order() {
        String order = thursday("09:30", "12:30");
        scene.tell(JIANGSU, order, new CancellationRequested(order, "", ""));
        assertThat(scene.booking(order).state()).isEqualTo(BookingState.TAKEN);
        assertThat(scene.told(order, BookingCancelled.class)).isEmpty();
        assertThat(claims()).isEqualTo(1);
    }

    @Test
    void who_does_not_come_is_noted_only_once_the_slot_has_begun() {
        String order = thursday("09:30", "12:30");
        contracted(order);
        refused(
                scene.act(order, "noShow", new BookingNoteForm(null), OPERATOR),
                BookingsReason.NOT_BEGUN);
        hands.set("2026-03-05T10:00");
        scene.done(order, "noShow", new BookingNoteForm("电话未接"), OPERATOR);
        BookingCancelled told = scene.told(order, BookingCancelled.class).getFirst();
        assertThat(told.by()).isEqualTo("NO_SHOW");
        assertThat(told.late()).isTrue();
        // The rest of the time is free again, what is past stays in the agenda.
        assertThat(scene.busy(sem, "2026-03-02").getFirst().until())
                .isEqualTo(at("2026-03-05T10:00"));
        assertThat(claims()).isZero();
    }

    @Test
    void a_machine_that_fails_at_hour_three_of_eight_is_due_three_eighths() {
        String order = thursday("08:30", "16:30");
        Booking booking = contracted(order);
        assertThat(booking.state()).isEqualTo(BookingState.CONTRACTED);
        refused(scene.act(order, "begin", new NoForm(), OPERATOR), BookingsReason.NOT_BEGUN);
        hands.set("2026-03-05T08:30");
        scene.done(order, "begin", new NoForm(), OPERATOR);
        assertThat(scene.told(order, ServiceBegun.class)).hasSize(1);
        hands.set("2026-03-05T11:30");
        scene.done(order, "fail", new FailForm(null, "电子枪断高压"), OPERATOR);
        ServiceDelivered told = scene.told(order, ServiceDelivered.class).getFirst();
        assertThat(told.minutes()).isEqualTo(180);
        assertThat(told.partial()).isTrue();
        assertThat(told.amount()).isEqualTo(Money.yuan(1_800));
        assertThat(scene.busy(sem, "2026-03-02").getFirst().until())
                .isEqualTo(at("2026-03-05T11:30"));
        assertThat(claims()).isZero();
    }

    @Test
    void samples_queue_are_quoted_twenty_percent_higher_and_done_by_the_piece() {
        String ahead = order();
        scene.tell(ANHUI, ahead, samples(ahead, sem, 20));
        String order = order();
        scene.tell(ANHUI, order, samples(order, sem, 10));
        SlotTaken queued = scene.told(order, SlotTaken.class).getFirst();
        assertThat(queued.queuePosition()).isEqualTo(2);
        assertThat(queued.promised()).isEqualTo(LocalDate.of(2026, 3, 5));

        scene.done(order, "accept", new BookingNoteForm(null), MANAGER);
        assertThat(scene.told(order, BookingAccepted.class)).isEmpty();
        scene.done(order, "receive", new SamplesForm(10, "两件有裂纹"), OPERATOR);
        scene.done(order, "quote", new QuoteForm(Money.yuan(7_200), 10, null, "加冷台"), MANAGER);
        QuoteGiven quote = scene.told(order, QuoteGiven.class).getFirst();
        assertThat(quote.price()).isEqualTo(Money.yuan(7_200));
        // Three working days, to the end of the last.
        assertThat(quote.validUntil()).isEqualTo(at("2026-03-06T00:00"));
        // An answer to another price is no answer.
        scene.tell(
                ANHUI,
                order,
                new QuoteAnswered(order, "", true, Money.yuan(6_000), Money.yuan(3_000)));
        assertThat(scene.booking(order).state()).isEqualTo(BookingState.QUOTED);
        scene.tell(
                ANHUI,
                order,
                new QuoteAnswered(order, "", true, Money.yuan(7_200), Money.yuan(3_600)));
        Booking confirmed = scene.booking(order);
        assertThat(confirmed.state()).isEqualTo(BookingState.ACCEPTED);
        assertThat(confirmed.voucherPart()).isEqualTo(Money.yuan(3_600));

        sealed(order);
        scene.done(order, "begin", new NoForm(), OPERATOR);
        refused(
                scene.act(order, "deliver", deliver(11, false), OPERATOR),
                BookingsReason.SAMPLES_TOO_MANY);
        refused(
                scene.act(order, "deliver", deliver(9, true), OPERATOR),
                BookingsReason.CMA_NOT_HELD);
        assertThat(scene.told(order, ServiceDelivered.class)).isEmpty();
        scene.done(order, "deliver", deliver(9, false), OPERATOR);
        ServiceDelivered told = scene.told(order, ServiceDelivered.class).getFirst();
        assertThat(told.samples()).isEqualTo(9);
        assertThat(told.amount()).isEqualTo(Money.yuan(6_480));
        assertThat(told.report()).isEqualTo("R-1");
        assertThat(records.find(Line.class, Line.idOf(sem)).orElseThrow().jobs())
                .extracting(Line.Job::booking)
                .containsExactly(Booking.idOf(ahead).value());
    }

    private static DeliverForm deliver(int samples, boolean accredited) {
        return new DeliverForm(samples, "R-1", accredited, List.of(scan("evidence")), null);
    }

    @Test
    void a_quote_that_nobody_confirms_expires_and_ends_the_booking() {
        String order = order();
        scene.tell(ANHUI, order, samples(order, sem, 2));
        scene.done(order, "accept", new BookingNoteForm(null), MANAGER);
        scene.done(order, "receive", new SamplesForm(2, null), OPERATOR);
        scene.done(order, "quote", new QuoteForm(Money.yuan(1_200), 2, null, null), MANAGER);
        hands.set("2026-03-05T23:59");
        deadlines.look();
        assertThat(scene.booking(order).state()).isEqualTo(BookingState.QUOTED);
        hands.set("2026-03-06T00:00");
        deadlines.look();
        scene.settle();
        assertThat(whyRefused(order)).isEqualTo(BookingsReason.QUOTE_EXPIRED);
        scene.tell(ANHUI, order, new QuoteAnswered(order, "", true, Money.yuan(1_200), Money.ZERO));
        assertThat(scene.booking(order).state()).isEqualTo(BookingState.LAPSED);
    }

    @Test
    void a_seal_that_comes_after_the_slot_began_is_too_late() {
        String order = thursday("09:30", "12:30");
        scene.done(order, "accept", new BookingNoteForm(null), MANAGER);
        hands.set("2026-03-05T09:30");
        assertThat(upkeep.look()).isPositive();
        scene.settle();
        assertThat(whyRefused(order)).isEqualTo(BookingsReason.NOT_CONTRACTED);
        refused(
                scene.act(
                        order,
                        "sign",
                        new SignForm("HT-late", null, LocalDate.of(2026, 3, 5), scan("scan")),
                        SIGNATORY),
                ProcedureReason.NOT_NOW);
        assertThat(scene.told(order, ContractSigned.class)).isEmpty();
        assertThat(claims()).isZero();
    }

    @Test
    void the_laboratory_does_not_sign_and_a_contract_number_is_used_once() {
        String first = thursday("08:30", "09:30");
        String second = thursday("12:30", "13:30");
        scene.done(first, "accept", new BookingNoteForm(null), MANAGER);
        scene.done(second, "accept", new BookingNoteForm(null), MANAGER);
        SignForm form = new SignForm("HT-7", "KJ-2026-1", LocalDate.of(2026, 3, 2), scan("scan"));
        refused(scene.act(first, "sign", form, MANAGER), ProcedureReason.FORBIDDEN);
        scene.done(first, "sign", form, SIGNATORY);
        refused(scene.act(second, "sign", form, SIGNATORY), BookingsReason.CONTRACT_NUMBER_TAKEN);
        assertThat(scene.told(second, ContractSigned.class)).isEmpty();
        assertThat(scene.told(first, ContractSigned.class).getFirst().framework())
                .isEqualTo("KJ-2026-1");
    }

    @Test
    void a_package_is_used_in_stretches_until_it_is_exhausted() {
        String order = order();
        scene.tell(ANHUI, order, hours(order, sem, 2));
        contracted(order);
        hands.set("2026-03-03T09:00");
        scene.done(order, "begin", new NoForm(), OPERATOR);
        hands.set("2026-03-03T10:30");
        scene.done(order, "stop", new StopForm(null, false, null), OPERATOR);
        assertThat(scene.booking(order).minutesLeft()).isEqualTo(30);
        hands.set("2026-03-04T09:00");
        scene.done(order, "restart", new NoForm(), OPERATOR);
        hands.set("2026-03-04T09:40");
        scene.done(order, "stop", new StopForm(30, true, "束流不稳"), OPERATOR);
        refused(
                scene.act(order, "restart", new NoForm(), OPERATOR),
                BookingsReason.PACKAGE_EXHAUSTED);
        scene.done(order, "deliver", new DeliverForm(null, null, false, null, null), OPERATOR);
        ServiceDelivered told = scene.told(order, ServiceDelivered.class).getFirst();
        assertThat(told.minutes()).isEqualTo(120);
        assertThat(told.partial()).isFalse();
        assertThat(told.amount()).isEqualTo(Money.yuan(1_200));
    }

    @Test
    void a_manager_who_does_not_answer_lets_it_lapse_and_one_who_refuses_says_why() {
        String silent = order();
        scene.tell(ANHUI, silent, hours(silent, sem, 2));
        String unwanted = thursday("09:30", "12:30");
        scene.done(unwanted, "refuse", new BookingWhyForm("样品含氟化氢"), MANAGER);
        assertThat(whyRefused(unwanted)).isEqualTo(BookingsReason.REFUSED_BY_MANAGER);
        assertThat(scene.told(unwanted, BookingRefused.class).getFirst().note())
                .isEqualTo("样品含氟化氢");
        hands.set("2026-03-10T00:00");
        deadlines.look();
        scene.settle();
        assertThat(whyRefused(silent)).isEqualTo(BookingsReason.NOT_ANSWERED);
        assertThat(claims()).isZero();
    }

    private org.deltacommons.commons.resources.Resource machine() {
        return records.find(
                        org.deltacommons.commons.resources.Resource.class,
                        org.deltacommons.kernel.Id.of(sem))
                .orElseThrow();
    }

    private static EntryForm maintenance(String from, String until) {
        return new EntryForm(BusyKind.MAINTENANCE, at(from), at(until), null, "换灯丝");
    }

    @Test
    void maintenance_keeps_bookings_out_and_bookings_keep_maintenance_out() {
        agendas.enter(MANAGER, machine(), maintenance("2026-03-05T09:30", "2026-03-05T12:30"), null)
                .orThrow();
        scene.settle();
        // Waiting is of no use: maintenance does not go away.
        assertThat(whyRefused(thursday("11:30", "12:30", true)))
                .isEqualTo(BookingsReason.MAINTENANCE);
        assertThat(scene.told(thursday("12:30", "13:30"), SlotTaken.class)).hasSize(1);
        refused(
                agendas.enter(
                        MANAGER,
                        machine(),
                        maintenance("2026-03-05T13:00", "2026-03-05T15:00"),
                        null),
                BookingsReason.BOOKINGS_IN_THE_WAY);
        refused(
                agendas.enter(
                        OPERATOR,
                        machine(),
                        maintenance("2026-03-06T13:00", "2026-03-06T15:00"),
                        null),
                BookingsReason.PLACE_FORBIDDEN);
        assertThat(claims()).isEqualTo(2);
        Busy entry = scene.busy(sem, "2026-03-02").getFirst();
        agendas.remove(MANAGER, machine(), entry.ref(), entry.from(), null).orThrow();
        scene.settle();
        assertThat(scene.told(thursday("09:30", "10:30"), SlotTaken.class)).hasSize(1);
    }

    @Test
    void the_own_calendar_replaces_what_it_told_before_and_never_pushes_a_booking_out() {
        String order = thursday("09:30", "10:30");
        Busy clash = external("2026-03-05T09:30", "2026-03-05T10:00");
        Busy later = external("2026-03-05T14:30", "2026-03-05T15:30");
        Agendas.Entered first =
                agendas.replace(MANAGER, machine(), List.of(clash, later), "a.ics", null).orThrow();
        assertThat(first).isEqualTo(new Agendas.Entered(2, 1));
        scene.settle();
        assertThat(scene.booking(order).state()).isEqualTo(BookingState.TAKEN);
        assertThat(whyRefused(thursday("14:30", "15:30", true)))
                .isEqualTo(BookingsReason.BUSY_ELSEWHERE);
        agendas.replace(MANAGER, machine(), List.of(), "a.ics", null).orThrow();
        scene.settle();
        assertThat(scene.busy(sem, "2026-03-02"))
                .extracting(Busy::kind)
                .containsExactly(BusyKind.BOOKING);
        assertThat(scene.told(thursday("14:30", "15:30"), SlotTaken.class)).hasSize(1);
    }

    private static Busy external(String from, String until) {
        return new Busy("x-" + from, BusyKind.EXTERNAL, at(from), at(until), "");
    }

    @Test
    void what_others_hear_of_an_agenda_is_times_and_no_names() {
        thursday("09:30", "10:30");
        List<AgendaChanged> told = scene.told(sem, AgendaChanged.class);
        assertThat(told).hasSize(1);
        assertThat(told.getFirst().agenda().busy())
                .containsExactly(
                        new Busy(
                                "",
                                BusyKind.BOOKING,
                                at("2026-03-05T09:30"),
                                at("2026-03-05T11:00"),
                                ""));
        assertThat(facts.about(sem).toString()).doesNotContain("企业");
        assertThat(replica.rows(told.getFirst(), facts.about(sem).getFirst()))
                .containsExactly(told.getFirst().agenda());
    }

    @Test
    void free_times_follow_the_agenda() {
        Availability.Free before = availability.free(machine(), day());
        thursday("08:30", "16:30");
        thursday("17:30", "22:30");
        Availability.Free after = availability.free(machine(), day());
        assertThat(before.periods()).hasSize(1);
        assertThat(after.periods()).isEmpty();
        assertThat(after.lastSynchronised()).isEqualTo(hands.instant());
    }

    private static org.deltacommons.kernel.Period day() {
        return new org.deltacommons.kernel.Period(at("2026-03-05T00:00"), at("2026-03-06T00:00"));
    }

    @Test
    void the_procedure_is_sound() {
        assertThat(
                        org.deltacommons.foundation.procedures.ProcedureSoundness.faults(
                                procedure, words))
                .isEmpty();
    }
}
