package org.deltacommons.foundation.federation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.deltacommons.foundation.federation.proof.Checkpoint;
import org.deltacommons.foundation.federation.proof.Merkle;
import org.junit.jupiter.api.Test;

/// What one signed head is to another of the same home.
class ContinuationTest {

    private static final String ORIGIN = "deltacommons.org/310000";

    private final List<byte[]> said =
            IntStream.range(0, 300).mapToObj(ContinuationTest::leaf).toList();

    private static byte[] leaf(int number) {
        return Merkle.leaf(("fact " + number).getBytes(StandardCharsets.UTF_8));
    }

    private static Tiles tree(List<byte[]> leaves) {
        Tiles tiles = new Tiles((_, _) -> Optional.empty());
        tiles.append(0, leaves);
        return tiles;
    }

    private static byte[] root(List<byte[]> leaves, int size) {
        return Merkle.root(size, tree(leaves));
    }

    private static Witness.Seen seen(List<byte[]> leaves, int size) {
        return new Witness.Seen(size, root(leaves, size), "note");
    }

    private static Checkpoint head(List<byte[]> leaves, int size) {
        return new Checkpoint(ORIGIN, size, root(leaves, size));
    }

    private List<byte[]> rewritten(int number) {
        List<byte[]> other = new ArrayList<>(said);
        other.set(number, leaf(-1));
        return other;
    }

    @Test
    void a_longer_head_of_the_same_history_has_grown() {
        assertThat(Continuation.of(seen(said, 200), head(said, 300), tree(said)))
                .isEqualTo(Continuation.GROWN);
    }

    @Test
    void a_longer_head_over_what_was_rewritten_is_a_fork() {
        List<byte[]> other = rewritten(7);
        assertThat(Continuation.of(seen(said, 200), head(other, 300), tree(other)))
                .isEqualTo(Continuation.FORKED);
    }

    @Test
    void an_old_head_of_the_same_history_is_nothing_new() {
        assertThat(Continuation.of(seen(said, 300), head(said, 200), tree(said)))
                .isEqualTo(Continuation.NOTHING_NEW);
    }

    @Test
    void an_old_head_that_contradicts_what_was_seen_is_a_fork_and_not_passed_over() {
        assertThat(Continuation.of(seen(said, 300), head(rewritten(7), 200), tree(said)))
                .isEqualTo(Continuation.FORKED);
    }

    @Test
    void two_heads_of_one_size_and_two_histories_are_a_fork() {
        assertThat(Continuation.of(seen(said, 200), head(rewritten(7), 200), tree(said)))
                .isEqualTo(Continuation.FORKED);
    }

    @Test
    void tiles_that_lead_to_neither_head_say_nothing_of_the_home() {
        Tiles nowhere = tree(rewritten(299));
        assertThat(Continuation.of(seen(said, 200), head(said, 300), nowhere))
                .isEqualTo(Continuation.OTHER_TREE);
        assertThat(Continuation.of(seen(said, 300), head(said, 200), nowhere))
                .isEqualTo(Continuation.OTHER_TREE);
    }
}
