package org.deltacommons.commons.vouchers;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.deltacommons.foundation.ledger.Ledger;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Share;
import org.jspecify.annotations.Nullable;

/// What a programme will have spent at its year's end if captures go on as in the last weeks. Pure,
/// and simple enough that an officer can do it by hand:
///
/// ```text
/// min(appropriated, spent + max(held, captured in the window × days left ÷ days of the window))
/// ```
///
/// What is held now is captured in the weeks to come, so that it is part of the pace and not added
/// to it; it counts where it is more than the pace would bring.
///
/// @param basis what the forecast rests on; without [Basis#PACE] nothing is foretold
/// @param weeks of the window, at most thirteen
/// @param pace captured a week in the window, on average
/// @param daysLeft of the fiscal year, begun ones counted whole
/// @param yearEnd spent by then; null where there is no forecast
record Forecast(Basis basis, int weeks, Money pace, long daysLeft, @Nullable Money yearEnd) {

    /// What a forecast rests on.
    enum Basis {
        /// The weekly pace of captures.
        PACE,
        /// The year has run for too short a time, or too few weeks saw a capture.
        TOO_LITTLE,
        /// The year has not begun.
        AHEAD,
        /// The year is over: what was spent and is still held is no forecast any more.
        OVER
    }

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final Duration WEEK = Duration.ofDays(7);

    /// A quarter: batches are monthly, so that it sees about three.
    static final int WEEKS_MAX = 13;

    /// With less than a month a single batch would be the pace.
    static final int WEEKS_MIN = 4;

    /// One week with a capture is an event, two are the least that can be called a pace.
    static final int ACTIVE_MIN = 2;

    /// How many whole weeks lie behind an instant within the year; as many as the pace is taken of.
    static int window(Programme programme, Instant now) {
        Instant first = begins(programme);
        long whole = now.isBefore(first) ? 0 : Duration.between(first, now).dividedBy(WEEK);
        return (int) Math.min(WEEKS_MAX, whole);
    }

    static Instant windowFrom(Programme programme, Instant now) {
        return now.minus(WEEK.multipliedBy(window(programme, now)));
    }

    static Instant begins(Programme programme) {
        return programme.firstDay().atStartOfDay(ZONE).toInstant();
    }

    /// @param window the weeks with captures since [#windowFrom]
    static Forecast of(
            Programme programme, BudgetFigures figures, List<Ledger.Week> window, Instant now) {
        int weeks = window(programme, now);
        Money captured = window.stream().map(Ledger.Week::captured).reduce(Money.ZERO, Money::plus);
        long active = window.stream().filter(week -> week.captured().isPositive()).count();
        Money pace = weeks == 0 ? Money.ZERO : new Money(captured.fen() / weeks);
        long left = daysLeft(programme, now);
        Basis basis =
                !now.isBefore(programme.yearEnd())
                        ? Basis.OVER
                        : now.isBefore(begins(programme))
                                ? Basis.AHEAD
                                : weeks < WEEKS_MIN || active < ACTIVE_MIN
                                        ? Basis.TOO_LITTLE
                                        : Basis.PACE;
        if (basis != Basis.PACE) {
            return new Forecast(basis, weeks, pace, left, null);
        }
        // Of the whole window, so that the average's rounding is not multiplied.
        Money coming =
                new Money(Math.multiplyExact(captured.fen(), left) / (weeks * WEEK.toDays()));
        Money yearEnd =
                figures.spent().plus(coming.max(figures.held())).min(figures.appropriated());
        return new Forecast(basis, weeks, pace, left, yearEnd);
    }

    private static long daysLeft(Programme programme, Instant now) {
        Duration left = Duration.between(now, programme.yearEnd());
        return left.isNegative() ? 0 : left.plusDays(1).minusNanos(1).toDays();
    }

    /// What the forecast leaves of the budget; null without a forecast.
    @Nullable Money unspent(BudgetFigures figures) {
        return yearEnd == null ? null : figures.appropriated().minus(yearEnd);
    }

    /// Whether it leaves more than a share of the budget.
    boolean leavesMoreThan(Share share, BudgetFigures figures) {
        Money unspent = unspent(figures);
        return unspent != null && unspent.compareTo(figures.appropriated().share(share)) > 0;
    }
}
