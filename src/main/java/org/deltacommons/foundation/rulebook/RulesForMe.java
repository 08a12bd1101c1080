package org.deltacommons.foundation.rulebook;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.procedures.WorkingDays;
import org.deltacommons.foundation.web.Entry;
import org.deltacommons.foundation.web.FormView;
import org.deltacommons.foundation.web.Forms;
import org.deltacommons.foundation.web.Input;
import org.deltacommons.foundation.web.Read;
import org.deltacommons.foundation.web.Section;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// 哪条适用于我: where I am registered and what I am, and what I get.
@Controller
class RulesForMe {

    /// What somebody is before they have a record here.
    enum AskerKind {
        FIRM,
        TEAM
    }

    /// @param amount what the service will cost, if known
    record MineForm(
            @Input(options = "divisionOptions") DivisionCode division,
            @Input(kind = Input.Kind.RADIO) AskerKind kind,
            @Nullable ServiceClass service,
            @Nullable @Input(from = 1) Money amount) {}

    /// @param form as filled in
    /// @param asked whether it was
    /// @param answers one section a programme in force there
    record MinePage(FormView form, boolean asked, List<Section> answers) {}

    private final RuleTable table;
    private final Forms forms;
    private final Words words;
    private final Clock clock;

    RulesForMe(RuleTable table, Forms forms, Words words, Clock clock) {
        this.table = table;
        this.forms = forms;
        this.words = words;
        this.clock = clock;
    }

    @GetMapping("/rules/mine")
    String mine(@RequestParam MultiValueMap<String, String> asked, Model model) {
        Map<String, String[]> typed = new java.util.HashMap<>();
        asked.forEach((name, values) -> typed.put(name, values.toArray(String[]::new)));
        if (asked.getFirst("division") == null) {
            model.addAttribute(
                    "page", new MinePage(forms.describe(MineForm.class), false, List.of()));
            return "rules/mine";
        }
        MinePage page =
                switch (forms.read(MineForm.class, typed)) {
                    case Read.Wrong<MineForm> wrong ->
                            new MinePage(
                                    forms.describe(MineForm.class, typed, wrong), false, List.of());
                    case Read.Ok<MineForm>(var form, var _, var _) ->
                            new MinePage(forms.describe(form), true, answers(form));
                };
        model.addAttribute("page", page);
        return "rules/mine";
    }

    private List<Section> answers(MineForm form) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), WorkingDays.ZONE);
        List<Section> answers = new ArrayList<>();
        for (RuleTable.InForce inForce : table.applying(form.division(), today)) {
            if (RuleTopic.Of.covers(VoucherRule.class, inForce.rule().topic())) {
                answers.add(answer(form, inForce));
            }
        }
        return answers;
    }

    private Section answer(MineForm form, RuleTable.InForce inForce) {
        VoucherRule rule = Json.read(inForce.text().value(), VoucherRule.class);
        String name = words.english() ? rule.nameEn() : rule.nameZh();
        List<Entry> lines = new ArrayList<>();
        lines.add(
                Entry.link("rulebook.mine.programme", name, RuleViews.href(inForce.rule()))
                        .from(inForce.text().source())
                        .noted(inForce.text().isExample() ? words.say("rulebook.example") : null));
        boolean team = form.kind() == AskerKind.TEAM;
        Money ceiling = rule.ceiling(team).orElse(null);
        lines.add(
                Entry.of(
                        "rulebook.mine.ceiling",
                        ceiling == null
                                ? org.deltacommons.foundation.web.Phrase.of(
                                        "rulebook.line.team-not")
                                : ceiling));
        if (ceiling != null) {
            for (ServiceClass service : ServiceClass.values()) {
                if (form.service() == null || form.service() == service) {
                    lines.add(share(form, rule, service, ceiling));
                }
            }
            lines.add(Entry.of("rulebook.line.route", rule.route()));
        }
        return Section.of("rulebook.mine.answer", lines);
    }

    private Entry share(MineForm form, VoucherRule rule, ServiceClass service, Money ceiling) {
        String label = "enum.ServiceClass." + service;
        if (!rule.covers(service)) {
            return Entry.of(
                    label, org.deltacommons.foundation.web.Phrase.of("rulebook.line.not-paid"));
        }
        Money amount = form.amount();
        if (amount == null) {
            return Entry.of(label, rule.share(service));
        }
        return Entry.of(label, rule.shareOf(service, amount).min(ceiling))
                .noted(
                        words.say(
                                "rulebook.mine.of",
                                Map.of("share", rule.share(service), "amount", amount)));
    }
}
