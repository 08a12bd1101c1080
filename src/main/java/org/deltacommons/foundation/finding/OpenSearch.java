package org.deltacommons.foundation.finding;

import java.io.IOException;
import java.io.Serial;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.kernel.HttpAnswers;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Speaks to an OpenSearch server. Plain HTTP and JSON: of the server's interface a dozen addresses
/// are used, for which a client of its own would bring a second JSON library and a second HTTP
/// library along.
final class OpenSearch {

    private static final Duration CONNECTING_MAX = Duration.ofSeconds(2);
    private static final Duration ASKING_MAX = Duration.ofSeconds(5);
    private static final Duration WRITING_MAX = Duration.ofSeconds(60);
    private static final int MISSING = 404;

    /// Where it is and who asks.
    ///
    /// @param addresses of its nodes, tried one after another; `http://host:9200`
    /// @param index what the names of its indexes begin with; one for each installation
    /// @param user blank where the server asks for none
    record Access(List<URI> addresses, String index, String user, String password) {

        Access {
            if (addresses.isEmpty()) {
                throw new IllegalArgumentException("OpenSearch needs an address");
            }
            // As the server itself demands of names.
            if (!index.matches("[a-z][a-z0-9-]{0,60}")) {
                throw new IllegalArgumentException("not a name for an index: " + index);
            }
            addresses = List.copyOf(addresses);
        }

        @Override
        public String toString() {
            return "OpenSearch at " + addresses + ", " + index;
        }
    }

    /// What was asked for is not there.
    static final class Missing extends IOException {

        @Serial private static final long serialVersionUID = 1;

        Missing(String what) {
            super(what);
        }
    }

    /// Somebody else wrote in between.
    static final class Sooner extends IOException {

        @Serial private static final long serialVersionUID = 1;

        Sooner(String what) {
            super(what);
        }
    }

    private static final int CONFLICT = 409;

    private final Access access;
    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(CONNECTING_MAX)
                    .build();
    private final AtomicInteger at = new AtomicInteger();

    OpenSearch(Access access) {
        this.access = access;
    }

    String index() {
        return access.index();
    }

    /// What a question answers.
    ///
    /// @throws EngineAway if nobody answers, or refuses to
    /// @throws Missing if it is about something that is not there
    JsonNode ask(String path, @Nullable JsonNode body) throws IOException {
        return body == null
                ? send("GET", path, null, ASKING_MAX)
                : send("POST", path, Json.text(body), ASKING_MAX);
    }

    /// Several questions at once, in the order of the answers.
    JsonNode askAll(String path, List<JsonNode> bodies) throws IOException {
        StringBuilder lines = new StringBuilder();
        bodies.forEach(body -> lines.append("{}\n").append(Json.text(body)).append('\n'));
        JsonNode answers = send("POST", path, lines.toString(), ASKING_MAX).path("responses");
        for (JsonNode answer : answers) {
            if (answer.has("error")) {
                throw failure(answer.path("status").asInt(), path, answer);
            }
        }
        return answers;
    }

    JsonNode write(String method, String path, @Nullable String body) throws IOException {
        return send(method, path, body, WRITING_MAX);
    }

    private JsonNode send(String method, String path, @Nullable String body, Duration patience)
            throws IOException {
        IOException last = null;
        for (int i = 0; i < access.addresses().size(); i++) {
            int turn = at.get();
            try {
                return send(method, address(turn).resolve(path), body, patience);
            } catch (EngineAway gone) {
                // The next asks another node first.
                at.compareAndSet(turn, turn + 1);
                last = gone;
            }
        }
        throw java.util.Objects.requireNonNull(last);
    }

    private URI address(int turn) {
        return access.addresses().get(Math.floorMod(turn, access.addresses().size()));
    }

    private JsonNode send(String method, URI to, @Nullable String body, Duration patience)
            throws IOException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(to)
                        .timeout(patience)
                        .header("Content-Type", "application/json")
                        .method(
                                method,
                                body == null
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(body));
        if (!access.user().isBlank()) {
            byte[] told =
                    (access.user() + ":" + access.password()).getBytes(StandardCharsets.UTF_8);
            request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(told));
        }
        HttpResponse<byte[]> answer;
        try {
            answer =
                    HttpAnswers.whole(
                            client, request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException silent) {
            throw new EngineAway(to.getAuthority() + " does not answer: " + silent, silent);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new EngineAway("interrupted", stopped);
        }
        JsonNode told = parsed(answer.body());
        if (answer.statusCode() >= 300) {
            throw failure(answer.statusCode(), to.getPath(), told);
        }
        return told;
    }

    private static JsonNode parsed(byte[] body) {
        try {
            return Json.parse(body.length == 0 ? "{}" : new String(body, StandardCharsets.UTF_8));
        } catch (JacksonException | IllegalArgumentException other) {
            return Json.parse("{}");
        }
    }

    /// Without what was asked: a log is no place for people's sentences.
    static IOException failure(int status, String path, JsonNode told) {
        JsonNode error = told.path("error");
        JsonNode cause = error.path("failed_shards").path(0).path("reason").path("type");
        String type = (error.path("type").asString("") + " " + cause.asString("")).strip();
        String what = path + " answers " + status + (type.isEmpty() ? "" : " " + type);
        return switch (status) {
            case MISSING -> new Missing(what);
            case CONFLICT -> new Sooner(what);
            case 401, 403, 408, 429 -> new EngineAway(what);
            default -> status >= 500 ? new EngineAway(what) : new IOException(what);
        };
    }
}
