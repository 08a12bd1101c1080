package org.deltacommons.commons.enterprises;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deltacommons.foundation.procedures.WorkingDays;
import org.deltacommons.foundation.rulebook.ServiceClass;
import org.deltacommons.foundation.web.FormView;
import org.deltacommons.foundation.web.Forms;
import org.deltacommons.foundation.web.Input;
import org.deltacommons.foundation.web.Phrase;
import org.deltacommons.foundation.web.Read;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.foundation.web.Section;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/// 我符合条件吗: answered to anybody, without registering; nothing is kept.
@Controller
class EligiblePages {

    /// What somebody says of their technology status.
    enum StatusAnswer {
        VALID,
        LAPSED,
        NONE,
        UNKNOWN
    }

    /// @param honest whether they know themselves free of serious dishonesty; empty if they do not
    ///   know
    record EligibleForm(
            @Input(options = "divisionOptions", help = true) DivisionCode division,
            @Input(kind = Input.Kind.RADIO) EnterpriseKind kind,
            @Nullable @Input(from = 0, until = 1_000_000, unit = "form.unit.people") Integer staff,
            @Nullable Money revenue,
            @Nullable StatusAnswer status,
            @Nullable @Input(kind = Input.Kind.RADIO) Boolean incubator,
            @Nullable @Input(kind = Input.Kind.RADIO) Boolean honest,
            @Nullable ServiceClass service,
            @Nullable @Input(from = 1) Money amount) {}

    record EligiblePage(FormView form, boolean asked, List<Section> answers) {}

    record Answer(List<Map<String, Object>> items, @Nullable String next, long total) {}

    private final Offers offers;
    private final Forms forms;
    private final Words words;
    private final Clock clock;

    EligiblePages(Offers offers, Forms forms, Words words, Clock clock) {
        this.offers = offers;
        this.forms = forms;
        this.words = words;
        this.clock = clock;
    }

    @GetMapping("/eligible")
    String eligible(@RequestParam MultiValueMap<String, String> asked, Model model) {
        EligiblePage page;
        if (asked.getFirst("division") == null) {
            page = new EligiblePage(forms.describe(EligibleForm.class), false, List.of());
        } else {
            Map<String, String[]> typed = typed(asked);
            page =
                    switch (forms.read(EligibleForm.class, typed)) {
                        case Read.Wrong<EligibleForm> wrong ->
                                new EligiblePage(
                                        forms.describe(EligibleForm.class, typed, wrong),
                                        false,
                                        List.of());
                        case Read.Ok<EligibleForm>(var form, var _, var _) ->
                                new EligiblePage(
                                        forms.describe(form),
                                        true,
                                        answers(form).stream().map(offers::section).toList());
                    };
        }
        model.addAttribute("page", page);
        return "enterprises/eligible";
    }

    @GetMapping("/api/v1/eligibility")
    @ResponseBody
    Answer eligibility(@RequestParam MultiValueMap<String, String> asked) {
        return switch (forms.read(EligibleForm.class, typed(asked))) {
            case Read.Wrong<EligibleForm> wrong -> {
                Map.Entry<String, Phrase> first = wrong.errors().entrySet().iterator().next();
                throw new RefusedException(
                        Refusal.of(EnterprisesReason.QUESTION_INVALID, "field", first.getKey())
                                .with("wrong", words.say(first.getValue())));
            }
            case Read.Ok<EligibleForm>(var form, var _, var _) -> {
                List<Map<String, Object>> items = answers(form).stream().map(offers::item).toList();
                yield new Answer(items, null, items.size());
            }
        };
    }

    private static Map<String, String[]> typed(MultiValueMap<String, String> asked) {
        Map<String, String[]> typed = new HashMap<>();
        asked.forEach((name, values) -> typed.put(name, values.toArray(String[]::new)));
        return typed;
    }

    private List<Offer> answers(EligibleForm form) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), WorkingDays.ZONE);
        return offers.of(
                stated(form, today), form.division(), today, form.service(), form.amount());
    }

    /// What was typed as if it stood on record, with the asker as its source. What was left open
    /// stays not verified.
    private Enterprise stated(EligibleForm form, LocalDate today) {
        String source = words.say("enterprises.stated");
        boolean team = form.kind() == EnterpriseKind.TEAM;
        Enterprise stated =
                Enterprise.registered(
                        Id.of("asker"), "asker", form.kind(), form.division(), null, source, today);
        Integer staff = form.staff();
        Money revenue = form.revenue();
        if (staff != null && revenue != null) {
            stated =
                    stated.withFigures(
                            new Figures(
                                    staff,
                                    revenue,
                                    Money.ZERO,
                                    today.getYear() - 1,
                                    true,
                                    source,
                                    today));
        }
        StatusAnswer status = form.status();
        if (!team && status != null && status != StatusAnswer.UNKNOWN) {
            stated = stated.withTechnology(technology(status, source, today), today);
        }
        if (Boolean.TRUE.equals(form.incubator())) {
            stated =
                    stated.withTenancies(
                            List.of(
                                    new Tenancy(
                                            "",
                                            words.say("enterprises.stated.incubator"),
                                            form.division(),
                                            today,
                                            null,
                                            true,
                                            source,
                                            today)));
        }
        Boolean honest = form.honest();
        return honest == null ? stated : stated.withHonesty(new Honesty(!honest, source, today));
    }

    private static List<TechnologyStatus> technology(
            StatusAnswer status, String source, LocalDate today) {
        LocalDate end = status == StatusAnswer.VALID ? nextEnd(today) : lastEnd(today);
        return status == StatusAnswer.NONE
                ? List.of()
                : List.of(
                        new TechnologyStatus(
                                end.getYear() - 1,
                                Eligibility.STATED,
                                end.minusYears(1),
                                end,
                                source,
                                today));
    }

    private static LocalDate nextEnd(LocalDate today) {
        LocalDate end = LocalDate.of(today.getYear(), 4, 1);
        return today.isBefore(end) ? end : end.plusYears(1);
    }

    private static LocalDate lastEnd(LocalDate today) {
        return nextEnd(today).minusYears(1);
    }
}
