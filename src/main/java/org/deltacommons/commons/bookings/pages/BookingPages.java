package org.deltacommons.commons.bookings.pages;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deltacommons.commons.bookings.Booking;
import org.deltacommons.commons.bookings.BookingState;
import org.deltacommons.commons.bookings.Delivery;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.WorkingDays;
import org.deltacommons.foundation.web.Address;
import org.deltacommons.foundation.web.Cell;
import org.deltacommons.foundation.web.Cursor;
import org.deltacommons.foundation.web.Filter;
import org.deltacommons.foundation.web.ListColumn;
import org.deltacommons.foundation.web.ListView;
import org.deltacommons.foundation.web.Option;
import org.deltacommons.foundation.web.Paged;
import org.deltacommons.foundation.web.RowView;
import org.deltacommons.foundation.web.State;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/// All bookings of a provider.
@Controller
class BookingPages {

    private static final int SIZE = 50;
    private static final Role[] STAFF = {
        Role.PROVIDER_MANAGER, Role.OPERATOR, Role.SIGNATORY, Role.PROVINCIAL_OFFICER, Role.AUDITOR
    };

    private final Records records;
    private final JdbcClient jdbc;
    private final Procedure<Booking> procedure;
    private final Words words;

    BookingPages(Records records, JdbcClient jdbc, Procedure<Booking> procedure, Words words) {
        this.records = records;
        this.jdbc = jdbc;
        this.procedure = procedure;
        this.words = words;
    }

    /// A condition with its values.
    private record Asked(String condition, Map<String, Object> values) {}

    private static Asked asked(Address address, Actor actor) {
        Map<String, Object> values = new HashMap<>();
        values.put("places", Staff.places(actor, STAFF));
        StringBuilder condition =
                new StringBuilder(
                        "(t.provider IN (:places) OR t.legal_person IN (:places)"
                                + " OR t.home IN (:places))");
        address.first("state")
                .filter(text ->
                        Arrays.stream(BookingState.values()).anyMatch(s -> s.name().equals(text)))
                .ifPresent(state -> {
                    condition.append(" AND t.state = :state");
                    values.put("state", state);
                });
        address.first("resource")
                .ifPresent(resource -> {
                    condition.append(" AND t.resource = :resource");
                    values.put("resource", resource.replace("\0", ""));
                });
        LocalDate day = day(address.first("day").orElse(null));
        if (day != null) {
            condition.append(" AND t.slot_from >= :begin::timestamptz");
            condition.append(" AND t.slot_from < :end::timestamptz");
            values.put("begin", day.atStartOfDay(WorkingDays.ZONE).toInstant().toString());
            values.put(
                    "end", day.plusDays(1).atStartOfDay(WorkingDays.ZONE).toInstant().toString());
        }
        return new Asked(condition.toString(), values);
    }

    private static @Nullable LocalDate day(@Nullable String text) {
        try {
            return text == null ? null : LocalDate.parse(text);
        } catch (DateTimeException _) {
            return null;
        }
    }

    @GetMapping("/bookings")
    ModelAndView list(Address address, Actor actor) {
        Asked asked = asked(address, actor);
        Map<String, Object> values = new HashMap<>(asked.values());
        String condition = asked.condition();
        Cursor after = Cursor.decode(address.first(Address.AFTER).orElse(null)).orElse(null);
        if (after != null) {
            condition += " AND (t.asked_at, t.id) < (:afterKey::timestamptz, :afterId)";
            values.put("afterKey", after.key());
            values.put("afterId", after.id());
        }
        int size = address.size(SIZE);
        List<Booking> found =
                records.list(
                        Booking.class, condition, "t.asked_at DESC, t.id DESC", values, size + 1);
        Paged<Booking> page =
                Paged.of(
                        found,
                        size,
                        records.count(Booking.class, asked.condition(), asked.values()),
                        one -> new Cursor(one.askedAt().toString(), one.id().value()));
        return new ModelAndView("list", Map.of("view", view(address, actor, asked, page)));
    }

    private ListView view(Address address, Actor actor, Asked asked, Paged<Booking> page) {
        List<String> places = Staff.places(actor, STAFF);
        ListView.Builder list =
                ListView.at(address, "bookings.list.title")
                        .intro(words.say("bookings.list.hours", "hours", hours(asked)))
                        .filters(
                                Filter.select("state", "bookings.state", states()),
                                Filter.select("resource", "bookings.resource", resources(places)),
                                Filter.date("day", "bookings.day"))
                        .columns(
                                ListColumn.of("bookings.number"),
                                ListColumn.of("bookings.state"),
                                ListColumn.of("bookings.resource"),
                                ListColumn.of("bookings.firm"),
                                ListColumn.of("bookings.mode"),
                                ListColumn.of("bookings.when"),
                                ListColumn.amount("bookings.price"),
                                ListColumn.of("bookings.from").onlyInFile(),
                                ListColumn.of("bookings.until").onlyInFile(),
                                ListColumn.amount("bookings.minutes").onlyInFile(),
                                ListColumn.amount("bookings.amount").onlyInFile())
                        .page(page.map(this::row))
                        .empty("bookings.list.empty");
        if (Staff.isAny(actor, Role.PROVIDER_MANAGER)) {
            list.link("bookings.permits.title", "/bookings/permits", "certificate");
            list.link("bookings.agenda.title", "/bookings/agenda", "calendar-cog");
        }
        return list.build();
    }

    /// 有效机时: what was really used, not what was booked.
    private long hours(Asked asked) {
        return jdbc.sql(
                        "SELECT coalesce(sum((t.delivery ->> 'minutes')::bigint), 0) / 60"
                                + " FROM bookings.booking t WHERE "
                                + asked.condition())
                .params(asked.values())
                .query(Long.class)
                .single();
    }

    private List<Option> states() {
        return Arrays.stream(BookingState.values())
                .map(state -> new Option(state.name(), words.show(state)))
                .toList();
    }

    private List<Option> resources(List<String> places) {
        return Staff.resources(records, places).stream()
                .map(one ->
                        new Option(
                                one.id().value(),
                                one.innerId() + " " + one.details().name(words.english())))
                .toList();
    }

    private RowView row(Booking booking) {
        Delivery delivery = booking.delivery();
        return RowView.of(
                        booking.id().value(),
                        "/cases/booking/" + booking.id(),
                        booking.id(),
                        Cell.of(state(procedure, booking)),
                        Cell.link(booking.resourceName(), "/resources/" + booking.resource()),
                        booking.firmName(),
                        Cell.of(booking.mode()),
                        Cell.of(when(booking)),
                        Cell.of(booking.price()),
                        Cell.of(booking.slotFrom()),
                        Cell.of(booking.slotUntil()),
                        Cell.of(delivery == null ? null : delivery.minutes()),
                        Cell.of(delivery == null ? null : delivery.amount()))
                .fixed();
    }

    static State state(Procedure<Booking> procedure, Booking booking) {
        return new State(
                procedure.state(booking.state()).label(), procedure.state(booking.state()).tone());
    }

    /// The slot, or the promised day, or nothing.
    static @Nullable Object when(Booking booking) {
        return booking.slot().<Object>map(slot -> slot).orElse(booking.promised());
    }
}
