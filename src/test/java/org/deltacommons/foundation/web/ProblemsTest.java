package org.deltacommons.foundation.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.model;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.view;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Ids;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Refusal;
import org.deltacommons.kernel.RuleVersion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.csrf.MissingCsrfTokenException;
import org.springframework.stereotype.Controller;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.multipart.MaxUploadSizeExceededException;

class ProblemsTest {

    private final Words words = WordsTest.words((_, _) -> Optional.empty());
    private final MockMvc mvc =
            MockMvcBuilders.standaloneSetup(new Trouble())
                    .setControllerAdvice(
                            new Problems(
                                    words,
                                    new Ids(
                                            Clock.fixed(
                                                    Instant.parse("2026-03-05T06:30:00Z"),
                                                    ZoneOffset.UTC),
                                            new Random(1))))
                    .setCustomArgumentResolvers(new CurrentActor(), new AddressArgument())
                    .build();

    @AfterEach
    void signOut() {
        SecurityContextHolder.clearContext();
    }

    record Person(Actor actor) implements ActingPrincipal {}

    private static void signIn() {
        Actor actor = new Actor("p-1", "王敏", Province.ANHUI, java.util.List.of(), null);
        SecurityContextHolder.getContext()
                .setAuthentication(new TestingAuthenticationToken(new Person(actor), "", "USER"));
    }

    @Controller
    static class Trouble {

        @GetMapping({"/orders", "/api/v1/orders"})
        String refuse() {
            throw new RefusedException(
                    new Refusal(
                            "gallery.CEILING_REACHED",
                            Map.of(
                                    "possible", Money.yuan(12_000),
                                    "ceiling", Money.yuan(300_000),
                                    "used", Money.yuan(288_000)),
                            new RuleVersion("voucher.programme", "340500", 3, "马科〔2025〕41号")));
        }

        @GetMapping({"/broken", "/api/v1/broken"})
        String breakDown() {
            throw new IllegalStateException("secret detail of org.deltacommons");
        }

        @GetMapping({"/away", "/api/v1/away"})
        String lose() {
            throw new IllegalStateException(
                    "cannot read a row", new SQLException("connection refused", "08001"));
        }

        @GetMapping("/api/v1/count")
        @ResponseBody
        String count(@RequestParam int n) {
            return "" + n;
        }

        @PostMapping("/api/v1/body")
        @ResponseBody
        String body(@RequestBody Map<String, Object> body) {
            return "ok";
        }

        @GetMapping("/api/v1/large")
        String large() {
            throw new MaxUploadSizeExceededException(20_000_000);
        }

        @GetMapping("/api/v1/expired")
        String expired() {
            throw new MissingCsrfTokenException("x");
        }

        @GetMapping("/api/v1/denied")
        String denied() {
            throw new AccessDeniedException("no");
        }

        @GetMapping("/who")
        @ResponseBody
        String who(Actor actor, Address address) {
            return actor.id() + " " + address;
        }
    }

    @Test
    void a_machine_gets_a_problem_with_code_sentences_and_rule() throws Exception {
        mvc.perform(get("/api/v1/orders"))
                .andExpect(status().isConflict())
                .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
                .andExpect(jsonPath("$.status").value(409))
                .andExpect(jsonPath("$.code").value("gallery.CEILING_REACHED"))
                .andExpect(jsonPath("$.title").value("本次最多可冻结 12,000.00 元。"))
                .andExpect(jsonPath("$.why").value("年度上限 300,000.00 元，已用 288,000.00 元。"))
                .andExpect(jsonPath("$.todo").exists())
                .andExpect(jsonPath("$.instance").value("/api/v1/orders"))
                .andExpect(jsonPath("$.rule.version").value(3));
    }

    @Test
    void a_person_gets_a_page_and_htmx_a_fragment() throws Exception {
        mvc.perform(get("/orders").accept(MediaType.TEXT_HTML))
                .andExpect(status().isConflict())
                .andExpect(view().name("error"))
                .andExpect(model().attributeExists("sentence"));
        mvc.perform(get("/orders").header("HX-Request", "true"))
                .andExpect(status().isConflict())
                .andExpect(view().name("error :: problem"))
                .andExpect(header().string("HX-Retarget", "#flash"));
        mvc.perform(get("/orders").accept(MediaType.APPLICATION_JSON))
                .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON));
    }

    @Test
    void a_database_that_is_away_is_no_fault_of_the_request_which_may_be_sent_again()
            throws Exception {
        mvc.perform(get("/api/v1/away"))
                .andExpect(status().isServiceUnavailable())
                .andExpect(header().exists("Retry-After"))
                .andExpect(jsonPath("$.code").value("web.AWAY"))
                .andExpect(content().string(not(containsString("connection refused"))));
        mvc.perform(get("/away"))
                .andExpect(status().isServiceUnavailable())
                .andExpect(view().name("error"));
    }

    @Test
    void an_unexpected_error_shows_a_number_and_nothing_of_its_inside() throws Exception {
        mvc.perform(get("/api/v1/broken"))
                .andExpect(status().isInternalServerError())
                .andExpect(jsonPath("$.why").value(containsString("编号")))
                .andExpect(content().string(not(containsString("secret"))))
                .andExpect(content().string(not(containsString("Exception"))));
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/count?n=x, 422, web.PARAMETER_INVALID",
        "/api/v1/count, 400, web.PARAMETER_MISSING_INVALID",
        "/api/v1/large, 413, web.TOO_LARGE",
        "/api/v1/expired, 403, web.FORM_EXPIRED_FORBIDDEN",
        "/api/v1/denied, 401, web.SIGN_IN"
    })
    void what_spring_refuses_is_told_the_same_way(String path, int status, String code)
            throws Exception {
        mvc.perform(get(path))
                .andExpect(status().is(status))
                .andExpect(jsonPath("$.code").value(code))
                .andExpect(jsonPath("$.what").isNotEmpty());
    }

    @Test
    void who_is_signed_in_and_may_not_is_forbidden_instead_of_asked_to_sign_in() throws Exception {
        signIn();
        mvc.perform(get("/api/v1/denied"))
                .andExpect(status().isForbidden())
                .andExpect(jsonPath("$.code").value("web.FORBIDDEN"));
    }

    @Test
    void a_wrong_method_and_a_broken_body_are_refused() throws Exception {
        mvc.perform(delete("/api/v1/orders"))
                .andExpect(status().isMethodNotAllowed())
                .andExpect(jsonPath("$.what").value("这个地址不接受 DELETE 请求。"));
        mvc.perform(post("/api/v1/body").contentType(MediaType.APPLICATION_JSON).content("{"))
                .andExpect(status().isBadRequest());
        mvc.perform(post("/api/v1/body").contentType(MediaType.TEXT_PLAIN).content("x"))
                .andExpect(status().isUnsupportedMediaType());
    }

    @ParameterizedTest
    @CsvSource({
        "orders.NOT_FOUND, 404",
        "orders.ORDER_NOT_FOUND, 404",
        "orders.FORBIDDEN, 403",
        "identity.SIGN_IN, 401",
        "orders.FORM_INVALID, 422",
        "documents.TOO_LARGE, 413",
        "identity.TOO_MANY, 429",
        "lane.CHANGED_MEANWHILE, 409"
    })
    void the_last_word_of_a_code_decides_the_status(String code, int status) {
        assertThat(Problems.status(code).value()).isEqualTo(status);
    }

    @Test
    void nobody_signed_in_is_a_visitor_and_a_principal_is_its_actor() throws Exception {
        mvc.perform(get("/who?q=a b&after=&q=")).andExpect(content().string("visitor /who?q=a+b"));
        signIn();
        mvc.perform(get("/who")).andExpect(content().string("p-1 /who"));
    }
}
