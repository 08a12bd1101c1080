package org.deltacommons.soak;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.deltacommons.foundation.lane.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A firm's or a provider's system that uses the API as `docs/api.md` tells it to.
final class Machine {

    /// Longer than any recovery: whoever waits is not to decide the outcome by giving up.
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final int ODD_MAX = 1_000;

    /// Refusals that say nothing about the request: the same key may be done the next time.
    private static final Set<String> PASSING = Set.of("lane.BUSY", "lane.LANE_MOVED");

    private final String address;
    private final String name;
    private final String home;
    private final String client;
    private final String login;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(PATIENCE)
                    .build();
    private volatile @Nullable String token;
    private final Queue<String> odd = new ConcurrentLinkedQueue<>();

    Machine(String address, String name, Properties made) {
        this.address = address;
        this.name = name;
        this.home = made.getProperty(name + ".home");
        this.client = made.getProperty(name + ".client");
        String secret = made.getProperty(name + ".secret");
        this.login =
                Base64.getEncoder()
                        .encodeToString((client + ":" + secret).getBytes(StandardCharsets.UTF_8));
    }

    /// Answers that were none, once each.
    List<String> odd() {
        List<String> all = new ArrayList<>();
        for (String one = odd.poll(); one != null; one = odd.poll()) {
            all.add(one.length() > ODD_MAX ? one.substring(0, ODD_MAX) : one);
        }
        return all;
    }

    /// The code of its province.
    String home() {
        return home;
    }

    /// As whom the lane keeps its keys.
    String client() {
        return client;
    }

    /// Sends a request once.
    ///
    /// @return empty if the server did not say, or said that it could not
    /// @throws IOException if nobody was there or the connection was lost
    Optional<Answer> send(Request request) throws IOException {
        HttpRequest.Builder message =
                HttpRequest.newBuilder(URI.create(address + request.path()))
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", request.key())
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        Json.tree(request.body()).toString()));
        HttpResponse<String> response = authorised(message);
        int status = response.statusCode();
        if (status == 401 || status == 429 || status >= 500) {
            return Optional.empty();
        }
        if (!response.body().startsWith("{")) {
            // Whoever asks without a browser is told in JSON, whatever it is.
            odd.add(request + " was answered " + status + ": " + response.body());
            return Optional.empty();
        }
        JsonNode body = Json.parse(response.body());
        if (status < 300) {
            return Optional.of(
                    Answer.done(body.get("id").asString(), body.get("state").asString()));
        }
        String code = body.path("code").asString();
        return PASSING.contains(code) ? Optional.empty() : Optional.of(Answer.refused(code));
    }

    /// Reads something; empty where it was refused or not there.
    Optional<JsonNode> read(String path) throws IOException {
        HttpResponse<String> response =
                authorised(HttpRequest.newBuilder(URI.create(address + path)).GET());
        return response.statusCode() == 200
                ? Optional.of(Json.parse(response.body()))
                : Optional.empty();
    }

    private HttpResponse<String> authorised(HttpRequest.Builder message) throws IOException {
        String held = token;
        if (held == null) {
            held = fresh();
        }
        HttpResponse<String> response = exchange(message, "Bearer " + held);
        if (response.statusCode() == 401) {
            // It has ended; the same request under a new one.
            response = exchange(message, "Bearer " + fresh());
        }
        return response;
    }

    private String fresh() throws IOException {
        HttpResponse<String> response =
                exchange(
                        HttpRequest.newBuilder(URI.create(address + "/oauth2/token"))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(
                                        HttpRequest.BodyPublishers.ofString(
                                                "grant_type=client_credentials")),
                        "Basic " + login);
        if (response.statusCode() != 200) {
            throw new IOException("no token for " + name + ": " + response.statusCode());
        }
        String made = Json.parse(response.body()).get("access_token").asString();
        token = made;
        return made;
    }

    private HttpResponse<String> exchange(HttpRequest.Builder message, String authorization)
            throws IOException {
        try {
            return http.send(
                    message.setHeader("Authorization", authorization).timeout(PATIENCE).build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
