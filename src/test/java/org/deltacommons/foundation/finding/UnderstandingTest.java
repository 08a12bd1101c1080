package org.deltacommons.foundation.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.deltacommons.foundation.finding.Understanding.Understood;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnderstandingTest {

    private static final Set<String> ALL =
            Set.of("province", "city", "mark", "mode", "kind", "voucher", "free");

    private static Understood understand(String text) {
        return Understanding.of(text, ALL, List.of());
    }

    @ParameterizedTest
    @CsvSource({
        "膜蛋白结构 5万以内, priceMax:50000, 膜蛋白结构",
        "'need cryo-EM, budget 50k', priceMax:50000, 'need cryo-EM,'",
        "一千块以内做个盐雾, priceMax:1000, 做个盐雾",
        "预算两万 拉伸, priceMax:20000, 拉伸",
        "不超过1.5万元的失效分析, priceMax:15000, 的失效分析",
        "under 3000 yuan salt spray, priceMax:3000, salt spray",
        "两周内要截面图, days:14, 要截面图",
        "三天内出结果, free:week, 出结果",
        "下周就要做电磁兼容, free:week, 做电磁兼容",
        "tensile within two weeks, days:14, tensile",
        "合肥附近的截面, city:340100, 截面",
        "XRD in Anhui, province:340000, XRD",
        "要盖CMA章 拉伸, mark:CMA, 要盖 拉伸",
        "CNAS accredited salt spray, mark:CNAS, salt spray",
        "寄样测比表面积, mode:SAMPLE, 测比表面积",
        "用创新券做EMC, voucher:yes, 用 做EMC",
        "电池测试数据集, kind:DATA, 电池测试数据集",
        "20个样品测比表面积, samples:20, 测比表面积",
        "盐雾 三件试样, samples:3, 盐雾",
        "'盐雾，30个样品', samples:30, '盐雾,'",
        "'截面图，用20小时', hours:20, '截面图,'",
        "salt spray for 30 samples, samples:30, salt spray for",
        "透射电镜订8小时, hours:8, 透射电镜",
        "扫描电镜 20个机时, hours:20, 扫描电镜",
        "SAXS with 12 beam hours, hours:12, SAXS with",
        "训练要5000卡时, gpuHours:5000, 训练要"
    })
    void each_rule_takes_its_words_out(String text, String code, String rest) {
        Understood understood = understand(text);
        assertThat(understood.conditions()).extracting(Condition::code).containsExactly(code);
        assertThat(understood.rest().replaceAll("\\s+", " ")).isEqualTo(rest);
        assertThat(understood.conditions()).noneMatch(Condition::certain);
    }

    @ParameterizedTest
    @CsvSource({
        "上海光源吸收谱",
        "合肥光源机时时间",
        "28 nm 以内节点",
        "80-120 nm 颗粒",
        "GB/T 228.1 拉伸",
        "Talos F200X",
        "within the cell",
        "同批5件以上",
        "720小时盐雾",
        "5个样板间",
        "GB/T 10125 样品架",
        "24 hours storage"
    })
    void what_only_looks_like_a_condition_is_none(String text) {
        Set<String> places = Set.of("province", "city", "mark", "free");
        assertThat(Understanding.of(text, places, List.of()))
                .isEqualTo(new Understood(text, List.of()));
    }

    @Test
    void only_what_was_surely_meant_is_certain() {
        assertThat(understand("只看合肥 电镜").conditions())
                .containsExactly(new Condition("city", "340100", "合肥", true));
        assertThat(understand("必须有CMA 盐雾").conditions().getFirst().certain()).isTrue();
        assertThat(understand("合肥 电镜").conditions().getFirst().certain()).isFalse();
    }

    @Test
    void what_was_taken_back_stays_in_the_sentence() {
        Understood understood = Understanding.of("合肥 电镜", ALL, List.of("city:340100"));
        assertThat(understood).isEqualTo(new Understood("合肥 电镜", List.of()));
    }

    @Test
    void a_facet_that_there_is_not_makes_no_condition() {
        assertThat(Understanding.of("合肥 CMA 电镜", Set.of("mark"), List.of()).conditions())
                .extracting(Condition::code)
                .containsExactly("mark:CMA");
    }
}
