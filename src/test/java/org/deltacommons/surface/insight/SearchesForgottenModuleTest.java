package org.deltacommons.surface.insight;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.deltacommons.Cast2026;
import org.deltacommons.kernel.Actor;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;

/// When what people asked is deleted.
@SpringBootTest(properties = "delta.data=target/fork-${delta.test.fork:1}/test-data/searches")
@Import(Cast2026.class)
@DirtiesContext
class SearchesForgottenModuleTest {

    @Autowired private SearchLog log;
    @Autowired private SearchFigures figures;
    @Autowired private RecentSearches recent;
    @Autowired private JdbcClient jdbc;
    @Autowired private Cast2026.Stage stage;

    private long count(String table) {
        return jdbc.sql("SELECT count(*) FROM insight." + table).query(Long.class).single();
    }

    @Test
    void twenty_of_ones_own_are_kept_and_all_goes_when_its_time_is_over() {
        stage.settle();
        Actor engineer = stage.actor("jiangpan.engineer");
        for (int i = 0; i < 22; i++) {
            stage.clock.forward(Duration.ofSeconds(1));
            log.heard(
                    new Question(
                            engineer,
                            stage.clock.instant(),
                            "电镜 " + i,
                            true,
                            "",
                            1,
                            Question.Outcome.FOUND,
                            List.of()));
        }
        log.write();
        assertThat(recent.recent(engineer))
                .hasSize(20)
                .first()
                .satisfies(one -> assertThat(one.sentence()).isEqualTo("电镜 21"));
        stage.clock.to(Instant.parse("2026-06-02T15:59:00Z"));
        figures.forget();
        assertThat(recent.recent(engineer)).hasSize(20);
        stage.clock.to(Instant.parse("2026-06-02T16:01:00Z"));
        figures.forget();
        assertThat(recent.recent(engineer)).isEmpty();
        assertThat(count("asked")).isEqualTo(22);
        stage.clock.to(Instant.parse("2028-03-04T16:01:00Z"));
        figures.forget();
        assertThat(count("asked")).isZero();
        assertThat(count("asker")).isZero();
    }
}
