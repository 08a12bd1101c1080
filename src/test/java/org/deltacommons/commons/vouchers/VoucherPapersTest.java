package org.deltacommons.commons.vouchers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.deltacommons.Signed.as;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.deltacommons.Cast2026;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.procedures.Procedures;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.servlet.MockMvc;

/// What is printed along the main job, what the check page says of it, and to whom it does not
/// exist. One story, told in order on one database.
@SpringBootTest(properties = "delta.data=target/test-data/papers")
@AutoConfigureMockMvc
@Import(Cast2026.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class VoucherPapersTest {

    private static MainJobStory story;

    @Autowired private MockMvc web;
    @Autowired private Procedures procedures;
    @Autowired private Records records;
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
    void the_claim_notice_has_base_share_and_pay_and_follows_its_claim() throws Exception {
        story.orders();
        story.isServed();
        story.claims();
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
    @Order(5)
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
    @Order(6)
    void a_statement_that_the_books_went_past_is_told_as_changed() throws Exception {
        String address = "/programmes/mas-2026/payees/org-sc-micro/statement.pdf";
        String text = text(pdf(address, "shence.manager"));
        assertThat(text).contains("应付款对账单").contains("21,600.00");
        String check = "/check/" + code(text);
        String digest = digest(address);
        web.perform(get(check).param("h", digest))
                .andExpect(content().string(containsString("与今日记录一致")));
        story.isRequested();
        story.isPaid();
        web.perform(get(check).param("h", digest))
                .andExpect(content().string(containsString("与今日记录不一致")));
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
    @Order(7)
    void the_payment_file_has_whole_accounts_and_is_for_the_treasury_alone() throws Exception {
        String address = "/redemptions/" + story.batch() + "/payments.csv";
        byte[] file =
                web.perform(get(address).with(as(stage.actor("mas.treasury"))))
                        .andExpect(status().isOk())
                        .andReturn()
                        .getResponse()
                        .getContentAsByteArray();
        assertThat(new String(file, java.nio.charset.StandardCharsets.UTF_8))
                .startsWith("\uFEFF支付编号,收款方,账户,金额(元),用途,预算科目");
        isHiddenFrom(address, "mas.officer2");
        isHiddenFrom(address, "hefei.treasury");
        isHiddenFrom(address.replace("csv", "xlsx"), "songling.finance");
    }

    @Test
    @Order(8)
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
    @Order(9)
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
}
