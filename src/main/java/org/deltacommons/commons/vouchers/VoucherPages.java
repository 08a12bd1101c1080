package org.deltacommons.commons.vouchers;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deltacommons.commons.resources.Resource;
import org.deltacommons.commons.resources.Resources;
import org.deltacommons.foundation.identity.Organisation;
import org.deltacommons.foundation.lane.GroupLane;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.ledger.Ledger;
import org.deltacommons.foundation.web.Address;
import org.deltacommons.foundation.web.Cell;
import org.deltacommons.foundation.web.Cursor;
import org.deltacommons.foundation.web.Entry;
import org.deltacommons.foundation.web.FormView;
import org.deltacommons.foundation.web.Forms;
import org.deltacommons.foundation.web.ListColumn;
import org.deltacommons.foundation.web.ListView;
import org.deltacommons.foundation.web.Paged;
import org.deltacommons.foundation.web.Phrase;
import org.deltacommons.foundation.web.Read;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.foundation.web.RowView;
import org.deltacommons.foundation.web.Section;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Refusal;
import org.deltacommons.kernel.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/// The firm's wallet, the order's preview, the officials' batches, the public notices.
@Controller
class VoucherPages {

    private static final int PAGE_SIZE = 50;

    /// A firm has few cases of a kind; all of them stand on one page.
    private static final int CASES_MAX = 1_000;

    private static final Set<Role> OFFICIALS =
            Set.of(
                    Role.COUNTY_OFFICER,
                    Role.PROVINCIAL_OFFICER,
                    Role.TREASURY_OFFICER,
                    Role.AUDITOR);

    /// Before ordering: what the voucher pays and what remains to pay.
    ///
    /// @param asked whether enough was filled in to say
    /// @param answer the amounts, or why not
    record OrderPage(
            String resourceName,
            String resourceHref,
            FormView form,
            boolean asked,
            @Nullable Section answer,
            @Nullable String refusal) {}

    private final Records records;
    private final Resources resources;
    private final Orders orders;
    private final Funds funds;
    private final GroupLane lane;
    private final Ledger ledger;
    private final Forms forms;
    private final Words words;

    VoucherPages(
            Records records,
            Resources resources,
            Orders orders,
            Funds funds,
            GroupLane lane,
            Ledger ledger,
            Forms forms,
            Words words) {
        this.records = records;
        this.resources = resources;
        this.orders = orders;
        this.funds = funds;
        this.lane = lane;
        this.ledger = ledger;
        this.forms = forms;
        this.words = words;
    }

    @GetMapping("/wallet")
    String wallet(Actor actor, HttpServletRequest request, Model model) {
        List<String> firms = FormChoices.firms(actor);
        if (firms.isEmpty()) {
            throw new RefusedException(Refusal.of(WalletReason.FORBIDDEN));
        }
        Map<String, ?> mine = Map.of("firms", firms);
        List<RowView> rows = new ArrayList<>();
        records.list(Voucher.class, "t.firm IN (:firms)", "t.applied_at DESC", mine, CASES_MAX)
                .forEach(voucher ->
                        rows.add(
                                RowView.of(
                                        voucher.id().value(),
                                        "/cases/voucher/" + voucher.id(),
                                        voucher.programmeName(),
                                        Phrase.of("wallet.kind.voucher"),
                                        voucher.state(),
                                        Cell.of(voucher.amount()),
                                        FormChoices.left(ledger, voucher),
                                        Cell.of(voucher.expiresAt()))));
        records.list(Order.class, "t.firm IN (:firms)", "t.placed_at DESC", mine, CASES_MAX)
                .forEach(order ->
                        rows.add(
                                RowView.of(
                                        order.id().value(),
                                        "/cases/order/" + order.id(),
                                        order.wanted().resourceName(),
                                        Phrase.of("wallet.kind.order"),
                                        order.state(),
                                        order.price(),
                                        order.funding().voucherPart(),
                                        order.placedAt())));
        records.list(ClaimLine.class, "t.firm IN (:firms)", "t.claimed_at DESC", mine, CASES_MAX)
                .forEach(claim ->
                        rows.add(
                                RowView.of(
                                        claim.id().value(),
                                        "/cases/claim/" + claim.id(),
                                        claim.title(),
                                        Phrase.of("wallet.kind.claim"),
                                        claim.state(),
                                        claim.base(),
                                        claim.pays(),
                                        claim.claimedAt())));
        model.addAttribute(
                "view",
                ListView.at(Address.of(request), "wallet.title")
                        .intro(words.say("wallet.intro"))
                        .columns(
                                ListColumn.of("wallet.what"),
                                ListColumn.of("wallet.kind"),
                                ListColumn.of("wallet.state"),
                                ListColumn.amount("wallet.amount"),
                                ListColumn.amount("wallet.voucher-part"),
                                ListColumn.of("wallet.when"))
                        .page(
                                new Paged<>(
                                        rows.stream().map(RowView::fixed).toList(),
                                        null,
                                        rows.size()))
                        .link("action.voucher.apply", "/open/voucher/apply", "plus")
                        .empty("wallet.empty")
                        .build());
        return "list";
    }

    /// The order's form with the preview of what the voucher pays. Asking changes nothing.
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
        model.addAttribute("page", preview(resource, request));
        return "vouchers/order";
    }

    private OrderPage preview(Resource resource, HttpServletRequest request) {
        String name = resource.details().name(words.english());
        String href = "/resources/" + resource.id();
        Map<String, String[]> typed = request.getParameterMap();
        if (!typed.containsKey("mode") || !typed.containsKey("firm")) {
            FormView empty = forms.describe(VoucherForms.Place.class, typed, Map.of());
            return new OrderPage(name, href, empty, false, null, null);
        }
        return switch (forms.read(VoucherForms.Place.class, typed)) {
            case Read.Wrong<VoucherForms.Place> wrong ->
                    new OrderPage(
                            name,
                            href,
                            forms.describe(VoucherForms.Place.class, typed, wrong),
                            false,
                            null,
                            null);
            case Read.Ok<VoucherForms.Place>(var form, var _, var _) ->
                    answered(resource, form, typed);
        };
    }

    private OrderPage answered(
            Resource resource, VoucherForms.Place form, Map<String, String[]> typed) {
        Organisation firm =
                records.find(Organisation.class, Id.<Organisation>of(form.firm())).orElseThrow();
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
        FormView again = forms.describe(VoucherForms.Place.class, typed, Map.of());
        String name = resource.details().name(words.english());
        String href = "/resources/" + resource.id();
        return switch (outcome) {
            case Outcome.Done<Section>(var section) ->
                    new OrderPage(name, href, again, true, section, null);
            case Outcome.Refused<Section>(var why) ->
                    new OrderPage(name, href, again, true, null, words.explain(why).line());
        };
    }

    private Outcome<Section> amounts(
            org.deltacommons.foundation.lane.Rows rows,
            Resource resource,
            VoucherForms.Place form,
            Orders.Estimate estimate) {
        List<Entry> entries = new ArrayList<>();
        entries.add(Entry.of("order.unit-price", estimate.price().amount()));
        entries.add(Entry.of("order.units", estimate.units()));
        entries.add(Entry.of("order.price", estimate.total()));
        if (form.voucher() == null) {
            entries.add(Entry.of("order.own-part", estimate.total()));
            return Outcome.done(Section.of("order.section.preview", entries));
        }
        Voucher voucher = rows.find(Voucher.class, Id.<Voucher>of(form.voucher())).orElse(null);
        if (voucher == null) {
            return Outcome.refused(VoucherReason.VOUCHER_NOT_FOUND);
        }
        return funds.offer(
                        rows, voucher, resource.details().offer().serviceClass(), estimate.total())
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

    @GetMapping("/redemptions")
    String redemptions(Actor actor, HttpServletRequest request, Model model) {
        List<String> areas =
                actor.memberships().stream()
                        .filter(one -> OFFICIALS.contains(one.role()))
                        .map(one -> prefix(new DivisionCode(one.where())))
                        .distinct()
                        .toList();
        Map<String, Object> values = new HashMap<>();
        List<String> places = new ArrayList<>();
        for (String area : areas) {
            String name = "area" + places.size();
            places.add("t.issuer LIKE :" + name);
            values.put(name, area + "%");
        }
        String condition = places.isEmpty() ? "false" : "(" + String.join(" OR ", places) + ")";
        Address address = Address.of(request);
        model.addAttribute(
                "view",
                batches(
                        address,
                        "redemptions.title",
                        "redemptions.empty",
                        page(address, condition, "t.month", values)));
        return "list";
    }

    private static String prefix(DivisionCode area) {
        int digits = area.isProvince() ? 2 : area.isCity() ? 4 : 6;
        return area.value().substring(0, digits);
    }

    /// Public notices (公示): what is in notice now, and what was.
    @GetMapping("/notices")
    String notices(HttpServletRequest request, Model model) {
        Address address = Address.of(request);
        model.addAttribute(
                "view",
                batches(
                        address,
                        "notices.title",
                        "notices.empty",
                        page(address, "t.state <> 'COLLECTING'", "t.notice_from", Map.of())));
        return "list";
    }

    /// @param order the column they stand in order of, the last first
    private Paged<RowView> page(
            Address address, String condition, String order, Map<String, Object> values) {
        Map<String, Object> all = new HashMap<>(values);
        Cursor after = Cursor.decode(address.first(Address.AFTER).orElse(null)).orElse(null);
        String rest = condition;
        if (after != null) {
            // The key of the last row is read from the row itself: the cursor only names it.
            rest +=
                    " AND (%s, t.id) < (SELECT %s, t.id FROM vouchers.redemption t WHERE t.id = :last)"
                            .formatted(order, order);
            all.put("last", after.id());
        }
        int size = address.size(PAGE_SIZE);
        List<Redemption> found =
                records.list(Redemption.class, rest, order + " DESC, t.id DESC", all, size + 1);
        return Paged.of(
                        found,
                        size,
                        records.count(Redemption.class, condition, values),
                        last -> new Cursor(last.month(), last.id().value()))
                .map(VoucherPages::row);
    }

    private static RowView row(Redemption batch) {
        Money total =
                batch.lines().stream().map(Redemption.Line::pays).reduce(Money.ZERO, Money::plus);
        return RowView.of(
                        batch.id().value(),
                        "/cases/redemption/" + batch.id(),
                        batch.title(),
                        batch.issuer(),
                        batch.state(),
                        batch.lines().size(),
                        total,
                        Cell.of(batch.noticeUntil()))
                .fixed();
    }

    private static ListView batches(
            Address address, String title, String empty, Paged<RowView> page) {
        return ListView.at(address, title)
                .columns(
                        ListColumn.of("redemption.batch"),
                        ListColumn.of("redemption.issuer"),
                        ListColumn.of("redemption.state"),
                        ListColumn.amount("redemption.count"),
                        ListColumn.amount("redemption.total"),
                        ListColumn.of("redemption.notice-until"))
                .page(page)
                .empty(empty)
                .build();
    }
}
