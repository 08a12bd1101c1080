package org.deltacommons.surface.notices;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.deltacommons.Postroom;
import org.deltacommons.foundation.lane.Audience;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.procedures.CaseMoved;
import org.deltacommons.foundation.procedures.CaseOverdue;
import org.deltacommons.foundation.procedures.MessageSent;
import org.deltacommons.foundation.procedures.TaskAssigned;
import org.deltacommons.foundation.procedures.TaskUrged;
import org.deltacommons.kernel.Province;
import org.junit.jupiter.api.Test;

/// Who is told what in their inbox, on a real database.
@Postroom
class NoticesModuleTest extends NoticesFixture {

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
                        new MessageSent("complaint", "cpl-a5", "太久", "org-firm", "请问进展?", null),
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
