package org.deltacommons.commons.vouchers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.deltacommons.Signed.as;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.deltacommons.Cast2026;
import org.deltacommons.foundation.federation.proof.Receipts;
import org.deltacommons.foundation.federation.proof.TrustedKeys;
import org.deltacommons.foundation.federation.proof.Verdict;
import org.deltacommons.foundation.lane.Facts;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.papers.Camera;
import org.deltacommons.foundation.procedures.Procedures;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;

/// What is printed along the main job, what the check page says of it, and to whom it does not
/// exist. One story, told in order on one database.
@SpringBootTest(properties = "delta.data=target/fork-${delta.test.fork:1}/test-data/papers")
@AutoConfigureMockMvc
@Import(Cast2026.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class VoucherPapersTest {

    private static MainJobStory story;

    @Autowired private MockMvc web;
    @Autowired private Procedures procedures;
    @Autowired private Records records;
    @Autowired private Facts facts;
    @Autowired private Environment settings;
    @Autowired private Cast2026.Stage stage;

    private byte[] pdf(String address, String who) throws Exception {
        byte[] bytes =
                web.perform(get(address).with(as(stage.actor(who))))
                        .andExpect(status().isOk())
                        .andExpect(content().contentType("application/pdf"))
                        .andReturn()
                        .getResponse()
                        .getContentAsByteArray();
        String name = address.replaceAll("^/|\\?.*", "").replaceAll("[/]", "-");
        Files.createDirectories(Path.of("target/papers"));
        Files.write(Path.of("target/papers", name), bytes);
        return bytes;
    }

    private static String text(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }

    private static String code(String text) {
        Matcher found = Pattern.compile("[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}").matcher(text);
        assertThat(found.find()).isTrue();
        return found.group();
    }

    private void isHiddenFrom(String address, String who) throws Exception {
        web.perform(get(address).with(as(stage.actor(who)))).andExpect(status().isNotFound());
        assertThat(
                        records.count(
                                IssuedPaper.class,
                                "t.issued_by = :who",
                                java.util.Map.of("who", "person-" + who)))
                .isZero();
    }

    @Test
    @Order(1)
    void nothing_is_printed_before_it_was_decided() throws Exception {
        story = new MainJobStory(procedures, records, stage);
        story.applies();
        String address = "/vouchers/" + story.voucher + "/grant.pdf";
        web.perform(get(address).with(as(stage.actor("jiangpan.finance"))))
                .andExpect(status().isConflict());
        assertThat(records.count(IssuedPaper.class, "true", java.util.Map.of())).isZero();
        web.perform(get(address)).andExpect(status().isUnauthorized());
    }

    @Test
    @Order(2)
    void the_grant_says_what_was_granted_and_its_code_proves_it() throws Exception {
        story.isGranted();
        String address = "/vouchers/" + story.voucher + "/grant.pdf";
        String text = text(pdf(address, "jiangpan.engineer"));
        assertThat(text)
                .contains("科技创新券发券通知书")
                .contains("¥ 300,000.00（大写：叁拾万元整）")
                .contains("50%")
                .contains("2027-03-04 24:00")
                .contains("通兑")
                .contains("第 1 版")
                .doesNotContain("voucher.programme")
                .contains("马鞍山市");
        web.perform(get("/check/" + code(text)))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("本文书由平台出具")))
                .andExpect(content().string(containsString("300,000.00")))
                .andExpect(content().string(containsString("已发券")))
                .andExpect(content().string(not(containsString("截面图"))));
        // The officer prints the same paper, not another one.
        assertThat(code(text(pdf(address, "mas.officer")))).isEqualTo(code(text));
        isHiddenFrom(address, "songling.finance");
        isHiddenFrom(address, "hefei.officer");
        isHiddenFrom("/api/v1" + address, "songling.finance");
    }

    /// The page that somebody sees who scans the paper.
    private String scanned(byte[] pdf) throws Exception {
        String seen = Camera.seen(pdf);
        assertThat(seen).startsWith("http://localhost:8080/check/");
        String page = seen.substring("http://localhost:8080".length());
        return web.perform(get(URI.create(page)))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
    }

    /// What was issued a moment ago is signed a moment later.
    private String proven(byte[] pdf) throws Exception {
        await().until(() -> receipt(pdf).getStatus() == 200);
        return scanned(pdf);
    }

    private MockHttpServletResponse receipt(byte[] pdf) throws Exception {
        String address = Camera.seen(pdf).replace("?h=", "/receipt.json?h=");
        return web.perform(get(URI.create(address))).andReturn().getResponse();
    }

    @Test
    @Order(3)
    void the_code_on_a_paper_leads_to_what_proves_its_issue() throws Exception {
        byte[] grant = pdf("/vouchers/" + story.voucher + "/grant.pdf", "mas.officer");
        assertThat(proven(grant))
                .contains("已证明：这份文书确由平台出具")
                .contains("安徽")
                .contains("“文书已出具”")
                .doesNotContain("verify.");
        byte[] english = pdf("/vouchers/" + story.voucher + "/grant.pdf?lang=en", "mas.officer");
        assertThat(proven(english))
                .contains("Proven: this paper was issued here", "“A paper was issued”");
        Verdict verdict = Receipts.check(receipt(grant).getContentAsByteArray(), TrustedKeys.NONE);
        assertThat(verdict.valid()).isTrue();
        assertThat(receipt(grant).getContentAsString())
                .contains("vouchers.PaperIssued")
                .doesNotContain("mas.officer");
        byte[] statement =
                pdf(
                        "/vouchers/" + story.voucher + "/statement.pdf?until=2026-03-05",
                        "jiangpan.finance");
        assertThat(proven(statement)).contains("已证明：这份文书确由平台出具");
    }

    @Test
    @Order(3)
    void the_same_paper_printed_again_is_told_once() throws Exception {
        byte[] grant = pdf("/vouchers/" + story.voucher + "/grant.pdf", "jiangpan.engineer");
        assertThat(facts.about(code(text(grant)))).hasSize(1);
    }

    @Test
    @Order(3)
    void a_paper_with_another_content_than_was_issued_is_not_proven() throws Exception {
        String code = code(text(pdf("/vouchers/" + story.voucher + "/grant.pdf", "mas.officer")));
        web.perform(get("/check/" + code).param("h", "0123456789abcdef0123456789abcdef"))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("不能证明：平台没有出具过这样内容的文书")))
                .andExpect(content().string(not(containsString("本文书由平台出具"))))
                .andExpect(content().string(not(containsString("receipt.json"))));
    }

    @Test
    @Order(3)
    void the_case_page_leads_to_its_papers() throws Exception {
        web.perform(
                        get("/cases/voucher/" + story.voucher)
                                .with(as(stage.actor("jiangpan.finance"))))
                .andExpect(status().isOk())
                .andExpect(
                        content()
                                .string(
                                        containsString(
                                                "/vouchers/" + story.voucher + "/grant.pdf")))
                .andExpect(
                        content()
                                .string(
                                        containsString(
                                                "/vouchers/" + story.voucher + "/statement.pdf")));
    }

    @Test
    @Order(3)
    void the_papers_are_in_the_description_of_the_interface() throws Exception {
        String description =
                web.perform(get("/v3/api-docs").with(as(stage.actor("jiangpan.finance"))))
                        .andExpect(status().isOk())
                        .andReturn()
                        .getResponse()
                        .getContentAsString();
        assertThat(description)
                .contains("/api/v1/vouchers/{id}/grant.pdf")
                .contains("/api/v1/claims/{id}/notice.pdf")
                .contains("/api/v1/programmes/{id}/payees/{payee}/statement.pdf")
                .contains("/api/v1/redemptions/{id}/payments");
    }

    @Test
    @Order(4)
    void the_officer_sees_each_claim_of_the_batch_with_its_papers_side_by_side() throws Exception {
        story.orders();
        story.isServed();
        story.claims();
        String page = "/cases/redemption/" + story.batch();
        web.perform(get(page).with(as(stage.actor("mas.officer"))))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("逐项审查")))
                .andExpect(content().string(containsString("付款方")))
                .andExpect(content().string(containsString("未核实：税务查验")))
                .andExpect(content().string(containsString("/cases/claim/" + story.claim)))
                .andExpect(content().string(not(containsString("archive.xlsx"))));
        web.perform(get(page).with(as(stage.actor("songling.finance"))))
                .andExpect(status().isNotFound());
        web.perform(
                        get("/redemptions/" + story.batch() + "/archive.csv")
                                .with(as(stage.actor("mas.officer"))))
                .andExpect(status().isConflict());
    }

    @Test
    @Order(5)
    void the_claim_notice_has_base_share_and_pay_and_follows_its_claim() throws Exception {
        String address = "/claims/" + story.claim + "/notice.pdf";
        web.perform(get(address).with(as(stage.actor("jiangpan.finance"))))
                .andExpect(status().isConflict());
        story.isNoticed();
        String text = text(pdf(address, "shence.manager"));
        assertThat(text)
                .contains("科技创新券兑付核定通知书")
                .contains("¥ 48,000.00")
                .contains("50%")
                .contains("¥ 21,600.00（大写：贰万壹仟陆佰元整）")
                .contains("2026-03-23 24:00")
                .contains("2026-03");
        String check = "/check/" + code(text);
        web.perform(get(check))
                .andExpect(content().string(containsString("公示中")))
                .andExpect(content().string(containsString("21,600.00")))
                .andExpect(content().string(not(containsString("26312000000000123456"))));
        story.isCaptured();
        web.perform(get(check)).andExpect(content().string(containsString("已核销，待用款")));
        isHiddenFrom(address, "songling.finance");
        isHiddenFrom(address, "hefei.officer");
    }

    @Test
    @Order(6)
    void the_statement_opens_closes_and_carries_the_balances_of_the_ledger() throws Exception {
        String address = "/vouchers/" + story.voucher + "/statement.pdf";
        String text = text(pdf(address + "?from=2026-03-01&until=2026-03-23", "jiangpan.finance"));
        assertThat(text)
                .contains("科技创新券对账单")
                .contains("2026-03-01 至 2026-03-23")
                .contains("期初余额")
                .contains("¥ 0.00")
                .containsPattern("冻结\\s+ORD-")
                .contains("21,600.00")
                .contains("期末余额");
        // Captured on 24 March: on the 23rd it was only held.
        assertThat(text).contains("300,000.00").doesNotContain("278,400.00");
        String later = text(pdf(address + "?from=2026-03-24&until=2026-03-24", "mas.officer"));
        assertThat(later).containsPattern("核销\\s+ORD-").contains("278,400.00");
        assertThat(code(later)).isNotEqualTo(code(text));
        isHiddenFrom(address, "songling.finance");
        web.perform(
                        get(address + "?from=2026-04-01&until=2026-03-01")
                                .with(as(stage.actor("jiangpan.finance"))))
                .andExpect(status().isUnprocessableContent());
    }

    @Test
    @Order(7)
    void a_statement_that_the_books_went_past_is_told_as_changed() throws Exception {
        String address = "/programmes/mas-2026/payees/org-sc-micro/statement.pdf";
        byte[] printed = pdf(address, "shence.manager");
        String text = text(printed);
        assertThat(text).contains("应付款对账单").contains("21,600.00");
        String check = "/check/" + code(text);
        String digest = digest(address);
        web.perform(get(check).param("h", digest))
                .andExpect(content().string(containsString("与今日记录一致")));
        story.isRequested();
        story.isPaid();
        web.perform(get(check).param("h", digest))
                .andExpect(content().string(containsString("与今日记录不一致")));
        // What it said then stays proven.
        assertThat(proven(printed)).contains("与今日记录不一致，但出具时确实如此").contains("已证明：这份文书确由平台出具");
        isHiddenFrom(address, "gusu.manager");
        isHiddenFrom("/programmes/mas-2026/payees/org-nobody/statement.pdf", "mas.treasury2");
    }

    /// What the QR code of the paper carries: printed again, it is the same.
    private String digest(String address) throws Exception {
        IssuedPaper paper =
                records.list(
                                IssuedPaper.class,
                                "t.subject = 'payable/mas-2026/org-sc-micro'",
                                "t.issued_at",
                                java.util.Map.of(),
                                1)
                        .getFirst();
        return digests.digest(paper).substring(0, 16);
    }

    @Autowired private IssuedPapers digests;

    @Test
    @Order(8)
    void the_payment_file_has_whole_accounts_and_is_for_the_treasury_alone() throws Exception {
        String address = "/redemptions/" + story.batch() + "/payments.csv";
        byte[] file =
                web.perform(get(address).with(as(stage.actor("mas.treasury"))))
                        .andExpect(status().isOk())
                        .andReturn()
                        .getResponse()
                        .getContentAsByteArray();
        assertThat(new String(file, java.nio.charset.StandardCharsets.UTF_8))
                .startsWith("\uFEFF支付编号,收款方,账户,金额（元）,用途,预算科目");
        isHiddenFrom(address, "mas.officer2");
        isHiddenFrom(address, "hefei.treasury");
        isHiddenFrom(address.replace("csv", "xlsx"), "songling.finance");
    }

    @Test
    @Order(8)
    void the_archive_list_names_every_document_of_the_batch_by_its_digest() throws Exception {
        String address = "/redemptions/" + story.batch() + "/archive.csv";
        String list =
                web.perform(get(address).with(as(stage.actor("mas.officer"))))
                        .andExpect(status().isOk())
                        .andReturn()
                        .getResponse()
                        .getContentAsString(java.nio.charset.StandardCharsets.UTF_8);
        ClaimLine claim =
                records.find(ClaimLine.class, org.deltacommons.kernel.Id.<ClaimLine>of(story.claim))
                        .orElseThrow();
        assertThat(claim.papers()).extracting(paper -> paper.kind()).contains("invoice", "receipt");
        assertThat(claim.papers())
                .allSatisfy(paper -> assertThat(list).contains(paper.hash(), paper.name()));
        assertThat(list).contains("26312000000000123456", "21600.00", "已到账", "2026-03-24");
        web.perform(get(address.replace("csv", "xlsx")).with(as(stage.actor("ah.auditor"))))
                .andExpect(status().isOk());
        web.perform(get("/cases/redemption/" + story.batch()).with(as(stage.actor("mas.officer"))))
                .andExpect(content().string(containsString(address.replace("csv", "xlsx"))));
        isHiddenFrom(address, "hefei.officer");
        isHiddenFrom(address, "songling.finance");
        assertThat(list).contains("发票", "银行付款凭证").doesNotContain("attachment.");
    }

    @Test
    @Order(9)
    void the_programmes_statement_is_for_its_officials() throws Exception {
        String address = "/programmes/mas-2026/statement.pdf";
        assertThat(text(pdf(address, "mas.treasury")))
                .contains("券种预算对账单")
                .contains("2,000,000.00")
                .contains("1,978,400.00");
        isHiddenFrom(address, "songling.finance");
        isHiddenFrom(address, "hefei.treasury");
    }

    @Test
    @Order(10)
    void a_revoked_voucher_is_genuine_and_revoked_and_an_unknown_code_is_nothing()
            throws Exception {
        String text = text(pdf("/vouchers/" + story.voucher + "/grant.pdf", "jiangpan.engineer"));
        story.act(
                "voucher",
                story.voucher,
                "revoke",
                new VoucherForms.Because("企业迁出"),
                "mas.officer");
        web.perform(get("/check/" + code(text)))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("本文书由平台出具")))
                .andExpect(content().string(containsString("已撤销")))
                .andExpect(content().string(not(containsString("企业迁出"))));
        web.perform(get("/check/0000-0000-0000").accept("text/html"))
                .andExpect(status().isNotFound());
    }

    @Test
    @Order(11)
    void a_paper_whose_issue_was_rewritten_in_the_database_is_not_proven() throws Exception {
        byte[] grant = pdf("/vouchers/" + story.voucher + "/grant.pdf", "mas.officer");
        assertThat(proven(grant)).contains("已证明：这份文书确由平台出具");
        assertThat(
                        asOwner(
                                "UPDATE lane.fact SET at = at - interval '1 day' WHERE subject = ?",
                                grant))
                .isEqualTo(1);
        assertThat(scanned(grant))
                .contains("不能证明：平台没有出具过这样内容的文书，或者出具的记载已与当时签名的不同")
                .doesNotContain("本文书由平台出具");
        assertThat(asOwner("DELETE FROM lane.fact WHERE subject = ?", grant)).isEqualTo(1);
        assertThat(scanned(grant)).contains("不能证明").doesNotContain("已证明");
    }

    /// Somebody with all rights over the database.
    private int asOwner(String sql, byte[] paper) throws Exception {
        try (Connection connection =
                        DriverManager.getConnection(
                                settings.getRequiredProperty("delta.database.url"),
                                settings.getRequiredProperty("delta.database.owner.user"),
                                settings.getRequiredProperty("delta.database.owner.password"));
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, code(text(paper)));
            return statement.executeUpdate();
        }
    }
}
