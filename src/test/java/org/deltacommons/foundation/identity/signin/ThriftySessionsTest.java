package org.deltacommons.foundation.identity.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.ServletException;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.MapSession;
import org.springframework.session.MapSessionRepository;
import org.springframework.session.Session;

class ThriftySessionsTest {

    /// Spring's sessions in a map, which gives out copies as a table does, and counts.
    private static final class Rows implements FindByIndexNameSessionRepository<MapSession> {

        private final Map<String, Session> table = new ConcurrentHashMap<>();
        private final MapSessionRepository rows = new MapSessionRepository(table);
        private int reads;

        @Override
        public MapSession createSession() {
            return rows.createSession();
        }

        @Override
        public void save(MapSession session) {
            rows.save(session);
        }

        @Override
        public @Nullable MapSession findById(String id) {
            reads++;
            return rows.findById(id);
        }

        @Override
        public void deleteById(String id) {
            rows.deleteById(id);
        }

        @Override
        public Map<String, MapSession> findByIndexNameAndIndexValue(String index, String value) {
            return table.values().stream()
                    .filter(one -> value.equals(one.getAttribute(index)))
                    .collect(Collectors.toMap(Session::getId, one -> new MapSession(one)));
        }
    }

    @FunctionalInterface
    private interface Work {
        void run() throws Exception;
    }

    private final Rows rows = new Rows();
    private final ThriftySessions<MapSession> sessions = new ThriftySessions<>(rows);

    private static void request(Work work) throws Exception {
        ThriftySessions.eachRequest()
                .doFilter(
                        new MockHttpServletRequest(),
                        new MockHttpServletResponse(),
                        (_, _) -> {
                            try {
                                work.run();
                            } catch (ServletException | RuntimeException failed) {
                                throw failed;
                            } catch (Exception failed) {
                                throw new ServletException(failed);
                            }
                        });
    }

    private String begun() {
        ThriftySessions.Held<MapSession> session = sessions.createSession();
        session.setAttribute("who", "王敏");
        sessions.save(session);
        return session.getId();
    }

    private static String who(ThriftySessions.@Nullable Held<MapSession> session) {
        assertThat(session).isNotNull();
        return String.valueOf(session.<Object>getAttribute("who"));
    }

    @Test
    void an_unknown_session_is_asked_for_each_time() throws Exception {
        request(() -> {
            assertThat(sessions.findById("nobody")).isNull();
            assertThat(sessions.findById("nobody")).isNull();
        });
        assertThat(rows.reads).isEqualTo(2);
    }

    @Test
    void a_request_reads_its_session_once() throws Exception {
        String id = begun();
        request(() -> {
            assertThat(who(sessions.findById(id))).isEqualTo("王敏");
            assertThat(who(sessions.findById(id))).isEqualTo("王敏");
        });
        assertThat(rows.reads).isEqualTo(1);
    }

    @Test
    void outside_a_request_nothing_is_remembered() {
        String id = begun();
        assertThat(sessions.findById(id)).isNotNull();
        assertThat(sessions.findById(id)).isNotNull();
        assertThat(rows.reads).isEqualTo(2);
    }

    @Test
    void the_next_request_sees_what_another_instance_wrote() throws Exception {
        String id = begun();
        request(() -> assertThat(who(sessions.findById(id))).isEqualTo("王敏"));
        MapSession elsewhere = rows.rows.findById(id);
        elsewhere.setAttribute("who", "李雷");
        rows.rows.save(elsewhere);
        request(() -> assertThat(who(sessions.findById(id))).isEqualTo("李雷"));
    }

    @Test
    void a_session_ended_elsewhere_is_gone_with_the_next_request() throws Exception {
        String id = begun();
        request(() -> assertThat(sessions.findById(id)).isNotNull());
        rows.rows.deleteById(id);
        request(() -> assertThat(sessions.findById(id)).isNull());
    }

    @Test
    void a_session_ended_in_a_request_is_gone_in_it() throws Exception {
        String id = begun();
        request(() -> {
            assertThat(sessions.findById(id)).isNotNull();
            sessions.deleteById(id);
            assertThat(sessions.findById(id)).isNull();
        });
        assertThat(rows.table).isEmpty();
    }

    @Test
    void the_id_from_before_the_sign_in_finds_nothing_in_the_same_request() throws Exception {
        String before = begun();
        request(() -> {
            ThriftySessions.Held<MapSession> session = sessions.findById(before);
            assertThat(session).isNotNull();
            String after = session.changeSessionId();
            sessions.save(session);
            rows.rows.deleteById(before);
            assertThat(sessions.findById(before)).isNull();
            assertThat(who(sessions.findById(after))).isEqualTo("王敏");
        });
    }

    @Test
    void one_request_inside_another_remembers_for_itself() throws Exception {
        String id = begun();
        request(() -> {
            assertThat(sessions.findById(id)).isNotNull();
            rows.rows.deleteById(id);
            request(() -> assertThat(sessions.findById(id)).isNull());
        });
    }

    @Test
    void a_failure_reaches_the_caller_as_it_is_and_leaves_nothing_behind() {
        String id = begun();
        IllegalStateException bug = new IllegalStateException("a bug");
        assertThatThrownBy(() ->
                        request(() -> {
                            assertThat(sessions.findById(id)).isNotNull();
                            throw bug;
                        }))
                .isSameAs(bug);
        ServletException refused = new ServletException("refused");
        assertThatThrownBy(() ->
                        request(() -> {
                            throw refused;
                        }))
                .isSameAs(refused);
        int before = rows.reads;
        assertThat(sessions.findById(id)).isNotNull();
        assertThat(rows.reads).isEqualTo(before + 1);
    }

    @Test
    void the_time_is_written_when_a_minute_has_passed_and_not_before() {
        Instant first = Instant.parse("2026-03-05T02:00:00Z");
        MapSession row = new MapSession();
        row.setLastAccessedTime(first);
        ThriftySessions.Held<MapSession> session = new ThriftySessions.Held<>(row);
        session.setLastAccessedTime(first.plus(ThriftySessions.TOUCHED_EVERY).minusMillis(1));
        assertThat(session.getLastAccessedTime()).isEqualTo(first);
        Instant due = first.plus(ThriftySessions.TOUCHED_EVERY);
        session.setLastAccessedTime(due);
        assertThat(session.getLastAccessedTime()).isEqualTo(due);
        session.setLastAccessedTime(first);
        assertThat(session.getLastAccessedTime()).as("time never goes back").isEqualTo(due);
    }

    @Test
    void a_persons_sessions_are_all_found() {
        String index = FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME;
        ThriftySessions.Held<MapSession> session = sessions.createSession();
        session.setAttribute(index, "person-wang");
        sessions.save(session);
        begun();
        assertThat(sessions.findByPrincipalName("person-wang")).containsOnlyKeys(session.getId());
    }
}
