package org.deltacommons.foundation.rulebook;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deltacommons.foundation.web.Entry;
import org.deltacommons.foundation.web.Phrase;
import org.deltacommons.kernel.Share;

/// The values of the rulebook's own kinds, line by line.
final class RuleLines {

    private RuleLines() {}

    static List<Entry> voucher(VoucherRule rule) {
        List<Entry> lines = new ArrayList<>();
        for (ServiceClass service : ServiceClass.values()) {
            lines.add(Entry.of("enum.ServiceClass." + service, paid(rule.shares().get(service))));
        }
        lines.add(Entry.of("rulebook.line.tiers", rule.tiers().isEmpty() ? null : tiers(rule)));
        lines.add(Entry.of("rulebook.line.ceiling-firm", rule.ceilingFirm()));
        lines.add(
                Entry.of(
                        "rulebook.line.ceiling-team",
                        rule.ceilingTeam() == null
                                ? Phrase.of("rulebook.line.team-not")
                                : rule.ceilingTeam()));
        lines.add(Entry.of("rulebook.line.ceiling-year", rule.ceilingYear()));
        lines.add(
                Entry.of(
                        "rulebook.line.valid-months",
                        Phrase.of("rulebook.months", "months", rule.validMonths())));
        lines.add(Entry.of("rulebook.line.route", rule.route()));
        lines.add(Entry.of("rulebook.line.base", rule.base()));
        lines.add(Entry.of("rulebook.line.notice", days(rule.noticeWorkingDays())));
        lines.add(
                Entry.of(
                        "rulebook.line.cut-off",
                        new Phrase(
                                "rulebook.day",
                                Map.of(
                                        "month", rule.claimCutOff().getMonthValue(),
                                        "day", rule.claimCutOff().getDayOfMonth()))));
        lines.add(Entry.of("rulebook.line.carry-over", rule.carryOver()));
        lines.add(Entry.of("rulebook.line.excluded", rule.excluded()));
        lines.add(
                Entry.of(
                        "rulebook.line.related",
                        Phrase.of("rulebook.hops", "hops", rule.relatedPartyHops())));
        return lines;
    }

    private static Object paid(@org.jspecify.annotations.Nullable Share share) {
        return share == null ? Phrase.of("rulebook.line.not-paid") : share;
    }

    private static List<Phrase> tiers(VoucherRule rule) {
        return rule.tiers().stream()
                .map(tier ->
                        new Phrase(
                                "rulebook.tier",
                                Map.of("from", tier.from(), "share", tier.share())))
                .toList();
    }

    static List<Entry> term(TermRule rule) {
        return List.of(Entry.of("rulebook.line.term", days(rule.workingDays())));
    }

    static List<Entry> threshold(ThresholdRule rule) {
        Object value =
                switch (rule.unit()) {
                    case FEN -> rule.money();
                    case SHARE -> new Share(Math.toIntExact(rule.limit()));
                    case PERSONS, ORGANISATIONS, HOURS, DAYS, MONTHS, TIMES ->
                            Phrase.of("rulebook.unit." + rule.unit(), "limit", rule.limit());
                };
        return List.of(Entry.of("rulebook.line.threshold", value));
    }

    private static Phrase days(int workingDays) {
        return Phrase.of("rulebook.working-days", "days", workingDays);
    }
}
