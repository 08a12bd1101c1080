package org.deltacommons;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.assertj.core.api.SoftAssertions;
import org.deltacommons.commons.bookings.SignForm;
import org.deltacommons.commons.vouchers.VoucherForms;
import org.deltacommons.foundation.identity.accounts.ClientRegister;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.procedures.Attachment;
import org.deltacommons.foundation.procedures.Case;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.Procedures;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Role;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `docs/api.md` is a story that two machines live through, call by call: each request of the page
/// is sent as it stands there, and the answer must be the one that stands below it. What differs
/// from run to run (ids, tokens, hashes) is shown as `…`.
///
/// Comments in the page direct it: `keep NAME /pointer` keeps a part of the answer for later
/// requests, where it is written `$NAME`; `show /pointer …` shows only those parts; `meanwhile
/// something` is what people do in between.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@Import(Cast2026.class)
@DirtiesContext(classMode = DirtiesContext.ClassMode.BEFORE_CLASS)
class ApiDocumentationTest {

    private static final Path PAGE = Path.of("docs", "api.md");
    private static final Pattern PART =
            Pattern.compile(
                    "<!-- (keep|show|meanwhile) (.+?) -->|```http\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");
    private static final Pattern VARIABLE = Pattern.compile("\\$([A-Z_]+)");
    private static final String BOUNDARY = "----delta-commons";

    @LocalServerPort private int port;
    @Autowired private Cast2026.Stage stage;
    @Autowired private ClientRegister clients;
    @Autowired private Procedures procedures;
    private final Map<String, String> kept = new HashMap<>();
    private List<String> shown = List.of();
    private List<String> keeping = new ArrayList<>();

    @Test
    void every_call_of_the_page_is_answered_as_the_page_says() throws Exception {
        kept.put(
                "FIRM_LOGIN",
                login("ah.system", "org-jiangpan", Role.FIRM_ENGINEER, Role.FIRM_FINANCE));
        kept.put(
                "PROVIDER_LOGIN",
                login("sh.system", "org-sc-micro", Role.PROVIDER_MANAGER, Role.OPERATOR));
        kept.put("TREASURY_LOGIN", login("ah.system", "org-gov-mas", Role.TREASURY_SYSTEM));
        signIn("SYSTEM", "ah.system");
        signIn("SECURITY", "ah.security");
        signIn("SECOND", "ah.security2");
        signIn("AUDIT", "ah.audit");
        stage.settle();
        String text = Docs.read(PAGE);
        StringBuilder told = new StringBuilder();
        Matcher part = PART.matcher(text);
        @Nullable String answer = null;
        int at = 0;
        while (part.find()) {
            told.append(text, at, part.start());
            at = part.end();
            String block = part.group(3);
            if (block == null) {
                direct(part.group(1), part.group(2));
                told.append(part.group());
            } else if (block.startsWith("HTTP/")) {
                told.append("```http\n")
                        .append(java.util.Objects.requireNonNull(answer, "an answer to nothing"))
                        .append("```");
            } else {
                answer = call(block);
                told.append(part.group());
            }
        }
        Docs.current(PAGE, told.append(text.substring(at)).toString());
    }

    @Test
    void the_description_of_the_interface_says_what_each_call_does_and_nothing_of_the_server()
            throws Exception {
        JsonNode api = description();
        assertThat(api.at("/info/title").asString()).contains("Delta Commons");
        assertThat(api.at("/components/securitySchemes/oauth2/flows/clientCredentials/tokenUrl"))
                .hasToString("\"/oauth2/token\"");
        assertThat(api.at("/components/securitySchemes/session/name").asString())
                .isEqualTo("session");
        assertThat(api.path("paths").propertyNames()).isNotEmpty();
        SoftAssertions each = new SoftAssertions();
        api.path("paths")
                .properties()
                .forEach(path -> {
                    each.assertThat(path.getKey()).startsWith("/api/v1/");
                    path.getValue()
                            .properties()
                            .forEach(call ->
                                    described(
                                            each,
                                            call.getKey() + " " + path.getKey(),
                                            call.getValue()));
                });
        each.assertAll();
    }

    private static void described(SoftAssertions each, String name, JsonNode operation) {
        each.assertThat(operation.path("summary").asString(""))
                .as(name)
                .contains(" ")
                .endsWith(".");
        each.assertThat(operation.path("description").asString("")).as(name).endsWith("。");
        each.assertThat(
                        operation
                                .path("parameters")
                                .valueStream()
                                .map(one -> one.path("name").asString("")))
                .as(name)
                .doesNotContain("actor", "address", "words");
    }

    private JsonNode description() throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/v3/api-docs"))
                        .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return Json.parse(client.send(request, HttpResponse.BodyHandlers.ofString()).body());
        }
    }

    private void direct(String what, String words) {
        switch (what) {
            case "keep" -> keeping.add(words);
            case "show" -> shown = List.of(words.split(" "));
            default -> meanwhile(words);
        }
    }

    /// A machine of an organisation, as its administrator registers it.
    private String login(String administrator, String organisation, Role... roles) {
        String id =
                clients.register(
                                stage.actor(administrator),
                                new ClientRegister.Application("ERP", organisation, Set.of(roles)),
                                null)
                        .orThrow()
                        .client();
        clients.renewSecret(stage.actor(administrator), Id.of(id), "a secret for a test").orThrow();
        return Base64.getEncoder()
                .encodeToString((id + ":a secret for a test").getBytes(StandardCharsets.UTF_8));
    }

    /// Signs a person in as a browser does; keeps the cookies and the token of their forms.
    private void signIn(String name, String username) throws Exception {
        CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
        try (HttpClient browser = HttpClient.newBuilder().cookieHandler(cookies).build()) {
            String form =
                    "username=%s&password=%s&_csrf=%s"
                            .formatted(
                                    username,
                                    URLEncoder.encode(
                                            stage.password(username), StandardCharsets.UTF_8),
                                    token(browser, "/sign-in"));
            HttpResponse<String> in =
                    browser.send(
                            HttpRequest.newBuilder(address("/sign-in"))
                                    .header("Content-Type", "application/x-www-form-urlencoded")
                                    .POST(HttpRequest.BodyPublishers.ofString(form))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(in.statusCode()).isEqualTo(302);
            kept.put(name + "_TOKEN", token(browser, "/account"));
        }
        kept.put(
                name + "_COOKIES",
                cookies.getCookieStore().getCookies().stream()
                        .map(cookie -> cookie.getName() + "=" + cookie.getValue())
                        .collect(Collectors.joining("; ")));
    }

    private URI address(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    private String token(HttpClient browser, String path) throws Exception {
        String page =
                browser.send(
                                HttpRequest.newBuilder(address(path)).build(),
                                HttpResponse.BodyHandlers.ofString())
                        .body();
        Matcher found = TOKEN.matcher(page);
        assertThat(found.find()).as("a form at " + path).isTrue();
        return found.group(1);
    }

    /// What only people do: decide, and sign.
    private void meanwhile(String words) {
        switch (words) {
            case "the officer grants the voucher" ->
                    act(
                            "voucher",
                            "VOUCHER",
                            "grant",
                            new VoucherForms.Grant(Money.yuan(300_000), "已核实"),
                            "mas.officer");
            case "both sign" -> {
                LocalDate today = LocalDate.of(2026, 3, 5);
                act(
                        "booking",
                        "BOOKING",
                        "sign",
                        new SignForm("SC-2026-0088", null, today, paper()),
                        "shenpu.signatory");
                act(
                        "order",
                        "ORDER",
                        "countersign",
                        new VoucherForms.Countersign(today, paper()),
                        "jiangpan.signatory");
            }
            case "a week passes" -> stage.clock.forward(Duration.ofDays(7));
            case "everybody has heard" -> {}
            default -> throw new IllegalArgumentException("nobody knows how: " + words);
        }
        stage.settle();
    }

    private static Attachment paper() {
        return new Attachment("scan", "ab".repeat(32), "scan.pdf", "application/pdf", 1_000);
    }

    private void act(String procedure, String id, String action, Record form, String who) {
        act(procedures.named(procedure).orElseThrow(), kept(id), action, form, who);
    }

    private <C extends Case> void act(
            Procedure<C> procedure, String id, String action, Record form, String who) {
        procedures.act(procedure, Id.<C>of(id), action, form, stage.actor(who), -1, null).orThrow();
        stage.settle();
    }

    private String kept(String name) {
        String value = kept.get(name);
        assertThat(value).as("nothing was kept as $" + name).isNotNull();
        return java.util.Objects.requireNonNull(value);
    }

    private String call(String block) throws Exception {
        String filled = VARIABLE.matcher(block).replaceAll(found -> kept(found.group(1)));
        int gap = filled.indexOf("\n\n");
        String head = gap < 0 ? filled : filled.substring(0, gap);
        String body = gap < 0 ? "" : filled.substring(gap + 2).strip();
        List<String> lines = head.lines().toList();
        String[] first = lines.getFirst().split(" ", 2);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + encoded(first[1])));
        for (String line : lines.subList(1, lines.size())) {
            String[] header = line.split(": ", 2);
            request.header(header[0], header[1]);
        }
        request.method(first[0], sent(request, body));
        HttpResponse<String> response =
                HttpClient.newHttpClient()
                        .send(request.build(), HttpResponse.BodyHandlers.ofString());
        stage.settle();
        return answer(response);
    }

    /// Chinese in an address is written as it is read.
    private static String encoded(String path) {
        return URI.create("/").resolve(path.replace(" ", "%20")).toASCIIString();
    }

    private static HttpRequest.BodyPublisher sent(HttpRequest.Builder request, String body)
            throws IOException {
        if (!body.startsWith("@")) {
            return body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body);
        }
        request.header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY);
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.write(
                "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\nContent-Type: application/pdf\r\n\r\n"
                        .formatted(BOUNDARY, body.substring(1))
                        .getBytes(StandardCharsets.UTF_8));
        try (PDDocument pdf = new PDDocument()) {
            pdf.addPage(new PDPage());
            pdf.save(whole);
        }
        whole.write("\r\n--%s--\r\n".formatted(BOUNDARY).getBytes(StandardCharsets.UTF_8));
        return HttpRequest.BodyPublishers.ofByteArray(whole.toByteArray());
    }

    private String answer(HttpResponse<String> response) {
        JsonNode body = Json.parse(response.body().isEmpty() ? "null" : response.body());
        for (String each : keeping) {
            String[] named = each.split(" ");
            JsonNode found = body.at(named[1]);
            assertThat(found.isMissingNode()).as("%s in %s", each, response.body()).isFalse();
            kept.put(named[0], found.asString());
        }
        keeping = new ArrayList<>();
        StringBuilder text = new StringBuilder("HTTP/1.1 " + response.statusCode() + "\n");
        // A case that was just begun may have been answered already: its version is not certain.
        boolean begun = response.statusCode() == 201;
        if (begun && body instanceof ObjectNode answer) {
            answer.remove("version");
        }
        for (String header : begun ? List.of("Location") : List.of("ETag")) {
            response.headers()
                    .firstValue(header)
                    .ifPresent(value -> text.append(header + ": " + value + "\n"));
        }
        if (!body.isNull()) {
            JsonNode told = shown.isEmpty() ? body : part(body, "", shown);
            text.append('\n')
                    .append(
                            Json.MAPPER
                                    .writer(SerializationFeature.INDENT_OUTPUT)
                                    .writeValueAsString(told))
                    .append('\n');
        }
        shown = List.of();
        return plain(text.toString().replace("\r\n", "\n"));
    }

    /// What differs from run to run.
    private String plain(String text) {
        return text.replace("localhost:" + port, "localhost:8080")
                .replaceAll("\\b([a-z]{3,12})-\\d{8}-[0-9a-z]+", "$1-…")
                .replaceAll("\\b[0-9a-f]{64}\\b", "…")
                .replaceAll("eyJ[\\w.-]+", "eyJ…");
    }

    private static JsonNode part(JsonNode node, String at, List<String> wanted) {
        if (wanted.contains(at)) {
            return node;
        }
        if (node.isObject()) {
            ObjectNode some = Json.MAPPER.createObjectNode();
            node.propertyStream()
                    .filter(each -> isWanted(at + "/" + each.getKey(), wanted))
                    .forEach(each ->
                            some.set(
                                    each.getKey(),
                                    part(each.getValue(), at + "/" + each.getKey(), wanted)));
            return some;
        }
        ArrayNode some = Json.MAPPER.createArrayNode();
        for (int i = 0; i < node.size(); i++) {
            if (isWanted(at + "/" + i, wanted)) {
                some.add(part(node.get(i), at + "/" + i, wanted));
            }
        }
        return some;
    }

    private static boolean isWanted(String at, List<String> wanted) {
        return wanted.stream().anyMatch(each -> each.equals(at) || each.startsWith(at + "/"));
    }
}
