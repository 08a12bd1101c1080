package org.deltacommons.foundation.rulebook;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.Procedures;
import org.deltacommons.foundation.procedures.WorkingDays;
import org.deltacommons.foundation.web.Address;
import org.deltacommons.foundation.web.Flash;
import org.deltacommons.foundation.web.FormView;
import org.deltacommons.foundation.web.Forms;
import org.deltacommons.foundation.web.Option;
import org.deltacommons.foundation.web.Read;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.foundation.web.Section;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Refusal;
import org.deltacommons.kernel.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/// Rules for everybody to see, and for officers to propose new ones.
@Controller
class RulePages {

    /// @param kind the kind looked at
    record ComparePage(
            LocalDate on,
            String kind,
            List<Option> kinds,
            Comparison comparison,
            boolean hasExamples) {}

    /// @param applies what holds there on the day, from wherever
    /// @param inheritedFrom the division whose rule it is, if not this one's
    /// @param own all versions of this division's own rule
    /// @param pending proposals that wait, for those who may see them
    record RulePage(
            String topic,
            String name,
            DivisionCode division,
            LocalDate on,
            @Nullable Section applies,
            @Nullable Comparison own,
            @Nullable String proposeHref,
            List<Pending> pending) {}

    record Pending(String title, String href, LocalDate from) {}

    record ProposePage(String name, DivisionCode division, FormView form, String url) {}

    private static final String PROGRAMMES = RuleTopic.Of.topic(VoucherRule.class);

    private final RuleTable table;
    private final RuleKinds kinds;
    private final RuleViews views;
    private final Procedures procedures;
    private final Procedure<RuleProposal> procedure;
    private final Records records;
    private final Forms forms;
    private final Words words;
    private final Divisions divisions;
    private final Clock clock;

    RulePages(
            RuleTable table,
            RuleKinds kinds,
            Procedures procedures,
            Procedure<RuleProposal> procedure,
            Records records,
            Forms forms,
            Words words,
            Divisions divisions,
            Clock clock) {
        this.table = table;
        this.kinds = kinds;
        this.views = new RuleViews(table, kinds, words);
        this.procedures = procedures;
        this.procedure = procedure;
        this.records = records;
        this.forms = forms;
        this.words = words;
        this.divisions = divisions;
        this.clock = clock;
    }

    @GetMapping("/rules")
    String compare(
            @RequestParam(required = false) @Nullable String on,
            @RequestParam(required = false) @Nullable String kind,
            Address address,
            Model model) {
        LocalDate day = day(on);
        String stem = kind == null ? PROGRAMMES : kind;
        if (kinds.all().stream().noneMatch(known -> known.stem().equals(stem))) {
            throw new RefusedException(Refusal.of(RulebookReason.TOPIC_NOT_FOUND, "topic", stem));
        }
        Comparison comparison =
                stem.equals(PROGRAMMES) ? views.programmes(day) : views.topics(stem, day);
        List<Option> options =
                kinds.all().stream()
                        .map(known ->
                                new Option(
                                        known.stem(), words.say("rulebook.kind." + known.stem())))
                        .toList();
        boolean examples =
                table.ofKind(stem).stream()
                        .flatMap(rule -> rule.at(day).stream())
                        .anyMatch(RuleText::isExample);
        model.addAttribute("page", new ComparePage(day, stem, options, comparison, examples));
        model.addAttribute(
                "view", comparison.list(address, "rulebook.compare.title", "rulebook.item"));
        return "rules/compare";
    }

    @GetMapping("/rules/{topic}/{division}")
    String rule(
            @PathVariable String topic,
            @PathVariable String division,
            @RequestParam(required = false) @Nullable String on,
            Actor actor,
            Model model) {
        DivisionCode code = division(division);
        LocalDate day = day(on);
        Optional<Rule> own = table.find(topic, code);
        Optional<RuleTable.InForce> applies = table.applying(topic, code, day);
        Optional<Rule> shown = own.or(() -> applies.map(RuleTable.InForce::rule));
        if (shown.isEmpty()) {
            throw new RefusedException(Refusal.of(RulebookReason.TOPIC_NOT_FOUND, "topic", topic));
        }
        model.addAttribute(
                "page",
                new RulePage(
                        topic,
                        views.topicName(topic, shown.get().newest()),
                        code,
                        day,
                        applies.map(this::applying).orElse(null),
                        // What is inherited is shown with the division that has it.
                        own.or(() -> shown.filter(Rule::national))
                                .map(views::versions)
                                .orElse(null),
                        mayPropose(actor, code)
                                ? "/rules/" + topic + "/" + division + "/propose"
                                : null,
                        pending(topic, code, actor)));
        return "rules/rule";
    }

    private Section applying(RuleTable.InForce inForce) {
        Rule rule = inForce.rule();
        RuleText text = inForce.text();
        String whose =
                rule.national() ? words.say("rulebook.national") : words.show(rule.division());
        String intro =
                words.say(
                        "rulebook.applies",
                        Map.of(
                                "whose", whose,
                                "version", text.version(),
                                "span", views.span(text),
                                "certainty", text.certainty(),
                                "source", text.source()));
        return Section.of("rulebook.applies.title", views.lines(rule, text))
                .introduced(text.isExample() ? words.say("rulebook.example") + " " + intro : intro);
    }

    private List<Pending> pending(String topic, DivisionCode division, Actor actor) {
        return records
                .list(
                        RuleProposal.class,
                        "t.topic = :topic AND t.division = :division AND t.state = 'PROPOSED'",
                        "t.valid_from, t.id",
                        Map.of("topic", topic, "division", division.value()),
                        50)
                .stream()
                .filter(proposal -> procedure.mayRead(actor, proposal))
                .map(proposal ->
                        new Pending(
                                proposal.title(),
                                caseHref(proposal.id().value()),
                                proposal.validFrom()))
                .toList();
    }

    static String caseHref(String id) {
        return "/cases/" + RuleProcedure.NAME + "/" + id;
    }

    private static boolean mayPropose(Actor actor, DivisionCode division) {
        return actor.may(Role.COUNTY_OFFICER, division.value())
                || actor.may(Role.PROVINCIAL_OFFICER, division.value());
    }

    /// Filled with what is in force; a parameter named like a field stands in its place, so that a
    /// page which has worked out another value can lead here.
    @GetMapping("/rules/{topic}/{division}/propose")
    String form(
            @PathVariable String topic,
            @PathVariable String division,
            Actor actor,
            HttpServletRequest request,
            Model model) {
        DivisionCode code = division(division);
        RuleKind<?, ?> kind = proposable(topic, code, actor);
        LocalDate today = day(null);
        Optional<RuleTable.InForce> now = table.applying(topic, code, today);
        FormView view =
                now.<FormView>map(inForce ->
                                forms.describe(
                                        kind.form(inForce.text().value(), today.plusDays(1), ""),
                                        request.getParameterMap()))
                        .orElseGet(() -> forms.describe(kind.form()));
        return proposePage(topic, code, view, model);
    }

    @PostMapping("/rules/{topic}/{division}/propose")
    String propose(
            @PathVariable String topic,
            @PathVariable String division,
            Actor actor,
            HttpServletRequest request,
            Model model,
            RedirectAttributes after) {
        DivisionCode code = division(division);
        RuleKind<?, ?> kind = proposable(topic, code, actor);
        return switch (forms.read(kind.form(), request)) {
            case Read.Wrong<?> wrong ->
                    proposePage(
                            topic,
                            code,
                            forms.describe(kind.form(), request.getParameterMap(), wrong),
                            model);
            case Read.Ok<?>(var form, var key, var _) ->
                    opened(
                            topic,
                            code,
                            kind,
                            (RuleForm<?>) form,
                            key,
                            actor,
                            request,
                            model,
                            after);
        };
    }

    private String opened(
            String topic,
            DivisionCode code,
            RuleKind<?, ?> kind,
            RuleForm<?> form,
            String key,
            Actor actor,
            HttpServletRequest request,
            Model model,
            RedirectAttributes after) {
        RuleProposing opening =
                new RuleProposing(
                        words.say(
                                "rulebook.proposal.title",
                                Map.of("division", code, "topic", name(topic, code))),
                        topic,
                        code,
                        Json.text(form.value()),
                        form.from(),
                        form.until(),
                        form.source(),
                        form.certainty(),
                        form.why());
        Outcome<Procedures.Moved> outcome =
                procedures.open(procedure, "propose", opening, actor, key.isEmpty() ? null : key);
        return switch (outcome) {
            case Outcome.Refused<Procedures.Moved>(Refusal why) ->
                    proposePage(
                            topic,
                            code,
                            forms.describe(kind.form(), request.getParameterMap(), why),
                            model);
            case Outcome.Done<Procedures.Moved>(Procedures.Moved moved) -> {
                after.addFlashAttribute(Flash.NAME, Flash.done(words.say("rulebook.proposed")));
                yield "redirect:" + caseHref(moved.id());
            }
        };
    }

    private String proposePage(String topic, DivisionCode code, FormView form, Model model) {
        String url = "/rules/%s/%s/propose".formatted(topic, code.value());
        model.addAttribute("page", new ProposePage(name(topic, code), code, form, url));
        return "rules/propose";
    }

    private String name(String topic, DivisionCode code) {
        return table.applying(topic, code, day(null))
                .map(inForce -> views.topicName(topic, inForce.text()))
                .orElse(topic);
    }

    private RuleKind<?, ?> proposable(String topic, DivisionCode division, Actor actor) {
        Optional<RuleKind<?, ?>> kind = kinds.of(topic);
        if (kind.isEmpty()) {
            throw new RefusedException(Refusal.of(RulebookReason.TOPIC_NOT_FOUND, "topic", topic));
        }
        if (!mayPropose(actor, division)) {
            throw new RefusedException(
                    actor.isVisitor()
                            ? org.deltacommons.foundation.web.WebReason.SIGN_IN
                            : org.deltacommons.foundation.web.WebReason.FORBIDDEN);
        }
        return kind.get();
    }

    private DivisionCode division(String text) {
        try {
            DivisionCode code = new DivisionCode(text);
            if (divisions.knows(code)) {
                return code;
            }
        } catch (IllegalArgumentException _) {
            // Falls through: an unknown one and a wrong one get the same answer.
        }
        throw new RefusedException(Refusal.of(RulebookReason.DIVISION_NOT_FOUND, "division", text));
    }

    private LocalDate day(@Nullable String on) {
        if (on == null || on.isBlank()) {
            return LocalDate.ofInstant(clock.instant(), WorkingDays.ZONE);
        }
        try {
            return LocalDate.parse(on.strip());
        } catch (DateTimeParseException _) {
            throw new RefusedException(Refusal.of(RulebookReason.DATE_INVALID, "on", on));
        }
    }
}
