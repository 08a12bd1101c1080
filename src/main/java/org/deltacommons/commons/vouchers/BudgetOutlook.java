package org.deltacommons.commons.vouchers;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.ledger.Ledger;
import org.deltacommons.foundation.rulebook.RuleTable;
import org.deltacommons.foundation.rulebook.ThresholdRule;
import org.deltacommons.foundation.rulebook.ThresholdUnit;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.RuleVersion;
import org.deltacommons.kernel.Share;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Where a programme's year is heading: its captures week by week, the forecast, and whether it
/// leaves more unspent than the issuer's rule `threshold.budget.unspent` thinks harmless.
@Component
class BudgetOutlook {

    static final String UNSPENT = ThresholdRule.topic("budget.unspent");

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final Duration WEEK = Duration.ofDays(7);

    /// How much of a budget may stay unspent without a warning, and the rule that says so.
    record Harmless(Share share, RuleVersion rule) {}

    /// What was spent up to the end of a day, or is foretold for it; amounts in fen.
    ///
    /// @param spent null for days to come
    /// @param forecast null but for today and the year's last day
    record Point(LocalDate day, @Nullable Long spent, @Nullable Long forecast, long budget) {}

    /// @param harmless null where no rule says anything: then nothing is warned of
    record Outlook(
            BudgetFigures figures,
            Forecast forecast,
            @Nullable Harmless harmless,
            List<Point> points) {

        boolean warns() {
            return harmless != null && forecast.leavesMoreThan(harmless.share(), figures);
        }
    }

    private final BudgetBooks books;
    private final Ledger ledger;
    private final RuleTable rules;
    private final Clock clock;

    BudgetOutlook(BudgetBooks books, Ledger ledger, RuleTable rules, Clock clock) {
        this.books = books;
        this.ledger = ledger;
        this.rules = rules;
        this.clock = clock;
    }

    Outlook of(Programme programme) {
        Instant now = clock.instant();
        String budget = Chart.of(programme).budget();
        BudgetFigures figures = books.of(programme);
        Forecast forecast =
                Forecast.of(
                        programme,
                        figures,
                        ledger.weeks(budget, Forecast.windowFrom(programme, now), now),
                        now);
        // What was claimed in time is captured after the year, too, and belongs to it.
        List<Ledger.Week> weeks =
                ledger.weeks(budget, Forecast.begins(programme), now.plus(Duration.ofSeconds(1)));
        return new Outlook(
                figures,
                forecast,
                harmless(programme, now).orElse(null),
                points(programme, figures, forecast, weeks, now));
    }

    private Optional<Harmless> harmless(Programme programme, Instant now) {
        return rules.applying(UNSPENT, programme.issuer(), day(now))
                .flatMap(inForce -> {
                    ThresholdRule rule = Json.read(inForce.text().value(), ThresholdRule.class);
                    return rule.unit() == ThresholdUnit.SHARE && rule.limit() <= 10_000
                            ? Optional.of(
                                    new Harmless(
                                            new Share((int) rule.limit()),
                                            inForce.rule().named(inForce.text())))
                            : Optional.empty();
                });
    }

    private static LocalDate day(Instant at) {
        return at.atZone(ZONE).toLocalDate();
    }

    /// Every week's last day, today, and the last day of the year.
    static List<Point> points(
            Programme programme,
            BudgetFigures figures,
            Forecast forecast,
            List<Ledger.Week> weeks,
            Instant now) {
        List<Point> points = new ArrayList<>();
        long budget = figures.appropriated().fen();
        Money spent = Money.ZERO;
        Instant end = Forecast.begins(programme);
        while (end.plus(WEEK).isBefore(now)) {
            Instant begin = end;
            end = end.plus(WEEK);
            spent =
                    weeks.stream()
                            .filter(week -> week.from().equals(begin))
                            .map(week -> week.captured().minus(week.reversed()))
                            .reduce(spent, Money::plus);
            points.add(new Point(day(end.minusNanos(1)), spent.fen(), null, budget));
        }
        Long foretold = forecast.yearEnd() == null ? null : forecast.yearEnd().fen();
        if (!now.isBefore(Forecast.begins(programme))) {
            long so = figures.spent().fen();
            points.add(new Point(day(now), so, foretold == null ? null : so, budget));
        }
        if (now.isBefore(programme.yearEnd())) {
            points.add(new Point(day(programme.yearEnd().minusNanos(1)), null, foretold, budget));
        }
        return points;
    }
}
