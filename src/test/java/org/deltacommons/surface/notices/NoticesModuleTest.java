package org.deltacommons.surface.notices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.deltacommons.Postroom.AddressBook.reachable;

import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.deltacommons.Postroom;
import org.deltacommons.Postroom.Gateway;
import org.deltacommons.Postroom.Servers;
import org.deltacommons.foundation.lane.Audience;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.procedures.CaseMoved;
import org.deltacommons.foundation.procedures.CaseOverdue;
import org.deltacommons.foundation.procedures.MessageSent;
import org.deltacommons.foundation.procedures.TaskAssigned;
import org.deltacommons.foundation.procedures.TaskUrged;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Province;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Who is told what, and what becomes of it outside: a real database, a real mail server, a real
/// gateway.
@Postroom
class NoticesModuleTest {

    private static final String OFFICERS = "PROVINCIAL_OFFICER@340000";
    private static final String FIRM = "FIRM_ENGINEER@org-firm";

    /// Facts that no lane wrote; far above those that one did.
    private static final AtomicLong INDEX = new AtomicLong(1_000_000);

    @Autowired private NoticeProjection projection;
    @Autowired private Inbox inbox;
    @Autowired private Outbox outbox;
    @Autowired private Preferences preferences;
    @Autowired private Postroom.AddressBook people;
    @Autowired private Postroom.MovedClock clock;
    @Autowired private Words words;
    @Autowired private JdbcClient jdbc;
    @Autowired private PlatformTransactionManager transactions;

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

    private RecordedFact fact(Record body, String subject, String by) {
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

    private CaseMoved moved(String id) {
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

    private void apply(RecordedFact... facts) {
        new TransactionTemplate(transactions)
                .executeWithoutResult(_ -> projection.apply(List.of(facts)));
    }

    private List<String> told(String person, RecordedFact fact) {
        return inbox.list(person, false, null, Long.MAX_VALUE, 200).stream()
                .filter(entry -> entry.href().endsWith("/" + fact.subject()))
                .map(entry -> entry.kind() + " " + entry.say(words))
                .toList();
    }

    private static List<MimeMessage> mails() {
        return List.of(Servers.mail().getReceivedMessages());
    }

    /// A case with an owner, as the lane would have written it.
    private void task(String id, String assignee) {
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

    @Test
    void those_who_are_next_are_told_once_however_often_the_fact_is_read() {
        RecordedFact fact = fact(moved("cpl-a1"), "cpl-a1", "system");
        apply(fact);
        apply(fact, fact);
        assertThat(told("chen", fact)).containsExactly("YOUR_TURN 投诉与建议“电镜排队太久”已收到，待答复，轮到您办理");
        assertThat(told("dai", fact)).hasSize(1);
        assertThat(told("li", fact)).isEmpty();
        assertThat(outbox.list(Outbox.State.WAITING, Long.MAX_VALUE, 100)).hasSize(2);
    }

    @Test
    void nobody_is_told_of_what_they_did_themselves() {
        RecordedFact fact = fact(moved("cpl-a2"), "cpl-a2", "chen");
        apply(fact);
        assertThat(told("chen", fact)).isEmpty();
        assertThat(told("dai", fact)).hasSize(1);
    }

    @Test
    void the_owners_side_learns_that_its_case_went_on() {
        task("cpl-a3", "");
        CaseMoved answered =
                new CaseMoved(
                        "complaint",
                        "cpl-a3",
                        "太久",
                        "RECEIVED",
                        "ANSWERED",
                        "answer",
                        null,
                        null,
                        List.of());
        RecordedFact fact = fact(answered, "cpl-a3", "chen");
        apply(fact);
        assertThat(told("li", fact)).containsExactly("MOVED 投诉与建议“太久”：答复，现在的状态为已答复");
        assertThat(told("dai", fact)).isEmpty();
    }

    @Test
    void a_task_that_was_handed_on_is_urged_of_that_person_alone() {
        task("cpl-a4", "dai");
        RecordedFact assigned =
                fact(new TaskAssigned("complaint", "cpl-a4", "太久", "dai", ""), "cpl-a4", "chen");
        RecordedFact urged =
                fact(
                        new TaskUrged("complaint", "cpl-a4", "太久", List.of(OFFICERS), 2),
                        "cpl-a4",
                        "li");
        apply(assigned, urged);
        assertThat(told("dai", urged))
                .containsExactly("URGED 投诉与建议“太久”被催办（第 2 次），请尽快办理", "ASSIGNED 投诉与建议“太久”已转由您办理");
        assertThat(told("chen", urged)).isEmpty();
    }

    @Test
    void a_message_reaches_owners_and_those_who_are_next_but_not_its_writer() {
        task("cpl-a5", "");
        RecordedFact fact =
                fact(
                        new MessageSent("complaint", "cpl-a5", "太久", "org-firm", "请问进展?"),
                        "cpl-a5",
                        "li");
        apply(fact);
        assertThat(told("chen", fact)).containsExactly("MESSAGE 投诉与建议“太久”有新留言");
        assertThat(told("li", fact)).isEmpty();
    }

    @Test
    void a_passed_deadline_is_told_to_those_named() {
        RecordedFact fact =
                fact(
                        new CaseOverdue(
                                "complaint",
                                "cpl-a6",
                                "太久",
                                "RECEIVED",
                                Instant.parse("2026-03-26T16:00:00Z"),
                                List.of(OFFICERS)),
                        "cpl-a6",
                        "system");
        apply(fact);
        assertThat(told("chen", fact).getFirst()).startsWith("OVERDUE 投诉与建议“太久”已超过期限（2026-03-2");
    }

    @Test
    void a_fact_that_no_source_can_read_keeps_nobody_from_the_next() {
        RecordedFact good = fact(moved("cpl-a7"), "cpl-a7", "system");
        RecordedFact bad =
                new RecordedFact(
                        Province.ANHUI,
                        INDEX.incrementAndGet(),
                        "procedures.CaseMoved",
                        1,
                        "cpl-x",
                        Audience.HOME,
                        Json.parse("{\"procedure\":7}"),
                        clock.instant(),
                        "system");
        apply(bad, good);
        assertThat(told("chen", good)).hasSize(1);
    }

    @Test
    void what_is_old_fills_the_inbox_and_sends_nothing() {
        RecordedFact now = fact(moved("cpl-a8"), "cpl-a8", "system");
        RecordedFact old =
                new RecordedFact(
                        now.origin(),
                        now.index(),
                        now.kind(),
                        1,
                        now.subject(),
                        now.audience(),
                        now.body(),
                        now.at().minus(Duration.ofDays(3)),
                        "system");
        apply(old);
        assertThat(told("chen", old)).hasSize(1);
        assertThat(outbox.work()).isZero();
    }

    @Test
    void mail_speaks_the_language_of_whoever_gets_it() throws Exception {
        apply(fact(moved("cpl-b1"), "cpl-b1", "system"));
        assertThat(outbox.work()).isEqualTo(2);
        assertThat(outbox.work()).as("once").isZero();
        assertThat(mails()).hasSize(2);
        MimeMessage chinese = to("chen");
        assertThat(chinese.getSubject()).isEqualTo("投诉与建议“电镜排队太久”已收到，待答复，轮到您办理");
        assertThat((String) chinese.getContent())
                .contains("陈处")
                .containsPattern("https://kcy.example/inbox/\\d+")
                .contains("https://kcy.example/inbox/preferences");
        assertThat(chinese.getFrom()[0].toString()).contains("kcy@example.org");
        assertThat(chinese.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(to("dai").getSubject())
                .isEqualTo(
                        "Complaint or suggestion “电镜排队太久”: Received, to be answered. It is your turn");
    }

    private static MimeMessage to(String person) {
        return mails().stream()
                .filter(mail -> {
                    try {
                        return mail.getAllRecipients()[0].toString().startsWith(person + "@");
                    } catch (jakarta.mail.MessagingException wrong) {
                        throw new AssertionError(wrong);
                    }
                })
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_title_with_line_breaks_makes_no_header() throws Exception {
        CaseMoved evil =
                new CaseMoved(
                        "complaint",
                        "cpl-b2",
                        "太久\r\nBcc: all@example.org\r\n",
                        "",
                        "RECEIVED",
                        "file",
                        null,
                        null,
                        List.of(OFFICERS));
        apply(fact(evil, "cpl-b2", "dai"));
        outbox.work();
        MimeMessage mail = to("chen");
        assertThat(mail.getHeader("Bcc")).isNull();
        assertThat(mail.getAllRecipients()).hasSize(1);
    }

    @Test
    void whoever_does_not_want_a_kind_by_mail_still_finds_it_in_the_inbox() {
        preferences.wants("chen", Set.of(NoticeKind.URGED));
        RecordedFact fact = fact(moved("cpl-b3"), "cpl-b3", "dai");
        apply(fact);
        assertThat(outbox.work()).isZero();
        assertThat(told("chen", fact)).hasSize(1);
        assertThat(preferences.isMuted("chen", NoticeKind.URGED)).isFalse();
        preferences.wants("chen", Set.of(NoticeKind.values()));
        assertThat(preferences.muted("chen")).isEmpty();
    }

    @Test
    void whoever_has_no_address_is_passed_over() {
        people.put(new Recipient("chen", "陈处", Locale.SIMPLIFIED_CHINESE, null, null));
        apply(fact(moved("cpl-b4"), "cpl-b4", "dai"));
        assertThat(outbox.work()).isEqualTo(1);
        assertThat(mails()).isEmpty();
        assertThat(newest().state()).isEqualTo(Outbox.State.SKIPPED);
    }

    private Outbox.Delivery newest() {
        return outbox.list(null, Long.MAX_VALUE, 1).getFirst();
    }

    private RecordedFact urged(String id) {
        RecordedFact fact =
                fact(new TaskUrged("complaint", id, "太久", List.of(OFFICERS), 1), id, "dai");
        preferences.wants("chen", Set.of(NoticeKind.URGED));
        people.put(new Recipient("chen", "陈处", Locale.SIMPLIFIED_CHINESE, null, "13900000000"));
        apply(fact);
        return fact;
    }

    private Outbox.Delivery sms() {
        return outbox.list(null, Long.MAX_VALUE, 100).stream()
                .filter(one -> one.channel().equals("sms"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_gateway_can_verify_what_it_gets() {
        urged("cpl-c1");
        outbox.work();
        assertThat(Servers.GATEWAY.requests()).hasSize(1);
        Gateway.Request request = Servers.GATEWAY.requests().getFirst();
        String[] signature = request.header("Delta-signature").split("[=,]");
        long seconds = Long.parseLong(signature[1]);
        assertThat(signature[3])
                .isEqualTo(WebhookChannel.sign(Postroom.SECRET, seconds, request.body()))
                .isNotEqualTo(WebhookChannel.sign(Postroom.SECRET, seconds, request.body() + " "))
                .isNotEqualTo(WebhookChannel.sign(Postroom.SECRET, seconds + 1, request.body()));
        assertThat(Json.parse(request.body()).get("phone").asString()).isEqualTo("13900000000");
        assertThat(Json.parse(request.body()).get("text").asString()).contains("催办");
        assertThat(request.header("Delta-delivery")).isEqualTo(Long.toString(sms().id()));
        assertThat(sms().state()).isEqualTo(Outbox.State.SENT);
    }

    @Test
    void a_gateway_that_stumbles_is_tried_again_later_and_gets_the_same_delivery() {
        Servers.GATEWAY.answers(503);
        urged("cpl-c2");
        outbox.work();
        assertThat(outbox.work()).as("not at once").isZero();
        assertThat(sms().state()).isEqualTo(Outbox.State.WAITING);
        assertThat(sms().lastDetail()).isEqualTo("FAILED HTTP 503");
        clock.forward(Duration.ofSeconds(61));
        Servers.GATEWAY.answers(200);
        assertThat(outbox.work()).isEqualTo(1);
        assertThat(sms().state()).isEqualTo(Outbox.State.SENT);
        assertThat(
                        Servers.GATEWAY.requests().stream()
                                .map(r -> r.header("Delta-delivery"))
                                .distinct())
                .hasSize(1);
    }

    @Test
    void what_fails_eight_times_is_given_up_and_can_be_replayed() {
        Servers.GATEWAY.answers(500);
        urged("cpl-c3");
        int tries = 0;
        while (sms().state() == Outbox.State.WAITING && tries < 20) {
            tries += outbox.work();
            clock.forward(Duration.ofHours(24));
        }
        assertThat(Servers.GATEWAY.requests()).hasSize(8);
        assertThat(sms().state()).isEqualTo(Outbox.State.GIVEN_UP);
        Servers.GATEWAY.answers(204);
        assertThat(outbox.replay(sms().id(), "admin")).isTrue();
        assertThat(outbox.replay(sms().id(), "admin")).as("it is under way").isFalse();
        outbox.work();
        assertThat(sms().state()).isEqualTo(Outbox.State.SENT);
        assertThat(outcomes(sms().id()))
                .startsWith("FAILED", "FAILED")
                .endsWith("GIVEN_UP", "REPLAYED", "SENT");
    }

    private List<String> outcomes(long delivery) {
        return jdbc.sql("SELECT outcome FROM notices.attempt WHERE delivery_id = ? ORDER BY id")
                .param(delivery)
                .query((row, _) -> row.getString(1))
                .list();
    }

    @Test
    void a_gateway_that_is_gone_or_moved_gets_nothing_elsewhere() {
        Servers.GATEWAY.answers(410);
        urged("cpl-c4");
        outbox.work();
        assertThat(sms().state()).isEqualTo(Outbox.State.GIVEN_UP);
        Servers.GATEWAY.forget();
        Servers.GATEWAY.answers(302);
        urged("cpl-c5");
        outbox.work();
        assertThat(sms().state()).isEqualTo(Outbox.State.WAITING);
        assertThat(Servers.GATEWAY.requests()).as("the redirect was not followed").hasSize(1);
    }

    @Test
    void several_who_work_at_once_send_each_notice_once() throws Exception {
        for (int i = 0; i < 30; i++) {
            apply(fact(moved("cpl-d" + i), "cpl-d" + i, "dai"));
        }
        List<Callable<Integer>> workers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            workers.add(outbox::work);
        }
        int tried = 0;
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (Future<Integer> one : threads.invokeAll(workers)) {
                tried += one.get();
            }
        }
        assertThat(tried).isEqualTo(30);
        assertThat(mails()).hasSize(30);
    }

    @Test
    void what_a_worker_took_and_never_reported_is_taken_again() {
        apply(fact(moved("cpl-e1"), "cpl-e1", "dai"));
        jdbc.sql("UPDATE notices.delivery SET tries = 1, next_at = ? WHERE state = 'WAITING'")
                .param(Inbox.utc(clock.instant().plus(Duration.ofMinutes(5))))
                .update();
        assertThat(outbox.work()).isZero();
        clock.forward(Duration.ofMinutes(6));
        assertThat(outbox.work()).isEqualTo(1);
        assertThat(mails()).hasSize(1);
    }

    @Test
    void a_notice_leads_nowhere_but_to_a_page_of_ours() {
        for (String href : List.of("https://evil.example", "//evil.example", "inbox")) {
            org.assertj.core.api.Assertions.assertThatThrownBy(() ->
                            new Notice(
                                    NoticeKind.NEWS,
                                    List.of(),
                                    List.of(),
                                    "x",
                                    Map.of(),
                                    Map.of(),
                                    href,
                                    null))
                    .hasMessageContaining("a page of ours");
        }
    }
}
