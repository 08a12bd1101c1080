package org.deltacommons.commons.needs;

import static org.assertj.core.api.Assertions.assertThat;

import org.deltacommons.Nodes;
import org.deltacommons.Theatre;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.procedures.NoForm;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Province;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/// Needs with each province at a node and on a database of its own.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FourNodesNeedsTest extends NeedsContract {

    private static Nodes nodes;

    @BeforeAll
    static void start() {
        nodes = Nodes.four("needs");
    }

    @AfterAll
    static void stop() {
        nodes.close();
    }

    @Override
    Theatre theatre() {
        return nodes;
    }

    /// Shanghai has not heard of the end when it answers: only the need's home knows.
    @Test
    @Order(1)
    void an_answer_that_comes_after_the_end_is_refused_and_its_provider_told() {
        String id = posted("撤回之后才到");
        nodes.cut(Province.SHANGHAI, Province.ANHUI, true);
        asker(id, "withdraw", new NeedForms.EndNeed("已经解决")).orThrow();
        assertThat(posting(Province.SHANGHAI, id).open()).isTrue();
        String answer = given(id);
        assertThat(answer(answer).state()).isEqualTo(AnswerState.SENT);
        nodes.cut(Province.SHANGHAI, Province.ANHUI, false);
        nodes.settle();
        assertThat(need(id).answers()).isEmpty();
        assertThat(need(id).state()).isEqualTo(NeedState.WITHDRAWN);
        NeedAnswer late = answer(answer);
        assertThat(late.state()).isEqualTo(AnswerState.REFUSED);
        assertThat(late.why()).isNotNull();
        assertThat(java.util.Objects.requireNonNull(late.why()).is(NeedsReason.NEED_OVER)).isTrue();
        assertThat(posting(Province.SHANGHAI, id).open()).isFalse();
    }

    /// The provider withdraws while the asker, who has not heard of it, accepts: the answer is its
    /// own home's.
    @Test
    @Order(2)
    void
            an_answer_withdrawn_before_its_acceptance_arrived_stays_withdrawn_and_the_asker_learns_it() {
        String id = posted("同时撤回与选定");
        String answer = given(id);
        nodes.cut(Province.ANHUI, Province.SHANGHAI, true);
        provider(answer, "withdraw", new NeedForms.WithdrawAnswer("仪器坏了")).orThrow();
        asker(id, "accept", new NeedForms.ChooseAnswer(answer)).orThrow();
        assertThat(answer(answer).state()).isEqualTo(AnswerState.WITHDRAWN);
        assertThat(answer(answer).asker()).isNull();
        nodes.cut(Province.ANHUI, Province.SHANGHAI, false);
        nodes.settle();
        assertThat(need(id).answer(answer).orElseThrow().standing())
                .isEqualTo(Need.Standing.WITHDRAWN);
    }

    /// The withdrawal is under way while the asker, who has not heard of it, accepts and finishes.
    @Test
    @Order(3)
    void a_withdrawal_that_comes_after_the_end_is_told_to_the_asker_and_to_whoever_answered() {
        String id = posted("撤回到得太晚");
        String answer = given(id);
        nodes.cut(Province.ANHUI, Province.SHANGHAI, true);
        provider(answer, "withdraw", new NeedForms.WithdrawAnswer("仪器坏了")).orThrow();
        asker(id, "accept", new NeedForms.ChooseAnswer(answer)).orThrow();
        asker(id, "finish", new NoForm()).orThrow();
        assertThat(answer(answer).why()).isNull();
        nodes.cut(Province.ANHUI, Province.SHANGHAI, false);
        nodes.settle();
        assertThat(need(id).state()).isEqualTo(NeedState.SETTLED);
        assertThat(need(id).answer(answer).orElseThrow().standing())
                .isEqualTo(Need.Standing.WITHDRAWN);
        assertThat(answer(answer).state()).isEqualTo(AnswerState.WITHDRAWN);
        assertThat(java.util.Objects.requireNonNull(answer(answer).why()).code())
                .isEqualTo(NeedsReason.ACCEPTED_BEFORE.code());
        assertThat(told(Province.ANHUI, id))
                .extracting(RecordedFact::kind)
                .contains("needs.WithdrawalLate");
    }

    @Test
    @Order(4)
    void
            cases_stay_where_they_are_at_home_and_the_asker_of_a_nameless_need_is_known_nowhere_else() {
        String id = posted("只在本省");
        String answer = given(id);
        assertThat(records(Province.SHANGHAI).find(Need.class, Id.<Need>of(id))).isEmpty();
        assertThat(records(Province.ANHUI).find(NeedAnswer.class, Id.<NeedAnswer>of(answer)))
                .isEmpty();
        for (Province reader : Province.values()) {
            if (reader != Province.ANHUI) {
                assertThat(nodes.crossed(reader, Province.ANHUI))
                        .filteredOn(fact -> fact.subject().equals(id))
                        .isNotEmpty()
                        .noneMatch(fact -> fact.body().toString().contains(FIRM))
                        .allMatch(fact -> fact.by().equals(RecordedFact.NOBODY));
            }
        }
        assertThat(nodes.crossed(Province.ZHEJIANG, Province.SHANGHAI))
                .noneMatch(fact -> fact.subject().equals(answer));
        assertThat(nodes.crossed(Province.ANHUI, Province.SHANGHAI))
                .filteredOn(fact -> fact.subject().equals(answer))
                .isNotEmpty()
                .allMatch(fact -> fact.by().equals(RecordedFact.NOBODY));
    }
}
