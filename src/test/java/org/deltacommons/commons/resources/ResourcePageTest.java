package org.deltacommons.commons.resources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.deltacommons.Signed;
import org.deltacommons.commons.resources.intake.Applying;
import org.deltacommons.foundation.federation.Followers;
import org.deltacommons.foundation.finding.Finding;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.Procedures;
import org.deltacommons.foundation.rulebook.RuleSeed;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Role;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/// The pages and the API of finding and resources, whole and in parts, and who is refused.
@SpringBootTest
@AutoConfigureMockMvc
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ResourcePageTest {

    private static final String PLATFORM = "org-sc-micro";
    private static final String SEM = Resource.idOf(PLATFORM, "SC-SEM-001").value();
    private static final Actor MANAGER =
            Signed.person("person-m", Province.SHANGHAI, Role.PROVIDER_MANAGER, PLATFORM);
    private static final Actor FIRM =
            Signed.person("person-e", Province.ANHUI, Role.FIRM_ENGINEER, "org-jiangpan");

    @Autowired MockMvc mvc;
    @Autowired Catalogue catalogue;
    @Autowired RuleSeed rules;
    @Autowired Followers followers;
    @Autowired Finding finding;
    @Autowired Applying applying;
    @Autowired Records records;
    @Autowired Procedures procedures;
    @Autowired Procedure<Resource> resourceProcedure;
    @Autowired org.deltacommons.foundation.audit.Audit audit;

    @BeforeAll
    void load() {
        rules.load();
        catalogue.load();
        assertThat(followers.settle(Duration.ofSeconds(60))).isTrue();
        finding.refresh();
    }

    private String page(MockHttpServletRequestBuilder request) throws Exception {
        return mvc.perform(request)
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }

    private static void isStrict(String page) {
        assertThat(page).doesNotContain(" style=\"", "onclick=", "<script>", "[[", "??");
    }

    @Test
    void a_visitor_finds_in_his_own_words_and_sees_why() throws Exception {
        String page = page(get("/finding").param("q", "负极片循环后开裂"));
        isStrict(page);
        assertThat(page)
                .contains("<mark>", "命中依据", "name=\"q\"", "href=\"/resources/res-")
                .contains("省份", "学科", "使用方式", "可用创新券")
                .doesNotContain("finding.", "resources.column");
    }

    @Test
    void the_address_carries_the_facets_and_htmx_gets_the_part_only() throws Exception {
        String whole = page(get("/finding").param("q", "电镜").param("province", "310000", "340000"));
        assertThat(whole).contains("is-chosen", "上海市", "安徽省", "全部", "province=340000");
        String part = page(get("/finding").param("q", "电镜").header("HX-Request", "true"));
        assertThat(part).contains("id=\"found\"").doesNotContain("<html", "<header");
        mvc.perform(get("/finding").param("q", "电镜"))
                .andExpect(
                        header().string(
                                        "Vary",
                                        org.hamcrest.Matchers.containsString("HX-Request")));
    }

    @Test
    void what_is_being_typed_is_completed() throws Exception {
        mvc.perform(get("/api/v1/finding/suggestions").param("q", "上海光"))
                .andExpect(
                        jsonPath("$.items[?(@.kind == 'DOCUMENT')].text")
                                .value(
                                        org.hamcrest.Matchers.hasItem(
                                                org.hamcrest.Matchers.startsWith("上海光源"))));
        assertThat(page(get("/api/v1/finding/suggestions").param("q", "gemini")))
                .contains("\"url\":\"/resources/");
        assertThat(page(get("/api/v1/finding/suggestions").param("q", "a".repeat(10_000))))
                .isEqualTo("{\"items\":[]}");
    }

    @Test
    void a_provider_is_found_by_its_name_and_leads_to_its_page() throws Exception {
        mvc.perform(get("/api/v1/finding").param("q", "上海交通大学").param("type", "provider"))
                .andExpect(jsonPath("$.items[0].id").value("org-sjtu"))
                .andExpect(jsonPath("$.items[0].url").value("/providers/org-sjtu"));
        assertThat(page(get("/finding").param("q", "上海交通大学").param("type", "provider")))
                .contains("服务机构", "上海市闵行区");
    }

    @Test
    void an_officers_look_at_a_contact_is_noted() throws Exception {
        Actor officer =
                Signed.person("person-look", Province.SHANGHAI, Role.PROVINCIAL_OFFICER, "310000");
        ResourceForm sem = ResourceForm.of(records.find(Resource.class, Id.of(SEM)).orElseThrow());
        String id =
                procedures
                        .open(
                                resourceProcedure,
                                "register",
                                SampleResources.another(sem, "LOOK-1", "有联系人的设备", "L", "021-1"),
                                MANAGER,
                                null)
                        .orThrow()
                        .id();
        assertThat(looks(id)).isZero();
        assertThat(page(get("/cases/resource/" + id).with(Signed.as(officer)))).contains("021-1");
        assertThat(looks(id)).isEqualTo(1);
        // The own manager's look is nobody's business; a stranger sees nothing at all.
        page(get("/cases/resource/" + id).with(Signed.as(MANAGER)));
        assertThat(looks(id)).isEqualTo(1);
        mvc.perform(get("/cases/resource/" + id).with(Signed.as(FIRM)))
                .andExpect(status().isNotFound());
    }

    private long looks(String subject) {
        return audit.count(
                org.deltacommons.foundation.audit.AuditQuery.of(java.util.Set.of(Province.values()))
                        .kind(org.deltacommons.foundation.audit.AuditKind.PERSONAL_DATA_READ)
                        .about(subject));
    }

    @Test
    void nothing_together_offers_the_nearest() throws Exception {
        assertThat(page(get("/finding").param("q", "扫描电镜 恐龙"))).contains("去掉“恐龙”之后最接近的结果");
        assertThat(page(get("/finding").param("q", "<b>恐龙</b>")))
                .contains("没有找到")
                .doesNotContain("<b>恐龙");
    }

    @Test
    void hostile_words_get_a_page_and_never_an_error() throws Exception {
        for (String typed :
                new String[] {
                    "title:* OR (", "\u0000", "😀", "a".repeat(10_000), "../../etc", "${7*7}", "%00"
                }) {
            page(get("/finding").param("q", typed));
            page(get("/api/v1/finding").param("q", typed));
            page(get("/api/v1/finding/suggestions").param("q", typed));
        }
        mvc.perform(get("/finding").param("after", "nonsense!"))
                .andExpect(status().isUnprocessableContent());
        page(get("/finding").param("from", "abc").param("mode", "NOPE"));
    }

    @Test
    void english_readers_get_english() throws Exception {
        String page = page(get("/finding").param("q", "microscope").param("lang", "en"));
        assertThat(page).contains("Found by", "Best fit", "Province").doesNotContain("命中依据");
        assertThat(page(get("/resources/" + SEM).param("lang", "en")))
                .contains("Field-emission SEM", "Booking terms", "Firm");
        page(get("/finding").param("lang", "zh"));
    }

    @Test
    void the_list_of_resources_is_the_same_search() throws Exception {
        String page = page(get("/resources").param("kind", "FACILITY"));
        isStrict(page);
        assertThat(page).contains("科技资源", "合肥光源\uFF08HLS-Ⅱ\uFF09", "action=\"/resources\"");
    }

    @Test
    void a_resource_shows_everything_public_and_no_contact() throws Exception {
        String page = page(get("/resources/" + SEM));
        isStrict(page);
        assertThat(page)
                .contains("场发射扫描电镜", "GeminiSEM 450", "600.00", "示例", "周一至周六 8:30–22:30")
                .contains("达到国家报送起点", "href=\"/providers/org-sc-micro\"", "已核验，四地通用")
                .doesNotContain("联系电话", "管理此资源");
        assertThat(page(get("/resources/" + SEM).with(Signed.as(MANAGER)))).contains("管理此资源");
        assertThat(page(get("/resources/" + SEM).with(Signed.as(FIRM)))).doesNotContain("管理此资源");
        mvc.perform(get("/resources/res-0000000000000000")).andExpect(status().isNotFound());
        mvc.perform(get("/resources/nonsense")).andExpect(status().isNotFound());
    }

    @Test
    void a_provider_shows_its_standing_and_what_it_offers() throws Exception {
        String page = page(get("/providers/" + PLATFORM));
        isStrict(page);
        assertThat(page).contains("CNAS", "状态变化", "href=\"/resources/" + SEM + "\"");
        assertThat(page(get("/providers/org-sari"))).contains("公开收录，未核验");
        mvc.perform(get("/providers/org-nobody")).andExpect(status().isNotFound());
    }

    @Test
    void machines_get_items_next_and_total() throws Exception {
        String next =
                com.jayway.jsonpath.JsonPath.read(
                        page(
                                get("/api/v1/resources")
                                        .param("size", "2")
                                        .param("province", "340000")),
                        "$.next");
        mvc.perform(
                        get("/api/v1/resources")
                                .param("size", "2")
                                .param("province", "340000")
                                .param("after", next))
                .andExpect(jsonPath("$.items.length()").value(2))
                .andExpect(jsonPath("$.items[0].kind").value("resource"))
                .andExpect(jsonPath("$.total").isNumber());
        mvc.perform(get("/api/v1/finding").param("q", "talos"))
                .andExpect(jsonPath("$.items[0].title.zh").isNotEmpty())
                .andExpect(jsonPath("$.items[0].why[0].field").exists())
                .andExpect(jsonPath("$.facets[0].dimension").value("type"));
        mvc.perform(get("/api/v1/resources/" + SEM))
                .andExpect(header().exists("ETag"))
                .andExpect(
                        jsonPath("$.details.nameEn")
                                .value(org.hamcrest.Matchers.startsWith("Field-emission")))
                .andExpect(jsonPath("$.details.offer.contact.phone").value(""));
        mvc.perform(get("/api/v1/resources/res-00"))
                .andExpect(status().isNotFound())
                .andExpect(content().contentType("application/problem+json"));
        mvc.perform(get("/api/v1/resources").param("after", "%%%"))
                .andExpect(status().isUnprocessableContent());
    }

    @Test
    void a_manager_sees_the_own_list_and_nobody_else_does() throws Exception {
        String page = page(get("/resources/own").with(Signed.as(MANAGER)).param("q", "SC-SEM"));
        isStrict(page);
        assertThat(page).contains("SC-SEM-001", "批量导入", "/cases/resource/" + SEM);
        mvc.perform(get("/resources/own").with(Signed.as(FIRM))).andExpect(status().isForbidden());
        mvc.perform(get("/resources/import").with(Signed.as(FIRM)))
                .andExpect(status().isForbidden());
        assertThat(mvc.perform(get("/resources/own")).andReturn().getResponse().getStatus())
                .isIn(302, 401);
        assertThat(page(get("/cases/resource/" + SEM).with(Signed.as(MANAGER))))
                .contains("设定价格", "联系方式");
        assertThat(page(get("/open/resource/register").with(Signed.as(MANAGER))))
                .contains("设备分类代码", "登记资源");
    }

    private MockMultipartFile file(String name, String text) {
        return new MockMultipartFile(
                "file", name, "text/csv", text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void an_import_goes_from_upload_over_report_to_the_list() throws Exception {
        String header =
                "inner_id,kind,name_zh,division,category_code,disciplines,functions_zh,modes,"
                        + "service_class,funding,share_mode,run_state\n";
        String good =
                "PAGE-1,INSTRUMENT,页面导入测试仪,310115,010102,430,测试,SAMPLE,TESTING,OWN,EXTERNAL,NORMAL\n";
        String bad = "PAGE-2,飞船,坏行,999999,1,430,测试,SAMPLE,TESTING,OWN,EXTERNAL,NORMAL\n";
        String form = page(get("/resources/import").with(Signed.as(MANAGER)));
        isStrict(form);
        assertThat(form).contains("type=\"file\"", "template.xlsx");
        String at =
                mvc.perform(
                                multipart("/resources/import")
                                        .file(file("资源.csv", header + good + bad))
                                        .param("provider", PLATFORM)
                                        .param("key", "page-import-1")
                                        .with(csrf())
                                        .with(Signed.as(MANAGER)))
                        .andExpect(status().is3xxRedirection())
                        .andReturn()
                        .getResponse()
                        .getRedirectedUrl();
        String report = page(get(at).with(Signed.as(MANAGER)));
        isStrict(report);
        assertThat(report).contains("飞船", "不在字典中", "行政区划", "只导入没有问题的行");
        mvc.perform(get(at).with(Signed.as(FIRM))).andExpect(status().isNotFound());
        mvc.perform(get(at + "/report.csv").with(Signed.as(MANAGER)))
                .andExpect(status().isOk())
                .andExpect(
                        header().string(
                                        "Content-Disposition",
                                        org.hamcrest.Matchers.startsWith("attachment")));
        mvc.perform(get(at + "/report.xlsx").with(Signed.as(FIRM)))
                .andExpect(status().isNotFound());
        mvc.perform(post(at).with(csrf()).with(Signed.as(MANAGER)))
                .andExpect(status().isConflict());
        assertThat(records.count(Resource.class, "t.inner_id = 'PAGE-1'", Map.of())).isZero();
        mvc.perform(post(at).param("validOnly", "true").with(csrf()).with(Signed.as(MANAGER)))
                .andExpect(status().is3xxRedirection());
        applying.finish();
        assertThat(page(get("/resources/own").param("q", "PAGE-1").with(Signed.as(MANAGER))))
                .contains("页面导入测试仪");
    }

    @Test
    void a_lying_or_foreign_file_is_refused_in_words() throws Exception {
        String answer =
                mvc.perform(
                                multipart("/resources/import")
                                        .file(file("资源.xlsx", "not a workbook"))
                                        .param("provider", PLATFORM)
                                        .with(csrf())
                                        .with(Signed.as(MANAGER)))
                        .andExpect(status().is4xxClientError())
                        .andReturn()
                        .getResponse()
                        .getContentAsString(StandardCharsets.UTF_8);
        assertThat(answer).contains("与扩展名不符");
        mvc.perform(
                        multipart("/resources/import")
                                .file(file("a.csv", "x"))
                                .param("provider", "org-gs-micro")
                                .with(csrf())
                                .with(Signed.as(MANAGER)))
                .andExpect(status().isUnprocessableContent());
    }
}
