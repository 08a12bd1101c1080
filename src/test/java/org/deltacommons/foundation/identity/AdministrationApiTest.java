package org.deltacommons.foundation.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.deltacommons.Signed.as;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.deltacommons.Cast2026;
import org.deltacommons.foundation.audit.Audit;
import org.deltacommons.foundation.audit.AuditKind;
import org.deltacommons.foundation.audit.AuditQuery;
import org.deltacommons.foundation.identity.accounts.Person;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Membership;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import tools.jackson.databind.JsonNode;

/// What each of the three administrations may do over the API, and that the others may not.
@SpringBootTest(properties = "delta.data=target/fork-${delta.test.fork:1}/test-data/papers")
@AutoConfigureMockMvc
@Import(Cast2026.class)
class AdministrationApiTest {

    private static final String PERSON = "person-hefei.officer";

    @Autowired private MockMvc web;
    @Autowired private Records records;
    @Autowired private Audit audit;
    @Autowired private Cast2026.Stage stage;

    private ResultActions send(Actor actor, String path, String body) throws Exception {
        return web.perform(
                post("/api/v1/" + path)
                        .contentType("application/json")
                        .content(body)
                        .with(csrf())
                        .with(as(actor)));
    }

    private ResultActions send(String who, String path, String body) throws Exception {
        return send(stage.actor(who), path, body);
    }

    private Person person() {
        return records.find(Person.class, Id.of(PERSON)).orElseThrow();
    }

    private long refused(String who) {
        return audit.count(
                AuditQuery.of(Set.of(Province.values()))
                        .kind(AuditKind.REFUSED)
                        .by("person-" + who));
    }

    @ParameterizedTest
    @CsvSource({
        "ah.system, people, 200",
        "ah.system, clients, 200",
        "ah.system, sessions, 403",
        "ah.system, proposals, 403",
        "ah.system, audit-lines, 403",
        "ah.security, people, 200",
        "ah.security, sessions, 200",
        "ah.security, proposals, 200",
        "ah.security, clients, 403",
        "ah.security, audit-lines, 403",
        "ah.audit, audit-lines, 200",
        "ah.audit, audit-lines/chain, 200",
        "ah.audit, people, 403",
        "ah.audit, sessions, 403",
        "ah.officer, people, 403",
        "ah.officer, clients, 403",
        "jiangpan.signatory, audit-lines, 403"
    })
    void each_administration_reads_its_own_and_who_looks_elsewhere_is_noted(
            String who, String what, int expected) throws Exception {
        long before = refused(who);
        web.perform(get("/api/v1/" + what).with(as(stage.actor(who))))
                .andExpect(status().is(expected));
        assertThat(refused(who)).isEqualTo(expected == 403 ? before + 1 : before);
    }

    @ParameterizedTest
    @CsvSource({"people", "clients", "sessions", "proposals", "audit-lines"})
    void a_visitor_is_asked_to_sign_in(String what) throws Exception {
        web.perform(get("/api/v1/" + what)).andExpect(status().isUnauthorized());
    }

    @Test
    void what_one_may_not_do_changes_nothing() throws Exception {
        Person before = person();
        String grant = "{\"role\": \"COUNTY_OFFICER\", \"place\": \"340500\"}";
        send("ah.system", "people/" + PERSON + "/grant", grant).andExpect(status().isForbidden());
        send("js.security", "people/" + PERSON + "/grant", grant).andExpect(status().isNotFound());
        send("ah.audit", "people/" + PERSON + "/end-sessions", "{\"reason\": \"x\"}")
                .andExpect(status().isNotFound());
        send("ah.security", "people/" + PERSON + "/deactivate", "{\"reason\": \"x\"}")
                .andExpect(status().isForbidden());
        send("ah.security", "people/person-ah.security/grant", grant)
                .andExpect(status().isForbidden());
        send(
                        "ah.officer",
                        "people",
                        "{\"home\": \"ANHUI\", \"username\": \"nobody.at.all\", \"name\": \"x\"}")
                .andExpect(status().isForbidden());
        assertThat(person()).isEqualTo(before);
    }

    @Test
    void bad_input_is_named_by_its_field_and_changes_nothing() throws Exception {
        Person before = person();
        send("ah.security", "people/" + PERSON + "/grant", "{\"role\": \"KING\", \"place\": \"\"}")
                .andExpect(status().isUnprocessableContent())
                .andExpect(
                        jsonPath("$.errors[*].field")
                                .value(org.hamcrest.Matchers.hasItems("role", "place")));
        send("ah.security", "people/" + PERSON + "/revoke", "{\"membership\": \"KING@nowhere\"}")
                .andExpect(status().isUnprocessableContent());
        send("ah.security", "people/" + PERSON + "/grant", "[]")
                .andExpect(status().is4xxClientError());
        send("ah.security", "people/" + PERSON + "/crown", "{}").andExpect(status().isForbidden());
        web.perform(
                        post("/admin/people/" + PERSON + "/revoke")
                                .param("membership", "KING@nowhere")
                                .with(csrf())
                                .with(as(stage.actor("ah.security"))))
                .andExpect(status().isUnprocessableContent());
        send(
                        "ah.system",
                        "clients",
                        "{\"name\": \"x\", \"organisation\": \"org-jiangpan\", \"roles\": [\"SIGNATORY\"]}")
                .andExpect(status().isUnprocessableContent());
        assertThat(person()).isEqualTo(before);
    }

    @Test
    void the_same_request_twice_registers_one_person() throws Exception {
        String body = "{\"home\": \"ANHUI\", \"username\": \"api.twice\", \"name\": \"示例\"}";
        String first = "";
        for (int i = 0; i < 2; i++) {
            String id =
                    Json.parse(
                                    web.perform(
                                                    post("/api/v1/people")
                                                            .contentType("application/json")
                                                            .content(body)
                                                            .header(
                                                                    "Idempotency-Key",
                                                                    "administration-twice")
                                                            .with(csrf())
                                                            .with(as(stage.actor("ah.system"))))
                                            .andExpect(status().isCreated())
                                            .andReturn()
                                            .getResponse()
                                            .getContentAsString())
                            .get("id")
                            .asString();
            assertThat(first).isIn("", id);
            first = id;
        }
        send("ah.system", "people", body).andExpect(status().isConflict());
    }

    @Test
    void a_machine_is_no_administrator() throws Exception {
        Actor machine =
                new Actor(
                        "client:x",
                        "x",
                        Province.ANHUI,
                        List.of(new Membership(Role.FIRM_ENGINEER, "org-jiangpan")),
                        "x");
        web.perform(get("/api/v1/people").with(as(machine))).andExpect(status().isForbidden());
        send(machine, "me/lend", "{}").andExpect(status().isForbidden());
    }

    @Test
    void the_contact_is_in_no_answer_until_somebody_says_what_for() throws Exception {
        String id =
                Json.parse(
                                send(
                                                "ah.system",
                                                "people",
                                                "{\"home\": \"ANHUI\", \"username\": \"api.sealed\", \"name\": \"示例\", \"phone\": \"13812345678\"}")
                                        .andReturn()
                                        .getResponse()
                                        .getContentAsString())
                        .get("id")
                        .asString();
        String seen =
                web.perform(get("/api/v1/people/" + id).with(as(stage.actor("ah.system"))))
                        .andExpect(status().isOk())
                        .andReturn()
                        .getResponse()
                        .getContentAsString(StandardCharsets.UTF_8);
        assertThat(seen).doesNotContain("13812345678");
        JsonNode actions = Json.parse(seen).get("actions");
        assertThat(StreamSupport.stream(actions.spliterator(), false))
                .extracting(action -> action.get("name").asString())
                .contains("reveal", "issue-password", "deactivate")
                .doesNotContain("grant", "end-sessions");
        send("ah.system", "people/" + id + "/reveal", "{}")
                .andExpect(status().isUnprocessableContent());
        long before = looks(id);
        send("ah.system", "people/" + id + "/reveal", "{\"purpose\": \"回访\"}")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.shown.phone").value("13812345678"));
        assertThat(looks(id)).isEqualTo(before + 1);
    }

    private long looks(String id) {
        return audit.count(
                AuditQuery.of(Set.of(Province.ANHUI)).kind(AuditKind.PERSONAL_DATA_READ).about(id));
    }

    @Test
    void an_organisation_is_registered_and_its_members_named_over_the_api() throws Exception {
        String body =
                "{\"nameZh\": \"示例·接口登记\", \"nameEn\": \"By API\", \"kind\": \"FIRM\","
                        + " \"creditCode\": \"91340500M0000777AA\", \"division\": \"340500\"}";
        send("jiangpan.engineer", "organisations", body).andExpect(status().isForbidden());
        send("mas.officer", "organisations", body)
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.state").value("PENDING_REVIEW"));
        send("ah.officer", "organisations", body).andExpect(status().isConflict());
        send(
                        "songling.signatory",
                        "organisations/org-jiangpan/name-member",
                        "{\"username\": \"songling.engineer\", \"role\": \"FIRM_ENGINEER\"}")
                .andExpect(status().isForbidden());
    }
}
