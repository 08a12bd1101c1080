package org.deltacommons.foundation.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.deltacommons.foundation.finding.Typed.Phrase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the box offers while somebody types.
class SuggestingTest {

    private final Things things = new Things();
    @TempDir private Path folder;
    private Finding finding;

    @BeforeEach
    void open() {
        things.keep("cryo", "300 kV 冷冻透射电子显微镜", "300 kV cryo-TEM", "Titan Krios G4");
        things.keep(
                "tem",
                "场发射透射电子显微镜",
                "Field-emission transmission electron microscope",
                "Talos F200X");
        things.keep("maize", "玉米自交系种质", "Maize inbred lines", "");
        things.keep("lcms", "液相色谱-质谱联用仪", "LC-MS", "TSQ Altis Plus");
        finding = things.open(folder);
        finding.rebuild();
    }

    @AfterEach
    void close() {
        finding.stop();
    }

    private List<String> phrases(String typed) {
        return finding.suggest(typed).phrases().stream().map(Phrase::text).toList();
    }

    private List<String> documents(String typed) {
        return finding.suggest(typed).documents().stream().map(FindDocument::id).toList();
    }

    @Test
    void a_word_of_the_field_is_finished_from_its_first_characters() {
        assertThat(phrases("冷冻")).contains("冷冻电镜", "冷冻断层");
        assertThat(phrases("cryo")).contains("cryo-EM");
        assertThat(phrases("scanning electron mic")).contains("scanning electron microscope");
        assertThat(phrases("lc-m")).contains("LC-MS");
        assertThat(phrases("lcm")).contains("LC-MS");
    }

    @Test
    void pinyin_and_initials_are_finished_too() {
        assertThat(phrases("lengdong")).contains("冷冻电镜");
        assertThat(phrases("lengdongd")).contains("冷冻电镜").doesNotContain("冷冻断层电镜");
        assertThat(phrases("lddj")).contains("冷冻电镜");
        assertThat(documents("yumi")).containsExactly("maize");
    }

    @Test
    void only_the_word_being_typed_is_finished_and_the_rest_stays() {
        assertThat(phrases("膜蛋白结构 用 lengdongdian")).first().isEqualTo("膜蛋白结构 用 冷冻电镜");
        assertThat(phrases("我想用冷冻电")).contains("我想用冷冻电镜");
        // A blank ends the word.
        assertThat(phrases("lengdong ")).isEmpty();
        // What is complete is not offered again.
        assertThat(phrases("冷冻电镜")).doesNotContain("冷冻电镜");
    }

    @Test
    void a_slip_is_taken_for_what_was_meant_and_marked_as_a_guess() {
        assertThat(finding.suggest("lengdnogdian").phrases())
                .anyMatch(one -> one.word().equals("冷冻电镜") && one.guessed());
        assertThat(finding.suggest("扫瞄电镜").phrases())
                .anyMatch(one -> one.word().equals("扫描电镜") && one.guessed());
        assertThat(finding.suggest("microscpe").phrases())
                .anyMatch(one -> one.word().equals("microscope") && one.guessed());
        // Another digit is another model.
        assertThat(phrases("F300X")).isEmpty();
    }

    @Test
    void documents_are_offered_by_name_by_a_part_of_it_and_by_model() {
        assertThat(documents("场发射")).containsExactly("tem");
        assertThat(documents("透射电子显微")).containsExactlyInAnyOrder("tem", "cryo");
        assertThat(documents("f200")).containsExactly("tem");
        assertThat(documents("talos-f")).containsExactly("tem");
        assertThat(documents("electron micro")).containsExactly("tem");
        assertThat(documents("Krios")).containsExactly("cryo");
        assertThat(documents("玉")).containsExactly("maize");
    }

    @Test
    void suggestions_follow_the_index_and_survive_a_rebuild() {
        things.keep("grape", "葡萄种质", "Grape accessions", "");
        finding.rebuild();
        assertThat(documents("葡萄")).containsExactly("grape");
        assertThat(phrases("puta")).contains("葡萄");
        things.kept.removeIf(one -> one.id().equals("grape"));
        finding.rebuild();
        assertThat(documents("葡萄")).isEmpty();
        assertThat(phrases("puta")).doesNotContain("葡萄");
    }

    @Test
    void nothing_that_is_typed_does_harm_or_offers_everything() {
        for (String typed :
                List.of(
                        "",
                        " ",
                        "。,、",
                        "*",
                        "😀",
                        "\u202e\u2066",
                        "\uD83D",
                        "\u0000",
                        "\u001e\u001f",
                        "((((",
                        "' OR 1=1 --")) {
            Typed offered = finding.suggest(typed);
            assertThat(offered.documents()).as(typed).isEmpty();
        }
        assertThat(finding.suggest("电".repeat(10_000)).phrases()).hasSizeLessThanOrEqualTo(4);
        assertThat(finding.suggest("a b ".repeat(5_000)).documents()).isEmpty();
        assertThat(finding.suggest("абвгд").phrases()).isEmpty();
    }
}
