package org.deltacommons.commons.vouchers.trail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.deltacommons.kernel.Money;
import org.junit.jupiter.api.Test;

/// A draw that anybody can repeat.
class DrawTest {

    private static List<Draw.Item> items(int count) {
        return new ArrayList<>(
                IntStream.range(0, count)
                        .mapToObj(i -> new Draw.Item("ord-" + i, Money.yuan(100L * (i + 1))))
                        .toList());
    }

    private static List<String> ids(List<Draw.Drawn> drawn) {
        return drawn.stream().map(Draw.Drawn::id).toList();
    }

    @Test
    void the_same_seed_draws_the_same_whatever_the_order_of_the_list() {
        List<Draw.Item> list = items(500);
        List<Draw.Drawn> once = Draw.of(list, "2026-审计-1", 30, Draw.Strata.NONE);
        Collections.shuffle(list, new Random(1));
        assertThat(Draw.of(list, "2026-审计-1", 30, Draw.Strata.NONE)).isEqualTo(once);
        assertThat(ids(Draw.of(list, "2026-审计-2", 30, Draw.Strata.NONE))).isNotEqualTo(ids(once));
        assertThat(Draw.digest(list)).isEqualTo(Draw.digest(items(500)));
    }

    @Test
    void the_score_is_what_sha256sum_says_and_the_lowest_are_drawn() throws Exception {
        List<Draw.Drawn> drawn = Draw.of(items(50), "s", 5, Draw.Strata.NONE);
        byte[] hash =
                MessageDigest.getInstance("SHA-256")
                        .digest(("s/" + drawn.getFirst().id()).getBytes(StandardCharsets.UTF_8));
        assertThat(drawn.getFirst().score()).isEqualTo(HexFormat.of().formatHex(hash));
        String highest = drawn.getLast().score();
        Set<String> in = new HashSet<>(ids(drawn));
        assertThat(Draw.of(items(50), "s", 50, Draw.Strata.NONE))
                .filteredOn(one -> !in.contains(one.id()))
                .hasSize(45)
                .allSatisfy(one -> assertThat(one.score()).isGreaterThan(highest));
    }

    @Test
    void strata_have_about_the_same_sum_and_each_gives_its_third() {
        List<Draw.Drawn> all = Draw.of(items(300), "x", 300, Draw.Strata.AMOUNT);
        Map<Integer, Long> sums = new HashMap<>();
        all.forEach(one -> sums.merge(one.stratum(), one.amount().fen(), Long::sum));
        long third = sums.values().stream().mapToLong(Long::longValue).sum() / 3;
        assertThat(sums).hasSize(3);
        // An item that lies across a border belongs to the lower stratum, so none is off by more.
        assertThat(sums.values())
                .allSatisfy(sum -> assertThat(Math.abs(sum - third)).isLessThan(3_000_000L));
        List<Draw.Drawn> drawn = Draw.of(items(300), "x", 10, Draw.Strata.AMOUNT);
        assertThat(drawn.stream().filter(one -> one.stratum() == 1)).hasSize(3);
        assertThat(drawn.stream().filter(one -> one.stratum() == 3)).hasSize(4);
    }

    @Test
    void a_list_that_is_too_short_is_drawn_whole_and_nothing_twice() {
        for (Draw.Strata strata : Draw.Strata.values()) {
            List<Draw.Drawn> drawn = Draw.of(items(4), "x", 200, strata);
            assertThat(ids(drawn)).hasSize(4).doesNotHaveDuplicates();
        }
        List<Draw.Item> free = List.of(new Draw.Item("ord-1", Money.ZERO));
        assertThat(Draw.of(free, "x", 3, Draw.Strata.AMOUNT)).hasSize(1);
    }

    @Test
    void another_amount_is_another_list() {
        List<Draw.Item> list = items(3);
        list.set(0, new Draw.Item("ord-0", Money.yuan(101)));
        assertThat(Draw.digest(list)).isNotEqualTo(Draw.digest(items(3)));
    }
}
