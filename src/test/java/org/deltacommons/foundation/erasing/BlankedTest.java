package org.deltacommons.foundation.erasing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.deltacommons.foundation.lane.Personal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BlankedTest {

    record Line(@Personal String note, String number) {}

    record Kept(String id, @Nullable @Personal String why, List<Line> lines, List<String> codes) {}

    private static final String WORDS = "王芳没有按时到场";

    private static Kept kept(@Nullable String why, String note) {
        return new Kept(WORDS, why, List.of(new Line(note, WORDS)), List.of(WORDS));
    }

    @Test
    void words_go_wherever_a_marked_component_holds_them_and_from_nowhere_else() {
        assertThat(Blanked.of(kept(WORDS, " " + WORDS + "\n"), Set.of(WORDS)))
                .contains(kept("", ""));
    }

    @Test
    void other_words_stay() {
        assertThat(Blanked.of(kept("样品不合", WORDS), Set.of(WORDS))).contains(kept("样品不合", ""));
    }

    @Test
    void a_record_without_the_words_is_not_written_again() {
        assertThat(Blanked.of(kept(null, "样品不合"), Set.of(WORDS))).isEmpty();
    }
}
