package org.deltacommons.foundation.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.deltacommons.kernel.Province.ANHUI;
import static org.deltacommons.kernel.Province.JIANGSU;
import static org.deltacommons.kernel.Province.SHANGHAI;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who may read a fact, as it stands in the feed.
class AudienceTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "home",
                "public",
                "310000,340000",
                "public;320000,340000",
                "310000;340000",
                "home;340000",
                "only:340000"
            })
    void an_audience_reads_as_it_was_written(String text) {
        assertThat(Audience.parse(text).text()).isEqualTo(text);
    }

    @Test
    void who_is_told_later_does_not_read_it_now() {
        Audience some = Audience.of(JIANGSU, ANHUI).postponing(Set.of(ANHUI));
        assertThat(some.includes(SHANGHAI, JIANGSU)).isTrue();
        assertThat(some.includes(SHANGHAI, ANHUI)).isFalse();
        assertThat(some.includes(SHANGHAI, SHANGHAI)).isTrue();
        Audience open = Audience.PUBLIC.postponing(Set.of(ANHUI));
        assertThat(open.open()).isTrue();
        assertThat(Audience.parse(open.text())).isEqualTo(open);
    }

    @Test
    void what_is_told_again_is_nothing_new_at_home() {
        assertThat(Audience.only(ANHUI).includes(SHANGHAI, SHANGHAI)).isFalse();
        assertThat(Audience.only(ANHUI).includes(SHANGHAI, ANHUI)).isTrue();
        assertThat(Audience.only(ANHUI).includes(SHANGHAI, JIANGSU)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"only:", "only:home", "home;", "public;public", "310000;310000", ";"})
    void an_audience_that_contradicts_itself_is_none(String text) {
        assertThatThrownBy(() -> Audience.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
