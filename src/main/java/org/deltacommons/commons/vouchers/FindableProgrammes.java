package org.deltacommons.commons.vouchers;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.deltacommons.foundation.finding.Dimension;
import org.deltacommons.foundation.finding.FindDocument;
import org.deltacommons.foundation.finding.FindDocument.Text;
import org.deltacommons.foundation.finding.FindDocument.Weight;
import org.deltacommons.foundation.finding.FindableRows;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.procedures.WorkingDays;
import org.deltacommons.foundation.rulebook.Rule;
import org.deltacommons.foundation.rulebook.RuleText;
import org.deltacommons.foundation.rulebook.VoucherRule;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.DivisionCode;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Voucher programmes that are open, as they are found, with what their rule of the day pays for
/// and how much; a hit leads to the rule.
@Component
class FindableProgrammes extends FindableRows<Programme> {

    static final String KIND = "programme";

    /// A programme's rule is `voucher.programme.<key>/<issuer>`.
    private static final String RULES = VoucherRule.topic("");

    private final Records records;
    private final Words chinese;
    private final Words english;
    private final Clock clock;

    FindableProgrammes(Records records, Words words, Clock clock) {
        super(records, Programme.class, "t.open", "concat_ws(' ', t.name_zh, t.name_en)");
        this.records = records;
        this.chinese = words.in(Locale.SIMPLIFIED_CHINESE);
        this.english = words.in(Locale.ENGLISH);
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KIND;
    }

    /// The same as resources have.
    @Override
    public List<Dimension> dimensions() {
        return List.of();
    }

    @Override
    public Collection<String> touchedBy(RecordedFact fact) {
        return switch (fact.kind()) {
            case "vouchers.ProgrammeOpened", "vouchers.ProgrammeChanged" -> List.of(fact.subject());
            case "rulebook.RuleApproved" ->
                    fact.subject().startsWith(RULES)
                            ? List.of(VoucherRule.programme(fact.subject().split("/")[0]))
                            : List.of();
            default -> List.of();
        };
    }

    /// A rule begins and ends on a day.
    @Override
    public Collection<String> ageing(int part, int parts) {
        return partOf("true", Map.of(), part, parts);
    }

    @Override
    protected List<FindDocument> documents(List<Programme> programmes) {
        List<String> rules = programmes.stream().map(FindableProgrammes::ruleOf).toList();
        Map<String, Rule> known = new HashMap<>();
        if (!rules.isEmpty()) {
            records.list(Rule.class, "t.id IN (:ids)", "t.id", Map.of("ids", rules), rules.size())
                    .forEach(rule -> known.put(rule.id().value(), rule));
        }
        LocalDate today = clock.instant().atZone(WorkingDays.ZONE).toLocalDate();
        return programmes.stream()
                .map(programme ->
                        document(
                                programme,
                                Optional.ofNullable(known.get(ruleOf(programme)))
                                        .flatMap(rule -> rule.at(today))
                                        .map(RuleText::value)
                                        .map(value -> Json.read(value, VoucherRule.class))
                                        .orElse(null)))
                .toList();
    }

    private static String ruleOf(Programme programme) {
        return Rule.idOf(programme.topic(), programme.issuer()).value();
    }

    /// @param rule null where none is in force
    private FindDocument document(Programme programme, @Nullable VoucherRule rule) {
        return new FindDocument(
                KIND,
                programme.id().value(),
                programme.nameZh(),
                programme.nameEn(),
                about(programme, rule, chinese),
                about(programme, rule, english),
                "/rules/" + programme.topic() + "/" + programme.issuer(),
                programme.home(),
                programme.issuer(),
                chinese.show(programme.issuer()),
                english.show(programme.issuer()),
                null,
                null,
                programme.demo(),
                rule == null
                        ? List.of()
                        : List.of(
                                new Text("catalogue", Weight.BODY, paid(rule, chinese)),
                                new Text("catalogue", Weight.BODY, paid(rule, english))),
                facets(programme, rule));
    }

    private static String about(Programme programme, @Nullable VoucherRule rule, Words words) {
        return rule == null
                ? words.say(
                        "vouchers.found.ruleless", Map.of("year", String.valueOf(programme.year())))
                : words.say(
                        "vouchers.found",
                        Map.of(
                                "year",
                                String.valueOf(programme.year()),
                                "paid",
                                paid(rule, words),
                                "ceiling",
                                rule.ceilingFirm(),
                                "months",
                                rule.validMonths(),
                                "route",
                                rule.route()));
    }

    private static String paid(VoucherRule rule, Words words) {
        return rule.shares().entrySet().stream()
                .map(one -> words.show(one.getKey()) + " " + words.show(one.getValue()))
                .collect(Collectors.joining(words.say("web.comma")));
    }

    private static Map<String, List<String>> facets(
            Programme programme, @Nullable VoucherRule rule) {
        DivisionCode city = programme.issuer().city();
        Map<String, List<String>> facets = new HashMap<>();
        facets.put("province", List.of(programme.home().code()));
        facets.put("city", city.isProvince() ? List.of() : List.of(city.value()));
        facets.put("voucher", List.of("yes"));
        facets.put(
                "service",
                rule == null
                        ? List.of()
                        : rule.shares().keySet().stream().map(Enum::name).toList());
        return facets;
    }
}
