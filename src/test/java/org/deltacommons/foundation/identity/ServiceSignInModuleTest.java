package org.deltacommons.foundation.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.Map;
import org.deltacommons.foundation.identity.accounts.Accounts;
import org.deltacommons.foundation.identity.accounts.Link;
import org.deltacommons.foundation.identity.accounts.Person;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Province;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// Sign-in through a real OpenID Connect provider on another port.
@ApplicationModuleTest(
        mode = ApplicationModuleTest.BootstrapMode.ALL_DEPENDENCIES,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class ServiceSignInModuleTest {

    private static final String REGISTRATION =
            "spring.security.oauth2.client.registration.authority.";

    private static String issuer;

    @DynamicPropertySource
    static void service(DynamicPropertyRegistry properties) {
        issuer = IdentityService.start();
        properties.add("spring.security.oauth2.client.provider.authority.issuer-uri", () -> issuer);
        properties.add(REGISTRATION + "provider", () -> "authority");
        properties.add(REGISTRATION + "client-id", () -> "delta");
        properties.add(REGISTRATION + "client-secret", () -> "secret");
        properties.add(REGISTRATION + "client-name", () -> "示例·政务统一认证");
        properties.add(REGISTRATION + "scope", () -> "openid");
    }

    @Autowired Accounts accounts;
    @LocalServerPort int port;

    @BeforeEach
    void the_service_knows_where_the_house_is() {
        IdentityService.redirect = "http://localhost:" + port + "/login/oauth2/code/authority";
    }

    /// Follows the button on the sign-in page and fills in the service's own form.
    private HttpResponse<String> through(Visit visit, String account) {
        HttpResponse<String> form = visit.get("/oauth2/authorization/authority");
        assertThat(form.uri().toString()).startsWith(issuer + "/login");
        return visit.postTo(
                URI.create(issuer + "/login"),
                Map.of("username", account, "password", "pass", "_csrf", Visit.token(form.body())));
    }

    @Test
    void whoever_was_linked_beforehand_signs_in_as_that_person() {
        Actor system = Actor.system(Province.ANHUI);
        Id<Person> id =
                Id.of(
                        accounts.register(
                                        system,
                                        new Accounts.NewPerson(
                                                Province.ANHUI, "by.service", "示例", null, null),
                                        null)
                                .orThrow()
                                .person());
        accounts.link(system, id, new Link(issuer, "official"), null).orThrow();
        Visit visit = new Visit(port, HttpClient.Redirect.ALWAYS);
        assertThat(visit.get("/sign-in").body()).contains("示例·政务统一认证");
        through(visit, "official");
        HttpResponse<String> me = visit.get("/api/v1/me");
        assertThat(me.statusCode()).isEqualTo(200);
        assertThat(me.body()).contains(id.value());

        accounts.deactivate(system, id, "left", null).orThrow();
        assertThat(visit.get("/api/v1/me").statusCode()).isEqualTo(401);
    }

    @Test
    void whom_only_the_service_knows_gets_a_sentence_and_no_session() {
        Visit visit = new Visit(port, HttpClient.Redirect.ALWAYS);
        HttpResponse<String> answer = through(visit, "stranger");
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("尚未与本平台的用户关联");
        assertThat(visit.get("/api/v1/me").statusCode()).isEqualTo(401);
    }

    @Test
    void an_answer_that_nobody_asked_for_is_refused() {
        HttpResponse<String> answer =
                Visit.at(port).get("/login/oauth2/code/authority?code=stolen&state=made-up");
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("统一身份认证未完成");
    }
}
