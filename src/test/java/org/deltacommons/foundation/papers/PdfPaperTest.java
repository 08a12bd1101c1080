package org.deltacommons.foundation.papers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.deltacommons.Postroom;
import org.deltacommons.foundation.papers.PdfPaper.Entry;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Money;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// What comes out of the printer. The papers are kept in `target/papers` to be looked at.
@Postroom
class PdfPaperTest {

    private static final Instant PRINTED = Instant.parse("2026-06-12T02:30:00Z");
    private static final String COMPANY = "马鞍山示例新材料有限公司";

    @Autowired private Words anyWords;
    @Autowired private CheckCodes codes;

    private Words words() {
        return anyWords.in(Locale.SIMPLIFIED_CHINESE);
    }

    private PdfPaper grant() {
        PdfPaper paper = SamplePapers.grant(words(), COMPANY, Money.yuan(300_000));
        return paper.checkedAt(codes, codes.of("grant", "vch-20260305-7k3m9qw2xt"));
    }

    @Test
    void a_grant_says_in_chinese_what_was_granted_to_whom() throws IOException {
        String text = text(kept("grant", grant()));
        assertThat(text)
                .contains("科技创新券发放凭证")
                .contains("编号：VCH-20260305-7K3M9QW2XT")
                .contains(COMPANY)
                .contains("¥ 300,000.00（大写：叁拾万元整）")
                .contains("发券单位（盖章）")
                .contains("打印日期：2026-06-12")
                .contains("第 1 页，共 1 页");
    }

    @Test
    void the_code_on_a_grant_opens_its_check_page() throws Exception {
        PdfPaper paper = grant();
        assertThat(Camera.seen(paper.bytes(PRINTED), 0, 0.57, 0.27, 0.15))
                .isEqualTo(paper.address());
        assertThat(paper.address())
                .startsWith("https://kcy.example/check/" + paper.code() + "?h=")
                .endsWith(paper.digest().substring(0, 32));
    }

    @Test
    void a_paper_stays_small_because_only_its_glyphs_are_embedded() {
        assertThat(grant().bytes(PRINTED).length).isLessThan(120_000);
    }

    @Test
    void a_claim_notice_has_its_figures_to_the_right_and_summed() throws IOException {
        PdfPaper paper = SamplePapers.claim(words()).checkedAt(codes, codes.of("claim", "clm-1"));
        assertThat(text(kept("claim", paper)))
                .contains("壹万柒仟叁佰肆拾伍元陆角柒分")
                .contains("34,691.34")
                .contains("26312000000012345678");
    }

    @Test
    void a_long_statement_repeats_its_heading_and_counts_its_pages() throws IOException {
        byte[] pdf = kept("statement", SamplePapers.statement(words(), 100));
        try (PDDocument document = Loader.loadPDF(pdf)) {
            int pages = document.getNumberOfPages();
            assertThat(pages).isGreaterThan(2);
            for (int page = 1; page <= pages; page++) {
                PDFTextStripper stripper = new PDFTextStripper();
                stripper.setStartPage(page);
                stripper.setEndPage(page);
                assertThat(stripper.getText(document))
                        .contains("第 %d 页，共 %d 页".formatted(page, pages))
                        .contains("余额（元）");
            }
        }
    }

    @Test
    void names_with_rare_characters_and_endless_words_are_printed() throws IOException {
        String rare = "王\uD840\uDC87\uD842\uDFB7";
        String endless = "https://example.org/" + "a".repeat(300);
        byte[] pdf =
                kept(
                        "awkward",
                        PdfPaper.titled(words(), "sample.grant")
                                .number("长".repeat(60))
                                .entries(
                                        new Entry("sample.firm", rare + " 🙂 \u202Eevil\u0000"),
                                        new Entry("sample.note", endless),
                                        new Entry("sample.reason", null))
                                .table(
                                        PdfTable.of(
                                                        PdfTable.text("sample.what", 3),
                                                        PdfTable.amount("sample.balance", 1))
                                                .row(
                                                        "字".repeat(400),
                                                        new Money(-1_234_567_890_123L))
                                                .row(endless, null)));
        String text = text(pdf);
        assertThat(text.replaceAll("\\s", "")).contains(endless).contains("字".repeat(400));
        assertThat(text)
                .as("a face without a glyph is shown as 〓, not dropped")
                .contains("王\uD840\uDC87〓")
                .contains("〓")
                .contains("-12,345,678,901.23")
                .doesNotContain("\u202E");
    }

    @Test
    void no_line_begins_with_a_closing_mark() throws IOException {
        String sentence = "甲，乙。丙、丁；戊：己！庚？辛）壬》".repeat(30);
        byte[] pdf = PdfPaper.titled(words(), "sample.grant").quote(sentence).bytes(PRINTED);
        assertThat(text(pdf).lines())
                .noneMatch(line -> !line.isEmpty() && "。、；：！？）》，".indexOf(line.charAt(0)) >= 0);
    }

    @Test
    void the_digest_changes_with_the_amount_but_not_with_the_day_of_printing() {
        PdfPaper other = SamplePapers.grant(words(), COMPANY, Money.yuan(300_001));
        assertThat(grant().digest()).isEqualTo(grant().digest()).isNotEqualTo(other.digest());
        assertThat(grant().bytes(PRINTED)).isNotEqualTo(grant().bytes(PRINTED.plusSeconds(86_400)));
    }

    @Test
    void an_english_paper_has_english_labels() throws IOException {
        Words english = anyWords.in(Locale.ENGLISH);
        byte[] pdf = SamplePapers.grant(english, COMPANY, Money.yuan(1)).bytes(PRINTED);
        assertThat(text(pdf)).contains("Grant of an innovation voucher").contains("Page 1 of 1");
    }

    @Test
    void a_paper_of_too_many_rows_is_refused() {
        List<List<Object>> rows =
                IntStream.range(0, 5_001).mapToObj(i -> List.<Object>of(i)).toList();
        PdfTable table = PdfTable.of(PdfTable.text("sample.what", 1)).rows(rows);
        assertThatThrownBy(() -> PdfPaper.titled(words(), "sample.grant").table(table))
                .hasMessageContaining("5001 rows");
    }

    @Test
    void sample_labels_carry_codes_that_decode() throws Exception {
        List<PdfLabels.Label> labels =
                IntStream.rangeClosed(1, 25)
                        .mapToObj(i ->
                                new PdfLabels.Label(
                                        "https://kcy.example/s/SMP-%03d".formatted(i),
                                        "SMP-20260312-%03d".formatted(i),
                                        List.of("马鞍山示例新材料有限公司", "场发射扫描电镜 · 4℃", "收样 2026-03-12")))
                        .toList();
        byte[] pdf = PdfLabels.sheet(labels, 2);
        Files.createDirectories(Path.of("target/papers"));
        Files.write(Path.of("target/papers/labels.pdf"), pdf);
        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(document.getNumberOfPages()).isEqualTo(2);
        }
        assertThat(Camera.seen(pdf, 2 / 3.0, 0, 1 / 3.0, 1 / 8.0))
                .isEqualTo("https://kcy.example/s/SMP-001");
        assertThat(Camera.seen(pdf, 2 / 3.0, 7 / 8.0, 1 / 3.0, 1 / 8.0))
                .isEqualTo("https://kcy.example/s/SMP-022");
        assertThatThrownBy(() -> PdfLabels.sheet(List.of(), 0)).hasMessageContaining("0 labels");
    }

    private static byte[] kept(String name, PdfPaper paper) throws IOException {
        byte[] pdf = paper.bytes(PRINTED);
        Files.createDirectories(Path.of("target/papers"));
        Files.write(Path.of("target/papers", name + ".pdf"), pdf);
        return pdf;
    }

    private static String text(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }
}
