package org.deltacommons.foundation.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.deltacommons.foundation.audit.Audit;
import org.deltacommons.foundation.audit.AuditKind;
import org.deltacommons.foundation.audit.AuditQuery;
import org.deltacommons.foundation.identity.accounts.Accounts;
import org.deltacommons.foundation.identity.accounts.ApiClient;
import org.deltacommons.foundation.identity.accounts.ClientRegister;
import org.deltacommons.foundation.identity.accounts.Memberships;
import org.deltacommons.foundation.identity.accounts.OrganisationRegister;
import org.deltacommons.foundation.identity.accounts.Person;
import org.deltacommons.foundation.identity.signin.Sessions;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Membership;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Role;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;

/// Coming and going at a running server: passwords, sessions, machine clients.
@ApplicationModuleTest(
        mode = ApplicationModuleTest.BootstrapMode.ALL_DEPENDENCIES,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class SignInModuleTest {

    private static final String PASSWORD = "a decent pass phrase";
    private static final Actor SYSTEM = Actor.system(Province.ANHUI);
    private static final Actor SECURITY =
            new Actor(
                    "person-sec",
                    "sec",
                    Province.ANHUI,
                    List.of(new Membership(Role.SECURITY_ADMIN, "340000")),
                    null);

    @TestConfiguration
    static class Time {
        @Bean
        @Primary
        MovingClock movingClock() {
            return new MovingClock();
        }
    }

    @Autowired Accounts accounts;
    @Autowired Memberships memberships;
    @Autowired OrganisationRegister register;
    @Autowired ClientRegister clients;
    @Autowired Sessions sessions;
    @Autowired FindByIndexNameSessionRepository<? extends Session> rows;
    @Autowired Audit audit;
    @Autowired MovingClock clock;
    @Autowired JdbcClient jdbc;
    @LocalServerPort int port;

    private Id<Person> someone(String username) {
        Id<Person> id =
                Id.of(
                        accounts.register(
                                        SYSTEM,
                                        new Accounts.NewPerson(
                                                Province.ANHUI,
                                                username,
                                                "示例·" + username,
                                                null,
                                                null),
                                        null)
                                .orThrow()
                                .person());
        accounts.issuePassword(SYSTEM, id, "first-" + PASSWORD).orThrow();
        Actor self = new Actor(id.value(), username, Province.ANHUI, List.of(), null);
        accounts.changePassword(self, "first-" + PASSWORD, PASSWORD).orThrow();
        return id;
    }

    private static int status(HttpResponse<String> answer) {
        return answer.statusCode();
    }

    @Test
    void a_person_signs_in_is_known_and_signs_out() {
        Id<Person> id = someone("comes.goes");
        Visit visit = Visit.at(port);
        HttpResponse<String> in =
                visit.submit(
                        "/sign-in?to=/account",
                        "/sign-in",
                        Map.of(
                                "username", " Comes.GOES ",
                                "password", PASSWORD,
                                "to", "/account?tab=1"));
        assertThat(status(in)).isEqualTo(302);
        assertThat(in.headers().firstValue("Location").orElse("")).endsWith("/account?tab=1");
        assertThat(visit.get("/api/v1/me").body()).contains(id.value());

        visit.submit("/sign-in/again", "/sign-out", Map.of());
        assertThat(status(visit.get("/api/v1/me"))).isEqualTo(401);
        assertThat(kinds(id)).contains(AuditKind.SIGN_IN, AuditKind.SIGN_OUT);
        assertThat(sessions.of(id.value(), clock.instant())).isEmpty();
    }

    private List<AuditKind> kinds(Id<Person> id) {
        return audit
                .find(AuditQuery.of(Set.of(Province.ANHUI)).about(id.value()), Long.MAX_VALUE, 50)
                .stream()
                .map(line -> line.line().kind())
                .toList();
    }

    @Test
    void a_sign_in_is_no_springboard_to_elsewhere() {
        someone("spring.board");
        for (String to :
                List.of("https://evil.example/", "//evil.example", "/\\evil.example", "/a\r\nb")) {
            HttpResponse<String> in =
                    Visit.at(port)
                            .submit(
                                    "/sign-in",
                                    "/sign-in",
                                    Map.of(
                                            "username", "spring.board",
                                            "password", PASSWORD,
                                            "to", to));
            assertThat(in.headers().firstValue("Location").orElse(""))
                    .isIn("/", "http://localhost:" + port + "/");
        }
    }

    @Test
    void the_answer_does_not_tell_whether_there_is_such_a_person() {
        someone("is.here");
        Id<Person> closed = someone("is.closed");
        accounts.deactivate(SYSTEM, closed, "left", null).orThrow();
        String wrong = told(Visit.at(port).signIn("is.here", "wrong wrong wrong"));
        assertThat(told(Visit.at(port).signIn("not.here", "wrong wrong wrong")))
                .isEqualTo(wrong.replace("is.here", "not.here"));
        assertThat(told(Visit.at(port).signIn("is.closed", PASSWORD)))
                .isEqualTo(wrong.replace("is.here", "is.closed"));
        assertThat(wrong).contains("用户名或密码不正确");
        // Nor does the log keep what may be a password in the wrong field.
        Visit.at(port).signIn("hunter2-my-password", "x");
        assertThat(
                        jdbc.sql("SELECT string_agg(l::text, ' ') FROM audit.line l")
                                .query(String.class)
                                .single())
                .doesNotContain("hunter2");
        assertThat(
                        jdbc.sql("SELECT string_agg(f::text, ' ') FROM identity.failure f")
                                .query(String.class)
                                .single())
                .doesNotContain("hunter2");
    }

    /// Status and page without what differs at every rendering.
    private static String told(HttpResponse<String> answer) {
        return answer.statusCode()
                + answer.body()
                        .replaceAll("name=\"_csrf\"[^>]*", "")
                        .replaceAll("<meta[^>]*csrf[^>]*>", "");
    }

    @Test
    void failures_make_a_name_wait_longer_and_longer_and_the_right_password_waits_too() {
        someone("guessed");
        Visit visit = Visit.at(port);
        for (int i = 0; i < 4; i++) {
            assertThat(status(visit.signIn("guessed", "wrong " + i))).isEqualTo(401);
        }
        HttpResponse<String> slow = visit.signIn("guessed", PASSWORD);
        assertThat(status(slow)).isEqualTo(429);
        assertThat(slow.body()).contains("还需等待").containsPattern("[1-5] 秒");
        assertThat(slow.headers().firstValue("Retry-After")).isPresent();
        assertThat(visit.cookie("session")).isEmpty();

        clock.forward(Duration.ofSeconds(6));
        assertThat(status(visit.signIn("guessed", "wrong again"))).isEqualTo(401);
        clock.forward(Duration.ofSeconds(6));
        assertThat(status(visit.signIn("guessed", PASSWORD))).isEqualTo(429);
        clock.forward(Duration.ofSeconds(6));
        assertThat(status(visit.signIn("guessed", PASSWORD))).isEqualTo(302);
        // Success starts afresh.
        assertThat(status(Visit.at(port).signIn("guessed", "wrong"))).isEqualTo(401);
    }

    @Test
    void a_session_id_that_somebody_planted_is_worth_nothing_after_the_sign_in() {
        someone("fixated");
        String planted =
                Base64.getEncoder().encodeToString("planted".getBytes(StandardCharsets.UTF_8));
        Visit victim = Visit.at(port);
        victim.take("session", planted);
        HttpResponse<String> in = victim.signIn("fixated", PASSWORD);
        assertThat(status(in)).isEqualTo(302);
        assertThat(in.headers().allValues("Set-Cookie"))
                .filteredOn(cookie -> cookie.startsWith("session="))
                .singleElement()
                .satisfies(cookie ->
                        assertThat(cookie)
                                .doesNotContain(planted)
                                .contains("HttpOnly")
                                .contains("SameSite=Lax"));
        Visit attacker = Visit.at(port);
        attacker.take("session", planted);
        assertThat(status(attacker.get("/api/v1/me"))).isEqualTo(401);
    }

    @Test
    void a_forced_sign_out_ends_the_session_at_once() {
        Id<Person> id = someone("forced.out");
        Visit one = Visit.at(port);
        Visit two = Visit.at(port);
        one.signIn("forced.out", PASSWORD);
        two.signIn("forced.out", PASSWORD);
        assertThat(sessions.of(id.value(), clock.instant()))
                .hasSize(2)
                .allSatisfy(open -> assertThat(open.address()).isNotEmpty());

        Actor stranger = new Actor("person-x", "x", Province.ANHUI, List.of(), null);
        assertThat(sessions.end(stranger, id.value(), "x")).isInstanceOf(Outcome.Refused.class);
        assertThat(status(one.get("/api/v1/me"))).isEqualTo(200);

        assertThat(sessions.end(SECURITY, id.value(), "lost telephone").orThrow()).isEqualTo(2);
        assertThat(status(one.get("/api/v1/me"))).isEqualTo(401);
        assertThat(status(two.get("/api/v1/me"))).isEqualTo(401);
        assertThat(kinds(id)).contains(AuditKind.FORCED_SIGN_OUT);
    }

    @Test
    void a_closed_account_and_a_revoked_role_are_without_effect_at_the_next_request() {
        Id<Person> id = someone("revoked");
        memberships
                .grant(SYSTEM, id, new Memberships.Wish(Role.AUDITOR, "340000", null, null), null)
                .orThrow();
        Visit visit = Visit.at(port);
        visit.signIn("revoked", PASSWORD);
        assertThat(visit.get("/api/v1/me").body()).contains("AUDITOR");
        memberships.revoke(SYSTEM, id, Role.AUDITOR, "340000", null).orThrow();
        assertThat(visit.get("/api/v1/me").body()).contains(id.value()).doesNotContain("AUDITOR");
        accounts.deactivate(SYSTEM, id, "left", null).orThrow();
        assertThat(status(visit.get("/api/v1/me"))).isEqualTo(401);
    }

    @Test
    void a_session_brings_the_person_it_belongs_to_as_they_are_now() {
        Id<Person> id = someone("is.brought");
        Visit.at(port).signIn("is.brought", PASSWORD);
        String session = rows.findByPrincipalName(id.value()).keySet().iterator().next();
        assertThat(brought(session).active()).isTrue();
        accounts.deactivate(SYSTEM, id, "left", null).orThrow();
        assertThat(brought(session).active()).isFalse();
    }

    private Person brought(String session) {
        return Objects.requireNonNull(
                Objects.requireNonNull(rows.findById(session)).getAttribute("person as of now"));
    }

    @Test
    void a_form_without_its_token_changes_nothing_and_a_visitors_page_makes_no_session() {
        assertThat(
                        status(
                                Visit.at(port)
                                        .post(
                                                "/sign-in",
                                                Map.of("username", "a", "password", "b"))))
                .isEqualTo(403);
        long before = rows();
        Visit visit = Visit.at(port);
        HttpResponse<String> page = visit.get("/sign-in");
        assertThat(rows()).isEqualTo(before);
        assertThat(visit.cookie("session")).isEmpty();
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'");
    }

    private long rows() {
        return jdbc.sql("SELECT count(*) FROM session.session").query(Long.class).single();
    }

    private ApiClient client(String secret) {
        String org =
                register.register(
                                SYSTEM,
                                new OrganisationRegister.Application(
                                        null,
                                        "示例·机器主人",
                                        "Demo",
                                        OrganisationKind.TEAM,
                                        "",
                                        new DivisionCode("340500"),
                                        null,
                                        true,
                                        "test",
                                        null),
                                null)
                        .orThrow()
                        .organisation();
        String id =
                clients.register(
                                SYSTEM,
                                new ClientRegister.Application(
                                        "LIMS", org, Set.of(Role.PROVIDER_MANAGER)),
                                null)
                        .orThrow()
                        .client();
        clients.renewSecret(SYSTEM, Id.of(id), secret).orThrow();
        return new ApiClient(
                Id.of(id), Province.ANHUI, "LIMS", Id.of(org), null, List.of(), "", true, "", null);
    }

    private HttpResponse<String> token(String client, String secret) {
        String basic =
                Base64.getEncoder()
                        .encodeToString((client + ":" + secret).getBytes(StandardCharsets.UTF_8));
        return Visit.at(port)
                .post(
                        "/oauth2/token",
                        Map.of("grant_type", "client_credentials"),
                        "Authorization",
                        "Basic " + basic);
    }

    private HttpResponse<String> me(String token) throws Exception {
        return java.net.http.HttpClient.newHttpClient()
                .send(
                        java.net.http.HttpRequest.newBuilder(
                                        java.net.URI.create(
                                                "http://localhost:" + port + "/api/v1/me"))
                                .header("Authorization", "Bearer " + token)
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void a_machine_calls_the_api_for_its_organisation_until_it_is_revoked() throws Exception {
        ApiClient client = client("first secret");
        String id = client.id().value();
        assertThat(status(token(id, "wrong secret"))).isEqualTo(401);
        assertThat(status(token("client-nobody", "wrong secret"))).isEqualTo(401);
        HttpResponse<String> granted = token(id, "first secret");
        assertThat(status(granted)).isEqualTo(200);
        String token = Json.parse(granted.body()).get("access_token").asString();

        HttpResponse<String> me = me(token);
        assertThat(status(me)).isEqualTo(200);
        assertThat(me.body())
                .contains("client:" + id, "PROVIDER_MANAGER", client.organisation().value());
        assertThat(me(token.substring(0, token.length() - 6) + "AAAAAA").statusCode())
                .isEqualTo(401);
        // A token is for the API, not for pages.
        assertThat(me.headers().firstValue("Set-Cookie")).isEmpty();

        clients.renewSecret(SYSTEM, client.id(), "second secret").orThrow();
        assertThat(status(token(id, "first secret"))).isEqualTo(401);
        assertThat(status(token(id, "second secret"))).isEqualTo(200);

        clients.revoke(SYSTEM, client.id(), null).orThrow();
        assertThat(status(token(id, "second secret"))).isEqualTo(401);
        assertThat(me(token).statusCode()).isEqualTo(401);
    }

    @Test
    void a_token_that_is_remembered_is_out_the_moment_its_client_is_revoked() throws Exception {
        ApiClient client = client("a secret");
        String token =
                Json.parse(token(client.id().value(), "a secret").body())
                        .get("access_token")
                        .asString();
        for (int i = 0; i < 3; i++) {
            assertThat(me(token).statusCode()).isEqualTo(200);
        }
        clients.revoke(SYSTEM, client.id(), null).orThrow();
        assertThat(me(token).statusCode()).isEqualTo(401);
        assertThat(me("").statusCode()).isEqualTo(401);
        assertThat(me("no token at all").statusCode()).isEqualTo(401);
    }

    @Test
    void a_machine_whose_token_has_ended_is_told_so_in_json_and_may_get_another_one()
            throws Exception {
        for (String method : List.of("GET", "POST")) {
            HttpResponse<String> told =
                    java.net.http.HttpClient.newHttpClient()
                            .send(
                                    java.net.http.HttpRequest.newBuilder(
                                                    java.net.URI.create(
                                                            "http://localhost:"
                                                                    + port
                                                                    + "/api/v1/me"))
                                            .header("Authorization", "Bearer ended")
                                            .header("Content-Type", "application/json")
                                            .method(
                                                    method,
                                                    java.net.http.HttpRequest.BodyPublishers
                                                            .ofString(""))
                                            .build(),
                                    HttpResponse.BodyHandlers.ofString());
            assertThat(told.statusCode()).as(method).isEqualTo(401);
            assertThat(told.headers().firstValue("Content-Type").orElse(""))
                    .as(method)
                    .startsWith("application/problem+json");
            assertThat(Json.parse(told.body()).get("status").asInt()).isEqualTo(401);
        }
    }

    @Test
    void only_a_public_body_has_a_treasurys_machine_and_no_person_is_one() {
        ApiClient client = client("secret");
        assertThat(
                        clients.register(
                                SYSTEM,
                                new ClientRegister.Application(
                                        "x",
                                        client.organisation().value(),
                                        Set.of(Role.TREASURY_SYSTEM)),
                                null))
                .isEqualTo(Outcome.refused(IdentityReason.PLACE_INVALID));
        assertThat(
                        memberships.grant(
                                SECURITY,
                                someone("machine-like"),
                                new Memberships.Wish(Role.TREASURY_SYSTEM, "340500", null, null),
                                null))
                .isEqualTo(Outcome.refused(IdentityReason.ROLE_INVALID));
    }

    @Test
    void a_machine_is_never_a_signatory() {
        ApiClient client = client("secret");
        assertThat(
                        clients.register(
                                SYSTEM,
                                new ClientRegister.Application(
                                        "x", client.organisation().value(), Set.of(Role.SIGNATORY)),
                                null))
                .isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void a_password_that_somebody_else_set_is_changed_before_anything_else() {
        Id<Person> id = someone("temporary");
        accounts.issuePassword(SYSTEM, id, "issued " + PASSWORD).orThrow();
        Visit visit = Visit.at(port);
        visit.signIn("temporary", "issued " + PASSWORD);
        HttpResponse<String> anywhere = visit.get("/account");
        assertThat(status(anywhere)).isEqualTo(302);
        assertThat(anywhere.headers().firstValue("Location").orElse(""))
                .endsWith("/account/password");
    }
}
