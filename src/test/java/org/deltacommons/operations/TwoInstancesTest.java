package org.deltacommons.operations;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.deltacommons.ServerProcess;
import org.deltacommons.foundation.lane.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Two instances of one node as processes, on the system's PostgreSQL, behind the HAProxy that
/// `docs/operating` describes.
class TwoInstancesTest {

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");
    private static final Duration STARTING_MAX = Duration.ofMinutes(5);
    private static final Duration MOVING_MAX = Duration.ofSeconds(90);
    private static final String PERSON = "jiangpan.engineer";
    private static final String APPLYING = "/api/v1/cases/voucher?opening=apply";

    @TempDir private Path place;
    private final int portA = ServerProcess.freePort();
    private final int portB = ServerProcess.freePort();
    private final int portOfProxy = ServerProcess.freePort();
    private final HttpClient direct = HttpClient.newHttpClient();
    private DebianPostgres database;
    private HttpClient browser;
    private String token = "";

    @Test
    void a_person_goes_on_in_the_same_session_when_the_instance_that_has_the_lanes_is_killed()
            throws Exception {
        assumeTrue(
                Runbook.isPossible() && Files.isExecutable(Path.of("/usr/sbin/haproxy")),
                "needs root and the Debian packages postgresql and haproxy, which bin/test installs");
        Path certificate = place.resolve("delta.pem");
        Runbook.run(
                "instances.md", "certificate", Map.of("DELTA_CERTIFICATE", certificate.toString()));
        browser = browser(Path.of(certificate + ".crt"));
        try (DebianPostgres own = DebianPostgres.alone()) {
            database = own;
            try (ServerProcess first = instance("a", portA)) {
                awaitReady(portA);
                Runbook.run(
                        "instances.md",
                        "second",
                        Map.of(
                                "DELTA_DATA",
                                ServerProcess.data(place.resolve("a")).toString(),
                                "DELTA_DATA_B",
                                ServerProcess.data(place.resolve("b")).toString()));
                try (ServerProcess second = instance("b", portB)) {
                    awaitReady(portB);
                    behindTheProxy(certificate, first, second);
                }
            }
        }
    }

    private void behindTheProxy(Path certificate, ServerProcess first, ServerProcess second)
            throws Exception {
        Process proxy = proxy(certificate);
        try {
            // The one that started later took nothing.
            assertThat(status(portA, "holder")).isEqualTo(200);
            assertThat(status(portB, "holder")).isEqualTo(503);
            signIn();
            String applied = act(APPLYING, "apply-1", application());
            assertThat(act(APPLYING, "apply-1", application())).isEqualTo(applied);

            first.kill();
            // The same session and the same key at the other instance.
            assertThat(act(APPLYING, "apply-1", application())).isEqualTo(applied);
            String id = Json.parse(applied).get("id").asString();
            String withdrawn = act("/api/v1/cases/voucher/" + id + "/withdraw", "gone-1", "{}");
            assertThat(Json.parse(withdrawn).get("state").asString()).isEqualTo("WITHDRAWN");
            assertThat(moves(id)).containsExactly("apply", "withdraw");
            awaitHolder(portB);

            try (ServerProcess _ = instance("a", portA)) {
                awaitReady(portA);
                assertThat(status(portA, "holder")).isEqualTo(503);
                assertThat(status(portB, "holder")).isEqualTo(200);
                // The first is as good as ever: now it takes over from the other.
                second.kill();
                act(APPLYING, "apply-2", application());
                awaitHolder(portA);
            }
            assertThat(applications()).isEqualTo(2);
        } finally {
            proxy.destroy();
            proxy.waitFor();
        }
    }

    private ServerProcess instance(String name, int port) {
        return ServerProcess.start(
                place.resolve(name),
                port,
                List.of(),
                java.util.stream.Stream.concat(
                                database.options().stream(),
                                java.util.stream.Stream.of("--delta.finding.meaning=false"))
                        .toList(),
                List.of("-XX:TieredStopAtLevel=1"));
    }

    private Process proxy(Path certificate) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder("/usr/sbin/haproxy", "-db", "-f", "docs/operating/haproxy.cfg")
                        .redirectErrorStream(true)
                        .redirectOutput(place.resolve("haproxy.log").toFile());
        Map<String, String> settings = new HashMap<>();
        settings.put("DELTA_HTTPS", "127.0.0.1:" + portOfProxy);
        settings.put("DELTA_CERTIFICATE", certificate.toString());
        settings.put("DELTA_A", "127.0.0.1:" + portA);
        settings.put("DELTA_B", "127.0.0.1:" + portB);
        builder.environment().putAll(settings);
        return builder.start();
    }

    private void awaitReady(int port) {
        await().atMost(STARTING_MAX)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> status(port, "readiness") == 200);
    }

    private void awaitHolder(int port) {
        await().atMost(MOVING_MAX).until(() -> status(port, "holder") == 200);
    }

    /// What an instance says of itself; 0 if it says nothing.
    private int status(int port, String group) throws InterruptedException {
        try {
            return direct.send(
                            HttpRequest.newBuilder(
                                            URI.create(
                                                    "http://127.0.0.1:"
                                                            + port
                                                            + "/actuator/health/"
                                                            + group))
                                    .timeout(MOVING_MAX)
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException nobody) {
            return 0;
        }
    }

    private static HttpClient browser(Path certificate)
            throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        try (InputStream in = Files.newInputStream(certificate)) {
            trusted.setCertificateEntry(
                    "proxy", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trust =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return HttpClient.newBuilder()
                .sslContext(context)
                .cookieHandler(new CookieManager())
                .build();
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("https://localhost:" + portOfProxy + path))
                .timeout(MOVING_MAX);
    }

    private void signIn() throws Exception {
        // The proxy may not listen yet.
        await().atMost(MOVING_MAX)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> page("/sign-in").statusCode() == 200);
        String form =
                "username=%s&password=%s&_csrf=%s"
                        .formatted(
                                PERSON,
                                password(),
                                URLEncoder.encode(token(page("/sign-in").body()), UTF_8));
        HttpResponse<String> answer =
                browser.send(
                        to("/sign-in")
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString(form))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(302);
        // It knows that it is served over TLS, though it is not itself.
        assertThat(answer.headers().allValues("set-cookie"))
                .anySatisfy(cookie -> assertThat(cookie).startsWith("session=").contains("Secure"));
        token = token(page("/account/password").body());
    }

    private HttpResponse<String> page(String path) throws IOException, InterruptedException {
        return browser.send(to(path).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String token(String page) {
        Matcher found = TOKEN.matcher(page);
        assertThat(found.find()).as("a form").isTrue();
        return found.group(1);
    }

    private String password() throws IOException {
        return Files.readAllLines(ServerProcess.data(place.resolve("a")).resolve("sign-ins.txt"))
                .stream()
                .filter(line -> line.startsWith(PERSON))
                .map(line -> line.split("\t")[1].strip())
                .findFirst()
                .orElseThrow();
    }

    private static String application() {
        return """
        {"firm": "org-jiangpan", "programme": "mas-2026", "need": "two instances", "amount": 100000}
        """;
    }

    /// As a browser's script does it: the same again under the same key, until somebody answers.
    private String act(String path, String key, String body) {
        HttpRequest request =
                to(path).header("Content-Type", "application/json")
                        .header("Idempotency-Key", key)
                        .header("X-XSRF-TOKEN", token)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        HttpResponse<String> answer =
                await().atMost(MOVING_MAX)
                        .pollInterval(Duration.ofMillis(100))
                        .ignoreExceptionsInstanceOf(IOException.class)
                        .until(
                                () -> browser.send(request, HttpResponse.BodyHandlers.ofString()),
                                one -> one.statusCode() < 500);
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
        JsonNode told = Json.parse(answer.body());
        return told.toString();
    }

    private List<String> moves(String id) throws SQLException {
        return texts(
                """
                SELECT body ->> 'action' FROM lane.fact
                WHERE kind = 'procedures.CaseMoved' AND subject = '%s' ORDER BY index
                """
                        .formatted(id));
    }

    private int applications() throws SQLException {
        return texts("SELECT id FROM vouchers.voucher WHERE need = 'two instances'").size();
    }

    private List<String> texts(String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(
                                database.url(), database.app(), database.appPassword());
                ResultSet result = connection.createStatement().executeQuery(sql)) {
            List<String> texts = new java.util.ArrayList<>();
            while (result.next()) {
                texts.add(result.getString(1));
            }
            return texts;
        }
    }
}
