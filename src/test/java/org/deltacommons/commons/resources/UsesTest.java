package org.deltacommons.commons.resources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

/// With a resource of category 010102, a 场发射扫描电镜.
class UsesTest {

    private final Details details = SampleResources.resource().details();

    private List<String> of(String... lines) {
        return new Uses(List.of(lines)).of(details);
    }

    @Test
    void a_category_or_a_kind_brings_its_uses_in_their_order() {
        assertThat(of("[010102]", "看表面", "surface", "", "# remark", "[INSTRUMENT]", "测一测"))
                .containsExactly("看表面", "surface", "测一测");
        assertThat(of("[010101]", "看原子", "[SERVICE]", "写报告")).isEmpty();
    }

    @Test
    void one_of_the_words_must_be_in_the_name_and_none_of_those_behind_a_hyphen() {
        assertThat(of("[010102 断口|扫描]", "看断口")).containsExactly("看断口");
        assertThat(of("[010102 断口|截面]", "看断口")).isEmpty();
        assertThat(of("[010102 -双束]", "看断口")).containsExactly("看断口");
        assertThat(of("[010102 扫描 -场发射]", "看断口")).isEmpty();
    }

    @Test
    void a_use_without_a_group_is_not_read() {
        assertThatThrownBy(() -> of("看表面")).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void what_is_kept_is_short_and_said_once_of_each() {
        List<String> uses = Uses.known().of(details);
        assertThat(uses).isNotEmpty().doesNotHaveDuplicates();
        assertThat(Uses.known().all()).allMatch(use -> use.length() <= 80);
    }
}
