package org.deltacommons;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;

/// The whole application comes up on an empty database, as the role that may only write rows. What
/// it says while it starts is only heard of one that starts for this test.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ExtendWith(OutputCaptureExtension.class)
@DirtiesContext(classMode = DirtiesContext.ClassMode.BEFORE_CLASS)
class StartTest {

    @Autowired private JdbcClient database;
    @LocalServerPort private int port;

    @Test
    void it_says_once_where_to_look(CapturedOutput output) {
        assertThat(output.getOut().lines().filter(line -> line.startsWith("Ready:")))
                .containsExactly("Ready: http://localhost:" + port);
    }

    @Test
    void it_works_in_a_database_of_its_own_as_the_application_role() {
        assertThat(database.sql("SELECT current_user").query(String.class).single())
                .isEqualTo("delta_app");
        assertThat(database.sql("SELECT current_database()").query(String.class).single())
                .startsWith("test_context_");
        assertThat(database.sql("SELECT count(*) FROM session.session").query(Long.class).single())
                .isZero();
    }
}
