package org.deltacommons.commons.vouchers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.deltacommons.foundation.ledger.Ledger;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Share;
import org.junit.jupiter.api.Test;

/// The forecast is what an officer would come to by hand, and nothing where nothing can be said.
class ForecastTest {

    /// 92 days before the year ends: the whole of October, November and December.
    private static final Instant OCTOBER = Instant.parse("2026-09-30T16:00:00Z");

    private static final Programme PROGRAMME =
            new Programme(
                    Id.of("p-2026"),
                    Province.ANHUI,
                    new DivisionCode("340500"),
                    "券",
                    "Voucher",
                    2026,
                    Money.yuan(10_000),
                    true,
                    true,
                    "x");

    private static BudgetFigures figures(long held, long captured) {
        return new BudgetFigures(
                Money.yuan(10_000),
                Money.ZERO,
                Money.ZERO,
                Money.ZERO,
                Money.yuan(held),
                Money.yuan(captured),
                Money.ZERO,
                Money.yuan(captured),
                Money.ZERO,
                Money.ZERO,
                Money.yuan(10_000 - held - captured));
    }

    private static List<Ledger.Week> weeks(Instant now, int count, long yuan) {
        Instant from = Forecast.windowFrom(PROGRAMME, now);
        return IntStream.range(0, count)
                .mapToObj(week ->
                        new Ledger.Week(
                                from.plusSeconds(week * 604_800L), Money.yuan(yuan), Money.ZERO))
                .toList();
    }

    @Test
    void the_pace_of_thirteen_weeks_goes_on_to_the_years_end() {
        // 91 days saw 910 yuan: ten a day, for 92 days more.
        Forecast forecast =
                Forecast.of(PROGRAMME, figures(100, 3_000), weeks(OCTOBER, 13, 70), OCTOBER);
        assertThat(forecast.basis()).isEqualTo(Forecast.Basis.PACE);
        assertThat(forecast.pace()).isEqualTo(Money.yuan(70));
        assertThat(forecast.daysLeft()).isEqualTo(92);
        assertThat(forecast.yearEnd()).isEqualTo(Money.yuan(3_920));
        assertThat(forecast.unspent(figures(100, 3_000))).isEqualTo(Money.yuan(6_080));
    }

    @Test
    void what_is_held_is_part_of_the_pace_and_counts_alone_where_it_is_more() {
        List<Ledger.Week> window = weeks(OCTOBER, 13, 70);
        assertThat(Forecast.of(PROGRAMME, figures(919, 3_000), window, OCTOBER).yearEnd())
                .isEqualTo(Money.yuan(3_920));
        assertThat(Forecast.of(PROGRAMME, figures(921, 3_000), window, OCTOBER).yearEnd())
                .isEqualTo(Money.yuan(3_921));
    }

    @Test
    void no_forecast_goes_beyond_the_budget() {
        Forecast forecast =
                Forecast.of(PROGRAMME, figures(0, 9_500), weeks(OCTOBER, 13, 700), OCTOBER);
        assertThat(forecast.yearEnd()).isEqualTo(Money.yuan(10_000));
        assertThat(forecast.unspent(figures(0, 9_500))).isEqualTo(Money.ZERO);
        assertThat(forecast.leavesMoreThan(new Share(0), figures(0, 9_500))).isFalse();
    }

    @Test
    void exactly_the_share_unspent_is_no_warning_and_a_fen_more_is() {
        BudgetFigures figures = figures(100, 3_000);
        Forecast forecast = Forecast.of(PROGRAMME, figures, weeks(OCTOBER, 13, 70), OCTOBER);
        assertThat(forecast.leavesMoreThan(new Share(6_080), figures)).isFalse();
        assertThat(forecast.leavesMoreThan(new Share(6_079), figures)).isTrue();
    }

    @Test
    void too_little_is_said_and_no_number_invented() {
        BudgetFigures figures = figures(0, 70);
        Forecast once = Forecast.of(PROGRAMME, figures, weeks(OCTOBER, 1, 70), OCTOBER);
        assertThat(once.basis()).isEqualTo(Forecast.Basis.TOO_LITTLE);
        assertThat(once.yearEnd()).isNull();
        assertThat(once.leavesMoreThan(new Share(0), figures)).isFalse();
        Instant january = Instant.parse("2026-01-28T15:59:59Z");
        assertThat(Forecast.window(PROGRAMME, january)).isEqualTo(3);
        assertThat(Forecast.of(PROGRAMME, figures, weeks(january, 3, 70), january).basis())
                .isEqualTo(Forecast.Basis.TOO_LITTLE);
    }

    @Test
    void before_the_year_and_after_it_nothing_is_foretold() {
        Instant before = Instant.parse("2025-12-31T15:59:59Z");
        assertThat(Forecast.of(PROGRAMME, figures(0, 0), List.of(), before).basis())
                .isEqualTo(Forecast.Basis.AHEAD);
        Instant over = PROGRAMME.yearEnd();
        Forecast after = Forecast.of(PROGRAMME, figures(9, 900), weeks(over, 13, 70), over);
        assertThat(after.basis()).isEqualTo(Forecast.Basis.OVER);
        assertThat(after.daysLeft()).isZero();
        assertThat(after.yearEnd()).isNull();
    }
}
