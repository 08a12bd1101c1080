package org.deltacommons.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A server that goes away in the middle of an answer is given up.
class HttpAnswersTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final CountDownLatch over = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client = HttpClient.newHttpClient();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext(
                "/half",
                exchange -> {
                    exchange.sendResponseHeaders(200, 1_000);
                    exchange.getResponseBody().write("half".getBytes(StandardCharsets.UTF_8));
                    exchange.getResponseBody().flush();
                    try {
                        over.await();
                    } catch (InterruptedException stopped) {
                        throw new IOException(stopped);
                    } finally {
                        exchange.close();
                    }
                });
        server.createContext(
                "/whole",
                exchange -> {
                    exchange.sendResponseHeaders(200, 5);
                    exchange.getResponseBody().write("whole".getBytes(StandardCharsets.UTF_8));
                    exchange.close();
                });
        server.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        client.shutdownNow();
        server.stop(0);
        threads.close();
    }

    private HttpResponse<String> ask(String path, Duration bodyMax)
            throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
        return HttpAnswers.whole(
                client,
                HttpRequest.newBuilder(uri).timeout(Duration.ofMillis(100)).build(),
                HttpResponse.BodyHandlers.ofString(),
                bodyMax);
    }

    @Test
    void who_stops_in_the_middle_of_an_answer_is_given_up() {
        assertTimeoutPreemptively(
                PATIENCE,
                () ->
                        assertThatThrownBy(() -> ask("/half", Duration.ofMillis(100)))
                                .isInstanceOf(HttpTimeoutException.class));
    }

    @Test
    void a_whole_answer_is_handed_over() throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/whole");
        HttpRequest request = HttpRequest.newBuilder(uri).timeout(PATIENCE).build();
        assertThat(HttpAnswers.whole(client, request, HttpResponse.BodyHandlers.ofString()).body())
                .isEqualTo("whole");
    }

    @Test
    void who_is_not_there_is_said_as_the_client_says_it() throws Exception {
        server.stop(0);
        assertThatThrownBy(() -> ask("/whole", PATIENCE)).isInstanceOf(IOException.class);
    }
}
