package org.deltacommons.surface.notices;

import static org.deltacommons.Postroom.AddressBook.reachable;

import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.deltacommons.Postroom;
import org.deltacommons.Postroom.Servers;
import org.deltacommons.foundation.lane.Audience;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.procedures.CaseMoved;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Province;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Facts, people and cases for tests of notices.
abstract class NoticesFixture {

    static final String OFFICERS = "PROVINCIAL_OFFICER@340000";
    static final String FIRM = "FIRM_ENGINEER@org-firm";

    /// Facts that no lane wrote; far above those that one did.
    static final AtomicLong INDEX = new AtomicLong(1_000_000);

    @Autowired NoticeProjection projection;
    @Autowired Inbox inbox;
    @Autowired Outbox outbox;
    @Autowired Preferences preferences;
    @Autowired Postroom.AddressBook people;
    @Autowired Postroom.MovedClock clock;
    @Autowired Words words;
    @Autowired JdbcClient jdbc;
    @Autowired PlatformTransactionManager transactions;

    @BeforeEach
    void an_office_and_a_firm() throws Exception {
        jdbc.sql("UPDATE notices.delivery SET state = 'SKIPPED' WHERE state = 'WAITING'").update();
        jdbc.sql("DELETE FROM notices.muted").update();
        people.clear();
        people.put(reachable("chen", "陈处", Locale.SIMPLIFIED_CHINESE), OFFICERS);
        people.put(reachable("dai", "Dai", Locale.ENGLISH), OFFICERS);
        people.put(reachable("li", "李工", Locale.SIMPLIFIED_CHINESE), FIRM);
        Servers.mail().purgeEmailFromAllMailboxes();
        Servers.GATEWAY.forget();
    }

    RecordedFact fact(Record body, String subject, String by) {
        String kind = "procedures." + body.getClass().getSimpleName();
        return new RecordedFact(
                Province.ANHUI,
                INDEX.incrementAndGet(),
                kind,
                1,
                subject,
                Audience.HOME,
                Json.tree(body),
                clock.instant(),
                by);
    }

    CaseMoved moved(String id) {
        return new CaseMoved(
                "complaint",
                id,
                "电镜排队太久",
                "",
                "RECEIVED",
                "file",
                null,
                clock.instant().plus(Duration.ofDays(21)),
                List.of(OFFICERS));
    }

    void apply(RecordedFact... facts) {
        new TransactionTemplate(transactions)
                .executeWithoutResult(_ -> projection.apply(List.of(facts)));
    }

    List<String> told(String person, RecordedFact fact) {
        return inbox.list(person, false, null, Long.MAX_VALUE, 200).stream()
                .filter(entry -> entry.href().endsWith("/" + fact.subject()))
                .map(entry -> entry.kind() + " " + entry.say(words))
                .toList();
    }

    static List<MimeMessage> mails() {
        return List.of(Servers.mail().getReceivedMessages());
    }

    /// A case with an owner, as the lane would have written it.
    void task(String id, String assignee) {
        new TransactionTemplate(transactions)
                .executeWithoutResult(_ -> {
                    jdbc.sql("SELECT set_config('delta.home', '340000', true)")
                            .query((_, _) -> true)
                            .single();
                    jdbc.sql(
                                    """
                                    INSERT INTO procedures.task (id, home, version, procedure, title,
                                        state, next, since, due, assignee, urged, overdue, open,
                                        owners, readers)
                                    VALUES (?, '340000', 1, 'complaint', '', 'RECEIVED',
                                        '["PROVINCIAL_OFFICER@340000"]', now(), now(), ?, 0, false,
                                        true, '["FIRM_ENGINEER@org-firm"]', '[]')
                                    """)
                            .params(id, assignee.isEmpty() ? null : assignee)
                            .update();
                });
    }
}
