package org.deltacommons.foundation.procedures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.deltacommons.foundation.procedures.PermitSample.*;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.deltacommons.foundation.audit.Audit;
import org.deltacommons.foundation.audit.AuditKind;
import org.deltacommons.foundation.audit.AuditQuery;
import org.deltacommons.foundation.lane.Facts;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.procedures.PermitSample.Permit;
import org.deltacommons.foundation.procedures.PermitSample.PermitForm;
import org.deltacommons.foundation.procedures.PermitSample.PermitState;
import org.deltacommons.foundation.procedures.PermitSample.PermitWhy;
import org.deltacommons.foundation.procedures.Procedures.Moved;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Reason;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What may happen to a case, on a real database.
@PermitContext
class CasesModuleTest {

    @Autowired private Procedures procedures;
    @Autowired private Procedure<Permit> permits;
    @Autowired private Tasks tasks;
    @Autowired private Deadlines deadlines;
    @Autowired private Calendars calendars;
    @Autowired private Worklist worklist;
    @Autowired private Records records;
    @Autowired private Facts facts;
    @Autowired private Audit audit;
    @Autowired private Words words;
    @Autowired private JdbcClient jdbc;
    @Autowired private Hands clock;

    @BeforeEach
    void on_the_monday_before_the_holidays() {
        clock.at(MONDAY);
        calendars.load();
    }

    private Id<Permit> applied(String title) {
        return Id.of(
                procedures
                        .open(permits, "apply", new PermitForm(title, 8, null), ENGINEER, null)
                        .orThrow()
                        .id());
    }

    private Outcome<Moved> act(Id<Permit> id, String action, Record form, Actor actor) {
        return procedures.act(permits, id, action, form, actor, -1, null);
    }

    private PermitState state(Id<Permit> id) {
        return records.find(Permit.class, id).orElseThrow().state();
    }

    private Task task(Id<Permit> id) {
        return records.find(Task.class, Id.of(id.value())).orElseThrow();
    }

    private long told(Id<Permit> id, String kind) {
        return facts.about(id.value()).stream().filter(fact -> fact.kind().equals(kind)).count();
    }

    private static void refused(Outcome<?> outcome, Reason reason) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        no -> assertThat(no.why().code()).isEqualTo(reason.code()));
    }

    @Test
    void the_wrong_role_is_refused_and_nothing_moves() {
        Id<Permit> id = applied("不该由企业受理");
        AuditQuery noted =
                new AuditQuery(
                        Set.of(Province.ANHUI), AuditKind.REFUSED, HEFEI.id(), null, null, null);
        long before = audit.count(noted);

        refused(act(id, "accept", new NoForm(), ENGINEER), ProcedureReason.FORBIDDEN);
        refused(act(id, "accept", new NoForm(), HEFEI), ProcedureReason.NOT_FOUND);
        refused(act(id, "lapse", new NoForm(), OFFICER), ProcedureReason.FORBIDDEN);

        assertThat(audit.count(noted)).isEqualTo(before + 1);
        assertThat(state(id)).isEqualTo(PermitState.SUBMITTED);
        assertThat(told(id, "procedures.CaseMoved")).isEqualTo(1);
    }

    @Test
    void a_case_is_not_begun_for_somebody_who_may_not() {
        Outcome<Moved> outcome =
                procedures.open(permits, "apply", new PermitForm("越权申请", 8, null), OFFICER, null);
        refused(outcome, ProcedureReason.FORBIDDEN);
        assertThat(records.count(Permit.class, "t.title = '越权申请'", java.util.Map.of())).isZero();
    }

    @Test
    void what_cannot_be_done_yet_is_explained_until_the_case_has_ended() {
        Id<Permit> id = applied("看得到原因");
        assertThat(choices(id, ENGINEER))
                .extracting(choice -> choice.action().name(), choice -> choice.whyNot() == null)
                .containsExactly(tuple("correct", false));

        act(id, "refuse", new PermitWhy("不符合条件"), OFFICER).orThrow();
        assertThat(choices(id, ENGINEER)).isEmpty();
        assertThat(choices(id, OFFICER)).isEmpty();
    }

    private List<Procedures.Choice> choices(Id<Permit> id, Actor actor) {
        return procedures.choices(permits, records.find(Permit.class, id).orElseThrow(), actor);
    }

    @Test
    void a_stale_page_is_refused() {
        Id<Permit> id = applied("旧页面");
        long seen = records.versioned(Permit.class, id).orElseThrow().version();
        act(id, "return", new PermitWhy("缺合同"), OFFICER).orThrow();

        Outcome<Moved> late =
                procedures.act(permits, id, "accept", new NoForm(), OFFICER, seen, null);

        refused(late, ProcedureReason.CHANGED_MEANWHILE);
        assertThat(state(id)).isEqualTo(PermitState.RETURNED);
    }

    @Test
    void the_same_form_twice_gets_the_same_answer() {
        Id<Permit> id = applied("连点两次");
        Outcome<Moved> first =
                procedures.act(permits, id, "accept", new NoForm(), OFFICER, 1, "key-twice");
        Outcome<Moved> second =
                procedures.act(permits, id, "accept", new NoForm(), OFFICER, 1, "key-twice");

        assertThat(second).isEqualTo(first);
        assertThat(first.isDone()).isTrue();
        assertThat(told(id, "procedures.CaseMoved")).isEqualTo(2);
    }

    @Test
    void working_days_pass_over_the_national_day_and_its_make_up_day() {
        Id<Permit> id = applied("国庆期限");
        // 29 and 30 September, 8, 9 and the worked Saturday 10 October.
        assertThat(task(id).due()).isEqualTo(Instant.parse("2026-10-10T16:00:00Z"));
        WorkingDays days = calendars.days(Province.ANHUI);
        assertThat(days.isWorkingDay(LocalDate.of(2026, 10, 10))).isTrue();
        assertThat(days.isWorkingDay(LocalDate.of(2026, 10, 7))).isFalse();
        assertThat(days.left(MONDAY, task(id).due())).isEqualTo(5);
        assertThat(days.left(Instant.parse("2026-10-11T02:00:00Z"), task(id).due())).isEqualTo(-1);
    }

    @Test
    void loading_the_calendars_twice_changes_nothing() {
        assertThat(calendars.load()).isZero();
        CalendarYear next = calendars.year(Province.ZHEJIANG, 2027).orElseThrow();
        assertThat(next.provisional()).isTrue();
    }

    @Test
    void a_deadline_that_passes_is_told_once_and_escalated() {
        Id<Permit> id = applied("超期未办");
        clock.at("2026-10-10T23:59:00");
        deadlines.look();
        assertThat(told(id, "procedures.CaseOverdue")).isZero();

        clock.at("2026-10-11T00:00:00");
        deadlines.look();
        deadlines.look();

        assertThat(told(id, "procedures.CaseOverdue")).isEqualTo(1);
        assertThat(task(id).overdue()).isTrue();
        assertThat(state(id)).isEqualTo(PermitState.SUBMITTED);
        RecordedFact overdue =
                facts.about(id.value()).stream()
                        .filter(fact -> fact.kind().equals("procedures.CaseOverdue"))
                        .findFirst()
                        .orElseThrow();
        assertThat(overdue.body().get("told").toString())
                .contains("COUNTY_OFFICER@340500", "PROVINCIAL_OFFICER@340000");
    }

    @Test
    void a_deadline_that_passes_takes_the_declared_action_once() {
        Id<Permit> id = applied("逾期失效");
        act(id, "return", new PermitWhy("缺合同"), OFFICER).orThrow();
        assertThat(task(id).due()).isEqualTo(Instant.parse("2026-10-08T16:00:00Z"));

        clock.at("2026-10-09T08:00:00");
        deadlines.look();
        deadlines.look();

        assertThat(state(id)).isEqualTo(PermitState.LAPSED);
        assertThat(task(id).open()).isFalse();
        assertThat(told(id, "procedures.CaseMoved")).isEqualTo(3);
        refused(
                act(id, "correct", new PermitSample.PermitCorrection(4, null), ENGINEER),
                ProcedureReason.NOT_NOW);
    }

    @Test
    void a_stopped_clock_runs_no_deadline_and_keeps_the_working_days_left() {
        Id<Permit> id = applied("停表");
        refused(tasks.pause(permits, id, "等鉴定", ENGINEER, null), ProcedureReason.FORBIDDEN);
        clock.at("2026-09-30T09:00:00");
        tasks.pause(permits, id, "等鉴定", OFFICER, null).orThrow();
        refused(tasks.pause(permits, id, "再等", OFFICER, null), ProcedureReason.PAUSED_ALREADY);

        clock.at("2026-10-20T09:00:00");
        deadlines.look();
        assertThat(task(id).overdue()).isFalse();

        tasks.resume(permits, id, "鉴定已出", OFFICER, null).orThrow();
        // Three days were left on 30 September: 21, 22, 23 October.
        assertThat(task(id).due()).isEqualTo(Instant.parse("2026-10-23T16:00:00Z"));
        refused(tasks.resume(permits, id, "", OFFICER, null), ProcedureReason.NOT_PAUSED);
    }

    @Test
    void a_deadline_that_ends_the_case_by_itself_cannot_be_stopped() {
        Id<Permit> id = applied("不能停表");
        act(id, "return", new PermitWhy("缺合同"), OFFICER).orThrow();
        refused(tasks.pause(permits, id, "拖", ENGINEER, null), ProcedureReason.FORBIDDEN);
        assertThat(task(id).pausedSince()).isNull();
    }

    @Test
    void the_owner_urges_once_a_working_day() {
        Id<Permit> id = applied("催办");
        refused(tasks.urge(permits, id, OFFICER, null), ProcedureReason.FORBIDDEN);
        refused(tasks.urge(permits, id, RIVAL, null), ProcedureReason.NOT_FOUND);
        clock.at("2026-09-30T09:00:00");
        tasks.urge(permits, id, ENGINEER, null).orThrow();
        clock.at("2026-10-07T09:00:00");
        refused(tasks.urge(permits, id, ENGINEER, null), ProcedureReason.URGED_TOO_MANY);
        assertThat(task(id).urged()).isEqualTo(1);
        clock.at("2026-10-08T00:10:00");
        tasks.urge(permits, id, ENGINEER, null).orThrow();
        assertThat(task(id).urged()).isEqualTo(2);
    }

    @Test
    void a_task_handed_on_is_one_persons() {
        Id<Permit> id = applied("转办");
        refused(
                tasks.assign(permits, id, "p-rival", "", OFFICER, null),
                ProcedureReason.ASSIGNEE_INVALID);
        refused(
                tasks.assign(permits, id, COLLEAGUE.id(), "", ENGINEER, null),
                ProcedureReason.FORBIDDEN);
        tasks.assign(permits, id, COLLEAGUE.id(), "熟悉此项", OFFICER, null).orThrow();

        refused(act(id, "accept", new NoForm(), OFFICER), ProcedureReason.ASSIGNED_TO_OTHER);
        assertThat(titles(OFFICER)).doesNotContain("转办");
        assertThat(titles(COLLEAGUE)).contains("转办");
        act(id, "accept", new NoForm(), COLLEAGUE).orThrow();
        assertThat(task(id).assignee()).isNull();
    }

    private List<String> titles(Actor actor) {
        return worklist
                .waiting(actor, Worklist.Narrowed.NOT, Optional.empty(), 100)
                .items()
                .stream()
                .map(Task::title)
                .toList();
    }

    @Test
    void a_worklist_holds_what_reaches_its_reader_and_nothing_else() {
        Id<Permit> id = applied("谁的待办");
        assertThat(titles(OFFICER)).contains("谁的待办");
        assertThat(titles(HEFEI)).doesNotContain("谁的待办");
        assertThat(titles(ENGINEER)).doesNotContain("谁的待办");
        // A division role also counts for places inside it.
        Actor province =
                new Actor(
                        "p-province",
                        "省",
                        Province.ANHUI,
                        List.of(
                                new org.deltacommons.kernel.Membership(
                                        org.deltacommons.kernel.Role.COUNTY_OFFICER, "340000")),
                        null);
        assertThat(titles(province)).contains("谁的待办");
        assertThat(worklist.followed(ENGINEER, null, true, true, Optional.empty(), 100).items())
                .extracting(Task::title)
                .contains("谁的待办");
        assertThat(worklist.followed(RIVAL, null, false, false, Optional.empty(), 100).items())
                .isEmpty();
        assertThat(worklist.followed(ABOVE, null, false, true, Optional.empty(), 100).items())
                .extracting(Task::id)
                .contains(Id.of(id.value()));
    }

    @Test
    void a_worklist_is_paged_in_the_order_of_urgency() {
        applied("甲");
        applied("乙");
        applied("丙");
        var first = worklist.waiting(OFFICER, Worklist.Narrowed.NOT, Optional.empty(), 2);
        var second =
                worklist.waiting(
                        OFFICER,
                        Worklist.Narrowed.NOT,
                        org.deltacommons.foundation.web.Cursor.decode(first.next()),
                        2);
        assertThat(second.items()).doesNotContainAnyElementsOf(first.items()).isNotEmpty();
        assertThat(worklist.count(OFFICER))
                .hasValueSatisfying(count ->
                        assertThat(
                                        jdbc.sql(count.sql())
                                                .params(count.values())
                                                .query(Long.class)
                                                .single())
                                .isEqualTo(first.total()));
    }

    @Test
    void a_worklist_is_found_by_its_index() {
        jdbc.sql("SET enable_seqscan = off").update();
        String plan =
                String.join(
                        "\n",
                        jdbc.sql(
                                        "EXPLAIN SELECT count(*) FROM procedures.task t WHERE t.open"
                                                + " AND procedures.reach(t.next) && string_to_array('A@1', ' ')")
                                .query(String.class)
                                .list());
        jdbc.sql("SET enable_seqscan = on").update();
        assertThat(plan).contains("task_by_next");
    }

    @Test
    void a_message_crosses_the_border_as_a_fact_of_the_writers_home() {
        Id<Permit> id = applied("跨省消息");
        tasks.say(permits, id, "请问何时可以送样?", ENGINEER, null).orThrow();
        clock.at(MONDAY.plusSeconds(60));
        tasks.say(permits, id, "周三可以。", MANAGER, null).orThrow();
        refused(tasks.say(permits, id, " ", MANAGER, null), ProcedureReason.MESSAGE_INVALID);
        refused(tasks.say(permits, id, "打听", RIVAL, null), ProcedureReason.NOT_FOUND);
        refused(tasks.say(permits, id, "只看", ABOVE, null), ProcedureReason.FORBIDDEN);

        List<RecordedFact> said =
                facts.about(id.value()).stream()
                        .filter(fact -> fact.kind().equals("procedures.MessageSent"))
                        .toList();
        assertThat(said)
                .extracting(RecordedFact::origin)
                .containsExactlyInAnyOrder(Province.ANHUI, Province.SHANGHAI);
        assertThat(said)
                .allMatch(fact ->
                        fact.audience().includes(fact.origin(), Province.ANHUI)
                                && fact.audience().includes(fact.origin(), Province.SHANGHAI)
                                && !fact.audience().includes(fact.origin(), Province.ZHEJIANG));
    }

    @Test
    void every_declared_procedure_is_sound() {
        assertThat(procedures.all())
                .allSatisfy(one -> assertThat(ProcedureSoundness.faults(one, words)).isEmpty());
    }
}
