package org.deltacommons.foundation.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.deltacommons.Cast2026;
import org.deltacommons.Nodes;
import org.deltacommons.ServerProcess;
import org.deltacommons.foundation.federation.Platforms;
import org.deltacommons.foundation.federation.nodes.Admission;
import org.deltacommons.foundation.federation.nodes.AdmissionState;
import org.deltacommons.foundation.federation.proof.Entry;
import org.deltacommons.foundation.federation.proof.NoteSigner;
import org.deltacommons.foundation.federation.proof.Suite;
import org.deltacommons.foundation.identity.accounts.Accounts;
import org.deltacommons.foundation.lane.Command;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.lane.Lane;
import org.deltacommons.foundation.lane.Put;
import org.deltacommons.foundation.lane.Unit;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Province;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// People of Anhui's node at Shanghai's: two nodes with their own databases and addresses, and a
/// browser between them.
class VisitingTest {

    private static final String MEMBERSHIPS = "memberships";

    private static Nodes nodes;
    private static String anhui;
    private static String shanghai;

    /// A browser keeps cookies by host, whatever the port, so each node has its own names for them.
    @BeforeAll
    static void start() {
        int here = ServerProcess.freePort();
        int there = ServerProcess.freePort();
        anhui = "http://localhost:" + here;
        shanghai = "http://localhost:" + there;
        nodes =
                Nodes.of(
                        "visiting",
                        List.of(Province.ANHUI, Province.SHANGHAI),
                        home ->
                                home == Province.ANHUI
                                        ? settings(here, anhui, Province.SHANGHAI, shanghai)
                                        : settings(there, shanghai, Province.ANHUI, anhui));
        nodes.settle();
    }

    private static Map<String, String> settings(
            int port, String own, Province neighbour, String address) {
        return Map.of(
                "server.port",
                "" + port,
                "server.servlet.session.cookie.name",
                "session-not-of-" + neighbour.code(),
                "delta.public-url",
                own,
                "delta.neighbours",
                neighbour.code(),
                "delta.platforms." + neighbour.code(),
                address + "/");
    }

    @AfterAll
    static void stop() {
        nodes.close();
    }

    private static Visit browser(HttpClient.Redirect redirects) {
        return new Visit(URI.create(shanghai).getPort(), redirects);
    }

    private static String password(String username) {
        return nodes.at(Province.ANHUI).getBean(Cast2026.Stage.class).password(username);
    }

    /// Clicks on Shanghai's sign-in page and fills in Anhui's, if Anhui asks.
    private static HttpResponse<String> visit(Visit browser, String username, String to) {
        String page = browser.get(shanghai + "/sign-in?to=" + to).body();
        assertThat(page).contains("安徽省平台的账号");
        HttpResponse<String> answer =
                browser.get(shanghai + "/oauth2/authorization/340000?to=" + to);
        if (!answer.uri().toString().startsWith(anhui + "/sign-in")) {
            return answer;
        }
        return browser.postTo(
                URI.create(anhui + "/sign-in"),
                Map.of(
                        "username",
                        username,
                        "password",
                        password(username),
                        "to",
                        Visit.hidden(answer.body(), "to").orElseThrow().replace("&amp;", "&"),
                        "_csrf",
                        Visit.token(answer.body())));
    }

    private static JsonNode me(Visit browser) {
        HttpResponse<String> me = browser.get(shanghai + "/api/v1/me");
        assertThat(me.statusCode()).isEqualTo(200);
        return Json.parse(me.body());
    }

    private static long lines(Province at, String kind, String person) {
        return nodes.at(at)
                .getBean(JdbcClient.class)
                .sql("SELECT count(*) FROM audit.line WHERE kind = ? AND subject = ?")
                .params(kind, person)
                .query(Long.class)
                .single();
    }

    @Test
    void who_signs_in_at_home_is_the_same_person_with_the_same_rights_elsewhere() {
        Visit browser = browser(HttpClient.Redirect.ALWAYS);
        HttpResponse<String> page = visit(browser, "jiangpan.engineer", "/facts");
        assertThat(page.uri()).isEqualTo(URI.create(shanghai + "/facts"));
        JsonNode me = me(browser);
        assertThat(me.path("home").asString()).isEqualTo("340000");
        JsonNode home = Json.parse(browser.get(anhui + "/api/v1/me").body());
        assertThat(me.path(MEMBERSHIPS)).isEqualTo(home.path(MEMBERSHIPS)).isNotEmpty();
        assertThat(lines(Province.ANHUI, "SIGN_IN", "person-jiangpan.engineer"))
                .as("the sign-in, and the telling")
                .isEqualTo(2);
        assertThat(lines(Province.SHANGHAI, "SIGN_IN", "person-jiangpan.engineer")).isEqualTo(1);
        HttpResponse<String> account = browser.get(shanghai + "/account");
        assertThat(account.statusCode()).isEqualTo(421);
        assertThat(account.body()).contains(anhui);
        assertThat(
                        nodes.at(Province.ANHUI)
                                .getBean(JdbcClient.class)
                                .sql("SELECT count(*) FROM identity.sign_in_code")
                                .query(Long.class)
                                .single())
                .as("codes that could be used again")
                .isZero();
    }

    @Test
    void an_administration_does_not_travel() {
        Visit browser = browser(HttpClient.Redirect.ALWAYS);
        visit(browser, "ah.system", "/");
        assertThat(me(browser).path("home").asString()).isEqualTo("340000");
        assertThat(me(browser).path(MEMBERSHIPS)).isEmpty();
        assertThat(browser.get(shanghai + "/admin/people").statusCode()).isNotEqualTo(200);
    }

    @Test
    void a_visit_ends_and_goes_on_without_another_password() {
        Visit browser = browser(HttpClient.Redirect.ALWAYS);
        visit(browser, "jiangpan.finance", "/");
        me(browser);
        nodes.forward(Duration.ofMinutes(31));
        assertThat(browser.get(shanghai + "/api/v1/me").statusCode()).isEqualTo(401);
        HttpResponse<String> again =
                browser.get(shanghai + "/oauth2/authorization/340000?to=/facts");
        assertThat(again.uri()).isEqualTo(URI.create(shanghai + "/facts"));
        me(browser);
    }

    @Test
    void what_was_revoked_at_home_gets_nobody_in() {
        Visit browser = browser(HttpClient.Redirect.ALWAYS);
        visit(browser, "mas.officer", "/");
        nodes.at(Province.ANHUI)
                .getBean(Accounts.class)
                .deactivate(Actor.system(Province.ANHUI), Id.of("person-mas.officer"), "left", null)
                .orThrow();
        nodes.forward(Duration.ofMinutes(31));
        HttpResponse<String> again = browser.get(shanghai + "/oauth2/authorization/340000");
        assertThat(again.uri().toString()).startsWith(anhui + "/sign-in");
        assertThat(browser.get(shanghai + "/api/v1/me").statusCode()).isEqualTo(401);
    }

    @Test
    void a_visitor_is_vouched_for_by_their_own_province_only() {
        Visit browser = browser(HttpClient.Redirect.ALWAYS);
        visit(browser, "jiangpan.engineer", "/");
        String asked =
                "/oauth2/authorize?response_type=code&client_id=node-340000&scope=openid&state=s"
                        + "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
                        + "&code_challenge_method=S256&redirect_uri="
                        + anhui
                        + "/login/oauth2/code/310000";
        assertThat(browser.get(shanghai + asked).statusCode()).isEqualTo(403);
    }

    @Test
    void a_code_that_somebody_else_brings_is_worth_nothing() {
        Visit browser = browser(HttpClient.Redirect.NEVER);
        String code =
                browser(HttpClient.Redirect.ALWAYS)
                        .get(shanghai + "/oauth2/authorization/340000")
                        .uri()
                        .toString();
        assertThat(code).startsWith(anhui + "/sign-in");
        HttpResponse<String> token =
                browser.postTo(
                        URI.create(anhui + "/oauth2/token"),
                        Map.of(
                                "grant_type", "authorization_code",
                                "client_id", "node-310000",
                                "code", "stolen",
                                "code_verifier", "x".repeat(50),
                                "redirect_uri", shanghai + "/login/oauth2/code/340000"));
        assertThat(token.statusCode()).as("without the node's key").isEqualTo(401);
        HttpResponse<String> answer =
                browser.get(shanghai + "/login/oauth2/code/340000?code=stolen&state=made-up");
        assertThat(answer.statusCode()).isEqualTo(401);
    }

    private record Decided(String state) {}

    /// As two persons of Shanghai would, on a case about a node of the configuration.
    private static void stands(AdmissionState state) {
        ApplicationContext node = nodes.at(Province.SHANGHAI);
        Instant now = node.getBean(Clock.class).instant();
        NoteSigner signer =
                NoteSigner.generate(
                        Entry.origin(Province.ANHUI), Suite.ED25519, new SecureRandom());
        Admission admission =
                new Admission(
                        Id.of("node-of-a-test"),
                        Province.SHANGHAI,
                        state,
                        List.of(Province.ANHUI),
                        anhui,
                        "JrQLj5P/89iXES9+vFgrIy29clF9CC/oPPsw3c5D0bs=",
                        List.of(signer.key().text(), signer.witnessKey().text()),
                        null,
                        null,
                        false,
                        "a test",
                        "person-sh.system",
                        now,
                        state == AdmissionState.ADMITTED ? null : now,
                        "person-sh.security");
        node.getBean(Lane.class)
                .submit(
                        Command.of(
                                Province.SHANGHAI,
                                Actor.system(Province.SHANGHAI),
                                "test.stands",
                                state.name(),
                                Decided.class),
                        rows -> {
                            rows.find(Admission.class, admission.id());
                            return Outcome.done(
                                    Unit.of(new Decided(state.name()), new Put(admission)));
                        })
                .orThrow();
        await().until(() ->
                node.getBean(Platforms.class).isOpen(Province.ANHUI)
                        == (state == AdmissionState.ADMITTED));
    }

    @Test
    void whom_a_suspended_node_vouched_for_is_a_stranger_at_once_and_signs_in_anew_after_it() {
        Visit browser = browser(HttpClient.Redirect.ALWAYS);
        visit(browser, "jiangpan.engineer", "/");
        me(browser);
        stands(AdmissionState.SUSPENDED);
        try {
            assertThat(browser.get(shanghai + "/api/v1/me").statusCode()).isEqualTo(401);
            assertThat(browser.get(shanghai + "/sign-in").body())
                    .doesNotContain("/oauth2/authorization/340000");
            assertThat(browser.get(shanghai + "/oauth2/authorization/340000").uri().toString())
                    .startsWith(shanghai);
            assertThat(browser.get(shanghai + "/api/v1/me").statusCode()).isEqualTo(401);
            nodes.forward(Duration.ofSeconds(2));
        } finally {
            stands(AdmissionState.ADMITTED);
        }
        // What the node said before it was suspended is not taken up again with it.
        assertThat(browser.get(shanghai + "/api/v1/me").statusCode()).isEqualTo(401);
        nodes.forward(Duration.ofSeconds(2));
        visit(browser, "jiangpan.engineer", "/");
        assertThat(me(browser).path("home").asString()).isEqualTo("340000");
    }
}
