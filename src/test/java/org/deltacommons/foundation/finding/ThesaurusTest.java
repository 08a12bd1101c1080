package org.deltacommons.foundation.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.deltacommons.foundation.finding.Thesaurus.Match;
import org.junit.jupiter.api.Test;

class ThesaurusTest {

    private final Thesaurus words =
            new Thesaurus(
                    List.of("冷冻电镜 = 冷冻透射电子显微镜 = cryo-EM", "电镜 = EM", "ESEM > 扫描电镜", "裂 = 开裂"));

    private List<String> matched(String text) {
        return words.matches(text).stream()
                .map(match -> text.substring(match.from(), match.until()))
                .toList();
    }

    @Test
    void the_longest_word_wins_and_latin_ones_are_whole_however_they_are_joined() {
        assertThat(matched("找冷冻电镜和电镜")).containsExactly("冷冻电镜", "电镜");
        assertThat(matched("need CryoEM, cryo EM or cryo-em"))
                .containsExactly("CryoEM", "cryo EM", "cryo-em");
        assertThat(matched("system EMC")).isEmpty();
    }

    @Test
    void the_same_goes_both_ways_and_the_wider_one_way() {
        Match match = words.matches("cryo-EM").getFirst();
        assertThat(match.senses().same()).contains("冷冻电镜", "冷冻透射电子显微镜");
        assertThat(words.matches("ESEM").getFirst().senses().wider()).containsExactly("扫描电镜");
        assertThat(matched("扫描电镜")).containsExactly("电镜");
    }

    @Test
    void latin_words_are_put_into_chinese_for_the_model() {
        assertThat(words.inChinese("need cryo-EM soon")).isEqualTo("need 冷冻电镜 soon");
        assertThat(words.inChinese("没有")).isEqualTo("没有");
    }

    @Test
    void the_fields_file_is_well_formed_and_knows_the_usual_abbreviations() {
        for (String abbreviation :
                List.of("XRD", "LC-MS", "SEM", "EDS", "TEM", "XPS", "DSC", "ICP-MS")) {
            assertThat(Thesaurus.field().matches(abbreviation))
                    .as(abbreviation)
                    .singleElement()
                    .satisfies(match -> assertThat(match.senses().chinese()).isPresent());
        }
    }

    @Test
    void characters_fold_one_for_one() {
        assertThat(Script.fold("掃描電鏡ＳＥＭ　熱失控")).isEqualTo("扫描电镜SEM 热失控");
        assertThat(Pinyin.whole("扫描电镜")).contains("saomiaodianjing");
        assertThat(Pinyin.initials("扫描电镜")).contains("smdj");
    }
}
