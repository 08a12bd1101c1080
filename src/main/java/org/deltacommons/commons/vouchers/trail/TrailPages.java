package org.deltacommons.commons.vouchers.trail;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltacommons.commons.vouchers.Order;
import org.deltacommons.foundation.federation.Platforms;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.Refusals;
import org.deltacommons.foundation.web.Address;
import org.deltacommons.foundation.web.Cursor;
import org.deltacommons.foundation.web.Entry;
import org.deltacommons.foundation.web.Filter;
import org.deltacommons.foundation.web.LinkView;
import org.deltacommons.foundation.web.ListColumn;
import org.deltacommons.foundation.web.ListView;
import org.deltacommons.foundation.web.MenuEntry;
import org.deltacommons.foundation.web.Option;
import org.deltacommons.foundation.web.Paged;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.foundation.web.RowView;
import org.deltacommons.foundation.web.Section;
import org.deltacommons.foundation.web.SectionsPage;
import org.deltacommons.foundation.web.State;
import org.deltacommons.foundation.web.WebReason;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;

/// The orders that an auditor may follow, and the trail of one.
@Controller
class TrailPages {

    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final int PAGE_SIZE = 50;

    private final Trails trails;
    private final Platforms platforms;
    private final Samples samples;
    private final Records records;
    private final Procedure<Order> procedure;
    private final Refusals refusals;
    private final Words words;

    TrailPages(
            Trails trails,
            Platforms platforms,
            Samples samples,
            Records records,
            Procedure<Order> procedure,
            Refusals refusals,
            Words words) {
        this.trails = trails;
        this.platforms = platforms;
        this.samples = samples;
        this.records = records;
        this.procedure = procedure;
        this.refusals = refusals;
        this.words = words;
    }

    @Bean
    static MenuEntry orderTrails() {
        return new MenuEntry(
                "menu.audit-orders",
                "/audit/orders",
                "route",
                60,
                actor -> actor.has(Role.AUDITOR));
    }

    @GetMapping("/audit/orders")
    ModelAndView orders(Actor actor, Address address) {
        List<String> places = places(actor);
        Map<String, Object> values = new HashMap<>();
        String condition = condition(places, address, values);
        long total = records.count(Order.class, condition, values);
        Cursor after = Cursor.decode(address.first(Address.AFTER).orElse(null)).orElse(null);
        String rest = condition;
        if (after != null) {
            rest += " AND (t.placed_at, t.id) < (:afterKey::timestamptz, :afterId)";
            values.put("afterKey", after.key());
            values.put("afterId", after.id());
        }
        int size = address.size(PAGE_SIZE);
        Paged<RowView> page =
                Paged.of(
                                records.list(
                                        Order.class,
                                        rest,
                                        "t.placed_at DESC, t.id DESC",
                                        values,
                                        size + 1),
                                size,
                                total,
                                one -> new Cursor(one.placedAt().toString(), one.id().value()))
                        .map(this::row);
        return new ModelAndView("list", "view", view(actor, address, page));
    }

    private ListView view(Actor actor, Address address, Paged<RowView> page) {
        List<Option> programmes =
                samples.programmes(actor).stream()
                        .map(one -> new Option(one.id().value(), one.name(words.english())))
                        .toList();
        return ListView.at(address, "trail.orders.title")
                .intro(words.say("trail.orders.intro"))
                .filters(
                        Filter.text("q", "trail.q"),
                        Filter.select("programme", "voucher.programme", programmes),
                        Filter.date("from", "trail.from"),
                        Filter.date("until", "trail.until"))
                .columns(
                        ListColumn.of("trail.order"),
                        ListColumn.of("order.state"),
                        ListColumn.of("voucher.firm"),
                        ListColumn.of("order.provider"),
                        ListColumn.of("order.provider-home"),
                        ListColumn.amount("order.price"),
                        ListColumn.amount("order.voucher-part"),
                        ListColumn.of("order.placed"))
                .page(page)
                .link("trail.samples.title", "/audit/samples", "dice-5")
                .empty("trail.orders.empty")
                .build();
    }

    private RowView row(Order order) {
        return RowView.of(
                        order.id().value(),
                        "/audit/orders/" + order.id(),
                        order.id(),
                        new State(
                                procedure.state(order.state()).label(),
                                procedure.state(order.state()).tone()),
                        order.firmName(),
                        order.providerName(),
                        order.providerHome(),
                        order.price(),
                        order.funding().voucherPart(),
                        order.placedAt())
                .fixed();
    }

    /// Where somebody audits.
    static List<String> places(Actor actor) {
        if (actor.isVisitor()) {
            throw new RefusedException(WebReason.SIGN_IN);
        }
        List<String> places =
                actor.memberships().stream()
                        .filter(one -> one.role() == Role.AUDITOR)
                        .map(one -> one.where())
                        .distinct()
                        .toList();
        if (places.isEmpty()) {
            throw new RefusedException(TrailReason.TRAIL_FORBIDDEN);
        }
        return places;
    }

    private static String condition(
            List<String> places, Address address, Map<String, Object> values) {
        List<String> mine = new ArrayList<>();
        for (String place : places) {
            DivisionCode code = new DivisionCode(place);
            String name = "place" + mine.size();
            int digits = code.isProvince() ? 2 : code.isCity() ? 4 : 6;
            values.put(name, place.substring(0, digits) + "%");
            // A province audits what its providers served, too.
            mine.add(
                    code.isProvince()
                            ? "t.division LIKE :%s OR t.provider_home LIKE :%s"
                                    .formatted(name, name)
                            : "t.division LIKE :" + name);
        }
        StringBuilder condition =
                new StringBuilder("(").append(String.join(" OR ", mine)).append(')');
        address.first("q")
                .ifPresent(text -> {
                    condition.append(
                            " AND (strpos(t.id, lower(:q)) > 0 OR strpos(t.firm_name, :q) > 0"
                                    + " OR strpos(t.provider_name, :q) > 0)");
                    values.put("q", text.replace("\0", ""));
                });
        address.first("programme")
                .ifPresent(text -> {
                    condition.append(" AND t.funding ->> 'programme' = :programme");
                    values.put("programme", text.replace("\0", ""));
                });
        day(address, "from")
                .ifPresent(day -> {
                    condition.append(" AND t.placed_at >= :from::timestamptz");
                    values.put("from", day.atStartOfDay(ZONE).toInstant().toString());
                });
        day(address, "until")
                .ifPresent(day -> {
                    condition.append(" AND t.placed_at < :until::timestamptz");
                    values.put("until", day.plusDays(1).atStartOfDay(ZONE).toInstant().toString());
                });
        return condition.toString();
    }

    private static Optional<LocalDate> day(Address address, String name) {
        try {
            return address.first(name).map(LocalDate::parse);
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /// The trail of one order, for the auditors of either side; for all others there is none.
    @GetMapping("/audit/orders/{id}")
    ModelAndView trail(@PathVariable String id, Actor actor) {
        Order order = order(id, actor);
        trails.looked(order, actor);
        Trail trail = trails.of(order, actor);
        SectionsPage page =
                new SectionsPage(
                        words.say("trail.title", "order", order.id()),
                        words.say("trail.intro"),
                        // The case itself is open to the issuer's auditors alone.
                        trail.sides().contains(order.home())
                                ? List.of(
                                        new LinkView(
                                                "trail.case",
                                                "/cases/order/" + order.id(),
                                                "file-text"))
                                : List.of(),
                        List.of(about(trail)),
                        trail.parts().stream().map(part -> part.section()).toList());
        return new ModelAndView("sections", "page", page);
    }

    private Order order(String id, Actor actor) {
        if (actor.isVisitor()) {
            throw new RefusedException(WebReason.SIGN_IN);
        }
        return Optional.of(id)
                .filter(text -> text.matches("[A-Za-z0-9][A-Za-z0-9-]{0,79}"))
                .flatMap(trails::order)
                .filter(one -> !trails.sides(one, actor).isEmpty())
                .orElseThrow(() -> absent(id, actor));
    }

    /// What proves one fact of the trail, for `bin/verify receipt` and the page `/verify`.
    @ResponseBody
    @GetMapping("/audit/orders/{id}/receipts/{home:3[1-4]0000}/{index:[1-9]\\d{0,17}}")
    ResponseEntity<String> receipt(
            @PathVariable String id,
            @PathVariable String home,
            @PathVariable String index,
            Actor actor) {
        Order order = order(id, actor);
        trails.looked(order, actor);
        String receipt =
                trails.receipt(order, actor, home + "/" + index)
                        .orElseThrow(() -> new RefusedException(TrailReason.TRAIL_NOT_FOUND));
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"%s-%s.receipt.json\"".formatted(home, index))
                .body(receipt);
    }

    /// An order at home with another node has left a booking here; whoever audits that may know
    /// where the order stands. For all others there is none.
    private RefusedException absent(String id, Actor actor) {
        Optional<Province> elsewhere = trails.standsElsewhere(id, actor);
        if (elsewhere.isPresent()) {
            return platforms.elsewhere(elsewhere.get());
        }
        refusals.denied(actor, "order.trail", id);
        return new RefusedException(TrailReason.TRAIL_NOT_FOUND);
    }

    private Section about(Trail trail) {
        Order order = trail.order();
        return Section.of(
                "trail.about",
                Entry.of("order.resource", order.wanted().resourceName()),
                Entry.of("voucher.firm", order.firmName()),
                Entry.of("order.provider", order.providerName()),
                Entry.of("order.provider-home", order.providerHome()),
                Entry.of("order.state", procedure.state(order.state()).state()),
                Entry.of("order.price", order.price()),
                Entry.of("order.voucher-part", order.funding().voucherPart()),
                Entry.of("trail.side", trail.sides().stream().sorted().toList())
                        .noted(
                                words.say(
                                        trail.sides().contains(order.home())
                                                ? "trail.side.issuer"
                                                : "trail.side.provider")));
    }
}
