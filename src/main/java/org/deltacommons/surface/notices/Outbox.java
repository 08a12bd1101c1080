package org.deltacommons.surface.notices;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.surface.notices.Channel.DeliveryFailed;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What is on its way out, and what became of it. Several instances may work at once: each takes
/// deliveries nobody else has taken, for five minutes; what it does not report within these is
/// taken again.
@Component
class Outbox {

    /// After each failure; after the last one it is given up.
    private static final List<Duration> BACK_OFF =
            List.of(
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(30),
                    Duration.ofHours(2),
                    Duration.ofHours(6),
                    Duration.ofHours(12),
                    Duration.ofHours(24));

    private static final Duration TAKEN_FOR = Duration.ofMinutes(5);
    private static final int TAKEN_AT_ONCE = 20;
    private static final int DETAIL_MAX = 300;

    enum State {
        WAITING,
        SENT,
        GIVEN_UP,
        /// The person has no address, or does not want it.
        SKIPPED
    }

    /// @param lastDetail of the latest attempt
    record Delivery(
            long id,
            long entry,
            String channel,
            State state,
            int tries,
            Instant nextAt,
            @Nullable String lastDetail) {}

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Map<String, Channel> channels = new HashMap<>();
    private final Recipients recipients;
    private final Inbox inbox;
    private final Preferences preferences;
    private final Words words;
    private final String base;

    Outbox(
            JdbcClient jdbc,
            Clock clock,
            NoticesConfiguration.Channels channels,
            Recipients recipients,
            Inbox inbox,
            Preferences preferences,
            Words words,
            @Value("${delta.public-url:http://localhost:${server.port:8080}}") String base) {
        this.jdbc = jdbc;
        this.clock = clock;
        channels.all().forEach(channel -> this.channels.put(channel.name(), channel));
        this.recipients = recipients;
        this.inbox = inbox;
        this.preferences = preferences;
        this.words = words;
        this.base = base.replaceAll("/+$", "");
    }

    /// Puts an entry on its way by every channel that takes its kind.
    void add(long entry, String person, NoticeKind kind) {
        if (channels.isEmpty() || preferences.isMuted(person, kind)) {
            return;
        }
        for (Channel channel : channels.values()) {
            if (channel.takes(kind)) {
                jdbc.sql(
                                """
                                INSERT INTO notices.delivery (entry_id, channel, state, tries, next_at)
                                VALUES (?, ?, 'WAITING', 0, ?) ON CONFLICT DO NOTHING
                                """)
                        .params(entry, channel.name(), Inbox.utc(clock.instant()))
                        .update();
            }
        }
    }

    /// Sends what is due.
    ///
    /// @return how many were tried
    int work() {
        int tried = 0;
        List<Delivery> taken;
        do {
            taken = take();
            taken.forEach(this::attempt);
            tried += taken.size();
        } while (taken.size() == TAKEN_AT_ONCE);
        return tried;
    }

    private List<Delivery> take() {
        Instant now = clock.instant();
        return jdbc.sql(
                        """
                        UPDATE notices.delivery d SET tries = tries + 1, next_at = :until
                        WHERE id IN (SELECT id FROM notices.delivery
                                     WHERE state = 'WAITING' AND next_at <= :now
                                     ORDER BY next_at LIMIT :limit FOR UPDATE SKIP LOCKED)
                        RETURNING d.*, NULL AS last_detail
                        """)
                .param("until", Inbox.utc(now.plus(TAKEN_FOR)))
                .param("now", Inbox.utc(now))
                .param("limit", TAKEN_AT_ONCE)
                .query((row, _) -> delivery(row))
                .list();
    }

    private void attempt(Delivery delivery) {
        Channel channel = channels.get(delivery.channel());
        Optional<Inbox.Entry> entry = inbox.find(delivery.entry());
        if (channel == null || entry.isEmpty()) {
            settle(delivery, State.SKIPPED, "SKIPPED", "no such channel at this node");
            return;
        }
        Optional<Recipient> to = recipients.person(entry.get().recipient());
        if (to.isEmpty() || !channel.reaches(to.get())) {
            settle(delivery, State.SKIPPED, "SKIPPED", "no address");
            return;
        }
        try {
            channel.send(outgoing(delivery, entry.get(), to.get()));
            settle(delivery, State.SENT, "SENT", "");
        } catch (DeliveryFailed failed) {
            failed(delivery, String.valueOf(failed.getMessage()), failed.isLast());
        } catch (RuntimeException broken) {
            failed(delivery, broken.toString(), false);
        }
    }

    private Channel.Outgoing outgoing(Delivery delivery, Inbox.Entry entry, Recipient to) {
        return new Channel.Outgoing(
                delivery.id(),
                entry.kind(),
                to,
                entry.say(words.in(to.language())),
                base + "/inbox/" + entry.id(),
                entry.at());
    }

    private void failed(Delivery delivery, String why, boolean last) {
        int failures = delivery.tries();
        if (last || failures > BACK_OFF.size()) {
            settle(delivery, State.GIVEN_UP, "GIVEN_UP", why);
            return;
        }
        Instant next = clock.instant().plus(BACK_OFF.get(failures - 1));
        jdbc.sql("UPDATE notices.delivery SET next_at = ? WHERE id = ?")
                .params(Inbox.utc(next), delivery.id())
                .update();
        log(delivery.id(), "FAILED", why);
    }

    private void settle(Delivery delivery, State state, String outcome, String detail) {
        jdbc.sql("UPDATE notices.delivery SET state = ? WHERE id = ?")
                .params(state.name(), delivery.id())
                .update();
        log(delivery.id(), outcome, detail);
    }

    private void log(long delivery, String outcome, String detail) {
        String plain = detail.replaceAll("\\p{Cntrl}", " ");
        jdbc.sql(
                        """
                        INSERT INTO notices.attempt (delivery_id, at, outcome, detail)
                        VALUES (?, ?, ?, ?)
                        """)
                .params(
                        delivery,
                        Inbox.utc(clock.instant()),
                        outcome,
                        plain.length() <= DETAIL_MAX ? plain : plain.substring(0, DETAIL_MAX))
                .update();
    }

    /// Sends once more what was sent or given up; under the same id, so that a gateway that has it
    /// can tell.
    ///
    /// @param by who wants it, for the log
    /// @return false if there is none, or it is under way anyway
    boolean replay(long id, String by) {
        int changed =
                jdbc.sql(
                                """
                                UPDATE notices.delivery
                                SET state = 'WAITING', tries = 0, next_at = ?
                                WHERE id = ? AND state <> 'WAITING'
                                """)
                        .params(Inbox.utc(clock.instant()), id)
                        .update();
        if (changed == 1) {
            log(id, "REPLAYED", by);
        }
        return changed == 1;
    }

    /// Newest first.
    List<Delivery> list(@Nullable State state, long before, int limit) {
        return jdbc.sql(
                        """
                        SELECT d.*, (SELECT a.outcome || ' ' || a.detail FROM notices.attempt a
                                     WHERE a.delivery_id = d.id ORDER BY a.id DESC LIMIT 1)
                               AS last_detail
                        FROM notices.delivery d
                        WHERE (:state::text IS NULL OR state = :state) AND id < :before
                        ORDER BY id DESC LIMIT :limit
                        """)
                .param("state", state == null ? null : state.name())
                .param("before", before)
                .param("limit", limit)
                .query((row, _) -> delivery(row))
                .list();
    }

    long count(@Nullable State state) {
        return jdbc.sql(
                        "SELECT count(*) FROM notices.delivery"
                                + " WHERE (:state::text IS NULL OR state = :state)")
                .param("state", state == null ? null : state.name())
                .query(Long.class)
                .single();
    }

    private static Delivery delivery(java.sql.ResultSet row) throws java.sql.SQLException {
        return new Delivery(
                row.getLong("id"),
                row.getLong("entry_id"),
                row.getString("channel"),
                State.valueOf(row.getString("state")),
                row.getInt("tries"),
                row.getObject("next_at", OffsetDateTime.class).toInstant(),
                row.getString("last_detail"));
    }
}
