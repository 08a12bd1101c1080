package org.deltacommons.foundation.web;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Period;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.RuleVersion;
import org.deltacommons.kernel.Share;

/// What the gallery shows: invented, but as long and as awkward as the real thing.
final class GalleryContent {

    private GalleryContent() {}

    static CaseView order(Words words) {
        return CaseView.of(
                        "gallery.order",
                        "ord-20260302-7k3m9qw2xt",
                        "锂离子电池隔膜孔径分布与断面形貌测试（场发射扫描电子显微镜 Regulus 8230）",
                        new State("gallery.state.quoted", StateTone.WAITING),
                        Province.ANHUI,
                        "皖江锐研新材料有限公司（示例）")
                .withSteps(steps(), "皖江锐研新材料有限公司（示例）· 王敏", at("2026-03-10T10:00:00Z"), 3)
                .withSections(sections(words))
                .withMessages(messages(), "/gallery/form")
                .withDocuments(documents(), "/gallery/form")
                .withHistory(history())
                .withLedger(ledger());
    }

    private static Instant at(String text) {
        return Instant.parse(text);
    }

    private static List<Step> steps() {
        return List.of(
                Step.done("gallery.step.placed", at("2026-03-02T01:12:00Z"), "王敏"),
                Step.done("gallery.step.accepted", at("2026-03-03T02:40:00Z"), "上海交大分析测试中心"),
                Step.done("gallery.step.received", at("2026-03-04T06:05:00Z"), "陈工"),
                Step.current("gallery.step.quoted", "王敏", at("2026-03-10T10:00:00Z")),
                Step.ahead("gallery.step.contract"),
                Step.ahead("gallery.step.served"),
                Step.ahead("gallery.step.confirmed"),
                Step.ahead("gallery.step.claimed"),
                Step.ahead("gallery.step.paid"));
    }

    private static List<Section> sections(Words words) {
        RuleVersion rule = new RuleVersion("voucher.programme", "340500", 3, "马科〔2025〕41号");
        return List.of(
                Section.of(
                        "gallery.section.facts",
                        Entry.link(
                                "gallery.entry.resource",
                                "场发射扫描电子显微镜 Regulus 8230",
                                "/gallery/list"),
                        Entry.of("gallery.entry.provider", List.of(Province.SHANGHAI))
                                .noted("上海交通大学分析测试中心"),
                        Entry.of(
                                "gallery.entry.period",
                                new Period(at("2026-03-12T01:00:00Z"), at("2026-03-12T04:00:00Z"))),
                        Entry.of("gallery.entry.samples", 12),
                        Entry.of("gallery.entry.estimate", Money.parse("9600.00")),
                        Entry.of("gallery.entry.quote", Money.parse("11800.00"))
                                .from("报价单 Q-20260304-03，有效期至 2026-03-18"),
                        Entry.of("gallery.entry.share", Share.percent(50))
                                .from("马科〔2025〕41号 第六条 · 示例值，以正式文件为准"),
                        Entry.of("gallery.entry.own", Money.parse("5900.00"))),
                Section.of(
                                "gallery.section.conditions",
                                Entry.check(
                                                "gallery.check.registered",
                                                new DivisionCode("340500"),
                                                Mark.MET)
                                        .from("企业登记信息，2026-03-01 更新"),
                                Entry.check("gallery.check.sme", "202634050008001234", Mark.MET)
                                        .from("科技型中小企业信息库，有效期至 2026-12-31"),
                                Entry.check(
                                                "gallery.check.ceiling",
                                                Money.yuan(288_000),
                                                Mark.NOT_MET)
                                        .noted("年度上限 300,000.00 元，本次最多可冻结 12,000.00 元；可减少样品数或部分自筹。")
                                        .from(words.show(rule)),
                                Entry.check("gallery.check.related", null, Mark.NOT_VERIFIED)
                                        .noted("尚无股权数据，未核实两级以内的关联关系；由经办人在审核时核实。"))
                        .introduced("每项条件都列出取值、来源和日期；没有数据的一律标为“未核实”。"),
                Section.of(
                        "gallery.section.split",
                        new Table(
                                List.of(
                                        Column.of("gallery.column.item"),
                                        Column.amount("gallery.column.price"),
                                        Column.amount("gallery.column.count"),
                                        Column.amount("gallery.column.amount")),
                                List.of(
                                        row("断面离子研磨", Money.yuan(400), 12, Money.yuan(4_800)),
                                        row(
                                                "表面形貌（每样 5 个视野）",
                                                Money.yuan(350),
                                                12,
                                                Money.yuan(4_200)),
                                        row(
                                                "孔径统计分析报告（CMA）",
                                                Money.yuan(2_800),
                                                1,
                                                Money.yuan(2_800))),
                                "web.list.empty")));
    }

    private static List<Cell> row(Object... values) {
        return java.util.Arrays.stream(values).map(Cell::of).toList();
    }

    private static List<MessageView> messages() {
        return List.of(
                new MessageView(
                        "王敏",
                        "皖江锐研新材料",
                        at("2026-03-02T01:20:00Z"),
                        "请问断面需要我们自己冷冻脆断，还是贵方可以做离子研磨？样品是 16 μm 的 PE 隔膜，比较软。",
                        true,
                        "340000/2114",
                        null),
                new MessageView(
                        "陈工",
                        "上海交大分析测试中心",
                        at("2026-03-02T03:05:00Z"),
                        "软膜建议离子研磨，断面更平整。每个样品加 400 元，请寄 20 mm × 20 mm 的平整样品，各两片。",
                        false,
                        "310000/5207",
                        null));
    }

    private static List<DocumentView> documents() {
        String hash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
        return List.of(
                new DocumentView(
                        "技术服务合同（上海市大型科学仪器共享示范文本）.pdf",
                        "gallery.document.contract",
                        "/gallery/case",
                        1_248_331,
                        hash,
                        at("2026-03-03T07:00:00Z"),
                        "上海交大分析测试中心"),
                new DocumentView(
                        "报价单 Q-20260304-03.pdf",
                        "gallery.document.quote",
                        "/gallery/case",
                        86_210,
                        hash,
                        at("2026-03-04T08:30:00Z"),
                        "陈工"));
    }

    private static List<HistoryEntry> history() {
        return List.of(
                new HistoryEntry(
                        at("2026-03-04T08:31:00Z"),
                        "陈工 · 仪器操作员",
                        "gallery.history.quoted",
                        "样品为软膜，增加离子研磨；金额由 9,600.00 元调整为 11,800.00 元。",
                        "310000/20481",
                        "/gallery/case"),
                new HistoryEntry(
                        at("2026-03-04T06:05:00Z"),
                        "陈工 · 仪器操作员",
                        "gallery.history.received",
                        null,
                        "310000/20466",
                        "/gallery/case"),
                new HistoryEntry(
                        at("2026-03-03T02:40:00Z"),
                        "李主任 · 服务机构管理员",
                        "gallery.history.accepted",
                        null,
                        "310000/20312",
                        "/gallery/case"),
                new HistoryEntry(
                        at("2026-03-02T01:12:00Z"),
                        "王敏 · 企业工程师",
                        "gallery.history.placed",
                        null,
                        "340000/8812",
                        "/gallery/case"));
    }

    private static Table ledger() {
        return new Table(
                List.of(
                        Column.of("gallery.column.at"),
                        Column.of("gallery.column.entry"),
                        Column.of("gallery.column.account"),
                        Column.amount("gallery.column.amount"),
                        Column.amount("gallery.column.balance")),
                List.of(
                        row(
                                at("2026-03-02T01:12:00Z"),
                                "冻结",
                                "券 VCH-20260110-4N8QZ",
                                Money.parse("-4800.00"),
                                Money.parse("7200.00")),
                        List.of(
                                Cell.of(at("2026-03-04T08:31:00Z")),
                                Cell.of("调整冻结"),
                                Cell.of("券 VCH-20260110-4N8QZ"),
                                Cell.marked(Money.parse("-1100.00"), Mark.WARN),
                                Cell.of(Money.parse("6100.00")))),
                "web.list.empty");
    }

    static ListView list(Address address, String key) {
        List<Option> provinces =
                List.of(
                        new Option("SHANGHAI", "上海", 41L),
                        new Option("JIANGSU", "江苏", 28L),
                        new Option("ZHEJIANG", "浙江", 30L),
                        new Option("ANHUI", "安徽", 33L));
        List<Option> states = List.of(new Option("CLAIMED", "待审核"), new Option("RETURNED", "已退回"));
        String[] firms = {
            "皖江锐研新材料有限公司（示例）",
            "青浦芯测半导体科技有限公司（示例）",
            "嘉善澄源生物医药有限公司（示例）",
            "吴江恒织智能装备股份有限公司（示例）",
            "马鞍山市雨山区智造轴承有限责任公司（示例）"
        };
        State[] tones = {
            new State("gallery.state.claimed", StateTone.ACTIVE),
            new State("gallery.state.returned", StateTone.WARN),
            new State("gallery.state.paid", StateTone.GOOD),
            new State("gallery.state.refused", StateTone.BAD),
            new State("gallery.state.waiting", StateTone.WAITING)
        };
        List<RowView> rows =
                IntStream.range(0, 14)
                        .mapToObj(i ->
                                RowView.of(
                                        "clm-" + i,
                                        "/gallery/case",
                                        "CLM-202603%02d-4N8QZ%02d".formatted(i + 1, i),
                                        firms[i % 5],
                                        Province.values()[(i * 3) % 4],
                                        Money.parse((4_800 + i * 1_713) + ".50"),
                                        i == 3
                                                ? Cell.marked("发票金额与合同不符", Mark.NOT_MET)
                                                : i == 5
                                                        ? Cell.marked("关联关系未核实", Mark.NOT_VERIFIED)
                                                        : Cell.marked("5 项均满足", Mark.MET),
                                        tones[i % 5],
                                        at("2026-03-%02dT06:30:00Z".formatted(i + 1))))
                        .map(row -> row.id().endsWith("3") ? row.fixed() : row)
                        .toList();
        return ListView.at(address, "gallery.list.title")
                .intro("本批次为 2026 年 3 月第一批，公示后统一核销；单项异议不影响其他申请。")
                .filters(
                        Filter.text("q", "gallery.filter.q"),
                        Filter.choices("province", "gallery.filter.province", provinces),
                        Filter.select("state", "gallery.filter.state", states),
                        Filter.date("from", "gallery.filter.from"),
                        Filter.number("min", "gallery.filter.min", "form.unit.yuan"),
                        Filter.toggle("late", "gallery.filter.late"))
                .columns(
                        ListColumn.of("gallery.column.number"),
                        ListColumn.of("gallery.column.firm"),
                        ListColumn.of("gallery.column.home"),
                        ListColumn.amount("gallery.column.amount").sortedBy("amount"),
                        ListColumn.of("gallery.column.checks"),
                        ListColumn.of("gallery.column.state"),
                        ListColumn.of("gallery.column.at").sortedBy("at"))
                .page(new Paged<>(rows, "bmV4dAAx", 26_132))
                .bulk(
                        key,
                        List.of(
                                new BulkAction(
                                        "publish",
                                        "gallery.action.publish",
                                        "/gallery/form",
                                        true,
                                        false),
                                new BulkAction(
                                        "return",
                                        "gallery.action.return",
                                        "/gallery/form",
                                        false,
                                        true)))
                .link("gallery.link.new", "/gallery/form", "plus")
                .empty("gallery.list.empty")
                .build();
    }
}
