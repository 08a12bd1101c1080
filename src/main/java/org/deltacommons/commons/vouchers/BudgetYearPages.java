package org.deltacommons.commons.vouchers;

import java.util.ArrayList;
import java.util.List;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.procedures.Refusals;
import org.deltacommons.foundation.web.Entry;
import org.deltacommons.foundation.web.LinkView;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.foundation.web.Section;
import org.deltacommons.foundation.web.WebReason;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Refusal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseBody;

/// One programme's fiscal year for those who look after its money: every figure with the account
/// it comes from.
@Controller
class BudgetYearPages {

    /// @param title in the reader's language
    record BudgetPage(String title, String intro, List<LinkView> links, List<Section> sections) {}

    private final Records records;
    private final BudgetBooks books;
    private final Refusals refusals;
    private final Words words;

    BudgetYearPages(Records records, BudgetBooks books, Refusals refusals, Words words) {
        this.records = records;
        this.books = books;
        this.refusals = refusals;
        this.words = words;
    }

    @GetMapping("/budgets/{id}")
    String year(@PathVariable String id, Actor actor, Model model) {
        Programme programme = programme(id, actor);
        BudgetFigures figures = books.of(programme);
        model.addAttribute(
                "page",
                new BudgetPage(
                        programme.name(words.english()),
                        words.say("budget.year.intro", "year", programme.year()),
                        links(programme),
                        List.of(figures(programme, figures))));
        return "vouchers/budget";
    }

    @ResponseBody
    @GetMapping(path = "/api/v1/budgets/{id}", produces = "application/json")
    BudgetPages.BudgetItem one(@PathVariable String id, Actor actor) {
        Programme programme = programme(id, actor);
        return BudgetPages.BudgetItem.of(programme, books.of(programme));
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

    private static List<LinkView> links(Programme programme) {
        return new ArrayList<>(
                List.of(
                        new LinkView(
                                "budget.holds.title",
                                "/budgets/" + programme.id() + "/holds",
                                null)));
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
                line("budget.clawed-back", figures.clawedBack(), "back", chart.treasury())
                        .noted(words.say("budget.back-in", "amount", figures.backInBudget())),
                line("budget.free", figures.available(), "free", chart.budget()));
    }

    private Entry line(String label, Object value, String how, String account) {
        return Entry.of(label, value)
                .from(words.say("budget.from." + how, "account", account));
    }
}
