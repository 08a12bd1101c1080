package org.deltacommons.surface.notices.complaints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.deltacommons.Postroom.AddressBook.reachable;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.deltacommons.Postroom;
import org.deltacommons.Signed;
import org.deltacommons.Whereabouts;
import org.deltacommons.foundation.audit.Audit;
import org.deltacommons.foundation.audit.AuditKind;
import org.deltacommons.foundation.audit.AuditQuery;
import org.deltacommons.foundation.erasing.ErasingReason;
import org.deltacommons.foundation.erasing.Erasure;
import org.deltacommons.foundation.erasing.ErasureForms.ApproveErasure;
import org.deltacommons.foundation.erasing.ErasureForms.RequestErasure;
import org.deltacommons.foundation.erasing.ErasureGround;
import org.deltacommons.foundation.erasing.ErasureScope;
import org.deltacommons.foundation.federation.Followers;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.ProcedureReason;
import org.deltacommons.foundation.procedures.Procedures;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/// The open door, from both sides.
@Postroom
class ComplaintPageTest {

    private static final Actor OFFICER =
            Signed.person("qian", Province.ANHUI, Role.PROVINCIAL_OFFICER, "340000");
    private static final Actor NEIGHBOUR =
            Signed.person("sun", Province.JIANGSU, Role.PROVINCIAL_OFFICER, "320000");
    private static final AtomicInteger MACHINES = new AtomicInteger();

    @Autowired private MockMvc web;
    @Autowired private Records records;
    @Autowired private Procedures procedures;
    @Autowired private Procedure<Complaint> procedure;
    @Autowired private Procedure<Erasure> erasures;
    @Autowired private ApplicationContext context;
    @Autowired private Followers followers;
    @Autowired private Postroom.AddressBook people;
    @Autowired private JdbcClient jdbc;
    @Autowired private Audit audit;
    private String machine;

    @BeforeEach
    void from_a_machine_of_its_own() {
        int n = MACHINES.incrementAndGet();
        machine = "10.1." + n / 250 + "." + n % 250;
        people.clear();
        people.put(reachable("qian", "钱处", Locale.SIMPLIFIED_CHINESE), "PROVINCIAL_OFFICER@340000");
    }

    private MockHttpServletRequestBuilder form(String subject, String contact) {
        return post("/complaints")
                .param("province", "ANHUI")
                .param("about", "BOOKING")
                .param("subject", subject)
                .param("said", "预约后三周没有答复。")
                .param("contact", contact)
                .with(csrf())
                .with(request -> {
                    request.setRemoteAddr(machine);
                    return request;
                });
    }

    private Complaint filed(String subject, String contact) throws Exception {
        web.perform(form(subject, contact)).andExpect(status().is3xxRedirection());
        return bySubject(subject);
    }

    private Complaint bySubject(String subject) {
        return records.list(Complaint.class, "t.subject = :s", "t.id", Map.of("s", subject), 2)
                .getFirst();
    }

    private long count(String subject) {
        return records.count(Complaint.class, "t.subject = :s", Map.of("s", subject));
    }

    @Test
    void anybody_may_complain_and_find_the_answer_by_the_code_alone() throws Exception {
        web.perform(get("/complaints"))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("由哪一方答复")));
        Complaint complaint = filed("排队太久", "");
        web.perform(get("/complaints/" + complaint.code()))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("已收到，待答复")))
                .andExpect(content().string(containsString("尚未答复")));

        assertThat(followers.settle(Duration.ofSeconds(60))).isTrue();
        assertThat(
                        jdbc.sql(
                                        "SELECT count(*) FROM notices.entry WHERE recipient = 'qian' AND href = ?")
                                .param("/cases/complaint/" + complaint.id())
                                .query(Long.class)
                                .single())
                .isEqualTo(1);

        procedures
                .act(
                        procedure,
                        complaint.id(),
                        "answer",
                        new Complaints.Answering("已督促答复。", null),
                        OFFICER,
                        -1,
                        null)
                .orThrow();
        web.perform(get("/complaints").param("code", complaint.code().toLowerCase(Locale.ROOT)))
                .andExpect(redirectedUrl("/complaints/" + complaint.code()));
        web.perform(get("/complaints/" + complaint.code()))
                .andExpect(content().string(containsString("已督促答复。")));
    }

    @Test
    void only_the_province_that_was_asked_answers() throws Exception {
        Complaint complaint = filed("问错了人", "");
        assertThat(
                        procedures.act(
                                procedure,
                                complaint.id(),
                                "answer",
                                new Complaints.Answering("替你答复", null),
                                NEIGHBOUR,
                                -1,
                                null))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        no -> assertThat(no.why().is(ProcedureReason.NOT_FOUND)).isTrue());
        assertThat(bySubject("问错了人").state()).isEqualTo(ComplaintState.RECEIVED);
    }

    @Test
    void how_to_reach_somebody_is_sealed_and_every_look_is_noted() throws Exception {
        Complaint complaint = filed("请回电", "13912345678");
        String stored =
                jdbc.sql("SELECT to_jsonb(c)::text FROM notices.complaint c WHERE id = ?")
                        .param(complaint.id().value())
                        .query(String.class)
                        .single();
        assertThat(stored).doesNotContain("13912345678");
        web.perform(get("/cases/complaint/" + complaint.id()).with(Signed.as(OFFICER)))
                .andExpect(status().isOk())
                .andExpect(content().string(not(containsString("13912345678"))));
        assertThat(looks(complaint)).isZero();
        web.perform(get("/complaints/contact/" + complaint.id()).with(Signed.as(OFFICER)))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("13912345678")));
        assertThat(looks(complaint)).isEqualTo(1);
        web.perform(get("/complaints/contact/" + complaint.id()).with(Signed.as(NEIGHBOUR)))
                .andExpect(status().isNotFound());
        web.perform(get("/complaints/contact/" + complaint.id())).andExpect(status().isNotFound());
        assertThat(looks(complaint)).isEqualTo(1);
    }

    private long looks(Complaint complaint) {
        return audit.count(
                AuditQuery.of(Set.of(Province.ANHUI))
                        .kind(AuditKind.PERSONAL_DATA_READ)
                        .about(complaint.id().value()));
    }

    private Outcome<Procedures.Moved> erase(Complaint complaint) {
        return procedures.open(
                erasures,
                "request",
                new RequestErasure(
                        ErasureScope.CASE,
                        complaint.id().value(),
                        ErasureGround.CONSENT_WITHDRAWN,
                        null,
                        "个保〔2026〕11号"),
                Signed.person("zhang", Province.ANHUI, Role.SECURITY_ADMIN, "340000"),
                null);
    }

    /// A complaint is told to nobody, but it was the complainant's own words that were in the inbox
    /// of those who answer, as the title of the case.
    @Test
    void what_somebody_complained_is_erased_by_two_once_it_is_answered() throws Exception {
        String subject = "请找王芳退款";
        Complaint complaint = filed(subject, "13812345678");
        assertThat(followers.settle(Duration.ofSeconds(60))).isTrue();
        assertThat(erase(complaint))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        no -> assertThat(no.why().is(ErasingReason.CASE_GOES_ON)).isTrue());
        procedures
                .act(
                        procedure,
                        complaint.id(),
                        "answer",
                        new Complaints.Answering("已由王芳退款。", null),
                        OFFICER,
                        -1,
                        null)
                .orThrow();
        String erasure = erase(complaint).orThrow().id();
        assertThat(Whereabouts.of(context, subject)).isNotEmpty();
        procedures
                .act(
                        erasures,
                        Id.<Erasure>of(erasure),
                        "approve",
                        new ApproveErasure("个保〔2026〕11号"),
                        Signed.person("xu", Province.ANHUI, Role.SECURITY_ADMIN, "340000"),
                        -1,
                        null)
                .orThrow();
        assertThat(followers.settle(Duration.ofSeconds(60))).isTrue();
        assertThat(Whereabouts.of(context, subject)).isEmpty();
        assertThat(Whereabouts.of(context, "已由王芳退款")).isEmpty();
        Complaint after = records.find(Complaint.class, complaint.id()).orElseThrow();
        assertThat(after.said()).isEmpty();
        assertThat(after.contact()).isEmpty();
        web.perform(get("/cases/complaint/" + complaint.id()).with(Signed.as(OFFICER)))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("已依法删除")));
        web.perform(get("/complaints/contact/" + complaint.id()).with(Signed.as(OFFICER)))
                .andExpect(status().isNotFound());
        web.perform(get("/complaints/" + complaint.code())).andExpect(status().isOk());
    }

    @Test
    void the_same_form_twice_is_one_complaint() throws Exception {
        MockHttpServletRequestBuilder once =
                form("点了两次", "a@example.org").param("key", "key-twice");
        ResultActions first = web.perform(once);
        String address = first.andReturn().getResponse().getRedirectedUrl();
        web.perform(form("点了两次", "a@example.org").param("key", "key-twice"))
                .andExpect(redirectedUrl(address));
        assertThat(count("点了两次")).isEqualTo(1);
    }

    @Test
    void what_is_missing_is_said_at_its_field_and_nothing_is_kept() throws Exception {
        web.perform(form("", ""))
                .andExpect(status().isUnprocessableContent())
                .andExpect(content().string(containsString("预约后三周没有答复。")));
        web.perform(form("长".repeat(101), "")).andExpect(status().isUnprocessableContent());
        assertThat(count("长".repeat(101))).isZero();
    }

    @Test
    void rare_characters_and_markup_come_back_as_they_were() throws Exception {
        String subject = "𠮷先生 <script>alert(1)</script>";
        Complaint complaint = filed(subject, "");
        assertThat(complaint.subject()).isEqualTo(subject);
        web.perform(get("/complaints/" + complaint.code()))
                .andExpect(content().string(not(containsString("<script>alert"))));
    }

    @Test
    void an_unknown_code_is_a_sentence() throws Exception {
        web.perform(get("/complaints/0000-0000-0000").accept("text/html"))
                .andExpect(status().isNotFound())
                .andExpect(content().string(containsString("没有查到这个查询码")));
        web.perform(get("/complaints").param("code", "'").accept("text/html"))
                .andExpect(status().isNotFound());
    }

    @Test
    void a_machine_may_complain_too() throws Exception {
        String body =
                web.perform(
                                post("/api/v1/complaints")
                                        .contentType("application/json")
                                        .content(
                                                """
                                                {"province": "ANHUI", "about": "SITE",
                                                 "subject": "接口说明", "said": "缺少示例。"}
                                                """)
                                        .with(request -> {
                                            request.setRemoteAddr(machine);
                                            return request;
                                        }))
                        .andExpect(status().isCreated())
                        .andExpect(jsonPath("$.state").value("RECEIVED"))
                        .andReturn()
                        .getResponse()
                        .getContentAsString();
        web.perform(get("/api/v1/complaints/" + Json.parse(body).get("code").asString()))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.subject").value("接口说明"));
        web.perform(
                        post("/api/v1/complaints")
                                .contentType("application/json")
                                .content("{\"about\": \"SITE\"}"))
                .andExpect(status().isUnprocessableContent());
    }
}
