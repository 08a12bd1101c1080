package org.deltacommons.foundation.procedures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.deltacommons.foundation.procedures.PermitSample.*;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.nio.charset.StandardCharsets;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.kernel.Actor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import tools.jackson.databind.JsonNode;

/// What machines do with cases.
@PermitContext
class CasesApiTest {

    @Autowired private MockMvc web;
    @Autowired private Calendars calendars;
    @Autowired private Hands clock;

    @BeforeEach
    void on_the_monday_before_the_holidays() {
        clock.at(MONDAY);
        calendars.load();
    }

    private MockHttpServletResponse send(MockHttpServletRequestBuilder request, Actor actor)
            throws Exception {
        return web.perform(request.with(authentication(PermitCookie.token(actor))))
                .andReturn()
                .getResponse();
    }

    private static JsonNode body(MockHttpServletResponse response) throws Exception {
        return Json.parse(response.getContentAsString(StandardCharsets.UTF_8));
    }

    private MockHttpServletResponse open(String body, String key, Actor actor) throws Exception {
        return send(
                post("/api/v1/cases/permit")
                        .contentType(MediaType.APPLICATION_JSON)
                        .header("Idempotency-Key", key)
                        .content(body),
                actor);
    }

    @Test
    void a_case_is_opened_read_and_moved() throws Exception {
        MockHttpServletResponse opened =
                open("{\"title\": \"接口申请\", \"hours\": 8}", "api-1", ENGINEER);
        assertThat(opened.getStatus()).isEqualTo(201);
        String where = String.valueOf(opened.getHeader("Location"));
        assertThat(body(open("{\"title\": \"接口申请\", \"hours\": 8}", "api-1", ENGINEER)))
                .isEqualTo(body(opened));
        assertThat(open("{\"title\": \"另一件\", \"hours\": 8}", "api-1", ENGINEER).getStatus())
                .isEqualTo(409);

        MockHttpServletResponse read = send(get(where), OFFICER);
        assertThat(read.getHeader("ETag")).isEqualTo("\"1\"");
        JsonNode there = body(read);
        assertThat(there.at("/state").asString()).isEqualTo("SUBMITTED");
        assertThat(there.at("/workingDaysLeft").asInt()).isEqualTo(5);
        assertThat(there.at("/next/0").asString()).isEqualTo("COUNTY_OFFICER@340500");
        assertThat(there.at("/record/hours").asInt()).isEqualTo(8);
        JsonNode giving = there.at("/actions/1");
        assertThat(giving.at("/name").asString()).isEqualTo("return");
        assertThat(giving.at("/form/properties/reason/maxLength").asInt()).isEqualTo(500);

        MockHttpServletResponse stale =
                send(
                        post(where + "/accept")
                                .contentType(MediaType.APPLICATION_JSON)
                                .header("If-Match", "\"7\"")
                                .content("{}"),
                        OFFICER);
        assertThat(stale.getStatus()).isEqualTo(412);
        assertThat(body(stale).at("/code").asString()).isEqualTo("procedures.CHANGED_MEANWHILE");

        MockHttpServletResponse moved =
                send(post(where + "/accept").header("If-Match", "\"1\""), OFFICER);
        assertThat(moved.getStatus()).isEqualTo(200);
        assertThat(moved.getHeader("ETag")).isEqualTo("\"2\"");
        assertThat(body(moved).at("/state").asString()).isEqualTo("CERTIFYING");
    }

    @Test
    void a_repetition_is_answered_with_the_version_of_then_though_the_case_has_gone_on()
            throws Exception {
        String body = "{\"title\": \"再次发送\", \"hours\": 8}";
        MockHttpServletResponse opened = open(body, "api-again-1", ENGINEER);
        String where = String.valueOf(opened.getHeader("Location"));
        MockHttpServletResponse moved = accept(where);
        assertThat(moved.getHeader("ETag")).isEqualTo("\"2\"");
        assertThat(json(where + "/certify", "{}", MANAGER)).isEqualTo(200);

        assertThat(body(open(body, "api-again-1", ENGINEER))).isEqualTo(body(opened));
        MockHttpServletResponse again = accept(where);
        assertThat(again.getHeader("ETag")).isEqualTo("\"2\"");
        assertThat(body(again)).isEqualTo(body(moved));
        assertThat(send(get(where), OFFICER).getHeader("ETag")).isEqualTo("\"3\"");
    }

    private MockHttpServletResponse accept(String where) throws Exception {
        return send(post(where + "/accept").header("Idempotency-Key", "api-again-2"), OFFICER);
    }

    @Test
    void a_wrong_body_is_told_field_by_field_and_nothing_is_opened() throws Exception {
        MockHttpServletResponse wrong =
                open("{\"hours\": \"viele\", \"contract\": {\"hash\": \"00\"}}", "api-2", ENGINEER);
        assertThat(wrong.getStatus()).isEqualTo(422);
        assertThat(wrong.getContentType()).startsWith("application/problem+json");
        assertThat(body(wrong).at("/errors"))
                .extracting(error -> error.get("field").asString())
                .containsExactlyInAnyOrder("title", "hours", "contract");
        assertThat(open("[1]", "api-3", ENGINEER).getStatus()).isEqualTo(400);
        assertThat(open("{", "api-4", ENGINEER).getStatus()).isEqualTo(400);
    }

    @Test
    void who_may_not_is_told_so() throws Exception {
        assertThat(open("{\"title\": \"x\", \"hours\": 1}", "api-5", OFFICER).getStatus())
                .isEqualTo(403);
        String where =
                String.valueOf(
                        open("{\"title\": \"y\", \"hours\": 1}", "api-6", ENGINEER)
                                .getHeader("Location"));
        assertThat(send(post(where + "/accept"), ENGINEER).getStatus()).isEqualTo(403);
        assertThat(send(post(where + "/nothing"), OFFICER).getStatus()).isEqualTo(404);
        assertThat(send(post(where + "/accept").header("If-Match", "abc"), OFFICER).getStatus())
                .isEqualTo(422);
        assertThat(send(post(where + "/accept"), RIVAL).getStatus()).isEqualTo(404);
    }

    @Test
    void machines_message_urge_and_hand_on() throws Exception {
        String where =
                String.valueOf(
                        open("{\"title\": \"接口催办\", \"hours\": 1}", "api-9", ENGINEER)
                                .getHeader("Location"));
        assertThat(json(where + "/messages", "{\"text\": \"请问\"}", ENGINEER)).isEqualTo(200);
        assertThat(json(where + "/messages", "{}", ENGINEER)).isEqualTo(422);
        assertThat(json(where + "/urge", "{}", ENGINEER)).isEqualTo(200);
        assertThat(json(where + "/urge", "{}", ENGINEER)).isEqualTo(429);
        assertThat(json(where + "/assign", "{\"person\": \"p-rival\"}", OFFICER)).isEqualTo(422);
        assertThat(json(where + "/assign", "{\"person\": \"p-colleague\"}", OFFICER))
                .isEqualTo(200);
        assertThat(json(where + "/accept", "{}", OFFICER)).isEqualTo(409);
        assertThat(json(where + "/assign", "{\"person\": \"*\"}", OFFICER)).isEqualTo(200);
        assertThat(json(where + "/accept", "{}", OFFICER)).isEqualTo(200);
    }

    private int json(String address, String body, Actor actor) throws Exception {
        return send(post(address).contentType(MediaType.APPLICATION_JSON).content(body), actor)
                .getStatus();
    }

    @Test
    void the_worklist_is_a_page_of_items() throws Exception {
        open("{\"title\": \"清单甲\", \"hours\": 1}", "api-7", ENGINEER);
        open("{\"title\": \"清单乙\", \"hours\": 1}", "api-8", ENGINEER);
        JsonNode first = body(send(get("/api/v1/worklist?size=1"), OFFICER));
        assertThat(first.at("/items").size()).isEqualTo(1);
        assertThat(first.at("/total").asInt()).isGreaterThanOrEqualTo(2);
        JsonNode second =
                body(
                        send(
                                get(
                                        "/api/v1/worklist?size=1&after="
                                                + first.at("/next").asString()),
                                OFFICER));
        assertThat(second.at("/items/0/id")).isNotEqualTo(first.at("/items/0/id"));
        assertThat(body(send(get("/api/v1/worklist"), RIVAL)).at("/total").asInt()).isZero();
    }
}
