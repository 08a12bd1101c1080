package org.deltacommons.foundation.rulebook;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deltacommons.foundation.lane.Audience;
import org.deltacommons.foundation.lane.Command;
import org.deltacommons.foundation.lane.Fact;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.lane.Lane;
import org.deltacommons.foundation.lane.Part;
import org.deltacommons.foundation.lane.Put;
import org.deltacommons.foundation.lane.Unit;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Share;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Loads the rules that the product comes with. What is there already, whoever decided it, is left
/// alone; loading twice changes nothing.
public final class RuleSeed {

    private static final String RULES = "/seed/rules.csv";
    private static final String PROGRAMMES = "/seed/programmes.csv";

    /// How many rules a home got.
    record Loaded(int rules) {}

    /// @param division null for a national rule, which each province keeps
    private record Line(String topic, @Nullable DivisionCode division, RuleText text) {}

    private final Lane lane;
    private final RuleKinds kinds;

    public RuleSeed(Lane lane, RuleKinds kinds) {
        this.lane = lane;
        this.kinds = kinds;
    }

    /// @return how many rules were new, over all homes hosted here
    public int load() {
        List<Line> lines = lines();
        int loaded = 0;
        for (Province home : Province.values()) {
            if (lane.hosts(home)) {
                loaded += load(home, lines);
            }
        }
        return loaded;
    }

    private int load(Province home, List<Line> lines) {
        List<Rule> wanted =
                lines.stream()
                        .filter(line ->
                                line.division() == null || line.division().province() == home)
                        .map(line -> rule(line, home))
                        .toList();
        Command<Loaded> command =
                Command.of(
                        home,
                        Actor.system(home),
                        "rulebook.load",
                        Map.of("rules", wanted.size()),
                        Loaded.class);
        return lane.submit(
                        command,
                        rows -> {
                            List<Part> parts = new ArrayList<>();
                            for (Rule rule : wanted) {
                                if (rows.find(Rule.class, rule.id()).isEmpty()) {
                                    parts.add(new Put(rule));
                                    parts.add(
                                            new Fact(
                                                    rule.id().value(),
                                                    Audience.PUBLIC,
                                                    new RuleApproved(rule, 1, "")));
                                }
                            }
                            return Outcome.done(Unit.of(new Loaded(parts.size() / 2), parts));
                        })
                .orThrow()
                .rules();
    }

    private static Rule rule(Line line, Province home) {
        boolean national = line.division() == null;
        DivisionCode division = line.division() == null ? home.division() : line.division();
        Id<Rule> id =
                national ? Rule.nationalId(line.topic(), home) : Rule.idOf(line.topic(), division);
        return new Rule(id, home, line.topic(), division, national, List.of(line.text()));
    }

    /// A line of `rules.csv` comes before the programme of the same topic.
    private List<Line> lines() {
        Map<String, Line> lines = new LinkedHashMap<>();
        SeedFile.read(RULES).forEach(row -> keep(lines, ordinary(row)));
        SeedFile.read(PROGRAMMES).forEach(row -> keep(lines, programme(row)));
        return List.copyOf(lines.values());
    }

    private static void keep(Map<String, Line> lines, Line line) {
        lines.putIfAbsent(line.topic() + "/" + line.division(), line);
    }

    private Line ordinary(Map<String, String> row) {
        String topic = SeedFile.get(row, "topic");
        JsonNode value = Json.parse(SeedFile.get(row, "value"));
        // Read once, so that a slip in the file stops the loading and not a decision.
        kinds.of(topic)
                .orElseThrow(() -> new IllegalStateException("no kind of rule for " + topic))
                .read(value);
        String division = SeedFile.get(row, "division");
        return new Line(
                topic,
                division.isEmpty() ? null : new DivisionCode(division),
                text(
                        LocalDate.parse(SeedFile.get(row, "from")),
                        value,
                        SeedFile.get(row, "source"),
                        SeedFile.get(row, "certainty")));
    }

    private static Line programme(Map<String, String> row) {
        PaymentRoute route = PaymentRoute.valueOf(SeedFile.get(row, "route"));
        VoucherRule plain =
                VoucherRule.plain(
                        SeedFile.get(row, "name_zh"),
                        SeedFile.get(row, "name_en"),
                        Share.percent(Integer.parseInt(SeedFile.get(row, "share_percent"))),
                        Money.yuan(Long.parseLong(SeedFile.get(row, "ceiling_firm_yuan"))),
                        route);
        String team = SeedFile.get(row, "ceiling_team_yuan");
        VoucherRule rule =
                new VoucherRule(
                        plain.nameZh(),
                        plain.nameEn(),
                        plain.shares(),
                        plain.ceilingFirm(),
                        team.isEmpty() ? null : Money.yuan(Long.parseLong(team)),
                        Integer.parseInt(SeedFile.get(row, "valid_months")),
                        route,
                        plain.base(),
                        Integer.parseInt(SeedFile.get(row, "notice_workdays")),
                        plain.excluded(),
                        plain.carryOver(),
                        plain.claimCutOff(),
                        plain.ceilingYear(),
                        plain.relatedPartyHops(),
                        plain.tiers());
        return new Line(
                VoucherRule.topic(SeedFile.get(row, "key")),
                new DivisionCode(SeedFile.get(row, "issuer_division")),
                text(
                        LocalDate.of(Integer.parseInt(SeedFile.get(row, "year")), 1, 1),
                        Json.tree(rule),
                        SeedFile.get(row, "source"),
                        SeedFile.get(row, "certainty")));
    }

    private static RuleText text(LocalDate from, JsonNode value, String source, String certainty) {
        return new RuleText(
                1,
                from,
                null,
                value,
                source,
                Certainty.valueOf(certainty),
                RuleText.SEED,
                RuleText.SEED,
                true);
    }
}
