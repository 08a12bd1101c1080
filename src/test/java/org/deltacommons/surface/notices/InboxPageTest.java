package org.deltacommons.surface.notices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.deltacommons.Postroom;
import org.deltacommons.Signed;
import org.deltacommons.foundation.lane.Audience;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.web.Badge;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;

/// One's own inbox, and nobody else's.
@Postroom
class InboxPageTest {

    private static final Actor ZHOU =
            Signed.person("zhou", Province.ANHUI, Role.PROVINCIAL_OFFICER, "340000");
    private static final Actor WU =
            Signed.person("wu", Province.ANHUI, Role.PROVINCIAL_OFFICER, "340000");
    private static final Actor ADMIN =
            Signed.person("admin", Province.ANHUI, Role.SYSTEM_ADMIN, "340000");
    private static final AtomicLong INDEX = new AtomicLong(5_000_000);

    @Autowired private MockMvc web;
    @Autowired private Inbox inbox;
    @Autowired private Outbox outbox;
    @Autowired private Preferences preferences;
    @Autowired private JdbcClient jdbc;
    @Autowired private Postroom.MovedClock clock;
    @Autowired private List<Badge> badges;

    @BeforeEach
    void empty() {
        jdbc.sql("DELETE FROM notices.muted").update();
        jdbc.sql("UPDATE notices.entry SET read_at = now() WHERE read_at IS NULL").update();
    }

    private long put(String person, String title) {
        RecordedFact fact =
                new RecordedFact(
                        Province.ANHUI,
                        INDEX.incrementAndGet(),
                        "procedures.MessageSent",
                        1,
                        "cpl-1",
                        Audience.HOME,
                        Json.tree(Map.of()),
                        clock.instant(),
                        "system");
        return inbox.put(
                person,
                fact,
                new Notice(
                        NoticeKind.MESSAGE,
                        List.of(),
                        List.of(person),
                        "notice.MESSAGE",
                        Map.of("procedure", "procedure.complaint"),
                        Map.of("title", title),
                        "/cases/complaint/cpl-1",
                        null));
    }

    @Test
    void one_sees_ones_own_notices_and_the_count_of_the_unread() throws Exception {
        put("zhou", "给周的<b>");
        put("wu", "给吴的");
        web.perform(get("/inbox").param("unread", "true").with(Signed.as(ZHOU)))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("给周的&lt;b&gt;")))
                .andExpect(content().string(not(containsString("给吴的"))));
        assertThat(
                        badges.stream()
                                .filter(badge -> badge.menuKey().equals("menu.inbox"))
                                .flatMap(badge -> badge.count(ZHOU).stream())
                                .map(count ->
                                        jdbc.sql(count.sql())
                                                .params(count.values())
                                                .query(Integer.class)
                                                .single()))
                .containsExactly(1);
    }

    @Test
    void opening_a_notice_marks_it_read_and_leads_to_its_case() throws Exception {
        long id = put("zhou", "打开");
        web.perform(get("/inbox/" + id).with(Signed.as(ZHOU)))
                .andExpect(redirectedUrl("/cases/complaint/cpl-1"));
        assertThat(inbox.find(id).orElseThrow().isUnread()).isFalse();
    }

    @Test
    void somebody_elses_notice_is_not_there_and_stays_unread() throws Exception {
        long id = put("zhou", "不是你的");
        web.perform(get("/inbox/" + id).with(Signed.as(WU))).andExpect(status().isNotFound());
        web.perform(
                        post("/inbox/read")
                                .param("id", Long.toString(id))
                                .with(csrf())
                                .with(Signed.as(WU)))
                .andExpect(redirectedUrl("/inbox"));
        web.perform(post("/api/v1/inbox/" + id + "/read").with(csrf()).with(Signed.as(WU)))
                .andExpect(status().isNotFound());
        assertThat(inbox.find(id).orElseThrow().isUnread()).isTrue();
    }

    @Test
    void a_machine_reads_page_by_page() throws Exception {
        for (int i = 0; i < 31; i++) {
            put("zhou", "第" + i + "条");
        }
        String body =
                web.perform(get("/api/v1/inbox").param("unread", "true").with(Signed.as(ZHOU)))
                        .andExpect(status().isOk())
                        .andExpect(jsonPath("$.items.length()").value(30))
                        .andExpect(jsonPath("$.total").value(31))
                        .andExpect(jsonPath("$.items[0].text").value("投诉与建议“第30条”有新留言"))
                        .andReturn()
                        .getResponse()
                        .getContentAsString();
        String next = Json.parse(body).get("next").asString();
        web.perform(
                        get("/api/v1/inbox")
                                .param("unread", "true")
                                .param("after", next)
                                .with(Signed.as(ZHOU)))
                .andExpect(jsonPath("$.items.length()").value(1))
                .andExpect(jsonPath("$.next").isEmpty());
        web.perform(get("/api/v1/inbox").param("after", "x").with(Signed.as(ZHOU)))
                .andExpect(status().isUnprocessableContent());
    }

    @Test
    void a_visitor_has_no_inbox() throws Exception {
        web.perform(get("/inbox").accept("text/html")).andExpect(status().isUnauthorized());
        web.perform(get("/api/v1/inbox")).andExpect(status().isUnauthorized());
        web.perform(get("/inbox/preferences").accept("text/html"))
                .andExpect(status().isUnauthorized());
    }

    @Test
    void what_comes_by_mail_is_chosen_in_a_form() throws Exception {
        web.perform(get("/inbox/preferences").with(Signed.as(ZHOU)))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("催办")));
        web.perform(
                        post("/inbox/preferences")
                                .param("sent", "URGED", "OVERDUE")
                                .with(csrf())
                                .with(Signed.as(ZHOU)))
                .andExpect(redirectedUrl("/inbox"));
        assertThat(preferences.muted("zhou"))
                .contains(NoticeKind.MOVED)
                .doesNotContain(NoticeKind.URGED, NoticeKind.OVERDUE);
        web.perform(
                        post("/inbox/preferences")
                                .param("sent", "NONSENSE")
                                .with(csrf())
                                .with(Signed.as(ZHOU)))
                .andExpect(status().isUnprocessableContent());
        assertThat(preferences.muted("zhou")).doesNotContain(NoticeKind.URGED);
        web.perform(post("/inbox/preferences").with(csrf()).with(Signed.as(ZHOU)))
                .andExpect(redirectedUrl("/inbox"));
        assertThat(preferences.muted("zhou")).containsExactlyInAnyOrder(NoticeKind.values());
    }

    @Test
    void only_system_administrators_see_deliveries_and_send_again() throws Exception {
        outbox.add(put("zhou", "投递"), "zhou", NoticeKind.MESSAGE);
        long id = outbox.list(null, Long.MAX_VALUE, 1).getFirst().id();
        jdbc.sql("UPDATE notices.delivery SET state = 'GIVEN_UP' WHERE id = ?").param(id).update();
        String number = Long.toString(id);
        web.perform(get("/notices/deliveries").with(Signed.as(ZHOU)))
                .andExpect(status().isForbidden());
        web.perform(
                        post("/notices/deliveries/replay")
                                .param("id", number)
                                .with(csrf())
                                .with(Signed.as(ZHOU)))
                .andExpect(status().isForbidden());
        assertThat(outbox.list(null, Long.MAX_VALUE, 1).getFirst().state())
                .isEqualTo(Outbox.State.GIVEN_UP);
        web.perform(get("/notices/deliveries").with(Signed.as(ADMIN)))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("已停止")))
                .andExpect(content().string(not(containsString("zhou"))));
        web.perform(
                        post("/notices/deliveries/replay")
                                .param("id", number)
                                .with(csrf())
                                .with(Signed.as(ADMIN)))
                .andExpect(redirectedUrl("/notices/deliveries"));
        assertThat(outbox.list(null, Long.MAX_VALUE, 1).getFirst().state())
                .isEqualTo(Outbox.State.WAITING);
    }
}
