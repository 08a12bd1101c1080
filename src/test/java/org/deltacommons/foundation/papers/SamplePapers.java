package org.deltacommons.foundation.papers;

import static org.deltacommons.foundation.papers.PdfTable.amount;
import static org.deltacommons.foundation.papers.PdfTable.text;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.deltacommons.foundation.papers.PdfPaper.Entry;
import org.deltacommons.foundation.web.Words;
import org.deltacommons.kernel.Money;

/// Papers such as offices hand out; everything in them is invented.
final class SamplePapers {

    private SamplePapers() {}

    static PdfPaper grant(Words words, String firm, Money ceiling) {
        return PdfPaper.titled(words, "sample.grant")
                .number("VCH-20260305-7K3M9QW2XT")
                .issuedBy("马鞍山市科学技术局")
                .entries(
                        new Entry("sample.firm", firm),
                        new Entry("sample.code", "91340500MA2EXAMPL8"),
                        new Entry("sample.ceiling", ceiling),
                        new Entry("sample.share", "50%，单笔不超过券面余额"),
                        new Entry("sample.validity", "2026-03-05 至 2027-03-04 24:00"),
                        new Entry("sample.route", "先用后付：企业支付全款后由发券单位兑付"))
                .heading("sample.conditions")
                .quote(
                        "经核，上述企业已完成2026年度科技型中小企业入库登记（编号202634050008000001），与服务机构无关联关系，符合《马鞍山市科技创新券管理办法》（示例）第八条规定的申领条件。本券限用于购买长三角科技创新券通用通兑平台入库机构的检验检测、研究开发等科技服务，不得转让、买卖或者重复使用。")
                .seals("sample.seal.issuer", "sample.seal.firm");
    }

    static PdfPaper claim(Words words) {
        return PdfPaper.titled(words, "sample.claim")
                .number("CLM-20260611-0C4H2WZP7N")
                .issuedBy("马鞍山市科学技术局")
                .entries(
                        new Entry("sample.firm", "马鞍山示例新材料有限公司"),
                        new Entry("sample.order", "ORD-20260312-4N8V1RKD6S"),
                        new Entry("sample.provider", "上海示例大学分析测试中心"),
                        new Entry("sample.result", new Money(1_734_567)))
                .table(
                        PdfTable.of(
                                        text("sample.service", 34),
                                        text("sample.invoice", 26),
                                        amount("sample.base", 16),
                                        amount("sample.voucher", 16),
                                        amount("sample.own", 16))
                                .row(
                                        "场发射扫描电镜机时 8 小时",
                                        "26312000000012345678",
                                        Money.yuan(24_000),
                                        Money.yuan(12_000),
                                        Money.yuan(12_000))
                                .row(
                                        "样品制备与能谱分析（12 个样品）",
                                        "26312000000012345679",
                                        new Money(1_069_134),
                                        new Money(534_567),
                                        new Money(534_567))
                                .total(
                                        "合计",
                                        "",
                                        new Money(3_469_134),
                                        new Money(1_734_567),
                                        new Money(1_734_567)))
                .quote("本通知书送达后，企业对核定金额有异议的，可以自收到之日起五个工作日内书面提出。")
                .seals("sample.seal.issuer", "sample.seal.officer");
    }

    static PdfPaper statement(Words words, int lines) {
        List<List<Object>> rows = new ArrayList<>();
        long balance = 10_000_000;
        for (int i = 0; i < lines; i++) {
            long moved = 12_345 + i * 100L;
            balance -= moved;
            rows.add(
                    List.of(
                            LocalDate.of(2026, 3, 5).plusDays(i),
                            "冻结 委托单 ORD-20260312-%04d".formatted(i),
                            new Money(moved),
                            "",
                            new Money(balance)));
        }
        return PdfPaper.titled(words, "sample.statement")
                .number("2026-S1")
                .issuedBy("马鞍山市科学技术局")
                .entries(
                        new Entry("sample.account", "VCH-20260305-7K3M9QW2XT 马鞍山示例新材料有限公司"),
                        new Entry("sample.period", "2026-01-01 至 2026-06-30"),
                        new Entry("sample.opening", Money.yuan(100_000)))
                .heading("sample.lines")
                .table(
                        PdfTable.of(
                                        text("sample.day", 16),
                                        text("sample.what", 44),
                                        amount("sample.debit", 20),
                                        amount("sample.credit", 20),
                                        amount("sample.balance", 20))
                                .rows(rows)
                                .total("", "期末余额", "", "", new Money(balance)));
    }
}
