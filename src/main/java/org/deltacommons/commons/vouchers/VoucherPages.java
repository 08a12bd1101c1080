package org.deltacommons.commons.vouchers;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.ledger.Ledger;
import org.deltacommons.foundation.procedures.Procedures;
import org.deltacommons.foundation.procedures.Title;
import org.deltacommons.foundation.procedures.Titles;
import org.deltacommons.foundation.web.Address;
import org.deltacommons.foundation.web.Cell;
import org.deltacommons.foundation.web.Cursor;
import org.deltacommons.foundation.web.ListColumn;
import org.deltacommons.foundation.web.ListView;
import org.deltacommons.foundation.web.Paged;
import org.deltacommons.foundation.web.Phrase;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.foundation.web.RowView;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Membership;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Refusal;
import org.deltacommons.kernel.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/// The firm's wallet, the officials' batches, the public notices.
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

    private final Records records;
    private final Procedures procedures;
    private final Ledger ledger;
    private final Titles titles;
    private final Words words;

    VoucherPages(
            Records records, Procedures procedures, Ledger ledger, Titles titles, Words words) {
        this.titles = titles;
        this.records = records;
        this.procedures = procedures;
        this.ledger = ledger;
        this.words = words;
    }

    /// Every other line of the wallet says when it began; a voucher says when it ends.
    private static @Nullable Phrase until(Voucher voucher) {
        Object end = PaperDrafts.end(voucher.expiresAt());
        return end == null ? null : Phrase.of("wallet.until", "end", end);
    }

    @GetMapping("/wallet")
    String wallet(Actor actor, HttpServletRequest request, Model model) {
        List<String> firms = FormChoices.firms(actor);
        if (firms.isEmpty()) {
            throw new RefusedException(Refusal.of(WalletReason.FORBIDDEN));
        }
        Map<String, ?> mine = Map.of("firms", firms);
        List<RowView> rows = new ArrayList<>();
        List<Voucher> vouchers =
                records.list(
                        Voucher.class, "t.firm IN (:firms)", "t.applied_at DESC", mine, CASES_MAX);
        List<Order> orders =
                records.list(
                        Order.class, "t.firm IN (:firms)", "t.placed_at DESC", mine, CASES_MAX);
        Map<String, String> names =
                titles.names(
                        Stream.concat(
                                        vouchers.stream()
                                                .map(one ->
                                                        Title.named(
                                                                one.programme(),
                                                                one.programmeName())),
                                        orders.stream()
                                                .map(Order::wanted)
                                                .map(one ->
                                                        Title.named(
                                                                one.resource(),
                                                                one.resourceName())))
                                .toList());
        vouchers.forEach(voucher ->
                rows.add(
                        RowView.of(
                                voucher.id().value(),
                                "/cases/voucher/" + voucher.id(),
                                names.get(voucher.programme()),
                                Phrase.of("wallet.kind.voucher"),
                                voucher.state(),
                                Cell.of(voucher.amount()),
                                FormChoices.left(ledger, voucher),
                                Cell.of(until(voucher)))));
        orders.forEach(order ->
                rows.add(
                        RowView.of(
                                order.id().value(),
                                "/cases/order/" + order.id(),
                                names.get(order.wanted().resource()),
                                Phrase.of("wallet.kind.order"),
                                order.state(),
                                order.price(),
                                order.funding().voucherPart(),
                                order.placedAt())));
        List<ClaimLine> claims =
                records.list(
                        ClaimLine.class,
                        "t.firm IN (:firms)",
                        "t.claimed_at DESC",
                        mine,
                        CASES_MAX);
        Map<String, String> called = titles.of(claims);
        claims.forEach(claim ->
                rows.add(
                        RowView.of(
                                claim.id().value(),
                                "/cases/claim/" + claim.id(),
                                called.get(claim.id().value()),
                                Phrase.of("wallet.kind.claim"),
                                claim.state(),
                                claim.base(),
                                claim.pays(),
                                claim.claimedAt())));
        ListView.Builder list =
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
                        .empty("wallet.empty");
        if (procedures.offers("voucher", "apply", actor)) {
            list.link("action.voucher.apply", "/open/voucher/apply", "plus");
        }
        model.addAttribute("view", list.build());
        return "list";
    }

    @GetMapping("/redemptions")
    String redemptions(Actor actor, HttpServletRequest request, Model model) {
        Area area = Area.of(actor);
        Address address = Address.of(request);
        model.addAttribute(
                "view",
                batches(
                        address,
                        "redemptions.title",
                        "redemptions.empty",
                        page(address, area.condition(), "t.month", area.values())));
        return "list";
    }

    static boolean isOfficial(Actor actor) {
        return OFFICIALS.stream().anyMatch(actor::has);
    }

    /// The issuers whose money somebody looks after, as a condition on `t.issuer`.
    record Area(String condition, Map<String, Object> values) {

        static Area of(Actor actor) {
            List<String> areas =
                    actor.memberships().stream()
                            .filter(one -> OFFICIALS.contains(one.role()))
                            .map(Area::prefix)
                            .distinct()
                            .toList();
            Map<String, Object> values = new HashMap<>();
            List<String> places = new ArrayList<>();
            for (String area : areas) {
                String name = "area" + places.size();
                places.add("t.issuer LIKE :" + name);
                values.put(name, area + "%");
            }
            return new Area(
                    places.isEmpty() ? "false" : "(" + String.join(" OR ", places) + ")", values);
        }

        /// Its own division, and those inside where the role reaches there.
        private static String prefix(Membership one) {
            DivisionCode area = new DivisionCode(one.where());
            int digits =
                    !one.role().reachesInside() ? 6 : area.isProvince() ? 2 : area.isCity() ? 4 : 6;
            return area.value().substring(0, digits);
        }
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
        Map<String, String> called = titles.of(found);
        return Paged.of(
                        found,
                        size,
                        records.count(Redemption.class, condition, values),
                        last -> new Cursor(last.month(), last.id().value()))
                .map(batch -> row(batch, called));
    }

    private static RowView row(Redemption batch, Map<String, String> called) {
        Money total =
                batch.lines().stream().map(Redemption.Line::pays).reduce(Money.ZERO, Money::plus);
        return RowView.of(
                        batch.id().value(),
                        "/cases/redemption/" + batch.id(),
                        called.get(batch.id().value()),
                        batch.issuer(),
                        batch.state(),
                        batch.lines().size(),
                        total,
                        Cell.of(PaperDrafts.end(batch.noticeUntil())))
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
