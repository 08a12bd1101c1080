package org.deltacommons.foundation.federation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.deltacommons.foundation.lane.Audience;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.kernel.Province;
import org.junit.jupiter.api.Test;

/// What is kept of feeds in memory says the same as the feeds, at every moment.
class StretchesTest {

    private final List<Held> feed = new ArrayList<>();
    private final AtomicInteger reads = new AtomicInteger();
    private final Stretches stretches = new Stretches();

    private void tell(long index) {
        feed.add(
                Held.of(
                        new RecordedFact(
                                Province.ANHUI,
                                index,
                                "test.Told",
                                1,
                                "s-" + index,
                                Audience.FOUR,
                                Json.MAPPER.createObjectNode(),
                                Instant.EPOCH,
                                "system")));
    }

    private List<Held> stored(long after, int limit) {
        reads.incrementAndGet();
        return feed.stream().filter(fact -> fact.index() > after).limit(limit).toList();
    }

    private List<Held> read(long after, int limit) {
        return stretches.after(Province.ANHUI, after, limit, this::stored);
    }

    @Test
    void whoever_reads_gets_what_the_feed_holds_while_it_grows() {
        Random random = new Random(11);
        long index = 0;
        for (int round = 0; round < 2_000; round++) {
            for (int more = random.nextInt(40); more > 0; more--) {
                // Some facts were not meant for this node, now and then many in a row.
                index += random.nextInt(50) == 0 ? 1 + random.nextInt(700) : 1;
                tell(index);
            }
            long after = random.nextLong(index + 2);
            int limit = 1 + random.nextInt(700);
            List<Held> expected =
                    feed.stream().filter(fact -> fact.index() > after).limit(limit).toList();
            assertThat(read(after, limit)).isEqualTo(expected);
        }
    }

    @Test
    void many_who_follow_a_feed_side_by_side_read_a_stretch_once() {
        for (long index = 1; index <= 2_000; index++) {
            tell(index);
        }
        assertThat(read(0, 2_000)).hasSize(2_000);
        reads.set(0);
        for (long after = 0; after < 1_700; after += 100) {
            for (int follower = 0; follower < 10; follower++) {
                assertThat(read(after, 100)).hasSize(100);
            }
        }
        assertThat(reads).hasValueLessThanOrEqualTo(7);
    }

    @Test
    void the_end_of_a_feed_is_read_anew_each_time() {
        tell(1);
        assertThat(read(0, 100)).hasSize(1);
        tell(2);
        assertThat(read(0, 100)).hasSize(2);
        assertThat(read(2, 100)).isEmpty();
    }
}
