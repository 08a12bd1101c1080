package org.deltacommons.foundation.rulebook;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.deltacommons.foundation.procedures.WorkingDays;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// The rules that apply somewhere on a day, for machines.
@RestController
class RuleApi {

    /// @param division whose rule it is; `100000` for a national one
    /// @param value the kind's record; amounts in fen, shares in basis points
    /// @param example whether it is no official value
    record RuleItem(
            String topic,
            String division,
            boolean national,
            int version,
            LocalDate from,
            @Nullable LocalDate until,
            JsonNode value,
            String source,
            Certainty certainty,
            boolean example) {}

    record RuleList(List<RuleItem> items, @Nullable String next, long total) {}

    private final RuleTable table;
    private final Divisions divisions;
    private final Clock clock;

    RuleApi(RuleTable table, Divisions divisions, Clock clock) {
        this.table = table;
        this.divisions = divisions;
        this.clock = clock;
    }

    /// Of each topic the nearest rule: county, city, province, national.
    @GetMapping("/api/v1/rules")
    RuleList rules(
            @RequestParam DivisionCode division,
            @RequestParam(required = false) @Nullable LocalDate date,
            @RequestParam(required = false) @Nullable String topic) {
        if (!divisions.knows(division)) {
            throw new RefusedException(
                    Refusal.of(RulebookReason.DIVISION_NOT_FOUND, "division", division.value()));
        }
        LocalDate on = date == null ? LocalDate.ofInstant(clock.instant(), WorkingDays.ZONE) : date;
        List<RuleItem> items =
                table.applying(division, on).stream()
                        .filter(rule -> topic == null || rule.rule().topic().startsWith(topic))
                        .map(RuleApi::item)
                        .toList();
        // Bounded by the number of topics, so there is one page.
        return new RuleList(items, null, items.size());
    }

    private static RuleItem item(RuleTable.InForce inForce) {
        RuleText text = inForce.text();
        return new RuleItem(
                inForce.rule().topic(),
                inForce.rule().named(text).division(),
                inForce.rule().national(),
                text.version(),
                text.from(),
                text.until(),
                text.value(),
                text.source(),
                text.certainty(),
                text.isExample());
    }
}
