package org.deltacommons.commons.needs.saved;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.deltacommons.Cast2026;
import org.deltacommons.commons.needs.NeedsReason;
import org.deltacommons.commons.needs.SavedNeeds;
import org.deltacommons.commons.resources.Resource;
import org.deltacommons.commons.resources.ResourceListed;
import org.deltacommons.commons.resources.ResourcesForNeeds;
import org.deltacommons.foundation.finding.FindRequest;
import org.deltacommons.foundation.finding.Finding;
import org.deltacommons.foundation.lane.Audience;
import org.deltacommons.foundation.lane.Command;
import org.deltacommons.foundation.lane.Fact;
import org.deltacommons.foundation.lane.GroupLane;
import org.deltacommons.foundation.lane.Put;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.lane.Unit;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;

/// Saved needs from the saving to the inbox, over the real index and the real feeds.
@SpringBootTest(properties = "delta.needs.tell=false")
@Import(Cast2026.class)
@DirtiesContext(classMode = DirtiesContext.ClassMode.AFTER_CLASS)
class SavedNeedsModuleTest {

    private record Done(String what) {}

    @Autowired private SavedDesk desk;
    @Autowired private SavedTelling telling;
    @Autowired private Matches matches;
    @Autowired private Finding finding;
    @Autowired private GroupLane lane;
    @Autowired private Records records;
    @Autowired private JdbcClient jdbc;
    @Autowired private Cast2026.Stage stage;
    private Actor engineer;
    private Actor other;

    @BeforeEach
    void begin() {
        stage.settle();
        finding.rebuild();
        engineer = stage.actor("jiangpan.engineer");
        other = stage.actor("songling.engineer");
        for (Actor actor : List.of(engineer, other)) {
            desk.of(actor).forEach(one -> desk.drop(actor, one.id(), null).orThrow());
        }
        telling.work();
        stage.clock.forward(Duration.ofDays(1));
    }

    private String saved(Actor actor, FindRequest request) {
        return desk.save(actor, request, null).orThrow().saved();
    }

    /// A resource of Shanghai is listed, or what is public of it changes.
    private void listed(Resource resource) {
        lane.submit(
                        Command.of(
                                resource.home(),
                                Actor.system(resource.home()),
                                "test.list",
                                Map.of(),
                                Done.class),
                        rows -> {
                            rows.find(Resource.class, resource.id());
                            return Outcome.done(
                                    Unit.of(
                                            new Done("listed"),
                                            new Put(resource),
                                            new Fact(
                                                    resource.id().value(),
                                                    Audience.PUBLIC,
                                                    ResourceListed.of(resource))));
                        })
                .orThrow();
        stage.settle();
        finding.refresh();
    }

    private List<String> notices(Actor actor, String saved) {
        stage.settle();
        return jdbc.sql(
                        "SELECT said ->> 'texts' FROM notices.entry"
                                + " WHERE recipient = ? AND href = ? ORDER BY id")
                .params(actor.id(), "/needs/saved/" + saved)
                .query(String.class)
                .list();
    }

    @Test
    void something_new_that_fits_is_told_once_and_only_to_those_who_wait_for_it() {
        String mine = saved(engineer, FindRequest.of("太赫兹近场显微"));
        String theirs = saved(other, FindRequest.of("木星大气环流观测"));
        listed(ResourcesForNeeds.named("NEEDS-1", "太赫兹近场显微镜", "样品近场显微成像"));
        assertThat(matches.count(mine)).isEqualTo(1);
        assertThat(matches.count(theirs)).isZero();
        assertThat(telling.work()).isEqualTo(1);
        assertThat(notices(engineer, mine))
                .singleElement()
                .satisfies(text -> assertThat(text).contains("太赫兹近场显微镜", "太赫兹近场显微"));
        assertThat(notices(other, theirs)).isEmpty();
        assertThat(telling.work()).isZero();
        assertThat(notices(engineer, mine)).hasSize(1);
    }

    @Test
    void what_was_there_before_the_saving_is_no_news_until_it_changes() {
        Resource there = ResourcesForNeeds.named("NEEDS-2", "微波暗室天线测试", "天线方向图");
        listed(there);
        String mine = saved(engineer, FindRequest.of("微波暗室 天线"));
        listed(there);
        assertThat(matches.count(mine)).isZero();
        listed(ResourcesForNeeds.named("NEEDS-2", "微波暗室天线测试", "天线方向图与增益"));
        assertThat(matches.count(mine)).isEqualTo(1);
    }

    @Test
    void the_same_version_is_told_once_however_often_it_is_indexed() {
        String mine = saved(engineer, FindRequest.of("脉冲激光沉积薄膜"));
        Resource one = ResourcesForNeeds.named("NEEDS-3", "脉冲激光沉积薄膜系统", "外延薄膜");
        listed(one);
        Resource changed = ResourcesForNeeds.named("NEEDS-3", "脉冲激光沉积薄膜系统", "外延薄膜与多层膜");
        listed(changed);
        listed(one);
        listed(changed);
        assertThat(matches.count(mine)).isEqualTo(2);
        finding.rebuild();
        assertThat(matches.count(mine)).isEqualTo(2);
    }

    @Test
    void many_on_one_day_are_one_notice_and_the_rest_comes_together_the_next_day() {
        String mine = saved(engineer, FindRequest.of("超导量子比特测控"));
        listed(ResourcesForNeeds.named("NEEDS-4", "超导量子比特测控一号", "测控"));
        assertThat(telling.work()).isEqualTo(1);
        listed(ResourcesForNeeds.named("NEEDS-5", "超导量子比特测控二号", "测控"));
        listed(ResourcesForNeeds.named("NEEDS-6", "超导量子比特测控三号", "测控"));
        assertThat(telling.work()).isZero();
        assertThat(notices(engineer, mine)).hasSize(1);
        stage.clock.forward(Duration.ofDays(1));
        assertThat(telling.work()).isEqualTo(1);
        assertThat(notices(engineer, mine))
                .hasSize(2)
                .last()
                .satisfies(text -> assertThat(text).contains("\"count\": \"2\""));
    }

    @Test
    void a_run_that_ended_before_it_noted_what_it_told_tells_nothing_twice() {
        String mine = saved(engineer, FindRequest.of("原位拉曼电化学"));
        listed(ResourcesForNeeds.named("NEEDS-7", "原位拉曼电化学池", "原位拉曼"));
        assertThat(telling.work()).isEqualTo(1);
        jdbc.sql("UPDATE needs.match SET told_at = NULL WHERE saved = ?").param(mine).update();
        stage.clock.forward(Duration.ofDays(1));
        assertThat(telling.work()).isZero();
        assertThat(notices(engineer, mine)).hasSize(1);
    }

    @Test
    void what_is_paused_or_dropped_hears_nothing_and_resumed_hears_of_what_is_new_then() {
        String mine = saved(engineer, FindRequest.of("中子衍射残余应力"));
        desk.pause(engineer, mine, true, null).orThrow();
        listed(ResourcesForNeeds.named("NEEDS-8", "中子衍射残余应力谱仪", "残余应力"));
        assertThat(matches.count(mine)).isZero();
        refused(desk.pause(engineer, mine, true, null), NeedsReason.SAVED_NO_CHANGE);
        desk.pause(engineer, mine, false, null).orThrow();
        listed(ResourcesForNeeds.named("NEEDS-9", "中子衍射残余应力谱仪二号", "残余应力"));
        assertThat(matches.count(mine)).isEqualTo(1);
        desk.drop(engineer, mine, null).orThrow();
        assertThat(telling.work()).isZero();
        assertThat(matches.count(mine)).isZero();
        assertThat(notices(engineer, mine)).isEmpty();
    }

    @Test
    void a_choice_of_province_leaves_out_what_is_elsewhere() {
        String here = saved(engineer, FindRequest.of("高速旋转试验台").choosing("province", "310000"));
        String there = saved(engineer, FindRequest.of("高速旋转试验台").choosing("province", "340000"));
        listed(ResourcesForNeeds.named("NEEDS-10", "高速旋转试验台", "转子"));
        assertThat(matches.count(here)).isEqualTo(1);
        assertThat(matches.count(there)).isZero();
    }

    @Test
    void nobody_touches_what_another_has_saved_and_the_same_is_saved_once() {
        String mine = saved(engineer, FindRequest.of("质子交换膜燃料电池"));
        assertThat(saved(engineer, FindRequest.of(" 质子交换膜燃料电池 "))).isEqualTo(mine);
        assertThat(desk.of(engineer)).hasSize(1);
        refused(desk.pause(other, mine, true, null), NeedsReason.NOT_FOUND);
        refused(desk.drop(other, mine, null), NeedsReason.NOT_FOUND);
        assertThat(desk.find(other, mine)).isEmpty();
        assertThat(desk.find(engineer, mine)).isPresent();
        refused(
                desk.save(Actor.visitor(engineer.home()), FindRequest.of("质子"), null),
                NeedsReason.FORBIDDEN);
        refused(desk.save(engineer, FindRequest.of("？！"), null), NeedsReason.SENTENCE_INVALID);
        assertThat(desk.of(engineer)).hasSize(1);
    }

    @Test
    void the_fifty_first_is_refused_and_the_same_key_saves_once() {
        for (int i = 0; i < SavedNeeds.ITEMS_MAX - 1; i++) {
            saved(engineer, FindRequest.of("电镜 编号" + i));
        }
        String last = desk.save(engineer, FindRequest.of("最后一项 光谱"), "k").orThrow().saved();
        assertThat(desk.save(engineer, FindRequest.of("最后一项 光谱"), "k").orThrow().saved())
                .isEqualTo(last);
        refused(desk.save(engineer, FindRequest.of("再来一项 质谱"), null), NeedsReason.SAVED_TOO_MANY);
        assertThat(desk.of(engineer)).hasSize(SavedNeeds.ITEMS_MAX);
    }

    @Test
    void no_feed_says_what_somebody_looks_for() {
        String mine = saved(engineer, FindRequest.of("绝密合金配方分析"));
        assertThat(
                        jdbc.sql("SELECT body::text FROM lane.fact WHERE subject = ?")
                                .param(mine)
                                .query(String.class)
                                .list())
                .singleElement()
                .satisfies(body -> assertThat(body).doesNotContain("绝密"));
        assertThat(records.find(SavedNeeds.class, Id.<SavedNeeds>of("svn-none"))).isEmpty();
    }

    private static void refused(Outcome<?> outcome, NeedsReason reason) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        no ->
                                assertThat(((org.deltacommons.kernel.Refusal) no.why()).code())
                                        .isEqualTo(reason.code()));
    }
}
