package org.deltacommons.surface.notices.complaints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.deltacommons.Signed.as;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.deltacommons.Cast2026;
import org.deltacommons.foundation.audit.Audit;
import org.deltacommons.foundation.audit.AuditKind;
import org.deltacommons.foundation.audit.AuditQuery;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.Procedures;
import org.deltacommons.foundation.web.Address;
import org.deltacommons.foundation.web.Paged;
import org.deltacommons.kernel.Province;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import tools.jackson.databind.JsonNode;

/// What an officer has of the complaints that came to their province.
@SpringBootTest(properties = "delta.data=target/fork-${delta.test.fork:1}/test-data/papers")
@AutoConfigureMockMvc
@Import(Cast2026.class)
class ReceivedPageTest {

    private static final String LIST = "/complaints/received";
    private static final AtomicInteger RUNS = new AtomicInteger();

    @Autowired private MockMvc web;
    @Autowired private ReceivedComplaints received;
    @Autowired private Records records;
    @Autowired private Procedures procedures;
    @Autowired private Procedure<Complaint> procedure;
    @Autowired private Audit audit;
    @Autowired private Cast2026.Stage stage;
    private String mark;

    /// Each test finds its own complaints by a word in their subjects.
    @BeforeEach
    void begin() {
        mark = "样" + RUNS.incrementAndGet() + "号";
    }

    private Complaint filed(Province home, String subject) throws Exception {
        web.perform(
                        post("/complaints")
                                .param("province", home.name())
                                .param("about", "BOOKING")
                                .param("subject", mark + subject)
                                .param("said", "预约后三周没有答复。")
                                .param("contact", "13912345678")
                                .with(csrf())
                                .with(request -> {
                                    request.setRemoteAddr("10.9." + RUNS.get() + ".1");
                                    return request;
                                }))
                .andExpect(status().is3xxRedirection());
        return records.list(
                        Complaint.class, "t.subject = :s", "t.id", Map.of("s", mark + subject), 1)
                .getFirst();
    }

    private String page(String who, String query) throws Exception {
        return web.perform(get(LIST + query).with(as(stage.actor(who))))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }

    private void answer(Complaint complaint, String published) {
        procedures
                .act(
                        procedure,
                        complaint.id(),
                        "answer",
                        new Complaints.Answering("已督促答复。", published),
                        stage.actor("ah.officer"),
                        -1,
                        null)
                .orThrow();
    }

    @Test
    void an_officer_sees_what_came_to_their_province_with_the_days_that_are_left()
            throws Exception {
        filed(Province.ANHUI, "皖");
        filed(Province.JIANGSU, "苏");
        assertThat(page("ah.officer", "?q=" + mark))
                .contains(mark + "皖", "已收到，待答复", "还有 15 个工作日")
                .doesNotContain(mark + "苏")
                .doesNotContain("13912345678");
        assertThat(page("ah.auditor", "?q=" + mark)).contains(mark + "皖");
        assertThat(page("js.officer", "?q=" + mark)).contains(mark + "苏");
        assertThat(page("ah.officer", "?q=" + mark + "&province=JIANGSU"))
                .doesNotContain(mark + "苏");
        assertThat(page("ah.officer", "?lang=en&q=" + mark))
                .contains("Complaints and suggestions received", "Received, to be answered");
        assertThat(page("ah.officer", "?lang=zh")).contains("投诉办理");
    }

    @Test
    void it_is_narrowed_by_state_and_by_deadline_and_the_open_ones_come_first() throws Exception {
        Complaint answered = filed(Province.ANHUI, "已答");
        answer(answered, null);
        filed(Province.ANHUI, "未答");
        String all = page("ah.officer", "?q=" + mark);
        assertThat(all.indexOf(mark + "未答")).isLessThan(all.indexOf(mark + "已答")).isPositive();
        assertThat(page("ah.officer", "?state=ANSWERED&q=" + mark))
                .contains(mark + "已答")
                .doesNotContain(mark + "未答");
        assertThat(page("ah.officer", "?overdue=true&q=" + mark)).doesNotContain(mark + "未答");
        stage.clock.forward(Duration.ofDays(40));
        assertThat(page("ah.officer", "?overdue=true&q=" + mark))
                .contains(mark + "未答")
                .doesNotContain(mark + "已答");
    }

    @Test
    void nobody_else_has_the_list_and_who_tried_is_noted() throws Exception {
        filed(Province.ANHUI, "不给看");
        web.perform(get(LIST).accept("application/json")).andExpect(status().isUnauthorized());
        web.perform(get("/api/v1/complaints")).andExpect(status().isUnauthorized());
        for (String who : new String[] {"jiangpan.engineer", "mas.officer", "ah.system"}) {
            long before = refused(who);
            web.perform(get(LIST).with(as(stage.actor(who))))
                    .andExpect(status().isForbidden())
                    .andExpect(content().string(not(containsString(mark))));
            web.perform(get("/api/v1/complaints").with(as(stage.actor(who))))
                    .andExpect(status().isForbidden());
            assertThat(refused(who)).isEqualTo(before + 2);
            web.perform(get("/").with(as(stage.actor(who))))
                    .andExpect(content().string(not(containsString(LIST))));
        }
        web.perform(get("/").with(as(stage.actor("ah.officer"))))
                .andExpect(content().string(containsString(LIST)));
    }

    private long refused(String who) {
        return audit.count(
                AuditQuery.of(Set.of(Province.values()))
                        .kind(AuditKind.REFUSED)
                        .by("person-" + who));
    }

    @Test
    void machines_read_it_page_by_page_and_a_wrong_cursor_is_a_sentence() throws Exception {
        Complaint one = filed(Province.ANHUI, "甲");
        web.perform(get("/api/v1/complaints").param("q", mark).with(as(stage.actor("ah.officer"))))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.total").value(1))
                .andExpect(jsonPath("$.items[0].id").value(one.id().value()))
                .andExpect(jsonPath("$.items[0].state").value("RECEIVED"))
                .andExpect(jsonPath("$.items[0].workingDaysLeft").isNumber())
                .andExpect(jsonPath("$.items[0].contact").doesNotExist());
        web.perform(
                        get("/api/v1/complaints")
                                .param("after", "bm9uZQBvbmU")
                                .with(as(stage.actor("ah.officer"))))
                .andExpect(status().isUnprocessableContent())
                .andExpect(jsonPath("$.code").value("web.CURSOR_INVALID"));
    }

    @Test
    void its_pages_follow_each_other_without_a_gap() throws Exception {
        Complaint over = filed(Province.ANHUI, "一");
        Complaint earlier = filed(Province.ANHUI, "二");
        answer(over, null);
        stage.clock.forward(Duration.ofDays(1));
        Complaint later = filed(Province.ANHUI, "三");
        List<String> seen = new ArrayList<>();
        Address address = Address.of(LIST).with("q", mark);
        for (String next = ""; next != null; ) {
            Paged<ReceivedComplaints.Line> page =
                    received.find(stage.actor("ah.officer"), address.with(Address.AFTER, next), 1);
            assertThat(page.total()).isEqualTo(3);
            page.items().forEach(line -> seen.add(line.complaint().id().value()));
            next = page.next();
        }
        assertThat(seen)
                .containsExactly(earlier.id().value(), later.id().value(), over.id().value());
    }

    @Test
    void an_answer_is_public_only_when_the_officer_says_so_and_without_the_person()
            throws Exception {
        Complaint silent = filed(Province.ANHUI, "不公开");
        Complaint told = filed(Province.ANHUI, "公开");
        answer(silent, null);
        answer(told, mark + "问：多久答复？答：三个工作日。");
        String all =
                web.perform(get("/complaints/answered"))
                        .andExpect(status().isOk())
                        .andReturn()
                        .getResponse()
                        .getContentAsString(StandardCharsets.UTF_8);
        assertThat(all)
                .contains(mark + "问：多久答复？答：三个工作日。")
                .doesNotContain(told.code())
                .doesNotContain("已督促答复。");
        JsonNode answer =
                Json.parse(
                        web.perform(get("/api/v1/complaints/answered?about=BOOKING"))
                                .andReturn()
                                .getResponse()
                                .getContentAsString(StandardCharsets.UTF_8));
        assertThat(answer.get("items").toString())
                .contains(mark)
                .doesNotContain(told.code(), silent.subject());
        web.perform(get("/complaints/answered?province=JIANGSU"))
                .andExpect(content().string(not(containsString(mark))));
    }

    private ResultActions sent(String address) throws Exception {
        return web.perform(
                post("/api/v1/complaints")
                        .contentType("application/json")
                        .content(
                                """
                                {"province": "ANHUI", "about": "SITE", "subject": "%s",
                                 "said": "一再提出。"}
                                """
                                        .formatted(mark))
                        .with(request -> {
                            request.setRemoteAddr(address);
                            return request;
                        }));
    }

    private long kept() {
        return records.count(Complaint.class, "t.subject = :s", Map.of("s", mark));
    }

    @Test
    void one_address_complains_as_often_an_hour_as_the_rule_says_and_no_more() throws Exception {
        for (int i = 0; i < 5; i++) {
            sent("10.8.0.1").andExpect(status().isCreated());
        }
        stage.clock.forward(Duration.ofMinutes(20));
        sent("10.8.0.1")
                .andExpect(status().isTooManyRequests())
                .andExpect(header().string("Retry-After", "2400"))
                .andExpect(jsonPath("$.code").value("notices.COMPLAINTS_TOO_MANY"))
                .andExpect(jsonPath("$.rule.topic").value("threshold.door.complaint"))
                .andExpect(jsonPath("$.todo").value(containsString("41 分钟")));
        web.perform(
                        post("/complaints")
                                .param("province", "ANHUI")
                                .param("about", "SITE")
                                .param("subject", mark)
                                .param("said", "写了很久的话。")
                                .with(csrf())
                                .with(request -> {
                                    request.setRemoteAddr("10.8.0.1");
                                    return request;
                                }))
                .andExpect(status().isTooManyRequests())
                .andExpect(header().string("Retry-After", "2400"))
                .andExpect(content().string(containsString("每小时最多提出 5 件")))
                .andExpect(content().string(containsString("写了很久的话。")));
        assertThat(kept()).isEqualTo(5);
        sent("10.8.0.2").andExpect(status().isCreated());
        stage.clock.forward(Duration.ofMinutes(40));
        sent("10.8.0.1").andExpect(status().isCreated());
        assertThat(kept()).isEqualTo(7);
    }

    @Test
    void whoever_has_one_address_of_a_network_of_version_six_has_all_of_them() throws Exception {
        for (int i = 0; i < 5; i++) {
            sent("2001:db8:1:2::" + i).andExpect(status().isCreated());
        }
        sent("2001:db8:1:2:ffff::9").andExpect(status().isTooManyRequests());
        sent("2001:db8:1:3::1").andExpect(status().isCreated());
        assertThat(kept()).isEqualTo(6);
    }
}
