package org.deltacommons.surface.insight;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What of a sentence is never stored.
class MaskingTest {

    @ParameterizedTest
    @CsvSource({
        "联系 13912345678 测 XRD, 联系 * 测 XRD",
        "联系 139-1234-5678 测 XRD, 联系 * 测 XRD",
        "联系 １３９ １２３４ ５６７８ 测 XRD, 联系 * 测 XRD",
        "电话 +86 139 1234 5678, 电话 *",
        "电话 021-51234567, 电话 *",
        "一三九一二三四五六七八 测硬度, * 测硬度",
        "身份证 34050219900101123X 的人, 身份证 * 的人",
        "邮箱 wang.min@example.com 收, 邮箱 * 收",
        "看 https://example.com/u?id=77 上的, 看 * 上的",
        "微信 wangmin_88 联系, * 联系",
        "加QQ：123456 聊, 加* 聊",
        "卡号 6222 0212 3456 7890 退款, 卡号 * 退款",
        "代码 91340500MA2ABCDE1X 的公司, 代码 * 的公司",
    })
    void what_may_lead_to_a_person_is_masked(String typed, String stored) {
        assertThat(Masking.of(typed)).isEqualTo(stored);
        assertThat(Masking.isMasked(Masking.of(typed))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Talos F200X 冷冻电镜 5万以内",
                "GB/T 2260-2007 测试",
                "2026 年 3 月 5 日前要结果",
                "300 kV 200000 倍",
                "TSQ Altis Plus LC-MS/MS",
                "膜蛋白结构，预算 50,000 元",
            })
    void what_a_need_is_said_with_stays(String typed) {
        assertThat(Masking.isMasked(Masking.of(typed))).isFalse();
    }

    @Test
    void nothing_is_left_of_what_says_nothing() {
        assertThat(Masking.of("13912345678")).isEmpty();
        assertThat(Masking.of("。，、 \u202e")).isEmpty();
        assertThat(Masking.of("电".repeat(10_000))).hasSize(200);
        assertThat(Masking.of("1".repeat(100_000))).isEmpty();
    }
}
