package org.deltacommons.commons.vouchers;

import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import org.deltacommons.commons.bookings.Availability;
import org.deltacommons.commons.bookings.BookingsReason;
import org.deltacommons.commons.resources.BookingMode;
import org.deltacommons.commons.resources.BookingTerms;
import org.deltacommons.commons.resources.Resource;
import org.deltacommons.commons.resources.Resources;
import org.deltacommons.foundation.identity.Organisation;
import org.deltacommons.foundation.lane.GroupLane;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.foundation.web.Address;
import org.deltacommons.foundation.web.Entry;
import org.deltacommons.foundation.web.FormView;
import org.deltacommons.foundation.web.Forms;
import org.deltacommons.foundation.web.Offered;
import org.deltacommons.foundation.web.Option;
import org.deltacommons.foundation.web.Phrase;
import org.deltacommons.foundation.web.Read;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.foundation.web.Section;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Period;
import org.deltacommons.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;

/// The order's form, one way of booking at a time, with what the voucher pays of it before anything
/// is held. Without JavaScript: way and day are links.
@Controller
class OrderPages {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final int DAYS_AHEAD = 21;

    /// The token against forgery, which every form that is sent has.
    private static final String FORGERY = "_csrf";

    /// One of several links, the current one marked.
    record Choice(String label, String href, boolean current) {}

    /// The free days of a slot.
    ///
    /// @param synchronised how old this is; null if the resource's home never told
    record Times(List<Choice> days, String day, @Nullable Instant synchronised) {}

    /// Before ordering: what the voucher pays and what remains to pay.
    ///
    /// @param modes the ways this resource can be booked
    /// @param times only for a slot
    /// @param answer the amounts, once enough was filled in to say
    /// @param refusal or why not
    record OrderPage(
            String resourceName,
            String resourceHref,
            List<Choice> modes,
            String mode,
            @Nullable Times times,
            FormView form,
            @Nullable Section answer,
            @Nullable String refusal) {}

    private record Answer(@Nullable Section amounts, @Nullable String refusal) {}

    private final Records records;
    private final Resources resources;
    private final Availability availability;
    private final Orders orders;
    private final Funds funds;
    private final GroupLane lane;
    private final Forms forms;
    private final Words words;
    private final Clock clock;

    OrderPages(
            Records records,
            Resources resources,
            Availability availability,
            Orders orders,
            Funds funds,
            GroupLane lane,
            Forms forms,
            Words words,
            Clock clock) {
        this.records = records;
        this.resources = resources;
        this.availability = availability;
        this.orders = orders;
        this.funds = funds;
        this.lane = lane;
        this.forms = forms;
        this.words = words;
        this.clock = clock;
    }

    /// What is asked in the form of an order, as an address that can be kept and handed on. The
    /// form is sent as it is for placing the order, so that the token against forgery stands in no
    /// address.
    @PostMapping("/orders/new")
    String asked(HttpServletRequest request) {
        return "redirect:" + Address.of(request).without(FORGERY);
    }

    /// Asking changes nothing.
    @GetMapping("/orders/new")
    String order(Actor actor, HttpServletRequest request, Model model) {
        String id = request.getParameter("resource");
        Resource resource =
                id == null || !id.matches("[A-Za-z0-9-]{1,80}")
                        ? null
                        : resources.find(Id.of(id)).orElse(null);
        if (resource == null) {
            throw new RefusedException(Refusal.of(WalletReason.NOT_FOUND));
        }
        if (FormChoices.firms(actor).isEmpty()) {
            throw new RefusedException(
                    Refusal.of(actor.isVisitor() ? WalletReason.SIGN_IN : WalletReason.FORBIDDEN));
        }
        List<BookingMode> modes =
                resource.terms().modes().stream().filter(mode -> mode != BookingMode.CALL).toList();
        if (modes.isEmpty()) {
            throw new RefusedException(Refusal.of(BookingsReason.CALL_NOT_BOOKABLE));
        }
        model.addAttribute("page", page(resource, modes, request));
        return "vouchers/order";
    }

    private OrderPage page(Resource resource, List<BookingMode> modes, HttpServletRequest request) {
        BookingMode mode =
                modes.stream()
                        .filter(each -> each.name().equals(request.getParameter("mode")))
                        .findFirst()
                        .orElse(modes.getFirst());
        Map<String, String[]> typed = new HashMap<>(request.getParameterMap());
        typed.put("mode", new String[] {mode.name()});
        Address here = Address.of(request).without("preview", Forms.KEY);
        Map<String, List<Option>> options = new HashMap<>();
        Times times = mode == BookingMode.SLOT ? times(resource, here, typed, options) : null;
        Answer answer = new Answer(null, null);
        Map<String, String> errors = Map.of();
        if (request.getParameter("preview") != null) {
            switch (forms.read(VoucherForms.Place.class, typed)) {
                case Read.Wrong<VoucherForms.Place> wrong -> errors = forms.sentences(wrong);
                case Read.Ok<VoucherForms.Place>(var form, var _, var _) ->
                        answer = answered(resource, form);
            }
        }
        FormView form =
                forms.describe(
                                VoucherForms.Place.class,
                                typed,
                                errors,
                                new Offered(options, List.of()))
                        .without("mode");
        return new OrderPage(
                resource.details().name(words.english()),
                "/resources/" + resource.id(),
                modes.stream()
                        .map(each ->
                                new Choice(
                                        words.say("enum.BookingMode." + each),
                                        here.with("mode", each.name()).toString(),
                                        each == mode))
                        .toList(),
                mode.name(),
                times,
                form,
                answer.amounts(),
                answer.refusal());
    }

    /// The days as links, and for the chosen one its beginnings and lengths as choices.
    private Times times(
            Resource resource,
            Address here,
            Map<String, String[]> typed,
            Map<String, List<Option>> options) {
        Instant now = clock.instant();
        Period ahead = new Period(now, now.plus(Duration.ofDays(DAYS_AHEAD)));
        Availability.Free free = availability.free(resource, ahead);
        SlotChoices choices =
                new SlotChoices(
                        resource.terms(), free.periods(), availability.busy(resource, ahead), now);
        SortedSet<LocalDate> days = choices.days();
        LocalDate day = day(typed);
        if (day == null) {
            day = days.isEmpty() ? now.atZone(ZONE).toLocalDate() : days.getFirst();
        }
        List<SlotChoices.Start> starts = choices.starts(day);
        options.put("from", starts.stream().map(this::option).toList());
        options.put(
                "minutes",
                choices.lengths(starts).stream()
                        .map(minutes -> new Option(String.valueOf(minutes), length(minutes)))
                        .toList());
        LocalDate chosen = day;
        return new Times(
                days.stream()
                        .map(each ->
                                new Choice(
                                        words.say("order.day", "day", each),
                                        here.with("day", each.toString())
                                                .without("from", "minutes")
                                                .toString(),
                                        each.equals(chosen)))
                        .toList(),
                day.toString(),
                free.lastSynchronised());
    }

    /// The day asked for, or the day of the beginning that another page brought along.
    private static @Nullable LocalDate day(Map<String, String[]> typed) {
        try {
            if (typed.get("day") instanceof String[] day && day.length > 0) {
                return LocalDate.parse(day[0]);
            }
            return typed.get("from") instanceof String[] from && from.length > 0
                    ? LocalDateTime.parse(from[0]).toLocalDate()
                    : null;
        } catch (DateTimeParseException wrong) {
            return null;
        }
    }

    private Option option(SlotChoices.Start start) {
        String time = start.from().atZone(ZONE).toLocalTime().toString();
        return new Option(
                start.value(), start.taken() ? words.say("order.start.taken", "at", time) : time);
    }

    private String length(int minutes) {
        BigDecimal hours =
                BigDecimal.valueOf(minutes)
                        .divide(BigDecimal.valueOf(60), 2, RoundingMode.HALF_UP)
                        .stripTrailingZeros();
        return words.say("order.length", "hours", hours.toPlainString());
    }

    private Answer answered(Resource resource, VoucherForms.Place form) {
        Organisation firm =
                records.find(Organisation.class, Id.<Organisation>of(form.firm())).orElse(null);
        if (firm == null) {
            return new Answer(
                    null, words.explain(Refusal.of(VoucherReason.RESOURCE_NOT_FOUND)).line());
        }
        Outcome<Section> outcome =
                lane.read(
                        firm.home(),
                        rows ->
                                orders.estimate(
                                                rows,
                                                resource,
                                                form.firm(),
                                                form.mode(),
                                                form.from(),
                                                form.until(),
                                                form.units())
                                        .then(estimate -> amounts(rows, resource, form, estimate)));
        return switch (outcome) {
            case Outcome.Done<Section>(var section) -> new Answer(section, null);
            case Outcome.Refused<Section>(var why) -> new Answer(null, words.explain(why).line());
        };
    }

    private Outcome<Section> amounts(
            Rows rows, Resource resource, VoucherForms.Place form, Orders.Estimate estimate) {
        List<Entry> entries = new ArrayList<>();
        entries.add(Entry.of("order.unit-price", estimate.price().amount()));
        entries.add(Entry.of("order.units", estimate.units()));
        entries.add(Entry.of("order.price", estimate.total()));
        entries.addAll(conditions(resource.terms(), form, rows.now()));
        if (form.voucher() == null) {
            entries.add(Entry.of("order.own-part", estimate.total()));
            return Outcome.done(Section.of("order.section.preview", entries));
        }
        Voucher voucher = rows.find(Voucher.class, Id.<Voucher>of(form.voucher())).orElse(null);
        if (voucher == null) {
            return Outcome.refused(VoucherReason.VOUCHER_NOT_FOUND);
        }
        return funds.offer(
                        rows,
                        voucher,
                        resource.details().offer().serviceClass(),
                        estimate.total(),
                        Orders.expected(form.until(), rows))
                .map(offer -> {
                    entries.add(Entry.of("order.share", offer.share()));
                    entries.add(Entry.of("order.ceiling-left", offer.ceilingLeft()));
                    entries.add(Entry.of("order.voucher-left", offer.voucherLeft()));
                    entries.add(Entry.of("order.voucher-part", offer.pays()).noted(bound(offer)));
                    entries.add(Entry.of("order.own-part", offer.own()));
                    entries.add(VoucherCasePages.rule("voucher.rule", offer.rule().version()));
                    return Section.of("order.section.preview", entries);
                });
    }

    /// What a slot binds one to is read before it is booked, not after.
    private List<Entry> conditions(BookingTerms terms, VoucherForms.Place form, Instant now) {
        Instant from = form.from();
        if (form.mode() != BookingMode.SLOT || from == null) {
            return List.of();
        }
        List<Entry> entries = new ArrayList<>();
        Instant freely = from.minus(Duration.ofHours(terms.cancelHours()));
        entries.add(
                Entry.of("order.cancel-until", freely)
                        .noted(freely.isAfter(now) ? null : words.say("order.cancel-passed")));
        if (terms.needsTraining()) {
            entries.add(
                    Entry.of("order.training", Phrase.of("order.training.needed"))
                            .noted(words.say("order.training.note")));
        }
        return entries;
    }

    private @Nullable String bound(Funds.Offer offer) {
        VoucherReason bound = offer.bound();
        return bound == null
                ? null
                : words.explain(
                                Refusal.of(bound, "available", offer.pays())
                                        .with("asked", offer.share())
                                        .with("ceiling", offer.ceiling()))
                        .line();
    }
}
