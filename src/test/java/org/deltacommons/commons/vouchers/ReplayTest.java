package org.deltacommons.commons.vouchers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.deltacommons.foundation.rulebook.PaymentRoute;
import org.deltacommons.foundation.rulebook.ServiceClass;
import org.deltacommons.foundation.rulebook.VoucherRule;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Share;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a replay makes of orders, and that without a change it makes of them what they were.
class ReplayTest {

    private static final VoucherRule RULE =
            VoucherRule.plain(
                    "券",
                    "Voucher",
                    Share.percent(50),
                    Money.yuan(1_000),
                    PaymentRoute.PROVIDER_DIRECT);
    private static final Replay.Limits WIDE = new Replay.Limits(Money.yuan(1_000_000), Map.of());

    private static Replay.Line line(String firm, long base, long paid) {
        return new Replay.Line(
                firm + base,
                firm,
                false,
                "v-" + firm,
                Money.yuan(100_000),
                "ceiling/340500/" + firm + "/2026",
                ServiceClass.RD,
                Money.yuan(base),
                Money.yuan(paid),
                RULE);
    }

    @Test
    void a_lower_share_costs_less_and_serves_the_same_firms() {
        List<Replay.Line> lines = List.of(line("a", 1_000, 500), line("b", 400, 200));
        assertThat(Replay.of(lines, WIDE, new Replay.Change(Share.percent(30), null)))
                .isEqualTo(new Replay.Result(Money.yuan(420), 2, 2, 0));
    }

    @Test
    void a_higher_ceiling_frees_what_the_old_one_bound_and_a_lower_one_binds() {
        // Half of 4,000 would be 2,000; the ceiling of 1,000 bound it.
        List<Replay.Line> lines = List.of(line("a", 4_000, 1_000), line("b", 400, 200));
        assertThat(Replay.of(lines, WIDE, Replay.Change.NONE))
                .isEqualTo(new Replay.Result(Money.yuan(1_200), 2, 2, 1));
        assertThat(Replay.of(lines, WIDE, new Replay.Change(null, Money.yuan(1_500))))
                .isEqualTo(new Replay.Result(Money.yuan(1_700), 2, 2, 1));
        assertThat(Replay.of(lines, WIDE, new Replay.Change(null, Money.yuan(200))))
                .isEqualTo(new Replay.Result(Money.yuan(400), 2, 2, 2));
    }

    @Test
    void where_a_higher_share_empties_the_budget_later_firms_get_nothing() {
        List<Replay.Line> lines = List.of(line("a", 1_000, 500), line("b", 400, 200));
        Replay.Limits narrow = new Replay.Limits(Money.yuan(800), Map.of());
        assertThat(Replay.of(lines, narrow, new Replay.Change(Share.percent(80), null)))
                .isEqualTo(new Replay.Result(Money.yuan(800), 1, 1, 0));
    }

    @Test
    void what_another_programme_used_of_a_ceiling_is_not_there() {
        Replay.Line line = line("a", 4_000, 300);
        Replay.Limits used =
                new Replay.Limits(Money.yuan(9_000), Map.of(line.ceiling(), Money.yuan(700)));
        assertThat(Replay.of(List.of(line), used, new Replay.Change(null, Money.yuan(1_100))))
                .isEqualTo(new Replay.Result(Money.yuan(400), 1, 1, 1));
    }

    @Test
    void what_the_model_cannot_explain_stays_bound_as_it_was() {
        // A hold of 100 for work that came to 1,000: a higher share would not have widened it.
        List<Replay.Line> lines = List.of(line("a", 1_000, 100));
        assertThat(Replay.of(lines, WIDE, new Replay.Change(Share.percent(80), null)).money())
                .isEqualTo(Money.yuan(100));
        assertThat(Replay.of(lines, WIDE, new Replay.Change(Share.percent(5), null)).money())
                .isEqualTo(Money.yuan(50));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
    void without_a_change_any_year_whatever_bound_it_is_what_was_captured(long seed) {
        Random random = new Random(seed);
        for (int year = 0; year < 200; year++) {
            List<Replay.Line> lines = new ArrayList<>();
            Money captured = Money.ZERO;
            for (int order = 0; order < 30; order++) {
                Replay.Line line =
                        line("f" + random.nextInt(5), random.nextInt(3_000), random.nextInt(900));
                lines.add(line);
                captured = captured.plus(line.paid());
            }
            Replay.Limits limits =
                    new Replay.Limits(
                            Money.yuan(random.nextInt(20_000)),
                            Map.of("ceiling/340500/f1/2026", Money.yuan(random.nextInt(1_200))));
            Replay.Change same =
                    random.nextBoolean()
                            ? Replay.Change.NONE
                            : new Replay.Change(Share.percent(50), Money.yuan(1_000));
            assertThat(Replay.of(lines, limits, same).money()).isEqualTo(captured);
        }
    }
}
