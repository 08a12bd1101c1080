package org.deltacommons.commons.vouchers;

import static org.deltacommons.foundation.web.Entry.of;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.ledger.Ledger;
import org.deltacommons.foundation.procedures.CasePage;
import org.deltacommons.foundation.procedures.Refusals;
import org.deltacommons.foundation.web.Address;
import org.deltacommons.foundation.web.Cell;
import org.deltacommons.foundation.web.Column;
import org.deltacommons.foundation.web.Entry;
import org.deltacommons.foundation.web.ListColumn;
import org.deltacommons.foundation.web.ListView;
import org.deltacommons.foundation.web.Paged;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.foundation.web.RowView;
import org.deltacommons.foundation.web.Section;
import org.deltacommons.foundation.web.Table;
import org.deltacommons.foundation.web.WebReason;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseBody;

/// What a programme's budget is bound to (项目预算), for those who look after it: appropriated, held,
/// captured, paid, free; and the orders that hold it, one by one.
@Controller
class BudgetPages {

    /// An issuer has few programmes a year; all of them stand on one page.
    private static final int PROGRAMMES_MAX = 500;

    /// The list stops here and says how many there are.
    static final int HOLDS_MAX = 500;

    private final Records records;
    private final Ledger ledger;
    private final BudgetBooks books;
    private final Refusals refusals;
    private final Words words;

    BudgetPages(Records records, Ledger ledger, BudgetBooks books, Refusals refusals, Words words) {
        this.records = records;
        this.ledger = ledger;
        this.books = books;
        this.refusals = refusals;
        this.words = words;
    }

    @GetMapping("/budgets")
    String budgets(Actor actor, HttpServletRequest request, Model model) {
        List<RowView> rows = new ArrayList<>();
        books.of(mine(actor)).forEach((programme, figures) -> rows.add(row(programme, figures)));
        model.addAttribute(
                "view",
                ListView.at(Address.of(request), "budgets.title")
                        .intro(words.say("budgets.intro"))
                        .columns(
                                ListColumn.of("budget.programme"),
                                ListColumn.of("redemption.issuer"),
                                ListColumn.of("budget.year"),
                                ListColumn.amount("budget.appropriated"),
                                ListColumn.amount("budget.granted"),
                                ListColumn.amount("budget.held"),
                                ListColumn.amount("budget.captured"),
                                ListColumn.amount("budget.paid"),
                                ListColumn.amount("budget.expired"),
                                ListColumn.amount("budget.revoked"),
                                ListColumn.amount("budget.clawed-back"),
                                ListColumn.amount("budget.free"))
                        .page(new Paged<>(rows, null, rows.size()))
                        .empty("budgets.empty")
                        .build());
        return "list";
    }

    /// The programmes whose money somebody looks after.
    private List<Programme> mine(Actor actor) {
        if (!VoucherPages.isOfficial(actor)) {
            refusals.denied(actor, "programme.budgets", "");
            throw new RefusedException(Refusal.of(WalletReason.FORBIDDEN));
        }
        VoucherPages.Area area = VoucherPages.Area.of(actor);
        return records.list(
                Programme.class,
                area.condition(),
                "t.year DESC, t.issuer, t.id",
                area.values(),
                PROGRAMMES_MAX);
    }

    private RowView row(Programme programme, BudgetFigures figures) {
        return RowView.of(
                        programme.id().value(),
                        "/budgets/" + programme.id(),
                        programme.name(words.english()),
                        programme.issuer(),
                        programme.year(),
                        figures.appropriated(),
                        figures.granted(),
                        figures.held(),
                        figures.captured(),
                        figures.paid(),
                        figures.expired(),
                        figures.revoked(),
                        figures.clawedBack(),
                        figures.available())
                .fixed();
    }

    /// One programme's budget for a machine; amounts in fen.
    record BudgetItem(String programme, String issuer, int year, BudgetFigures figures) {

        static BudgetItem of(Programme programme, BudgetFigures figures) {
            return new BudgetItem(
                    programme.id().value(), programme.issuer().value(), programme.year(), figures);
        }
    }

    record BudgetList(List<BudgetItem> items, @Nullable String next, long total) {}

    @ResponseBody
    @GetMapping(path = "/api/v1/budgets", produces = "application/json")
    BudgetList all(Actor actor) {
        List<BudgetItem> items =
                books.of(mine(actor)).entrySet().stream()
                        .map(each -> BudgetItem.of(each.getKey(), each.getValue()))
                        .toList();
        // Bounded by the number of programmes, so there is one page.
        return new BudgetList(items, null, items.size());
    }

    @GetMapping("/budgets/{id}/holds")
    String holds(@PathVariable String id, Actor actor, HttpServletRequest request, Model model) {
        if (actor.isVisitor()) {
            throw new RefusedException(WebReason.SIGN_IN);
        }
        Programme programme =
                records.find(Programme.class, PaperPages.<Programme>id(id))
                        .filter(one -> PaperPages.isOfficial(actor, one.issuer()))
                        .orElseThrow(() -> {
                            refusals.denied(actor, "programme.holds", id);
                            return new RefusedException(Refusal.of(WalletReason.NOT_FOUND));
                        });
        List<RowView> rows =
                Hold.of(programme.id().value(), records, ledger).stream()
                        .map(hold ->
                                RowView.of(
                                                hold.order().id().value(),
                                                "/cases/order/" + hold.order().id(),
                                                hold.order().id(),
                                                hold.order().firmName(),
                                                hold.order().providerName(),
                                                hold.order().state(),
                                                hold.left(),
                                                Cell.of(hold.order().placedAt()))
                                        .fixed())
                        .toList();
        ListView.Builder view =
                ListView.at(Address.of(request), "budget.holds.title")
                        .intro(programme.name(words.english()))
                        .columns(
                                ListColumn.of("budget.order"),
                                ListColumn.of("redemption.firm"),
                                ListColumn.of("redemption.provider"),
                                ListColumn.of("wallet.state"),
                                ListColumn.amount("budget.held"),
                                ListColumn.of("wallet.when"))
                        .page(new Paged<>(rows, null, rows.size()))
                        .empty("budget.holds.empty");
        view.link("budget.figures", "/budgets/" + programme.id(), null);
        if (actor.may(Grants.OFFICER.role(), programme.issuer().value())) {
            view.link(
                    "action.budget-change.propose",
                    "/open/budget-change/propose?programme=" + programme.id(),
                    "adjustments");
        }
        model.addAttribute("view", view.build());
        return "list";
    }

    /// An order that holds some of a programme's budget.
    ///
    /// @param left what is held and neither captured nor released
    record Hold(Order order, Money left) {

        /// By the ledger, which alone knows what was captured of a hold.
        static List<Hold> of(String programme, Records records, Ledger ledger) {
            List<Order> orders =
                    records.list(
                            Order.class,
                            "t.funding ->> 'programme' = :programme"
                                    + " AND t.state IN (:states)"
                                    + " AND (t.funding ->> 'voucherPart')::bigint > 0",
                            "t.placed_at, t.id",
                            Map.of("programme", programme, "states", YearEnd.HOLDING),
                            HOLDS_MAX);
            if (orders.isEmpty()) {
                return List.of();
            }
            Map<String, Money> left = new HashMap<>();
            String budget = new Chart(programme).budget();
            for (Ledger.Posting posting :
                    ledger.postings(
                            orders.getFirst().home(),
                            orders.stream().map(order -> order.id().value()).toList())) {
                if (posting.debit().equals(budget)) {
                    left.merge(posting.subject(), bound(posting), Money::plus);
                }
            }
            Map<String, Hold> found = new LinkedHashMap<>();
            for (Order order : orders) {
                Money held = left.getOrDefault(order.id().value(), Money.ZERO);
                if (held.isPositive()) {
                    found.put(order.id().value(), new Hold(order, held));
                }
            }
            return new ArrayList<>(found.values());
        }

        private static Money bound(Ledger.Posting posting) {
            return switch (posting.kind()) {
                case HOLD -> posting.amount();
                case CAPTURE, RELEASE -> posting.amount().negated();
                case POST, REVERSE -> Money.ZERO;
            };
        }
    }

    record ChangeCase(Records records, Ledger ledger, Words words)
            implements CasePage<BudgetChange> {

        @Override
        public Class<BudgetChange> type() {
            return BudgetChange.class;
        }

        @Override
        public List<Section> sections(BudgetChange change, Actor actor) {
            Optional<Programme> known =
                    records.find(Programme.class, Id.<Programme>of(change.programme()));
            Optional<BudgetChange.Bound> bound =
                    known.flatMap(programme ->
                            ledger.balances(Chart.of(programme).budget())
                                    .map(balances -> BudgetChange.Bound.of(programme, balances)));
            List<Section> all = new ArrayList<>();
            all.add(
                    Section.of(
                            "budget.section",
                            of(
                                    "budget.programme",
                                    known.map(one -> one.name(words.english()))
                                            .orElse(change.programmeName())),
                            of("redemption.issuer", change.issuer()),
                            of("budget.former", change.former()),
                            of("budget.wanted", change.amount()),
                            of("budget.held", bound.map(BudgetChange.Bound::held).orElse(null)),
                            of(
                                    "budget.captured",
                                    bound.map(BudgetChange.Bound::spent).orElse(null)),
                            Entry.written("recovery.reason", change.reason())));
            if (change.state() == BudgetChangeState.PROPOSED) {
                all.add(holds(change));
            }
            return all;
        }

        /// What stands in the way of a cut, or would.
        private Section holds(BudgetChange change) {
            List<List<Cell>> rows =
                    Hold.of(change.programme(), records, ledger).stream()
                            .map(hold ->
                                    List.of(
                                            Cell.link(
                                                    hold.order().id(),
                                                    "/cases/order/" + hold.order().id()),
                                            Cell.of(hold.order().firmName()),
                                            Cell.of(hold.order().state()),
                                            Cell.of(hold.left())))
                            .toList();
            return Section.of(
                            "budget.holds.title",
                            new Table(
                                    List.of(
                                            Column.of("budget.order"),
                                            Column.of("redemption.firm"),
                                            Column.of("wallet.state"),
                                            Column.amount("budget.held")),
                                    rows,
                                    "budget.holds.empty"))
                    .introduced(words.say("budget.holds.intro"));
        }

        @Override
        public Table ledger(BudgetChange change, Actor actor) {
            return LedgerTables.about(ledger, change.id().value());
        }
    }
}
