package org.deltacommons.foundation.ledger.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.deltacommons.Signed.as;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.deltacommons.Cast2026;
import org.deltacommons.foundation.lane.Command;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.lane.Lane;
import org.deltacommons.foundation.lane.LaneFault;
import org.deltacommons.foundation.lane.Unit;
import org.deltacommons.foundation.ledger.Ledger;
import org.deltacommons.foundation.ledger.LedgerPart;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Membership;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Role;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import tools.jackson.databind.JsonNode;

/// What a treasury's own system can do with its own accounts, and that it can do nothing else.
@SpringBootTest(properties = "delta.data=target/fork-${delta.test.fork:1}/test-data/papers")
@AutoConfigureMockMvc
@Import(Cast2026.class)
class JournalTest {

    private static final String TRANSFERS = "/api/v1/ledger/transfers";
    private static final Actor MACHINE =
            new Actor(
                    "client:client-mas",
                    "核算系统",
                    Province.ANHUI,
                    List.of(new Membership(Role.TREASURY_SYSTEM, "340500")),
                    "client-mas");

    @Autowired private MockMvc web;
    @Autowired private Ledger ledger;
    @Autowired private Lane lane;
    @Autowired private JdbcClient jdbc;
    @Autowired private Cast2026.Stage stage;

    private MockHttpServletResponse send(MockHttpServletRequestBuilder request, Actor actor)
            throws Exception {
        return web.perform(request.with(as(actor))).andReturn().getResponse();
    }

    private MockHttpServletResponse send(
            String path, @Nullable String key, String body, Actor actor) throws Exception {
        MockHttpServletRequestBuilder request =
                post(path).contentType(MediaType.APPLICATION_JSON).content(body);
        return send(key == null ? request : request.header("Idempotency-Key", key), actor);
    }

    private static JsonNode json(MockHttpServletResponse response) throws Exception {
        return Json.parse(response.getContentAsString(StandardCharsets.UTF_8));
    }

    private void open(String code, String limited) throws Exception {
        String body =
                """
                {"treasury": "340500", "code": "%s", "name": "测试科目", "limited": "%s"}\
                """
                        .formatted(code, limited);
        assertThat(send("/api/v1/ledger/accounts", null, body, MACHINE).getStatus()).isEqualTo(201);
    }

    private static String line(String debit, String credit, String amount) {
        return """
        {"debit": "%s", "credit": "%s", "amount": %s, "summary": "拨款"}\
        """
                .formatted(debit, credit, amount);
    }

    private MockHttpServletResponse transfer(String key, String debit, String credit, String amount)
            throws Exception {
        return send(TRANSFERS, key, line("340500/" + debit, "340500/" + credit, amount), MACHINE);
    }

    private long balance(String code) {
        return ledger.balances("own/340500/" + code).orElseThrow().posted().fen();
    }

    private long transfers() {
        return jdbc.sql("SELECT count(*) FROM ledger.transfer").query(Long.class).single();
    }

    /// Two accounts of their own for a test: an open one and one that is never on the debit side.
    private void pair(String stem) throws Exception {
        open(stem + ".0", "NONE");
        open(stem + ".1", "WITHIN_CREDITS");
    }

    @Test
    void a_machine_opens_posts_and_reads_balance_history_and_entry() throws Exception {
        pair("1001");
        JsonNode posted = json(transfer("read-1", "1001.0", "1001.1", "25000"));
        Instant between = stage.clock.instant().plusSeconds(30);
        stage.clock.forward(Duration.ofMinutes(1));
        assertThat(transfer("read-2", "1001.1", "1001.0", "\"5000\"").getStatus()).isEqualTo(201);
        JsonNode now = json(send(get("/api/v1/ledger/accounts/340500/1001.1"), MACHINE));
        assertThat(now.get("balance").asLong()).isEqualTo(20_000);
        assertThat(now.get("entries").asLong()).isEqualTo(2);
        JsonNode then =
                json(
                        send(
                                get("/api/v1/ledger/accounts/340500/1001.1")
                                        .param("at", between.toString()),
                                MACHINE));
        assertThat(then.get("balance").asLong()).isEqualTo(25_000);
        String entries = "/api/v1/ledger/accounts/340500/1001.1/entries?size=1";
        JsonNode first = json(send(get(entries), MACHINE));
        assertThat(first.get("items").get(0).get("entry")).isEqualTo(posted.get("id"));
        assertThat(first.get("items").get(0).get("summary").asString()).isEqualTo("拨款");
        JsonNode second =
                json(send(get(entries + "&after=" + first.get("next").asString()), MACHINE));
        assertThat(second.get("items").get(0).get("side").asString()).isEqualTo("DEBIT");
        assertThat(second.get("items").get(0).get("balance").asLong()).isEqualTo(20_000);
        assertThat(second.get("next").isNull()).isTrue();
        JsonNode entry = json(send(get(TRANSFERS + "/" + posted.get("id").asString()), MACHINE));
        assertThat(entry.get("lines").get(0).get("credit").asString()).isEqualTo("340500/1001.1");
        assertThat(entry.get("postedBy").asString()).isEqualTo(MACHINE.id());
    }

    @Test
    void the_same_key_posts_once_and_another_content_under_it_is_refused() throws Exception {
        pair("1002");
        JsonNode first = json(transfer("once", "1002.0", "1002.1", "700"));
        assertThat(json(transfer("once", "1002.0", "1002.1", "700"))).isEqualTo(first);
        MockHttpServletResponse other = transfer("once", "1002.0", "1002.1", "701");
        assertThat(other.getStatus()).isEqualTo(409);
        assertThat(json(other).get("code").asString()).isEqualTo("lane.KEY_REUSED");
        assertThat(balance("1002.1")).isEqualTo(700);
    }

    @ParameterizedTest
    @CsvSource({
        "340500/1003.0, 340500/none,      100,                 ledger.ACCOUNT_NOT_FOUND",
        "340500/1003.0, 340100/1003.1,    100,                 ledger.OTHER_TREASURY_FORBIDDEN",
        "340500/1003.0, 340000/1003.1,    100,                 ledger.OTHER_TREASURY_FORBIDDEN",
        "310000/1003.0, 340500/1003.1,    100,                 ledger.OTHER_PROVINCE_FORBIDDEN",
        "voucher/vou-1, 340500/1003.1,    100,                 ledger.NOT_OWN_INVALID",
        "340500/mas-2026/budget, 340500/1003.1, 100,           ledger.NOT_OWN_INVALID",
        "own/340500/1003.0, 340500/1003.1, 100,                ledger.NOT_OWN_INVALID",
        "340500/../1003, 340500/1003.1,   100,                 ledger.NOT_OWN_INVALID",
        "340500/1003.0, 340500/1003.0,    100,                 ledger.SAME_ACCOUNT_INVALID",
        "340500/1003.0, 340500/1003.1,    0,                   ledger.AMOUNT_INVALID",
        "340500/1003.0, 340500/1003.1,    -5,                  ledger.AMOUNT_INVALID",
        "340500/1003.0, 340500/1003.1,    1.5,                 ledger.AMOUNT_INVALID",
        "340500/1003.0, 340500/1003.1,    true,                ledger.AMOUNT_INVALID",
        "340500/1003.0, 340500/1003.1,    1000000000000001,    ledger.AMOUNT_INVALID",
        "340500/1003.0, 340500/1003.1,    99999999999999999999, ledger.AMOUNT_INVALID",
        "340500/1003.1, 340500/1003.0,    100,                 ledger.LIMIT_EXCEEDED"
    })
    void what_may_not_be_posted_is_refused_with_its_reason_and_nothing_moves(
            String debit, String credit, String amount, String code) throws Exception {
        pair("1003");
        long before = transfers();
        MockHttpServletResponse answer =
                send(
                        TRANSFERS,
                        "bad " + debit + credit + amount,
                        line(debit, credit, amount),
                        MACHINE);
        assertThat(json(answer).get("code").asString()).isEqualTo(code);
        assertThat(json(answer).get("detail").asString()).containsPattern("\\p{IsHan}");
        assertThat(transfers()).isEqualTo(before);
    }

    @Test
    void a_summary_is_any_text_of_a_sensible_length_and_a_key_has_to_be_there() throws Exception {
        pair("1004");
        String line = line("340500/1004.0", "340500/1004.1", "1");
        assertThat(send(TRANSFERS, "s1", line.replace("拨款", "𠮷野家🧾"), MACHINE).getStatus())
                .isEqualTo(201);
        long before = transfers();
        for (String wrong :
                List.of("", "   ", "字".repeat(201), "a\\u0000b", "half \\ud83e of a pair")) {
            MockHttpServletResponse answer =
                    send(TRANSFERS, "s2", line.replace("拨款", wrong), MACHINE);
            assertThat(json(answer).get("code").asString())
                    .as(wrong)
                    .isEqualTo("ledger.SUMMARY_INVALID");
        }
        for (String key : Stream.of(null, " ", "k".repeat(201)).toList()) {
            assertThat(json(send(TRANSFERS, key, line, MACHINE)).get("code").asString())
                    .isEqualTo("ledger.KEY_MISSING_INVALID");
        }
        assertThat(transfers()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({
        "mas.officer",
        "ah.officer",
        "ah.auditor",
        "ah.system",
        "jiangpan.finance",
        "hefei.treasury",
        "ah.treasury",
        "sh.treasury"
    })
    void nobody_else_opens_or_posts_there(String username) throws Exception {
        pair("1005");
        Actor actor = stage.actor(username);
        long before = transfers();
        String line = line("340500/1005.0", "340500/1005.1", "100");
        assertThat(send(TRANSFERS, "other", line, actor).getStatus()).isEqualTo(403);
        String opening =
                """
                {"treasury": "340500", "code": "x", "name": "x", "limited": "NONE"}\
                """;
        assertThat(send("/api/v1/ledger/accounts", null, opening, actor).getStatus())
                .isEqualTo(403);
        assertThat(transfers()).isEqualTo(before);
        assertThat(ledger.balances("own/340500/x")).isEmpty();
        int seen = username.equals("ah.auditor") ? 200 : 404;
        for (String path : List.of("/api/v1/ledger/accounts", "/ledger/own")) {
            assertThat(send(get(path + "/340500/1005.1"), actor).getStatus()).isEqualTo(seen);
        }
    }

    @Test
    void what_is_no_posting_at_all_is_told_so() throws Exception {
        long before = transfers();
        for (String body : List.of("", "[]", "{", "null", "7")) {
            assertThat(send(TRANSFERS, "none", body, MACHINE).getStatus()).as(body).isEqualTo(400);
        }
        String long64 = "{\"summary\": \"" + "x".repeat(1 << 16) + "\"}";
        assertThat(send(TRANSFERS, "none", long64, MACHINE).getStatus()).isEqualTo(413);
        assertThat(transfers()).isEqualTo(before);
    }

    @Test
    void lines_of_one_posting_stand_or_fall_together() throws Exception {
        pair("1006");
        String body =
                """
                {"summary": "两行", "lines": [
                  {"debit": "340500/1006.0", "credit": "340500/1006.1", "amount": 300},
                  {"debit": "340500/1006.1", "credit": "340500/1006.0", "amount": %d}]}\
                """;
        long before = transfers();
        assertThat(
                        json(send(TRANSFERS, "chain-1", body.formatted(301), MACHINE))
                                .get("code")
                                .asString())
                .isEqualTo("ledger.LIMIT_EXCEEDED");
        assertThat(transfers()).isEqualTo(before);
        assertThat(send(TRANSFERS, "chain-2", body.formatted(300), MACHINE).getStatus())
                .isEqualTo(201);
        assertThat(transfers()).isEqualTo(before + 2);
        assertThat(balance("1006.1")).isZero();
    }

    @Test
    void of_a_thousand_one_is_refused_and_its_neighbours_are_posted_once() throws Exception {
        pair("1007");
        open("1007.2", "WITHIN_CREDITS");
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            String debit = i == 500 ? "340500/1007.2" : "340500/1007.0";
            all.add("{\"key\": \"b-" + i + "\", " + line(debit, "340500/1007.1", "3").substring(1));
        }
        String body = "{\"transfers\": [" + String.join(",", all) + "]}";
        JsonNode answer = json(send(TRANSFERS + "/batch", null, body, MACHINE));
        assertThat(answer.get("done").asInt()).isEqualTo(999);
        assertThat(answer.get("refused").asInt()).isEqualTo(1);
        JsonNode refused = answer.get("items").get(500);
        assertThat(refused.get("key").asString()).isEqualTo("b-500");
        assertThat(refused.get("refusal").get("code").asString())
                .isEqualTo("ledger.LIMIT_EXCEEDED");
        assertThat(refused.get("refusal").get("why").asString()).contains("340500/1007.2");
        assertThat(balance("1007.1")).isEqualTo(999 * 3);
        JsonNode again = json(send(TRANSFERS + "/batch", null, body, MACHINE));
        assertThat(again.get("same").asInt()).isEqualTo(999);
        assertThat(again.get("done").asInt()).isZero();
        assertThat(again.get("items").get(7).get("id"))
                .isEqualTo(answer.get("items").get(7).get("id"));
        assertThat(balance("1007.1")).isEqualTo(999 * 3);
        String tooMany = "{\"transfers\": [" + String.join(",", all) + "," + all.get(0) + "]}";
        assertThat(json(send(TRANSFERS + "/batch", null, tooMany, MACHINE)).get("code").asString())
                .isEqualTo("ledger.BATCH_INVALID");
    }

    @Test
    void postings_at_the_same_time_never_pass_the_limit() throws Exception {
        pair("1008");
        transfer("fund", "1008.0", "1008.1", "1000");
        List<Callable<Integer>> asked = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            String key = "race-" + i;
            asked.add(() -> transfer(key, "1008.1", "1008.0", "70").getStatus());
        }
        List<Integer> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
            for (var one : threads.invokeAll(asked)) {
                answers.add(one.get());
            }
        }
        assertThat(answers.stream().filter(status -> status == 201)).hasSize(14);
        assertThat(answers.stream().filter(status -> status == 409)).hasSize(26);
        assertThat(balance("1008.1")).isEqualTo(1_000 - 14 * 70);
    }

    @Test
    void no_account_of_a_procedure_can_be_named_whatever_is_written_for_it() throws Exception {
        pair("1009");
        List<String> accounts =
                jdbc.sql("SELECT id FROM ledger.account WHERE kind <> 'OWN'")
                        .query(String.class)
                        .list();
        assertThat(accounts).isNotEmpty();
        String before = standing();
        Set<String> codes = new HashSet<>();
        for (String account : accounts) {
            for (String written :
                    List.of(
                            account,
                            "340500/" + account,
                            "own/" + account,
                            "340500/../" + account,
                            account.substring(account.lastIndexOf('/') + 1),
                            "340500/" + account.substring(account.lastIndexOf('/') + 1))) {
                MockHttpServletResponse answer =
                        send(
                                TRANSFERS,
                                "name " + written,
                                line("340500/1009.0", written, "1"),
                                MACHINE);
                assertThat(answer.getStatus()).as(written).isBetween(400, 499);
                codes.add(json(answer).get("code").asString());
            }
        }
        assertThat(codes).contains("ledger.NOT_OWN_INVALID");
        assertThat(standing()).isEqualTo(before);
    }

    private String standing() {
        return jdbc.sql(
                        "SELECT coalesce(string_agg(id || sequence || debits_posted_fen, ';' ORDER BY id), '')"
                                + " FROM ledger.balance WHERE kind <> 'OWN'")
                .query(String.class)
                .single();
    }

    /// What no caller can ask for, code could: the ledger's own judge stands behind the names.
    @Test
    void the_ledger_itself_moves_nothing_between_an_own_account_and_a_procedures()
            throws Exception {
        pair("1010");
        String foreign =
                jdbc.sql(
                                "SELECT id FROM ledger.account WHERE kind <> 'OWN' AND home = '340000'"
                                        + " ORDER BY id LIMIT 1")
                        .query(String.class)
                        .single();
        long before = transfers();
        LedgerPart.Post mixed =
                new LedgerPart.Post(
                        "mixed-1", "own/340500/1010.0", foreign, new Money(1), "mixed", null);
        assertThatThrownBy(() ->
                        lane.submit(
                                Command.of(
                                        Province.ANHUI,
                                        MACHINE,
                                        "test.mix",
                                        "x",
                                        Journal.Posted.class),
                                rows -> Outcome.done(Unit.of(new Journal.Posted("mixed"), mixed))))
                .isInstanceOf(LaneFault.class);
        assertThat(transfers()).isEqualTo(before);
    }

    @Test
    void an_account_is_opened_once_and_another_of_the_same_code_is_refused() throws Exception {
        open("1011", "NONE");
        open("1011", "NONE");
        String other =
                """
                {"treasury": "340500", "code": "1011", "name": "测试科目", "limited": "WITHIN_DEBITS"}\
                """;
        assertThat(
                        json(send("/api/v1/ledger/accounts", null, other, MACHINE))
                                .get("code")
                                .asString())
                .isEqualTo("ledger.OPENED_OTHERWISE");
        String wrong = other.replace("\"1011\"", "\"a/b\"");
        MockHttpServletResponse answer = send("/api/v1/ledger/accounts", null, wrong, MACHINE);
        assertThat(answer.getStatus()).isEqualTo(422);
        assertThat(json(answer).get("errors").get(0).get("field").asString()).isEqualTo("code");
    }

    @Test
    void an_officer_does_it_on_pages_and_a_form_sent_twice_posts_once() throws Exception {
        Actor officer = stage.actor("mas.treasury");
        for (String code : List.of("1012", "1013")) {
            MockHttpServletResponse opened =
                    send(
                            post("/ledger/own/new")
                                    .with(csrf())
                                    .param("treasury", "340500")
                                    .param("code", code)
                                    .param("name", "往来款")
                                    .param("limited", "NONE")
                                    .param("key", "open-" + code),
                            officer);
            assertThat(opened.getRedirectedUrl()).isEqualTo("/ledger/own/340500/" + code);
        }
        MockHttpServletRequestBuilder form =
                post("/ledger/own/post")
                        .with(csrf())
                        .param("debit", "340500/1012")
                        .param("credit", "340500/1013")
                        .param("amount", "1,234.50")
                        .param("summary", "暂存款")
                        .param("key", "page-1");
        MockHttpServletResponse once = send(form, officer);
        assertThat(once.getRedirectedUrl())
                .as(once.getContentAsString(StandardCharsets.UTF_8))
                .isEqualTo("/ledger/own/340500/1012");
        assertThat(send(form, officer).getRedirectedUrl()).isEqualTo("/ledger/own/340500/1012");
        assertThat(balance("1013")).isEqualTo(123_450);
        for (Actor reader : List.of(officer, stage.actor("ah.auditor"))) {
            assertThat(page("/ledger/own", reader)).contains("往来款", "贷 1,234.50", "借 1,234.50");
            assertThat(page("/ledger/own/340500/1013", reader)).contains("暂存款", "340500/1012");
        }
        assertThat(page("/ledger/own?lang=en", officer)).contains("Own accounts", "Cr 1,234.50");
        assertThat(page("/ledger/own", stage.actor("ah.auditor"))).doesNotContain("开设科目");
        assertThat(page("/ledger/own", stage.actor("sh.auditor"))).doesNotContain("往来款");
        assertThat(page("/ledger/own", stage.actor("hefei.treasury"))).doesNotContain("往来款");
        MockHttpServletResponse zero =
                send(
                        post("/ledger/own/post")
                                .with(csrf())
                                .param("debit", "340500/1012")
                                .param("credit", "340500/1013")
                                .param("amount", "0")
                                .param("summary", "x")
                                .param("key", "page-2"),
                        officer);
        assertThat(zero.getStatus()).isEqualTo(422);
        assertThat(zero.getContentAsString(StandardCharsets.UTF_8)).contains("金额不正确");
        assertThat(balance("1013")).isEqualTo(123_450);
        assertThat(send(get("/ledger/own"), stage.actor("jiangpan.finance")).getStatus())
                .isEqualTo(403);
    }

    private String page(String path, Actor reader) throws Exception {
        MockHttpServletResponse answer = send(get(path), reader);
        assertThat(answer.getStatus()).as(path).isEqualTo(200);
        return answer.getContentAsString(StandardCharsets.UTF_8);
    }
}
