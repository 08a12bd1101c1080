package org.deltacommons.foundation.federation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.deltacommons.foundation.lane.Audience;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.kernel.Province;
import org.junit.jupiter.api.Test;

/// What is handed on in memory is what the feed has after a position, or it is said not to be
/// known.
class TailTest {

    private final Tail tail = new Tail();

    private static Held fact(long index) {
        return Held.of(
                new RecordedFact(
                        Province.ANHUI,
                        index,
                        "test.Told",
                        1,
                        "s-" + index,
                        Audience.FOUR,
                        Json.MAPPER.createObjectNode(),
                        Instant.EPOCH,
                        "system"));
    }

    private void came(long after, long upTo, long... indexes) {
        large(100, after, upTo, indexes);
    }

    private void large(int letters, long after, long upTo, long... indexes) {
        List<Held> facts = new ArrayList<>();
        List<Integer> lengths = new ArrayList<>();
        for (long index : indexes) {
            facts.add(fact(index));
            lengths.add(letters);
        }
        tail.came(after, upTo, facts, lengths);
    }

    private List<Long> after(long position, int limit) {
        List<Held> found = tail.after(position, limit);
        assertThat(found).isNotNull();
        return found.stream().map(Held::index).toList();
    }

    @Test
    void what_came_is_given_from_any_position_that_it_covers() {
        came(10, 13, 11, 12, 13);
        came(13, 15, 14, 15);

        assertThat(after(10, 10)).containsExactly(11L, 12L, 13L, 14L, 15L);
        assertThat(after(12, 2)).containsExactly(13L, 14L);
        assertThat(tail.after(9, 10)).isNull();
    }

    @Test
    void what_lies_beyond_the_newest_has_to_be_looked_for() {
        assertThat(tail.after(0, 10)).isNull();
        came(0, 2, 1, 2);

        assertThat(tail.after(2, 10)).isNull();
        assertThat(tail.after(7, 10)).isNull();
    }

    @Test
    void where_facts_are_missing_in_between_only_what_came_after_them_is_known() {
        came(0, 2, 1, 2);
        came(5, 7, 6, 7);

        assertThat(tail.after(0, 10)).isNull();
        assertThat(tail.after(2, 10)).isNull();
        assertThat(after(5, 10)).containsExactly(6L, 7L);
    }

    @Test
    void what_is_told_after_later_facts_is_not_taken() {
        came(0, 2, 1, 2);
        came(4, 6, 5, 6);
        came(2, 4, 3, 4);

        assertThat(tail.after(2, 10)).isNull();
        assertThat(after(4, 10)).containsExactly(5L, 6L);
    }

    @Test
    void a_stretch_without_a_fact_for_this_node_is_known_to_have_none() {
        came(0, 2, 1, 2);
        came(2, 500);
        came(500, 501, 501);

        assertThat(after(2, 10)).containsExactly(501L);
        assertThat(after(300, 10)).containsExactly(501L);
    }

    @Test
    void the_oldest_are_given_up_when_there_are_too_many_letters_and_are_not_guessed_at() {
        large(200_000, 0, 5, 1, 2, 3, 4, 5);

        assertThat(tail.after(0, 10)).isNull();
        assertThat(tail.after(2, 10)).isNull();
        assertThat(after(3, 10)).containsExactly(4L, 5L);
    }

    @Test
    void whatever_comes_in_whatever_order_is_never_told_with_a_gap() {
        Random random = new Random(5);
        List<long[]> groups = new ArrayList<>();
        long end = 0;
        for (int i = 0; i < 3_000; i++) {
            long next = end + 1 + random.nextInt(4);
            groups.add(new long[] {end, next});
            end = next;
        }
        for (int i = 0; i + 1 < groups.size(); i++) {
            // Two commits close after each other may be told in the other order.
            if (random.nextInt(4) == 0) {
                groups.set(i, groups.set(i + 1, groups.get(i)));
            }
            long[] group = groups.get(i);
            List<Long> indexes = new ArrayList<>();
            for (long index = group[0] + 1; index <= group[1]; index++) {
                indexes.add(index);
            }
            came(group[0], group[1], indexes.stream().mapToLong(one -> one).toArray());
            long position = Math.max(0, group[1] - random.nextInt(40));
            List<Held> found = tail.after(position, 1_000);
            if (found != null) {
                for (int at = 0; at < found.size(); at++) {
                    assertThat(found.get(at).index()).isEqualTo(position + 1 + at);
                }
            }
        }
    }
}
