package org.deltacommons.commons.clearing;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.ledger.Balances;
import org.deltacommons.foundation.ledger.Ledger;
import org.deltacommons.foundation.web.Address;
import org.deltacommons.foundation.web.Cell;
import org.deltacommons.foundation.web.Column;
import org.deltacommons.foundation.web.Entry;
import org.deltacommons.foundation.web.Filter;
import org.deltacommons.foundation.web.LinkView;
import org.deltacommons.foundation.web.ListColumn;
import org.deltacommons.foundation.web.ListView;
import org.deltacommons.foundation.web.Mark;
import org.deltacommons.foundation.web.Option;
import org.deltacommons.foundation.web.Paged;
import org.deltacommons.foundation.web.Phrase;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.foundation.web.RowView;
import org.deltacommons.foundation.web.Section;
import org.deltacommons.foundation.web.SectionsPage;
import org.deltacommons.foundation.web.Table;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Refusal;
import org.deltacommons.kernel.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/// What lies between provinces, for their officials: both sides of every order, and where each
/// agreement stands.
@Controller
class ClearingPages {

    private static final int ROWS_MAX = 500;

    private final Sides sides;
    private final Records records;
    private final Ledger ledger;
    private final Words words;

    ClearingPages(Sides sides, Records records, Ledger ledger, Words words) {
        this.sides = sides;
        this.records = records;
        this.ledger = ledger;
        this.words = words;
    }

    /// Orders across a border of the reader's province, those that differ first if asked.
    @GetMapping("/reconciliation")
    String reconciliation(Actor actor, HttpServletRequest request, Model model) {
        List<Province> mine = Sides.official(actor);
        Address address = Address.of(request);
        List<Reconciliation> all = sides.between(mine, address.first("with").orElse(null));
        boolean onlyDiffering = address.first("differs").isPresent();
        List<RowView> rows =
                all.stream()
                        .filter(one -> !onlyDiffering || one.worst() != null)
                        .map(ClearingPages::row)
                        .toList();
        long differing = all.stream().filter(one -> one.worst() != null).count();
        model.addAttribute(
                "view",
                ListView.at(address, "reconciliation.title")
                        .intro(
                                words.say(
                                        "reconciliation.intro",
                                        Map.of("orders", all.size(), "differing", differing)))
                        .filters(
                                Filter.select(
                                        "with",
                                        "reconciliation.with",
                                        Arrays.stream(Province.values())
                                                .map(province ->
                                                        new Option(
                                                                province.code(),
                                                                words.show(province)))
                                                .toList()),
                                Filter.toggle("differs", "reconciliation.only-differing"))
                        .columns(
                                ListColumn.of("reconciliation.order"),
                                ListColumn.of("reconciliation.case"),
                                ListColumn.of("reconciliation.firm-home"),
                                ListColumn.of("reconciliation.provider-home"),
                                ListColumn.amount("reconciliation.delivered"),
                                ListColumn.amount("reconciliation.captured"),
                                ListColumn.amount("reconciliation.paid"),
                                ListColumn.of("reconciliation.result"))
                        .page(new Paged<>(rows, null, rows.size()))
                        .empty("reconciliation.empty")
                        .build());
        return "list";
    }

    private static RowView row(Reconciliation one) {
        SideView known = one.known();
        Reconciliation.Cause worst = one.worst();
        return RowView.of(
                        known.orderId(),
                        "/reconciliation/" + known.orderId(),
                        known.firmName(),
                        Id.of(known.orderId()),
                        known.homeOf(SideView.Side.FIRM),
                        known.homeOf(SideView.Side.PROVIDER),
                        Cell.of(known.delivered()),
                        sum(known, SideView.Item::captured),
                        sum(known, SideView.Item::paid),
                        worst == null
                                ? Cell.marked(Phrase.of("reconciliation.same"), Mark.MET)
                                : Cell.marked(worst, mark(worst)))
                .fixed();
    }

    private static Mark mark(Reconciliation.Cause cause) {
        return switch (cause) {
            case IN_TRANSIT, NOT_CONFIRMED -> Mark.NOT_VERIFIED;
            case ONE_SIDED -> Mark.WARN;
            case DIFFERS -> Mark.NOT_MET;
        };
    }

    private static Money sum(
            SideView view, java.util.function.Function<SideView.Item, Money> what) {
        return view.items().stream().map(what).reduce(Money.ZERO, Money::plus);
    }

    /// One order, item by item, both provinces side by side.
    @GetMapping("/reconciliation/{order}")
    String order(@PathVariable String order, Actor actor, Model model) {
        List<Province> mine = Sides.official(actor);
        Reconciliation both =
                sides.of(order, mine)
                        .orElseThrow(
                                () -> new RefusedException(Refusal.of(ClearingReason.NOT_FOUND)));
        SideView known = both.known();
        model.addAttribute(
                "page",
                new SectionsPage(
                        words.say("reconciliation.order.title", Map.of("firm", known.firmName())),
                        words.say("reconciliation.order.intro"),
                        List.of(
                                new LinkView(
                                        "reconciliation.back", "/reconciliation", "arrow-left")),
                        List.of(items(both), basis(both, known, mine))));
        return "sections";
    }

    private static Section items(Reconciliation both) {
        List<List<Cell>> rows =
                both.lines().stream()
                        .map(line -> {
                            Reconciliation.Cause cause = line.cause();
                            return List.of(
                                    Cell.of(line.item()),
                                    Cell.of(line.claim().isEmpty() ? null : Id.of(line.claim())),
                                    Cell.of(line.ground()),
                                    Cell.of(line.firm()),
                                    cause == null
                                            ? Cell.of(line.provider())
                                            : Cell.marked(line.provider(), Mark.WARN),
                                    cause == null
                                            ? Cell.marked(
                                                    Phrase.of("reconciliation.same"), Mark.MET)
                                            : Cell.marked(cause, mark(cause)));
                        })
                        .toList();
        return Section.of(
                "reconciliation.items",
                new Table(
                        List.of(
                                Column.of("reconciliation.item"),
                                Column.of("reconciliation.claim"),
                                Column.of("reconciliation.ground"),
                                Column.amount("reconciliation.firm-side"),
                                Column.amount("reconciliation.provider-side"),
                                Column.of("reconciliation.result")),
                        rows,
                        "reconciliation.empty"));
    }

    private Section basis(Reconciliation both, SideView known, List<Province> mine) {
        List<Entry> entries = new ArrayList<>();
        entries.add(Entry.of("reconciliation.order", known.firmName()));
        entries.add(Entry.of("reconciliation.provider", known.providerName()));
        for (SideView.Side side : SideView.Side.values()) {
            entries.add(Entry.of("reconciliation.side." + side, known.homeOf(side)));
        }
        for (SideView view : Arrays.asList(both.firm(), both.provider())) {
            if (view != null) {
                entries.add(
                        Entry.of("reconciliation.stated." + view.side(), view.at())
                                .noted(
                                        words.say(
                                                "reconciliation.considered",
                                                Map.of("indexes", indexes(view)))));
            }
        }
        boolean ours = mine.contains(known.homeOf(SideView.Side.FIRM));
        entries.add(
                ours
                        ? Entry.link(
                                "reconciliation.case",
                                Id.of(known.orderId()).number(),
                                "/cases/order/" + known.orderId())
                        : Entry.of("reconciliation.case", Id.of(known.orderId())));
        return Section.of("reconciliation.basis", entries);
    }

    /// How far each feed was read for this view.
    private String indexes(SideView view) {
        return view.considered().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(one -> words.show(Province.of(one.getKey())) + " " + one.getValue())
                .reduce((a, b) -> a + " · " + b)
                .orElse("—");
    }

    /// Agreements, positions and periods of the reader's provinces.
    @GetMapping("/clearing")
    String clearing(Actor actor, Model model) {
        List<Province> mine = Sides.official(actor);
        List<Section> sections = new ArrayList<>();
        for (Province home : mine) {
            List<Agreement> agreements =
                    records.list(
                            Agreement.class,
                            "t.home = :home",
                            "t.proposed_at DESC",
                            Map.of("home", home.code()),
                            ROWS_MAX);
            if (agreements.isEmpty()) {
                sections.add(
                        Section.of("clearing.agreement")
                                .introduced(words.say("clearing.agreement.none")));
            }
            agreements.forEach(agreement -> sections.add(position(agreement)));
            sections.add(periods(home));
            sections.add(disputes(home));
        }
        model.addAttribute(
                "page",
                new SectionsPage(
                        words.say("clearing.title"),
                        words.say("clearing.intro"),
                        links(actor),
                        sections));
        return "sections";
    }

    /// Only whoever may begin something is offered to.
    private static List<LinkView> links(Actor actor) {
        return actor.has(Role.CLEARING_OFFICER)
                ? List.of(
                        new LinkView("action.netting.open", "/open/netting/open", "calendar-plus"),
                        new LinkView("action.agreement.propose", "/open/agreement/propose", "plus"))
                : List.of();
    }

    private Section position(Agreement agreement) {
        DueAccounts accounts = new DueAccounts(agreement.number(), agreement.home());
        List<List<Cell>> rows =
                agreement.others().stream()
                        .map(other ->
                                List.of(
                                        Cell.of(other),
                                        Cell.of(owed(accounts.dueTo(other))),
                                        Cell.of(owed(accounts.dueFrom(other)))))
                        .toList();
        return Section.of(
                        "clearing.agreement",
                        Entry.link(
                                "clearing.number",
                                agreement.number(),
                                "/cases/agreement/" + agreement.id()),
                        Entry.of("clearing.home", agreement.home()),
                        Entry.of("clearing.state", agreement.state()),
                        Entry.of("clearing.lead", agreement.lead()))
                .with(
                        new Table(
                                List.of(
                                        Column.of("clearing.other"),
                                        Column.amount("clearing.due-to"),
                                        Column.amount("clearing.due-from")),
                                rows,
                                "clearing.none"));
    }

    private Money owed(String account) {
        return ledger.balances(account).map(Balances::available).orElse(Money.ZERO);
    }

    private Section periods(Province home) {
        List<List<Cell>> rows =
                records
                        .list(
                                Netting.class,
                                "t.home = :home",
                                "t.opened_at DESC, t.period DESC",
                                Map.of("home", home.code()),
                                ROWS_MAX)
                        .stream()
                        .map(netting ->
                                List.of(
                                        Cell.link(
                                                netting.title(), "/cases/netting/" + netting.id()),
                                        Cell.of(netting.state()),
                                        Cell.of(netting.openedAt()),
                                        Cell.of(balance(netting))))
                        .toList();
        return Section.of(
                "clearing.periods",
                new Table(
                        List.of(
                                Column.of("clearing.period"),
                                Column.of("clearing.state"),
                                Column.of("clearing.opened"),
                                Column.amount("clearing.net")),
                        rows,
                        "clearing.periods.none"));
    }

    /// What was set aside, the newest first, whether it is over or not.
    private Section disputes(Province home) {
        List<List<Cell>> rows =
                records
                        .list(
                                Dispute.class,
                                "t.home = :home",
                                "t.since DESC",
                                Map.of("home", home.code()),
                                ROWS_MAX)
                        .stream()
                        .map(dispute ->
                                List.of(
                                        Cell.link(
                                                Id.of(dispute.item().claim()),
                                                "/cases/dispute/" + dispute.id()),
                                        Cell.of(dispute.item().other(home)),
                                        Cell.of(dispute.state()),
                                        Cell.of(dispute.item().amount()),
                                        Cell.of(dispute.stays())))
                        .toList();
        return Section.of(
                "clearing.disputes",
                new Table(
                        List.of(
                                Column.of("netting.claim"),
                                Column.of("clearing.other"),
                                Column.of("clearing.state"),
                                Column.amount("dispute.amount"),
                                Column.amount("dispute.stays")),
                        rows,
                        "clearing.disputes.none"));
    }

    static @Nullable Money balance(Netting netting) {
        return netting.isComplete() ? netting.plan().balances().get(netting.home()) : null;
    }
}
