package org.deltacommons.foundation.identity.signin;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.session.web.http.SessionRepositoryFilter;

/// Sessions as rows, read once a request and touched once a minute. Spring Session reads the row
/// again after it has saved it, only to see whether it is still there, and writes the time of every
/// single request; for a page that is two thirds of what its session costs.
///
/// @param <S> the session of the repository below
final class ThriftySessions<S extends Session>
        implements FindByIndexNameSessionRepository<ThriftySessions.Held<S>> {

    /// The time of the last request is at most so much older than it was, and a session ends at
    /// most so much earlier.
    static final Duration TOUCHED_EVERY = Duration.ofMinutes(1);

    private static final String PASSED = SessionRepositoryFilter.class.getName() + ".FILTERED";

    /// What this request has read already.
    private static final ScopedValue<Map<String, Object>> READ = ScopedValue.newInstance();

    private final FindByIndexNameSessionRepository<S> rows;

    ThriftySessions(FindByIndexNameSessionRepository<S> rows) {
        this.rows = rows;
    }

    /// Stands around Spring Session's own filter.
    static Filter eachRequest() {
        return ThriftySessions::remembering;
    }

    private static void remembering(
            ServletRequest request, ServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request instanceof HttpServletRequest one && TokenFilter.isFor(one)) {
            // A machine has no session: Spring Session's filter takes this for its own mark and
            // lets the request pass.
            one.setAttribute(PASSED, true);
            chain.doFilter(request, response);
            return;
        }
        try {
            ScopedValue.where(READ, new HashMap<>())
                    .call(() -> {
                        chain.doFilter(request, response);
                        return true;
                    });
        } catch (ServletException | IOException | RuntimeException failed) {
            throw failed;
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Map<String, Object> read() {
        // Outside a request, such as in a job, nothing is remembered.
        return READ.isBound() ? READ.get() : new HashMap<>();
    }

    @Override
    public Held<S> createSession() {
        return new Held<>(rows.createSession());
    }

    @Override
    public void save(Held<S> session) {
        rows.save(session.row);
        read().put(session.getId(), session);
    }

    @Override
    @SuppressWarnings("unchecked")
    public @Nullable Held<S> findById(String id) {
        Held<S> known = (Held<S>) read().get(id);
        // One that got another id at sign-in is no longer there under the first.
        if (known != null && known.getId().equals(id)) {
            return known;
        }
        S row = rows.findById(id);
        if (row == null) {
            return null;
        }
        Held<S> held = new Held<>(row);
        read().put(id, held);
        return held;
    }

    @Override
    public void deleteById(String id) {
        read().remove(id);
        rows.deleteById(id);
    }

    @Override
    public Map<String, Held<S>> findByIndexNameAndIndexValue(String index, String value) {
        return rows.findByIndexNameAndIndexValue(index, value).entrySet().stream()
                .collect(
                        Collectors.toMap(Map.Entry::getKey, entry -> new Held<>(entry.getValue())));
    }

    /// A session that lets a request pass without a mark while the last mark is fresh.
    static final class Held<S extends Session> implements Session {

        private final S row;

        Held(S row) {
            this.row = row;
        }

        @Override
        public void setLastAccessedTime(Instant time) {
            if (!time.isBefore(row.getLastAccessedTime().plus(TOUCHED_EVERY))) {
                row.setLastAccessedTime(time);
            }
        }

        @Override
        public String getId() {
            return row.getId();
        }

        @Override
        public String changeSessionId() {
            return row.changeSessionId();
        }

        @Override
        public <T> @Nullable T getAttribute(String name) {
            return row.getAttribute(name);
        }

        @Override
        public Set<String> getAttributeNames() {
            return row.getAttributeNames();
        }

        @Override
        public void setAttribute(String name, Object value) {
            row.setAttribute(name, value);
        }

        @Override
        public void removeAttribute(String name) {
            row.removeAttribute(name);
        }

        @Override
        public Instant getCreationTime() {
            return row.getCreationTime();
        }

        @Override
        public Instant getLastAccessedTime() {
            return row.getLastAccessedTime();
        }

        @Override
        public void setMaxInactiveInterval(Duration interval) {
            row.setMaxInactiveInterval(interval);
        }

        @Override
        public Duration getMaxInactiveInterval() {
            return row.getMaxInactiveInterval();
        }

        @Override
        public boolean isExpired() {
            return row.isExpired();
        }
    }
}
