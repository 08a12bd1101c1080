package org.deltacommons.foundation.papers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.deltacommons.kernel.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Check codes, QR codes, masked names, amounts in words.
class CheckCodesTest {

    @TempDir private Path folder;

    private CheckCodes codes() {
        return new CheckCodes(folder, "https://kcy.example/");
    }

    @Test
    void a_paper_has_the_same_code_after_a_restart_and_another_elsewhere(@TempDir Path elsewhere) {
        String code = codes().of("grant", "vch-1");
        assertThat(code).matches("[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}");
        assertThat(codes().of("grant", "vch-1")).isEqualTo(code);
        assertThat(codes().of("claim", "vch-1")).isNotEqualTo(code);
        assertThat(new CheckCodes(elsewhere, "").of("grant", "vch-1")).isNotEqualTo(code);
    }

    @Test
    void nobody_else_on_the_machine_reads_the_key() throws Exception {
        codes();
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(folder.resolve("check.key"))))
                .isEqualTo("rw-------");
        assertThat(folder).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void a_damaged_key_stops_the_start_instead_of_giving_other_codes() throws Exception {
        Files.writeString(folder.resolve("check.key"), "AAAA");
        assertThatThrownBy(this::codes).hasMessageContaining("32 bytes");
    }

    @Test
    void a_thousand_papers_have_a_thousand_codes() {
        CheckCodes codes = codes();
        Set<String> all =
                IntStream.range(0, 1_000)
                        .mapToObj(i -> codes.of("grant", "vch-" + i))
                        .collect(Collectors.toSet());
        assertThat(all).hasSize(1_000);
    }

    @Test
    void a_code_is_read_as_people_type_it() {
        assertThat(CheckCodes.read(" 7k3m9qw2xt5h ")).contains("7K3M-9QW2-XT5H");
        assertThat(CheckCodes.read("７Ｋ３Ｍ－9QW2-XT5H")).contains("7K3M-9QW2-XT5H");
        assertThat(CheckCodes.read("OK3M-9QWI-XTLH")).contains("0K3M-9QW1-XT1H");
        assertThat(CheckCodes.read("7K3M-9QW2-XT5")).isEmpty();
        assertThat(CheckCodes.read("7K3M-9QW2-XT5H' OR 1=1")).isEmpty();
        assertThat(CheckCodes.read("x".repeat(10_000))).isEmpty();
    }

    @Test
    void a_qr_code_decodes_and_stands_in_a_page_without_any_style() throws Exception {
        QrCode code = QrCode.of("https://kcy.example/check/7K3M-9QW2-XT5H?h=0123456789abcdef");
        assertThat(Camera.decoded(code.png(4))).isEqualTo(code.text());
        assertThat(code.svg("核验<码>"))
                .startsWith("<svg")
                .contains("<title>核验&lt;码&gt;</title>")
                .doesNotContain("style");
        assertThat(Camera.decoded(QrCode.of("样品 𠮷 12").png(6))).isEqualTo("样品 𠮷 12");
        assertThatThrownBy(() -> QrCode.of("")).hasMessageContaining("0 bytes");
        assertThatThrownBy(() -> QrCode.of("x".repeat(301))).hasMessageContaining("301 bytes");
    }

    @Test
    void a_person_is_masked() {
        assertThat(Masked.person("王小明")).isEqualTo("王**");
        assertThat(Masked.person("王")).isEqualTo("王*");
        assertThat(Masked.person("𠮷田")).isEqualTo("𠮷*");
        assertThat(Masked.person(" ")).isEmpty();
        assertThat(Masked.number("13912345678")).isEqualTo("****5678");
        assertThat(Masked.number("123")).isEqualTo("****");
    }

    @Test
    void amounts_are_written_as_banks_ask() {
        assertThat(words(0)).isEqualTo("零元整");
        assertThat(words(1)).isEqualTo("壹分");
        assertThat(words(10)).isEqualTo("壹角整");
        assertThat(words(100_05)).isEqualTo("壹佰元零伍分");
        assertThat(words(1_409_50)).isEqualTo("壹仟肆佰零玖元伍角整");
        assertThat(words(6_007_14)).isEqualTo("陆仟零柒元壹角肆分");
        assertThat(words(107_000_53)).isEqualTo("壹拾万柒仟元伍角叁分");
        assertThat(words(16_409_02)).isEqualTo("壹万陆仟肆佰零玖元零贰分");
        assertThat(words(1_000_000_00)).isEqualTo("壹佰万元整");
        assertThat(words(1_000_001_00)).isEqualTo("壹佰万零壹元整");
        assertThat(words(2_0000_0300_00L)).isEqualTo("贰亿零叁佰元整");
        assertThatThrownBy(() -> words(-1)).hasMessageContaining("negative");
    }

    private static String words(long fen) {
        return AmountInWords.of(new Money(fen));
    }
}
