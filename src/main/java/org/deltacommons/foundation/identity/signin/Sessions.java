package org.deltacommons.foundation.identity.signin;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.deltacommons.foundation.audit.Audit;
import org.deltacommons.foundation.audit.AuditKind;
import org.deltacommons.foundation.audit.AuditLine;
import org.deltacommons.foundation.identity.IdentityReason;
import org.deltacommons.foundation.identity.accounts.Authority;
import org.deltacommons.foundation.identity.accounts.Person;
import org.deltacommons.foundation.identity.accounts.PostgresPeople;
import org.deltacommons.foundation.lane.LaneReason;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Refusal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.stereotype.Component;

/// The sessions in force, and their end. A session's id is what its cookie holds, so it is never
/// shown; the row's own number stands for it.
@Component
public class Sessions {

    private static final int LISTED_MAX = 1_000;
    private static final String CONTEXT = "SPRING_SECURITY_CONTEXT";

    private final JdbcClient jdbc;
    private final FindByIndexNameSessionRepository<? extends Session> sessions;
    private final PostgresPeople people;
    private final Audit audit;

    Sessions(
            JdbcClient jdbc,
            FindByIndexNameSessionRepository<? extends Session> sessions,
            PostgresPeople people,
            Audit audit) {
        this.jdbc = jdbc;
        this.sessions = sessions;
        this.people = people;
        this.audit = audit;
    }

    /// One session, as its owner or a security administrator sees it.
    ///
    /// @param number names the row; no use to anybody who would steal a session
    /// @param address from where; empty in lists of many
    public record Open(
            String number,
            String person,
            Instant begun,
            Instant lastUsed,
            String address,
            String machine) {}

    private record RowOf(String number, String id, String person, long begun, long lastUsed) {}

    /// Of everybody at this node, the most recently used first.
    public List<Open> all(Instant now) {
        return rows(
                        "principal_name IS NOT NULL AND expiry_time > :now",
                        Map.of("now", now.toEpochMilli()))
                .stream()
                .map(row -> open(row, Optional.empty()))
                .toList();
    }

    /// Of one person, with where they are used.
    public List<Open> of(String person, Instant now) {
        Map<String, ? extends Session> kept = sessions.findByPrincipalName(person);
        return rows(
                        "principal_name = :person AND expiry_time > :now",
                        Map.of("person", person, "now", now.toEpochMilli()))
                .stream()
                .map(row -> open(row, Optional.ofNullable(kept.get(row.id())).map(Sessions::who)))
                .toList();
    }

    private List<RowOf> rows(String condition, Map<String, ?> values) {
        return jdbc.sql(
                        "SELECT primary_id, session_id, principal_name, creation_time,"
                                + " last_access_time FROM session.session WHERE "
                                + condition
                                + " ORDER BY last_access_time DESC LIMIT "
                                + LISTED_MAX)
                .params(values)
                .query((row, _) ->
                        new RowOf(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getLong(4),
                                row.getLong(5)))
                .list();
    }

    private static SignedIn who(Session session) {
        SecurityContext context = session.getRequiredAttribute(CONTEXT);
        return (SignedIn)
                Objects.requireNonNull(
                        Objects.requireNonNull(context.getAuthentication()).getPrincipal());
    }

    private static Open open(RowOf row, Optional<SignedIn> who) {
        return new Open(
                row.number(),
                row.person(),
                Instant.ofEpochMilli(row.begun()),
                Instant.ofEpochMilli(row.lastUsed()),
                who.map(SignedIn::address).orElse(""),
                who.map(SignedIn::machine).orElse(""));
    }

    /// Ends every session of somebody: by a security administrator of their home.
    ///
    /// @return how many there were
    public Outcome<Integer> end(Actor actor, String person, String reason) {
        Optional<Person> whose = people.person(person);
        if (whose.isEmpty()) {
            return Outcome.refused(Refusal.of(LaneReason.NOT_FOUND, "what", person));
        }
        if (!Authority.guards(actor, whose.get().home())) {
            Refusal no = Refusal.of(IdentityReason.ROLE_FORBIDDEN);
            audit.record(
                    AuditLine.refused(actor, "identity.end-sessions", no)
                            .with("subject", person)
                            .at(whose.get().home()));
            return Outcome.refused(no);
        }
        // Written first: a session must not end unseen.
        audit.record(
                AuditLine.of(AuditKind.FORCED_SIGN_OUT, actor, person)
                        .with("reason", reason)
                        .at(whose.get().home()));
        return Outcome.done(endAll(person));
    }

    /// Ends one of one's own sessions, such as that of a lost telephone.
    public Outcome<Integer> endOwn(Actor actor, String number) {
        int ended =
                jdbc.sql(
                                "DELETE FROM session.session"
                                        + " WHERE primary_id = :number AND principal_name = :person")
                        .param("number", number)
                        .param("person", actor.id())
                        .update();
        if (ended == 0) {
            return Outcome.refused(IdentityReason.SESSION_GONE);
        }
        audit.record(AuditLine.of(AuditKind.SIGN_OUT, actor, actor.id()).with("way", "elsewhere"));
        return Outcome.done(ended);
    }

    /// Without asking who wants it; after a password was changed or an account closed.
    public int endAll(String person) {
        return jdbc.sql("DELETE FROM session.session WHERE principal_name = :person")
                .param("person", person)
                .update();
    }

    /// All of a person's but the one they are using.
    ///
    /// @param id of the session to keep, as the request knows it
    public int endOthers(String person, String id) {
        return jdbc.sql(
                        "DELETE FROM session.session"
                                + " WHERE principal_name = :person AND session_id <> :id")
                .param("person", person)
                .param("id", id)
                .update();
    }
}
