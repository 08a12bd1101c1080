package org.deltacommons.commons.clearing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.deltacommons.kernel.Province.ANHUI;
import static org.deltacommons.kernel.Province.JIANGSU;
import static org.deltacommons.kernel.Province.SHANGHAI;
import static org.deltacommons.kernel.Province.ZHEJIANG;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Province;
import org.junit.jupiter.api.Test;

class PlanTest {

    private static final List<Province> ALL = List.of(Province.values());

    private static Netting.Owed owed(Province debtor, Province creditor, long fen) {
        return new Netting.Owed(creditor, debtor, new Money(fen), 1, 1, List.of());
    }

    @Test
    void debts_in_a_circle_need_no_payment() {
        Plan plan =
                Plan.of(
                        List.of(SHANGHAI, JIANGSU, ZHEJIANG),
                        List.of(
                                owed(SHANGHAI, JIANGSU, 100),
                                owed(JIANGSU, ZHEJIANG, 100),
                                owed(ZHEJIANG, SHANGHAI, 100)));
        assertThat(plan.balances().values()).containsOnly(Money.ZERO);
        assertThat(plan.payments()).isEmpty();
    }

    @Test
    void a_chain_is_paid_from_its_end_to_its_head() {
        Plan plan =
                Plan.of(
                        List.of(SHANGHAI, JIANGSU, ZHEJIANG),
                        List.of(owed(ZHEJIANG, JIANGSU, 900), owed(JIANGSU, SHANGHAI, 900)));
        assertThat(plan.payments())
                .containsExactly(new Plan.Payment(ZHEJIANG, SHANGHAI, new Money(900)));
    }

    @Test
    void of_equal_balances_the_lower_code_comes_first() {
        Plan plan = Plan.of(ALL, List.of(owed(ZHEJIANG, SHANGHAI, 5), owed(ANHUI, JIANGSU, 5)));
        assertThat(plan.payments())
                .containsExactly(
                        new Plan.Payment(ZHEJIANG, SHANGHAI, new Money(5)),
                        new Plan.Payment(ANHUI, JIANGSU, new Money(5)));
    }

    @Test
    void whatever_is_owed_the_payments_bring_everybody_to_zero_and_the_order_does_not_matter() {
        Random random = new Random(7);
        for (int round = 0; round < 500; round++) {
            List<Netting.Owed> owed = new ArrayList<>();
            for (Province debtor : ALL) {
                for (Province creditor : ALL) {
                    if (debtor != creditor && random.nextInt(3) > 0) {
                        owed.add(owed(debtor, creditor, random.nextInt(1_000_000)));
                    }
                }
            }
            Plan plan = Plan.of(ALL, owed);
            Map<Province, Money> left = new EnumMap<>(plan.balances());
            for (Plan.Payment payment : plan.payments()) {
                assertThat(payment.amount().isPositive()).isTrue();
                left.merge(payment.payer(), payment.amount(), Money::plus);
                left.merge(payment.payee(), payment.amount().negated(), Money::plus);
            }
            assertThat(left.values()).containsOnly(Money.ZERO);
            assertThat(plan.payments()).hasSizeLessThan(ALL.size());
            Collections.shuffle(owed, random);
            assertThat(Plan.of(ALL, owed)).isEqualTo(plan);
        }
    }
}
