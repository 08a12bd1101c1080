package org.deltacommons.foundation.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.deltacommons.Schema;
import org.deltacommons.TestDatabase;
import org.deltacommons.foundation.database.Login;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Membership;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/// The log on a real PostgreSQL, written as the application and tampered with as the owner.
class AuditModuleTest {

    private static final Actor AUDITOR =
            new Actor(
                    "person-a",
                    "a",
                    Province.ANHUI,
                    List.of(new Membership(Role.AUDITOR, "340000")),
                    null);

    private PostgresAudit audit;
    private JdbcClient owner;
    private JdbcClient app;

    @BeforeEach
    void an_empty_log() {
        TestDatabase database = TestDatabase.fresh("audit");
        Schema.migrate(database, "audit");
        owner = JdbcClient.create(source(database.owner()));
        app = JdbcClient.create(source(database.app()));
        audit =
                new PostgresAudit(
                        source(database.app()),
                        Clock.fixed(
                                Instant.parse("2026-03-05T06:30:00.123456789Z"), ZoneOffset.UTC));
    }

    private static DriverManagerDataSource source(Login login) {
        return new DriverManagerDataSource(login.url(), login.user(), login.password());
    }

    private static AuditLine line(String subject) {
        return AuditLine.of(AuditKind.EXPORT, AUDITOR, subject).with("what", "清单 𠮷");
    }

    private void three() {
        for (String subject : List.of("one", "two", "three")) {
            audit.record(line(subject));
        }
    }

    @Test
    void lines_are_numbered_without_gaps_and_the_chain_holds() {
        three();
        assertThat(audit.find(AuditQuery.of(Set.of(Province.ANHUI)), Long.MAX_VALUE, 10))
                .extracting(RecordedLine::index)
                .containsExactly(3L, 2L, 1L);
        assertThat(audit.verify()).isInstanceOf(ChainCheck.Whole.class);
        assertThat(audit.line(1).orElseThrow().line().details()).containsEntry("what", "清单 𠮷");
    }

    @Test
    void a_changed_line_is_found_and_named() {
        three();
        owner.sql("UPDATE audit.line SET person = 'somebody-else' WHERE index = 2").update();
        assertThat(audit.verify()).isEqualTo(new ChainCheck.Broken(2, ChainCheck.Break.CHANGED));
    }

    @Test
    void a_changed_line_is_found_even_if_its_own_hash_was_made_to_fit() {
        three();
        RecordedLine second = audit.line(2).orElseThrow();
        AuditLine lie =
                new AuditLine(
                        AuditKind.EXPORT,
                        Province.ANHUI,
                        "somebody-else",
                        null,
                        "two",
                        null,
                        null,
                        second.line().details());
        String fitting = Chain.hash(audit.line(1).orElseThrow().hash(), 2, second.at(), lie);
        owner.sql("UPDATE audit.line SET person = 'somebody-else', hash = ? WHERE index = 2")
                .param(fitting)
                .update();
        assertThat(audit.verify()).isEqualTo(new ChainCheck.Broken(3, ChainCheck.Break.CHANGED));
    }

    @Test
    void a_line_taken_out_is_found() {
        three();
        owner.sql("DELETE FROM audit.line WHERE index = 2").update();
        assertThat(audit.verify()).isEqualTo(new ChainCheck.Broken(2, ChainCheck.Break.MISSING));
    }

    @Test
    void an_end_that_was_cut_off_is_found() {
        three();
        owner.sql("DELETE FROM audit.line WHERE index = 3").update();
        assertThat(audit.verify()).isEqualTo(new ChainCheck.Broken(3, ChainCheck.Break.CUT_OFF));
    }

    @Test
    void the_application_itself_can_neither_change_nor_delete() {
        three();
        for (String attempt :
                List.of(
                        "UPDATE audit.line SET person = 'x'",
                        "DELETE FROM audit.line",
                        "TRUNCATE audit.line")) {
            assertThatThrownBy(() -> app.sql(attempt).update())
                    .hasStackTraceContaining("permission denied");
        }
        assertThat(audit.verify()).isInstanceOf(ChainCheck.Whole.class);
    }

    @Test
    void many_at_once_make_one_whole_chain() throws Exception {
        List<Callable<Long>> all =
                java.util.stream.IntStream.range(0, 200)
                        .mapToObj(i -> (Callable<Long>) () -> audit.record(line("s" + i)))
                        .toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
            Set<Long> indexes = new java.util.HashSet<>();
            for (var each : threads.invokeAll(all)) {
                indexes.add(each.get());
            }
            assertThat(indexes).hasSize(200).contains(1L, 200L);
        }
        assertThat(audit.verify())
                .isInstanceOfSatisfying(
                        ChainCheck.Whole.class, whole -> assertThat(whole.lines()).isEqualTo(200));
    }

    @Test
    void a_look_at_personal_data_without_a_purpose_cannot_be_recorded() {
        assertThatThrownBy(() -> AuditLine.read(AUDITOR, "person-b", " "))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatever_somebody_sends_can_be_recorded() {
        audit.record(line("nul \u0000 and half \ud83d a pair").with("long", "x".repeat(5_000)));
        assertThat(audit.verify()).isInstanceOf(ChainCheck.Whole.class);
        assertThat(audit.line(1).orElseThrow().line().details().get("long")).hasSize(1_000);
    }

    @Test
    void an_auditor_of_one_province_does_not_find_the_lines_of_another() {
        audit.record(line("ours"));
        audit.record(line("theirs").at(Province.SHANGHAI));
        assertThat(audit.find(AuditQuery.of(Set.of(Province.ANHUI)), Long.MAX_VALUE, 10))
                .extracting(found -> found.line().subject())
                .containsExactly("ours");
        assertThat(audit.count(AuditQuery.of(Set.of()))).isZero();
        assertThat(
                        audit.count(
                                AuditQuery.of(Set.of(Province.ANHUI))
                                        .about("our")
                                        .by("person-a")
                                        .kind(AuditKind.EXPORT)))
                .isOne();
    }
}
