package org.deltacommons.foundation.papers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Reason;
import org.junit.jupiter.api.Test;

class TablesTest {

    private static final List<List<Object>> ROWS =
            List.of(
                    Arrays.asList("场发射透射电镜 ℃ 𠮷", 1234.5, Money.parse("48000.10")),
                    Arrays.asList("=HYPERLINK(\"http://x\")", LocalDate.of(2026, 3, 5), null));

    private final List<TableRow> rows = new ArrayList<>();

    private Outcome<Integer> read(String name, byte[] bytes) {
        rows.clear();
        return new TableFile(name, bytes).read(TableLimits.USUAL, rows::add);
    }

    private void refused(Outcome<Integer> outcome, Reason reason) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        assertThat(((Outcome.Refused<Integer>) outcome).why().code()).isEqualTo(reason.code());
    }

    private static byte[] workbook() throws IOException {
        ByteArrayOutputStream to = new ByteArrayOutputStream();
        Tables.xlsx(to, List.of(Sheet.of("仪器", List.of("名称", "指标", "价格"), ROWS)));
        return to.toByteArray();
    }

    @Test
    void a_workbook_reads_back_as_it_was_written() throws IOException {
        assertThat(read("a.xlsx", workbook()).orThrow()).isEqualTo(3);
        assertThat(rows.get(1))
                .isEqualTo(new TableRow(2, List.of("场发射透射电镜 ℃ 𠮷", "1234.5", "48000.1")));
        assertThat(rows.get(2).cells()).containsExactly("=HYPERLINK(\"http://x\")", "2026-03-05");
    }

    @Test
    void csv_keeps_formulas_harmless_and_reads_back() throws IOException {
        ByteArrayOutputStream to = new ByteArrayOutputStream();
        Tables.csv(to, Sheet.of("x", List.of("名称", "指标", "价格"), ROWS));
        String text = to.toString(StandardCharsets.UTF_8);
        assertThat(text).startsWith("\uFEFF名称").contains("'=HYPERLINK").contains("48000.10");
        assertThat(read("a.csv", to.toByteArray()).orThrow()).isEqualTo(3);
        assertThat(rows.get(2).cell(0)).isEqualTo("=HYPERLINK(\"http://x\")");
        // Some programs fold full-width signs.
        assertThat(Sheet.isFormula("\uFF1Dcmd")).isTrue();
        assertThat(Sheet.isFormula("10-20")).isFalse();
    }

    @Test
    void gb18030_semicolons_and_tabs_are_understood() {
        byte[] old = "名称;型号\r\n透射电镜;F200X".getBytes(Charset.forName("GB18030"));
        assertThat(read("旧.csv", old).orThrow()).isEqualTo(2);
        assertThat(rows.get(1).cells()).containsExactly("透射电镜", "F200X");
        byte[] tabs = "\uFEFF名称\t型号\n透射电镜\tF200X".getBytes(StandardCharsets.UTF_16LE);
        assertThat(read("t.txt", tabs).orThrow()).isEqualTo(2);
        assertThat(rows.get(1).cells()).containsExactly("透射电镜", "F200X");
    }

    @Test
    void a_lying_extension_is_refused_both_ways() throws IOException {
        refused(read("a.csv", workbook()), PapersReason.LYING_EXTENSION);
        refused(
                read("a.xlsx", "a,b".getBytes(StandardCharsets.UTF_8)),
                PapersReason.LYING_EXTENSION);
        refused(
                read("a.csv", "%PDF-1.7 x".getBytes(StandardCharsets.UTF_8)),
                PapersReason.LYING_EXTENSION);
        refused(read("a.exe", new byte[] {'M', 'Z', 0, 1}), PapersReason.NOT_A_TABLE);
        refused(
                read("a.xlsx", new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 0}),
                PapersReason.OLD_WORKBOOK);
        assertThat(rows).isEmpty();
    }

    @Test
    void a_zip_bomb_is_refused_before_it_unpacks() throws IOException {
        ByteArrayOutputStream to = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(to)) {
            zip.putNextEntry(new ZipEntry("xl/workbook.xml"));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 300; i++) {
                zip.write(zeros);
            }
        }
        assertThat(to.size()).isLessThan(1 << 20);
        refused(read("bomb.xlsx", to.toByteArray()), PapersReason.BOMB);
    }

    @Test
    void entities_in_a_workbook_are_refused() throws IOException {
        ByteArrayOutputStream to = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(to)) {
            zip.putNextEntry(new ZipEntry("xl/workbook.xml"));
            zip.write("<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'b'>]><x/>".getBytes());
        }
        refused(read("x.xlsx", to.toByteArray()), PapersReason.UNREADABLE);
    }

    @Test
    void limits_are_refusals_and_a_broken_file_is_no_crash() throws IOException {
        byte[] csv = "a\nb\nc\n".getBytes(StandardCharsets.UTF_8);
        refused(
                new TableFile("a.csv", csv).read(new TableLimits(5, 9, 9, 9), rows::add),
                PapersReason.TOO_LARGE);
        refused(
                new TableFile("a.csv", csv).read(new TableLimits(99, 2, 9, 9), rows::add),
                PapersReason.TOO_MANY_ROWS);
        refused(read("a.csv", "\n \n".getBytes(StandardCharsets.UTF_8)), PapersReason.EMPTY);
        refused(read("a.csv", new byte[] {'a', (byte) 0xFF, '\n'}), PapersReason.ENCODING_UNKNOWN);
        byte[] cut = Arrays.copyOf(workbook(), 900);
        assertThat(read("a.xlsx", cut)).isInstanceOf(Outcome.Refused.class);
    }
}
