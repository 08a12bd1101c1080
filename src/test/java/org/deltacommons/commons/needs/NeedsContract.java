package org.deltacommons.commons.needs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.deltacommons.Theatre;
import org.deltacommons.Whereabouts;
import org.deltacommons.commons.needs.Need.Standing;
import org.deltacommons.commons.resources.Resource;
import org.deltacommons.foundation.erasing.ErasingReason;
import org.deltacommons.foundation.erasing.Erasure;
import org.deltacommons.foundation.erasing.ErasureForms.ApproveErasure;
import org.deltacommons.foundation.erasing.ErasureForms.RequestErasure;
import org.deltacommons.foundation.erasing.ErasureGround;
import org.deltacommons.foundation.erasing.ErasureScope;
import org.deltacommons.foundation.erasing.ErasureState;
import org.deltacommons.foundation.lane.Facts;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.lane.Salted;
import org.deltacommons.foundation.procedures.Case;
import org.deltacommons.foundation.procedures.Deadlines;
import org.deltacommons.foundation.procedures.NoForm;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.ProcedureReason;
import org.deltacommons.foundation.procedures.Procedures;
import org.deltacommons.foundation.procedures.Procedures.Moved;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Reason;
import org.deltacommons.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.core.ResolvableType;

/// A firm in Ma'anshan asks, providers of Shanghai and Jiangsu answer. Told on one database and on
/// four; everybody acts where their case is at home.
abstract class NeedsContract {

    static final String FIRM = "org-jiangpan";
    static final String MICRO = "org-sc-micro";
    static final String ENGINEER = "jiangpan.engineer";
    static final String MANAGER = "shence.manager";
    static final String OTHER = "gusu.manager";

    abstract Theatre theatre();

    final Records records(Province home) {
        return theatre().at(home).getBean(Records.class);
    }

    final <C extends Case> Procedure<C> procedure(Province home, Class<C> type) {
        return theatre()
                .at(home)
                .<Procedure<C>>getBeanProvider(
                        ResolvableType.forClassWithGenerics(Procedure.class, type))
                .getObject();
    }

    static NeedForms.PostNeed need(String sentence, boolean named, boolean visitors) {
        return new NeedForms.PostNeed(
                FIRM,
                sentence,
                "三片，要截面图",
                Money.yuan(50_000),
                LocalDate.of(2026, 9, 30),
                new DivisionCode("310000"),
                named,
                visitors);
    }

    final Outcome<Moved> post(NeedForms.PostNeed form, String who, @Nullable String key) {
        Outcome<Moved> outcome =
                theatre()
                        .at(Province.ANHUI)
                        .getBean(Procedures.class)
                        .open(
                                procedure(Province.ANHUI, Need.class),
                                "post",
                                form,
                                theatre().actor(who),
                                key);
        theatre().settle();
        return outcome;
    }

    final String posted(String sentence) {
        return post(need(sentence, false, false), ENGINEER, null).orThrow().id();
    }

    static NeedForms.GiveAnswer answer(String need, String provider, @Nullable String resource) {
        return new NeedForms.GiveAnswer(
                need,
                provider,
                "可做氩离子截面与扫描电镜观察",
                resource,
                Money.yuan(20_000),
                Money.yuan(30_000),
                LocalDate.of(2026, 9, 10));
    }

    final Outcome<Moved> give(Province home, NeedForms.GiveAnswer form, String who) {
        Outcome<Moved> outcome =
                theatre()
                        .at(home)
                        .getBean(Procedures.class)
                        .open(
                                procedure(home, NeedAnswer.class),
                                "give",
                                form,
                                theatre().actor(who),
                                null);
        theatre().settle();
        return outcome;
    }

    final String given(String need) {
        return give(Province.SHANGHAI, answer(need, MICRO, instrument()), MANAGER).orThrow().id();
    }

    final String instrument() {
        return records(Province.SHANGHAI)
                .list(
                        Resource.class,
                        "t.inner_id = :inner",
                        "t.id",
                        Map.of("inner", "SC-SEM-001"),
                        1)
                .getFirst()
                .id()
                .value();
    }

    final <C extends Case> Outcome<Moved> act(
            Province home,
            Class<C> type,
            String id,
            String action,
            Record form,
            String who,
            long seen) {
        Outcome<Moved> outcome =
                theatre()
                        .at(home)
                        .getBean(Procedures.class)
                        .act(
                                procedure(home, type),
                                Id.<C>of(id),
                                action,
                                form,
                                theatre().actor(who),
                                seen,
                                null);
        theatre().settle();
        return outcome;
    }

    final Outcome<Moved> asker(String need, String action, Record form) {
        return act(Province.ANHUI, Need.class, need, action, form, ENGINEER, -1);
    }

    final Outcome<Moved> provider(String answer, String action, Record form) {
        return act(Province.SHANGHAI, NeedAnswer.class, answer, action, form, MANAGER, -1);
    }

    final Need need(String id) {
        return records(Province.ANHUI).find(Need.class, Id.<Need>of(id)).orElseThrow();
    }

    final NeedAnswer answer(String id) {
        return records(Province.SHANGHAI)
                .find(NeedAnswer.class, Id.<NeedAnswer>of(id))
                .orElseThrow();
    }

    final Posting posting(Province at, String id) {
        return records(at).find(Posting.class, Id.<Posting>of(id)).orElseThrow();
    }

    final List<RecordedFact> told(Province home, String subject) {
        return theatre().at(home).getBean(Facts.class).about(subject);
    }

    static void refused(Outcome<?> outcome, Reason reason) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        no -> assertThat(((Refusal) no.why()).code()).isEqualTo(reason.code()));
    }

    final void deadlinesPass() {
        for (Province home : Province.values()) {
            theatre().at(home).getBean(Deadlines.class).look();
        }
        theatre().settle();
    }

    @Test
    void a_need_is_kept_by_the_askers_home_and_seen_in_all_four_without_a_name() {
        String id = posted("负极片循环后开裂，看截面");
        assertThat(need(id).home()).isEqualTo(Province.ANHUI);
        assertThat(need(id).firm()).isEqualTo(FIRM);
        for (Province node : Province.values()) {
            Posting seen = posting(node, id);
            assertThat(seen.sentence()).isEqualTo("负极片循环后开裂，看截面");
            assertThat(seen.open()).isTrue();
            assertThat(seen.firm()).isNull();
            assertThat(seen.firmName()).isNull();
        }
        assertThat(told(Province.ANHUI, id))
                .filteredOn(fact -> fact.kind().equals("needs.NeedPosted"))
                .singleElement()
                .satisfies(fact -> {
                    assertThat(fact.audience().open()).isFalse();
                    assertThat(fact.audience().provinces())
                            .containsExactlyInAnyOrder(Province.values());
                    assertThat(fact.body().toString()).doesNotContain(FIRM, need(id).firmName());
                });
    }

    @Test
    void who_wishes_to_be_named_and_public_is() {
        String id = post(need("要做同步辐射", true, true), ENGINEER, null).orThrow().id();
        assertThat(posting(Province.JIANGSU, id).firm()).isEqualTo(FIRM);
        assertThat(told(Province.ANHUI, id))
                .filteredOn(fact -> fact.kind().equals("needs.NeedPosted"))
                .singleElement()
                .satisfies(fact -> assertThat(fact.audience().open()).isTrue());
    }

    @Test
    void the_same_form_sent_twice_posts_once_and_another_under_its_key_is_refused() {
        String first = post(need("双击提交", false, false), ENGINEER, "twice").orThrow().id();
        String second = post(need("双击提交", false, false), ENGINEER, "twice").orThrow().id();
        assertThat(second).isEqualTo(first);
        assertThat(post(need("另一句", false, false), ENGINEER, "twice").isDone()).isFalse();
        assertThat(
                        records(Province.ANHUI)
                                .count(
                                        Need.class,
                                        "t.sentence IN (:some)",
                                        Map.of("some", List.of("双击提交", "另一句"))))
                .isEqualTo(1);
    }

    @Test
    void nobody_but_the_firms_engineers_posts_for_it_and_no_day_lies_behind() {
        long before = records(Province.ANHUI).count(Need.class, "true", Map.of());
        refused(post(need("不是我的", false, false), MANAGER, null), ProcedureReason.FORBIDDEN);
        refused(
                post(need("不是我的", false, false), "jiangpan.finance", null),
                ProcedureReason.FORBIDDEN);
        NeedForms.PostNeed late =
                new NeedForms.PostNeed(
                        FIRM, "昨天就要", null, null, LocalDate.of(2026, 3, 4), null, false, false);
        refused(post(late, ENGINEER, null), NeedsReason.DAY_INVALID);
        assertThat(records(Province.ANHUI).count(Need.class, "true", Map.of())).isEqualTo(before);
    }

    @Test
    void an_answer_travels_and_the_name_is_told_only_with_the_acceptance() {
        String id = posted("膜蛋白结构");
        String answer = given(id);
        String other = give(Province.JIANGSU, answer(id, "org-gusu", null), OTHER).orThrow().id();
        assertThat(answer(answer).state()).isEqualTo(AnswerState.RECEIVED);
        assertThat(need(id).answers())
                .extracting(Need.Received::provider)
                .containsExactlyInAnyOrder(MICRO, "org-gusu");
        assertThat(answer(answer).asker()).isNull();

        assertThat(asker(id, "ask", new NeedForms.AskBack(answer, "样品要多大？")).isDone()).isTrue();
        assertThat(answer(answer).state()).isEqualTo(AnswerState.ASKED);
        assertThat(answer(answer).question()).isEqualTo("样品要多大？");
        assertThat(provider(answer, "reply", new NeedForms.AnswerQuestion("一平方厘米")).isDone())
                .isTrue();
        assertThat(need(id).answer(answer).orElseThrow().talk())
                .extracting(Need.Line::text)
                .containsExactly("样品要多大？", "一平方厘米");
        assertThat(answer(answer).asker()).isNull();

        assertThat(asker(id, "accept", new NeedForms.ChooseAnswer(answer)).isDone()).isTrue();
        assertThat(answer(answer).state()).isEqualTo(AnswerState.ACCEPTED);
        assertThat(answer(answer).asker()).isEqualTo(FIRM);
        NeedAnswer waiting =
                records(Province.JIANGSU)
                        .find(NeedAnswer.class, Id.<NeedAnswer>of(other))
                        .orElseThrow();
        assertThat(waiting.state()).isEqualTo(AnswerState.RECEIVED);
        assertThat(waiting.asker()).isNull();

        assertThat(asker(id, "finish", new NoForm()).isDone()).isTrue();
        assertThat(need(id).state()).isEqualTo(NeedState.SETTLED);
        NeedAnswer over =
                records(Province.JIANGSU)
                        .find(NeedAnswer.class, Id.<NeedAnswer>of(other))
                        .orElseThrow();
        assertThat(over.state()).isEqualTo(AnswerState.PASSED_OVER);
        assertThat(over.asker()).isNull();
        for (Province node : Province.values()) {
            assertThat(posting(node, id).open()).isFalse();
        }
    }

    @Test
    void several_answers_are_accepted_and_each_once() {
        String id = posted("两家一起做");
        String first = given(id);
        String second = give(Province.JIANGSU, answer(id, "org-gusu", null), OTHER).orThrow().id();
        asker(id, "accept", new NeedForms.ChooseAnswer(first)).orThrow();
        refused(
                asker(id, "accept", new NeedForms.ChooseAnswer(first)),
                NeedsReason.ANSWER_NOT_FOUND);
        asker(id, "accept", new NeedForms.ChooseAnswer(second)).orThrow();
        assertThat(need(id).answers())
                .extracting(Need.Received::standing)
                .containsOnly(Standing.ACCEPTED);
        refused(
                asker(id, "accept", new NeedForms.ChooseAnswer(second)),
                NeedsReason.NOTHING_TO_CHOOSE);
    }

    @Test
    void a_provider_answers_once_and_again_after_withdrawing() {
        String id = posted("再答一次");
        String first = given(id);
        refused(
                give(Province.SHANGHAI, answer(id, MICRO, null), MANAGER),
                NeedsReason.ANSWERED_ALREADY);
        assertThat(need(id).answers()).hasSize(1);
        provider(first, "withdraw", new NeedForms.WithdrawAnswer("价格写错")).orThrow();
        assertThat(answer(first).state()).isEqualTo(AnswerState.WITHDRAWN);
        assertThat(need(id).answers())
                .extracting(Need.Received::standing)
                .containsExactly(Standing.WITHDRAWN);
        refused(
                asker(id, "accept", new NeedForms.ChooseAnswer(first)),
                NeedsReason.NOTHING_TO_CHOOSE);
        given(id);
        assertThat(need(id).answers()).hasSize(2);
    }

    @Test
    void what_is_not_the_providers_is_refused_and_nothing_is_sent() {
        String id = posted("不是你的资源");
        String foreign = instrument();
        refused(
                give(Province.JIANGSU, answer(id, "org-gusu", foreign), OTHER),
                NeedsReason.RESOURCE_INVALID);
        refused(give(Province.SHANGHAI, answer(id, MICRO, null), OTHER), ProcedureReason.FORBIDDEN);
        refused(
                give(Province.SHANGHAI, answer("need-none", MICRO, null), MANAGER),
                NeedsReason.NOT_FOUND);
        refused(
                give(Province.SHANGHAI, answer("'; DROP", MICRO, null), MANAGER),
                NeedsReason.NOT_FOUND);
        NeedForms.GiveAnswer upsideDown =
                new NeedForms.GiveAnswer(id, MICRO, "x", null, Money.yuan(3), Money.yuan(2), null);
        refused(give(Province.SHANGHAI, upsideDown, MANAGER), NeedsReason.PRICE_INVALID);
        assertThat(need(id).answers()).isEmpty();
    }

    @Test
    void a_stale_page_a_wrong_role_and_a_foreign_case_move_nothing() {
        String id = posted("旧页面");
        String answer = given(id);
        long version =
                records(Province.ANHUI)
                        .versioned(Need.class, Id.<Need>of(id))
                        .orElseThrow()
                        .version();
        refused(
                act(
                        Province.ANHUI,
                        Need.class,
                        id,
                        "accept",
                        new NeedForms.ChooseAnswer(answer),
                        ENGINEER,
                        version - 1),
                ProcedureReason.CHANGED_MEANWHILE);
        refused(
                act(
                        Province.ANHUI,
                        Need.class,
                        id,
                        "accept",
                        new NeedForms.ChooseAnswer(answer),
                        "jiangpan.finance",
                        -1),
                ProcedureReason.FORBIDDEN);
        refused(
                act(
                        Province.ANHUI,
                        Need.class,
                        id,
                        "accept",
                        new NeedForms.ChooseAnswer(answer),
                        MANAGER,
                        -1),
                ProcedureReason.NOT_FOUND);
        refused(
                act(
                        Province.SHANGHAI,
                        NeedAnswer.class,
                        answer,
                        "withdraw",
                        new NeedForms.WithdrawAnswer("x"),
                        ENGINEER,
                        -1),
                ProcedureReason.NOT_FOUND);
        assertThat(need(id).state()).isEqualTo(NeedState.OPEN);
        assertThat(need(id).answer(answer).orElseThrow().standing()).isEqualTo(Standing.OFFERED);
        assertThat(answer(answer).state()).isEqualTo(AnswerState.RECEIVED);
    }

    @Test
    void after_an_acceptance_a_need_is_finished_and_neither_closed_nor_withdrawn() {
        String id = posted("选定之后");
        String answer = given(id);
        refused(asker(id, "finish", new NoForm()), NeedsReason.NOTHING_ACCEPTED);
        asker(id, "accept", new NeedForms.ChooseAnswer(answer)).orThrow();
        refused(asker(id, "close", new NeedForms.EndNeed("不要了")), NeedsReason.SOMETHING_ACCEPTED);
        refused(
                asker(id, "withdraw", new NeedForms.EndNeed("不要了")),
                NeedsReason.SOMETHING_ACCEPTED);
        assertThat(need(id).state()).isEqualTo(NeedState.OPEN);
    }

    @Test
    void a_need_closed_without_a_choice_tells_whoever_answered_and_takes_no_more() {
        String id = posted("都不合适");
        String answer = given(id);
        asker(id, "close", new NeedForms.EndNeed("都太贵")).orThrow();
        assertThat(answer(answer).state()).isEqualTo(AnswerState.PASSED_OVER);
        refused(give(Province.JIANGSU, answer(id, "org-gusu", null), OTHER), NeedsReason.NEED_OVER);
        assertThat(need(id).answers()).hasSize(1);
    }

    /// Last, because the clock of the stage never goes back.
    @Test
    @org.junit.jupiter.api.Order(Integer.MAX_VALUE)
    void when_the_terms_pass_a_need_is_to_be_chosen_then_lapses_and_one_without_answers_ends() {
        String asked = posted("等人应答");
        String answered = posted("等我选定");
        String answer = given(answered);
        theatre().forward(Duration.ofDays(30));
        deadlinesPass();
        assertThat(need(asked).state()).isEqualTo(NeedState.UNANSWERED);
        assertThat(need(answered).state()).isEqualTo(NeedState.CHOOSING);
        assertThat(posting(Province.SHANGHAI, answered).open()).isFalse();
        assertThat(answer(answer).state()).isEqualTo(AnswerState.RECEIVED);
        theatre().forward(Duration.ofDays(30));
        deadlinesPass();
        assertThat(need(answered).state()).isEqualTo(NeedState.LAPSED);
        assertThat(answer(answer).state()).isEqualTo(AnswerState.PASSED_OVER);
    }

    private Outcome<Moved> erasing(Province home, ErasureScope scope, String what, String who) {
        Outcome<Moved> outcome =
                theatre()
                        .at(home)
                        .getBean(Procedures.class)
                        .open(
                                procedure(home, Erasure.class),
                                "request",
                                new RequestErasure(
                                        scope,
                                        what,
                                        ErasureGround.CONSENT_WITHDRAWN,
                                        null,
                                        "个保〔2026〕3号"),
                                theatre().actor(who + ".security"),
                                null);
        theatre().settle();
        return outcome;
    }

    private Erasure erased(Province home, ErasureScope scope, String what, String who) {
        String id = erasing(home, scope, what, who).orThrow().id();
        act(
                        home,
                        Erasure.class,
                        id,
                        "approve",
                        new ApproveErasure("个保〔2026〕3号"),
                        who + ".security2",
                        -1)
                .orThrow();
        return records(home).find(Erasure.class, Id.<Erasure>of(id)).orElseThrow();
    }

    private void nowhere(String... words) {
        for (Province node : Province.values()) {
            for (String some : words) {
                assertThat(Whereabouts.of(theatre().at(node), some)).as(some).isEmpty();
            }
        }
    }

    /// The words of both sides are in rows of the other, too, which no fact tells again.
    @Test
    void what_people_wrote_in_a_need_and_its_answers_goes_from_every_home_when_it_is_erased() {
        String sentence = "请找王芳看截面，13800000000";
        String question = "王芳问：样品要多大？";
        String reply = "李雷答：一平方厘米";
        String why = "王芳说不用了";
        String id = posted(sentence);
        String answer = given(id);
        asker(id, "ask", new NeedForms.AskBack(answer, question)).orThrow();
        provider(answer, "reply", new NeedForms.AnswerQuestion(reply)).orThrow();
        refused(erasing(Province.ANHUI, ErasureScope.CASE, id, "ah"), ErasingReason.CASE_GOES_ON);
        asker(id, "close", new NeedForms.EndNeed(why)).orThrow();
        assertThat(told(Province.ANHUI, id))
                .as("the title of such a case is in no fact")
                .noneMatch(fact -> Salted.sealed(fact.body()).toString().contains(sentence));

        Erasure asked = erased(Province.ANHUI, ErasureScope.CASE, id, "ah");
        nowhere(sentence, question, why);
        assertThat(asked.state()).isEqualTo(ErasureState.CONFIRMED);
        assertThat(asked.provinces()).hasSize(3);
        assertThat(need(id).sentence()).isEmpty();
        for (Province node : Province.values()) {
            assertThat(posting(node, id).sentence()).isEmpty();
            assertThat(posting(node, id).open()).isFalse();
        }
        assertThat(answer(answer).sentence()).isEmpty();
        assertThat(answer(answer).question()).isEmpty();
        assertThat(need(id).answer(answer).orElseThrow().talk())
                .as("what the provider wrote is the provider's")
                .extracting(Need.Line::text)
                .containsExactly("", reply);

        erased(Province.SHANGHAI, ErasureScope.CASE, answer, "sh");
        nowhere(reply);
        assertThat(need(id).answer(answer).orElseThrow().text()).isEmpty();
        assertThat(answer(answer).text()).isEmpty();
    }
}
