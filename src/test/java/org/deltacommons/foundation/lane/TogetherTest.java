package org.deltacommons.foundation.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.deltacommons.Schema;
import org.deltacommons.TestDatabase;
import org.deltacommons.foundation.lane.Records.Versioned;
import org.deltacommons.kernel.Id;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class TogetherTest {

    private static HikariDataSource pool;
    private static Records records;

    @BeforeAll
    static void prepare() {
        TestDatabase database = TestDatabase.fresh("together");
        Schema.migrate(database, "lane");
        Schema.owner(database, Note.TABLE);
        for (int i = 1; i <= 3; i++) {
            Schema.owner(
                    database,
                    """
                    BEGIN;
                    SET LOCAL delta.home = '340000';
                    INSERT INTO lanetest.note VALUES ('n%d', '340000', %d, 'a "quoted" 字%d', %d, 7,
                        NULL, NULL, '["一"]', 'PLAIN');
                    COMMIT
                    """
                            .formatted(i, i, i, 10 - i));
        }
        pool = database.pool(1);
        records = new Records(JdbcClient.create(pool));
    }

    @AfterAll
    static void close() {
        pool.close();
    }

    @Test
    void several_questions_with_parameters_of_one_name_are_answered_as_each_alone() {
        Together together = records.together();
        Supplier<Optional<Versioned<Note>>> one = together.versioned(Note.class, Id.of("n2"));
        Supplier<Optional<Versioned<Note>>> none = together.versioned(Note.class, Id.of("n9"));
        Map<String, Object> values = Map.of("ids", List.of("n1", "n2", "n3"), "most", 8);
        String condition = "t.id IN (:ids) AND t.count <= :most::integer";
        Supplier<List<Note>> some = together.list(Note.class, condition, "t.count", values, 1);

        assertThat(one.get()).isEqualTo(records.versioned(Note.class, Id.of("n2"))).isPresent();
        assertThat(one.get().orElseThrow().version()).isEqualTo(2);
        assertThat(none.get()).isEmpty();
        assertThat(some.get())
                .isEqualTo(records.list(Note.class, condition, "t.count", values, 1))
                .extracting(note -> note.id().value())
                .containsExactly("n3");
    }

    @Test
    void what_is_asked_after_the_answers_are_there_is_a_mistake_and_not_left_unanswered() {
        Together together = records.together();
        together.versioned(Note.class, Id.of("n1")).get();
        assertThatThrownBy(() -> together.versioned(Note.class, Id.of("n2")))
                .isInstanceOf(IllegalStateException.class);
    }
}
