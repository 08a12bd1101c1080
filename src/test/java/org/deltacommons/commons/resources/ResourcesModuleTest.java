package org.deltacommons.commons.resources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deltacommons.Signed;
import org.deltacommons.commons.resources.intake.Applying;
import org.deltacommons.commons.resources.intake.Begun;
import org.deltacommons.commons.resources.intake.Import;
import org.deltacommons.commons.resources.intake.ImportState;
import org.deltacommons.commons.resources.intake.Imports;
import org.deltacommons.commons.resources.intake.Line;
import org.deltacommons.commons.resources.intake.Templates;
import org.deltacommons.foundation.federation.Followers;
import org.deltacommons.foundation.finding.FindRequest;
import org.deltacommons.foundation.finding.Finding;
import org.deltacommons.foundation.finding.Found;
import org.deltacommons.foundation.lane.Command;
import org.deltacommons.foundation.lane.Facts;
import org.deltacommons.foundation.lane.Lane;
import org.deltacommons.foundation.lane.Put;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.lane.Unit;
import org.deltacommons.foundation.papers.Sheet;
import org.deltacommons.foundation.papers.TableFile;
import org.deltacommons.foundation.papers.TableLimits;
import org.deltacommons.foundation.papers.TableRow;
import org.deltacommons.foundation.papers.Tables;
import org.deltacommons.foundation.procedures.NoForm;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.Procedures;
import org.deltacommons.foundation.rulebook.RuleSeed;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Reason;
import org.deltacommons.kernel.Role;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;

/// Catalogue, procedures, import and index on a real PostgreSQL.
@SpringBootTest
@AutoConfigureMockMvc
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ResourcesModuleTest {

    private static final String PLATFORM = "org-sc-micro";
    private static final Actor MANAGER =
            Signed.person("person-m", Province.SHANGHAI, Role.PROVIDER_MANAGER, PLATFORM);
    private static final Actor OFFICER =
            Signed.person("person-o", Province.SHANGHAI, Role.PROVINCIAL_OFFICER, "310000");

    @Autowired Catalogue catalogue;
    @Autowired RuleSeed rules;
    @Autowired Records records;
    @Autowired Facts facts;
    @Autowired Resources resources;
    @Autowired Followers followers;
    @Autowired Finding finding;
    @Autowired Imports imports;
    @Autowired Applying applying;
    @Autowired Lane lane;
    @Autowired Scheduler scheduler;
    @Autowired Templates templates;
    @Autowired Procedures procedures;
    @Autowired Procedure<Resource> resourceProcedure;
    @Autowired Procedure<Provider> providerProcedure;

    @BeforeAll
    void load() {
        rules.load();
        catalogue.load();
        assertThat(records.count(Resource.class, "true", Map.of())).isGreaterThanOrEqualTo(400);
        settle();
    }

    private void settle() {
        assertThat(followers.settle(Duration.ofSeconds(60))).isTrue();
        finding.refresh();
    }

    private Found find(String text) {
        return finding.find(FindRequest.of(text), false);
    }

    private List<String> titles(String text) {
        return find(text).hits().stream().map(hit -> hit.document().titleZh()).toList();
    }

    private static void refused(Outcome<?> outcome, Reason reason) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        no -> assertThat(no.why().code()).isEqualTo(reason.code()));
    }

    @Test
    void loading_twice_changes_nothing() {
        long rows = records.count(Resource.class, "true", Map.of());
        long newest = facts.newest(Province.SHANGHAI);
        assertThat(catalogue.load()).isZero();
        assertThat(records.count(Resource.class, "true", Map.of())).isEqualTo(rows);
        assertThat(facts.newest(Province.SHANGHAI)).isEqualTo(newest);
    }

    @Test
    void the_main_case_stands_in_the_catalogue() {
        Resource sem = resources.find(Resource.idOf(PLATFORM, "SC-SEM-001")).orElseThrow();
        assertThat(sem.state()).isEqualTo(ResourceState.PUBLISHED);
        assertThat(sem.priceAt(UserClass.FIRM, SampleResources.NOW).map(Price::amount))
                .contains(Money.yuan(600));
        assertThat(sem.terms().hours()).isEqualTo(OpenHours.parse("1-6 08:30-22:30"));
        assertThat(resources.provider(PLATFORM).map(Provider::state))
                .contains(ProviderState.VERIFIED);
        // No verification is claimed for real bodies.
        assertThat(resources.provider("org-sari").map(Provider::state))
                .contains(ProviderState.RECORDED);
    }

    @Test
    void the_needs_of_the_cast_are_answered() {
        assertThat(titles("负极片循环后开裂")).anyMatch(title -> title.contains("电镜"));
        assertThat(titles("GeminiSEM450")).anyMatch(title -> title.contains("扫描电镜"));
        assertThat(titles("gemini sem-450")).anyMatch(title -> title.contains("扫描电镜"));
        assertThat(find("电池热失控产气成分").total()).isPositive();
        assertThat(find("血浆药物浓度 LC-MS").total()).isPositive();
        assertThat(find("synchrotron beamline").total()).isPositive();
        for (String need :
                List.of(
                        "膜蛋白结构",
                        "芯片开封找失效点",
                        "外延片位错密度",
                        "镜片镀膜脱落",
                        "轴承早期断裂",
                        "医疗导管疲劳，要CMA",
                        "大模型微调 200 GPU时",
                        "同步辐射看催化剂价态",
                        "批量出厂检验")) {
            assertThat(find(need).hits()).as(need).isNotEmpty();
        }
    }

    @Test
    void facets_count_what_is_there() {
        FindRequest every = FindRequest.of("").choosing(Finding.TYPE, "resource");
        Found all = finding.find(every.choosing("province", "340000"), false);
        long anhui =
                records.count(
                        Resource.class,
                        "t.details ->> 'division' LIKE '34%' AND t.state = 'PUBLISHED'",
                        Map.of());
        assertThat(all.total()).isLessThanOrEqualTo(anhui).isPositive();
        Found.Facet provinces =
                all.facets().stream()
                        .filter(facet -> facet.dimension().name().equals("province"))
                        .findFirst()
                        .orElseThrow();
        assertThat(provinces.values()).hasSize(4).allMatch(value -> value.count() > 0);
        assertThat(provinces.values().stream().mapToLong(Found.Value::count).sum())
                .isEqualTo(finding.find(every, false).total());
    }

    // The two procedures

    private Resource read(Id<Resource> id) {
        return records.find(Resource.class, id).orElseThrow();
    }

    private Outcome<?> act(Id<Resource> id, String action, Record form, Actor actor) {
        return procedures.act(resourceProcedure, id, action, form, actor, -1, null);
    }

    @Test
    void a_resource_lives_from_registration_to_scrapping_and_is_never_deleted() {
        Resource sample = read(Resource.idOf(PLATFORM, "SC-SEM-001"));
        ResourceForm form = ResourceForm.of(sample);
        ResourceForm fresh = SampleResources.another(form, "LIFE-1", "寿命周期测试仪", "LIFE-9000", null);
        String id =
                procedures
                        .open(resourceProcedure, "register", fresh, MANAGER, "life-1")
                        .orThrow()
                        .id();
        Id<Resource> life = Id.of(id);
        refused(
                procedures.open(resourceProcedure, "register", fresh, MANAGER, "life-2"),
                ResourcesReason.NUMBER_TAKEN);
        refused(act(life, "submit", new NoForm(), MANAGER), ResourcesReason.NOT_COMPLETE);
        act(life, "setTerms", TermsForm.of(SampleResources.terms()), MANAGER).orThrow();
        refused(
                act(
                        life,
                        "setPrice",
                        new PriceForm(
                                UserClass.FIRM,
                                PriceUnit.HOUR,
                                Money.yuan(1),
                                java.time.LocalDate.of(2020, 1, 1)),
                        MANAGER),
                ResourcesReason.PRICE_IN_THE_PAST);
        act(life, "submit", new NoForm(), MANAGER).orThrow();
        // The manager cannot publish, the officer can.
        assertThat(act(life, "publish", new NoForm(), MANAGER)).isInstanceOf(Outcome.Refused.class);
        assertThat(read(life).state()).isEqualTo(ResourceState.PENDING_REVIEW);
        assertThat(titles("寿命周期测试仪 LIFE-9000")).noneMatch(t -> t.startsWith("寿命周期"));
        act(life, "publish", new NoForm(), OFFICER).orThrow();
        settle();
        assertThat(titles("life9000")).contains("寿命周期测试仪");
        act(life, "scrap", new WhyForm("到期报废"), MANAGER).orThrow();
        settle();
        assertThat(titles("life9000")).doesNotContain("寿命周期测试仪");
        assertThat(resources.find(life).map(Resource::state)).contains(ResourceState.SCRAPPED);
        assertThat(act(life, "repair", new WhyForm("x"), MANAGER))
                .isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void what_a_treasury_paid_for_is_withdrawn_by_an_officer_only() {
        Resource fiscal =
                records.list(
                                Resource.class,
                                "t.home = '310000' AND t.state = 'PUBLISHED' AND"
                                        + " jsonb_exists(t.details #> '{equipment,fundings}', 'LOCAL')"
                                        + " AND t.provider <> 'org-sc-micro'",
                                "t.id",
                                Map.of(),
                                1)
                        .getFirst();
        Actor manager =
                Signed.person(
                        "person-f", Province.SHANGHAI, Role.PROVIDER_MANAGER, fiscal.provider());
        refused(
                act(fiscal.id(), "withdraw", new WhyForm("不想开放"), manager),
                ResourcesReason.WITHDRAWAL_FORBIDDEN);
        assertThat(read(fiscal.id()).state()).isEqualTo(ResourceState.PUBLISHED);
        act(fiscal.id(), "withdraw", new WhyForm("涉密，批准文号 1 号"), OFFICER).orThrow();
        act(fiscal.id(), "submit", new NoForm(), manager).orThrow();
        act(fiscal.id(), "publish", new NoForm(), OFFICER).orThrow();
    }

    @Test
    void a_suspended_provider_loses_its_voucher_mark_everywhere_and_gets_it_back() {
        Provider known =
                records.list(
                                Provider.class,
                                "t.home = '330000' AND t.state = 'VERIFIED'",
                                "t.id",
                                Map.of(),
                                1)
                        .getFirst();
        String provider = known.id().value();
        Actor officer =
                Signed.person("person-z", Province.ZHEJIANG, Role.PROVINCIAL_OFFICER, "330000");
        FindRequest vouchers =
                FindRequest.of("").choosing(Finding.TYPE, "resource").choosing("voucher", "yes");
        long before = finding.find(vouchers, false).total();
        long theirs =
                records.count(
                        Resource.class,
                        "t.provider = :p AND t.state = 'PUBLISHED'"
                                + " AND (t.details #>> '{offer,voucherAccepted}')::boolean",
                        Map.of("p", provider));
        assertThat(theirs).isPositive();
        procedures
                .act(
                        providerProcedure,
                        known.id(),
                        "suspend",
                        new WhyForm("投诉核查"),
                        officer,
                        -1,
                        null)
                .orThrow();
        settle();
        assertThat(finding.find(vouchers, false).total()).isEqualTo(before - theirs);
        procedures
                .act(
                        providerProcedure,
                        known.id(),
                        "reinstate",
                        new WhyForm("核查完毕"),
                        officer,
                        -1,
                        null)
                .orThrow();
        settle();
        assertThat(finding.find(vouchers, false).total()).isEqualTo(before);
        assertThat(resources.provider(provider).orElseThrow().standings()).hasSize(3);
    }

    // Import

    private static final List<String> HEADER =
            List.of(
                    "单位内部编号*",
                    "资源类型*",
                    "中文名称*",
                    "所在地区*",
                    "设备分类代码*",
                    "主要学科领域*",
                    "主要功能*",
                    "使用方式*",
                    "服务类别*",
                    "经费来源*",
                    "共享模式*",
                    "运行状态*",
                    "原值（万元）",
                    "型号",
                    "计价单位",
                    "企业价格（元）",
                    "时段长度（分钟）",
                    "最短预约（分钟）",
                    "最长预约（分钟）",
                    "开放时间",
                    "不认识的列");

    private static List<String> row(String number, String kind, String price) {
        return List.of(
                number,
                kind,
                "示例·批量设备 " + number,
                "浦东新区",
                "010102",
                "材料科学;物理学",
                "批量导入的设备",
                "时段自主上机；委托送样",
                "检验检测",
                "单位自有",
                "外部共享",
                "正常",
                "88.00",
                "BATCH-" + number,
                "小时",
                price,
                "60",
                "60",
                "480",
                "1-5 09:00-18:00",
                "?");
    }

    private static TableFile csv(List<List<String>> rows) {
        ByteArrayOutputStream to = new ByteArrayOutputStream();
        try {
            Tables.csv(to, Sheet.of("x", HEADER, rows));
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return new TableFile("资源.csv", to.toByteArray());
    }

    private Import check(TableFile file, String key) {
        Imports.Noted noted = imports.check(MANAGER, PLATFORM, file, key).orThrow();
        return imports.find(MANAGER, Id.of(noted.batch())).orElseThrow();
    }

    private Import apply(Import batch, boolean validOnly) {
        imports.apply(MANAGER, batch.id(), validOnly).orThrow();
        applying.finish();
        return imports.find(MANAGER, batch.id()).orElseThrow();
    }

    @Test
    void ten_thousand_rows_of_which_37_are_wrong_are_reported_and_the_right_ones_imported() {
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            boolean wrong = i % 270 == 5 && i / 270 < 37;
            rows.add(row("BULK-" + i, wrong ? "飞船" : "科学仪器", "500"));
        }
        long start = System.nanoTime();
        Import batch = check(csv(rows), "bulk");
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        System.out.println("10 000 rows checked in " + took);
        assertThat(List.of(batch.total(), batch.wrong(), batch.fresh()))
                .containsExactly(10_000, 37, 9_963);
        assertThat(batch.ignored()).containsExactly("不认识的列");
        List<Line> wrong = imports.wrong(batch, 0, 100);
        assertThat(wrong).hasSize(37);
        assertThat(wrong.getFirst().line()).isEqualTo(7);
        assertThat(templates.told(wrong.getFirst(), wrong.getFirst().faults().getFirst()))
                .startsWith(7, "资源类型", "飞船", "不在字典中。");
        assertThat(imported("BULK-%")).isZero();

        refused(imports.apply(MANAGER, batch.id(), false), ResourcesReason.ROWS_WRONG);
        assertThat(imported("BULK-%")).isZero();

        Import done = apply(batch, true);
        assertThat(done.state()).isEqualTo(ImportState.DONE);
        assertThat(imported("BULK-%")).isEqualTo(9_963);
        refused(imports.apply(MANAGER, batch.id(), true), ResourcesReason.IMPORT_DONE);
    }

    private long imported(String pattern) {
        return records.count(
                Resource.class,
                "t.provider = :p AND t.inner_id LIKE :like",
                Map.of("p", PLATFORM, "like", pattern));
    }

    record Stopped(String batch) {}

    @Test
    void an_import_that_stopped_goes_on_by_itself() {
        Import checked = check(csv(List.of(row("STOPPED-1", "科学仪器", "500"))), "stopped");
        lane.submit(
                        Command.of(
                                Province.SHANGHAI,
                                Actor.system(Province.SHANGHAI),
                                "test.stopped",
                                checked.id().value(),
                                Stopped.class),
                        rows -> {
                            Import here = rows.get(Import.class, checked.id());
                            return Outcome.done(
                                    Unit.of(
                                            new Stopped(here.id().value()),
                                            new Put(Begun.of(here))));
                        })
                .orThrow();
        scheduler.reschedule(
                TaskInstanceId.of("resources.imports", RecurringTask.INSTANCE), Instant.EPOCH);
        scheduler.triggerCheckForDueExecutions();
        await().until(() ->
                imports.find(MANAGER, checked.id()).orElseThrow().state() == ImportState.DONE);
        assertThat(imported("STOPPED-1")).isEqualTo(1);
    }

    @Test
    void the_same_file_twice_changes_nothing() {
        TableFile file = csv(List.of(row("TWICE-1", "科学仪器", "500")));
        apply(check(file, "twice-1"), false);
        long newest = facts.newest(Province.SHANGHAI);
        Resource before = read(Resource.idOf(PLATFORM, "TWICE-1"));
        Import again = check(file, "twice-2");
        assertThat(List.of(again.fresh(), again.changed(), again.same())).containsExactly(0, 0, 1);
        assertThat(imports.before(again)).isPresent();
        assertThat(apply(again, false).state()).isEqualTo(ImportState.DONE);
        assertThat(read(before.id())).isEqualTo(before);
        assertThat(facts.newest(Province.SHANGHAI)).isEqualTo(newest);
        // The same form sent twice is one import.
        assertThat(imports.check(MANAGER, PLATFORM, file, "twice-2").orThrow().batch())
                .isEqualTo(again.id().value());
    }

    @Test
    void a_changed_row_keeps_old_prices_and_is_told_when_it_is_public() {
        apply(check(csv(List.of(row("CHANGE-1", "科学仪器", "500"))), "change-1"), false);
        Id<Resource> id = Resource.idOf(PLATFORM, "CHANGE-1");
        act(id, "submit", new NoForm(), MANAGER).orThrow();
        act(id, "publish", new NoForm(), OFFICER).orThrow();
        Import batch = check(csv(List.of(row("CHANGE-1", "科学仪器", "550"))), "change-2");
        assertThat(batch.changed()).isEqualTo(1);
        apply(batch, false);
        Resource after = read(id);
        assertThat(after.pending()).isNull();
        assertThat(after.state()).isEqualTo(ResourceState.PUBLISHED);
        assertThat(after.prices()).hasSize(2);
        assertThat(after.prices().getFirst().amount()).isEqualTo(Money.yuan(500));
        settle();
        assertThat(find("BATCHCHANGE1").hits().getFirst().document().price())
                .isEqualTo(Money.yuan(550));
    }

    @Test
    void what_is_wrong_is_said_by_row_column_value_and_reason() {
        List<String> twice = row("W-1", "科学仪器", "500");
        List<String> badPrice = row("W-2", "科学仪器", "五百");
        Import batch = check(csv(List.of(twice, twice, badPrice)), "wrong");
        assertThat(batch.wrong()).isEqualTo(2);
        List<Line> wrong = imports.wrong(batch, 0, 10);
        assertThat(wrong.get(0).faults().getFirst().code()).isEqualTo("resources.ROW_TWICE");
        assertThat(wrong.get(0).faults().getFirst().values()).containsEntry("row", "2");
        assertThat(wrong.get(1).faults().getFirst().column()).isEqualTo("price_firm");
        assertThat(wrong.get(1).faults().getFirst().value()).isEqualTo("五百");
    }

    @Test
    void the_template_reads_back_and_a_file_of_somebody_else_is_refused() throws IOException {
        ByteArrayOutputStream to = new ByteArrayOutputStream();
        templates.xlsx(to);
        TableFile empty = new TableFile("模板.xlsx", to.toByteArray());
        List<TableRow> rows = new ArrayList<>();
        empty.read(TableLimits.USUAL, rows::add).orThrow();
        assertThat(rows.getFirst().cells()).contains("单位内部编号*", "原值（万元）");
        refused(
                imports.check(MANAGER, PLATFORM, empty, "empty"),
                ResourcesReason.NOTHING_TO_IMPORT);
        refused(
                imports.check(
                        MANAGER,
                        PLATFORM,
                        new TableFile("x.csv", "a,b\n1,2".getBytes(StandardCharsets.UTF_8)),
                        "no"),
                ResourcesReason.COLUMN_MISSING);
        refused(
                imports.check(MANAGER, "org-gs-micro", csv(List.of()), "foreign"),
                resources.provider("org-gs-micro").isPresent()
                        ? ResourcesReason.PLACE_FORBIDDEN
                        : ResourcesReason.PROVIDER_NOT_FOUND);
    }
}
