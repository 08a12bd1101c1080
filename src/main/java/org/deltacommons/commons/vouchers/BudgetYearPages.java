package org.deltacommons.commons.vouchers;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.procedures.Refusals;
import org.deltacommons.foundation.web.Cell;
import org.deltacommons.foundation.web.Column;
import org.deltacommons.foundation.web.Entry;
import org.deltacommons.foundation.web.LinkView;
import org.deltacommons.foundation.web.Mark;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.foundation.web.Section;
import org.deltacommons.foundation.web.Table;
import org.deltacommons.foundation.web.WebReason;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseBody;

/// One programme's fiscal year for those who look after its money: every figure with the account it
/// comes from, and where the year is heading.
@Controller
class BudgetYearPages {

    /// @param title in the reader's language
    /// @param chart what the chart shows, in a sentence that names a forecast only where there is
    ///   one
    /// @param points what the chart draws, as JSON; the last section has the same as a table
    record BudgetPage(
            String title,
            String intro,
            List<LinkView> links,
            List<Section> sections,
            String chart,
            String points,
            Section weeks) {}

    /// The same for a machine; amounts in fen, shares in basis points.
    ///
    /// @param unspent what the forecast leaves of the budget; null without a forecast
    /// @param warning whether that is more than the rule thinks harmless
    record BudgetYear(
            BudgetPages.BudgetItem budget,
            Forecast forecast,
            @Nullable Money unspent,
            BudgetOutlook.@Nullable Harmless harmless,
            boolean warning,
            List<BudgetOutlook.Point> weeks) {}

    private final Records records;
    private final BudgetOutlook outlooks;
    private final Refusals refusals;
    private final Words words;

    BudgetYearPages(Records records, BudgetOutlook outlooks, Refusals refusals, Words words) {
        this.records = records;
        this.outlooks = outlooks;
        this.refusals = refusals;
        this.words = words;
    }

    @GetMapping("/budgets/{id}")
    String year(@PathVariable String id, Actor actor, Model model) {
        Programme programme = programme(id, actor);
        BudgetOutlook.Outlook outlook = outlooks.of(programme);
        model.addAttribute(
                "page",
                new BudgetPage(
                        programme.name(words.english()),
                        words.say("budget.year.intro", "year", programme.year()),
                        links(programme, actor),
                        List.of(figures(programme, outlook.figures()), forecast(outlook)),
                        words.say(
                                outlook.forecast().yearEnd() == null
                                        ? "budget.chart.spent"
                                        : "budget.chart"),
                        Json.text(outlook.points()),
                        weeks(outlook.points())));
        return "vouchers/budget";
    }

    @ResponseBody
    @GetMapping(path = "/api/v1/budgets/{id}", produces = "application/json")
    BudgetYear one(@PathVariable String id, Actor actor) {
        Programme programme = programme(id, actor);
        BudgetOutlook.Outlook outlook = outlooks.of(programme);
        return new BudgetYear(
                BudgetPages.BudgetItem.of(programme, outlook.figures()),
                outlook.forecast(),
                outlook.forecast().unspent(outlook.figures()),
                outlook.harmless(),
                outlook.warns(),
                outlook.points());
    }

    private Programme programme(String id, Actor actor) {
        if (actor.isVisitor()) {
            throw new RefusedException(WebReason.SIGN_IN);
        }
        return records.find(Programme.class, PaperPages.<Programme>id(id))
                .filter(one -> PaperPages.isOfficial(actor, one.issuer()))
                .orElseThrow(() -> {
                    refusals.denied(actor, "programme.budget", id);
                    return new RefusedException(Refusal.of(WalletReason.NOT_FOUND));
                });
    }

    private static List<LinkView> links(Programme programme, Actor actor) {
        String budget = "/budgets/" + programme.id();
        List<LinkView> links = new ArrayList<>();
        links.add(new LinkView("budget.holds.title", budget + "/holds", null));
        if (ReplayPages.mayReplay(actor, programme)) {
            links.add(new LinkView("replay.title", budget + "/replay", null));
        }
        return links;
    }

    private Section figures(Programme programme, BudgetFigures figures) {
        Chart chart = Chart.of(programme);
        return Section.of(
                "budget.figures",
                line("budget.appropriated", figures.appropriated(), "in", chart.appropriation()),
                line("budget.granted", figures.granted(), "granted", chart.issued()),
                line("budget.expired", figures.expired(), "expired", chart.issued()),
                line("budget.revoked", figures.revoked(), "revoked", chart.issued()),
                line("budget.held", figures.held(), "held", chart.budget()),
                line("budget.captured", figures.captured(), "captured", chart.used()),
                line("budget.paid", figures.paid(), "paid", chart.treasury()),
                line("budget.owed", figures.owed(), "owed", "payable/" + chart.book()),
                back(figures, chart),
                line("budget.free", figures.available(), "free", chart.budget()));
    }

    /// How much of it can be spent again is said only where something came back.
    private Entry back(BudgetFigures figures, Chart chart) {
        Entry line = line("budget.clawed-back", figures.clawedBack(), "back", chart.treasury());
        return figures.clawedBack().isPositive()
                ? line.noted(words.say("budget.back-in", "amount", figures.backInBudget()))
                : line;
    }

    private Entry line(String label, Object value, String how, String account) {
        return Entry.of(label, value).from(words.say("budget.from." + how, "account", account));
    }

    /// The method is said with the numbers it used, so that anybody can do it again by hand.
    private Section forecast(BudgetOutlook.Outlook outlook) {
        Forecast forecast = outlook.forecast();
        BudgetFigures figures = outlook.figures();
        String method =
                words.say(
                        "budget.forecast." + forecast.basis(),
                        Map.of(
                                "weeks", forecast.weeks(),
                                "least", Forecast.WEEKS_MIN,
                                "active", Forecast.ACTIVE_MIN));
        if (forecast.basis() != Forecast.Basis.PACE) {
            return Section.of("budget.forecast", Entry.of("budget.spent", figures.spent()))
                    .introduced(method);
        }
        List<Entry> lines = new ArrayList<>();
        lines.add(Entry.of("budget.spent", figures.spent()));
        lines.add(Entry.of("budget.held", figures.held()));
        lines.add(Entry.of("budget.pace", forecast.pace()));
        lines.add(Entry.of("budget.days-left", forecast.daysLeft()));
        lines.add(Entry.of("budget.year-end", forecast.yearEnd()));
        lines.add(unspent(outlook, forecast.unspent(figures)));
        return Section.of("budget.forecast", lines).introduced(method);
    }

    private Entry unspent(BudgetOutlook.Outlook outlook, @Nullable Money unspent) {
        BudgetOutlook.Harmless harmless = outlook.harmless();
        Entry line = Entry.of("budget.unspent", unspent);
        if (harmless == null) {
            return line.noted(words.say("budget.unspent.no-rule"));
        }
        String share = harmless.share().toString();
        return (outlook.warns()
                        ? line.marked(Mark.WARN)
                                .noted(words.say("budget.unspent.warning", "share", share))
                        : line.noted(words.say("budget.unspent.harmless", "share", share)))
                .from(harmless.rule().source());
    }

    private static Section weeks(List<BudgetOutlook.Point> points) {
        List<List<Cell>> rows =
                points.stream()
                        .map(point ->
                                List.of(
                                        Cell.of(point.day()),
                                        amount(point.spent()),
                                        amount(point.forecast()),
                                        amount(point.budget())))
                        .toList();
        return Section.of(
                "budget.weeks",
                new Table(
                        List.of(
                                Column.of("budget.day"),
                                Column.amount("budget.spent"),
                                Column.amount("budget.year-end"),
                                Column.amount("budget.appropriated")),
                        rows,
                        "budget.weeks.empty"));
    }

    private static Cell amount(@Nullable Long fen) {
        return Cell.of(fen == null ? null : new Money(fen));
    }
}
