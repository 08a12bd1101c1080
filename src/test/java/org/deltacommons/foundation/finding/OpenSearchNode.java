package org.deltacommons.foundation.finding;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A real OpenSearch node of one server, from Maven's artifacts, in a process of its own that can
/// be killed and started again over the same data.
final class OpenSearchNode implements AutoCloseable {

    /// Written by Maven, see `pom.xml`.
    private static final Path CLASS_PATH = Path.of("target/opensearch.classpath");

    /// Where the runner takes its address from.
    private static final int PORT_FIRST = 9201;

    private static final int PORT_LAST = 9298;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Path folder;
    private final int port;
    private final HttpClient client = HttpClient.newHttpClient();
    private Process process;

    private OpenSearchNode(Path folder, int port) throws IOException {
        this.folder = folder;
        this.port = port;
        this.process = process();
    }

    /// @param folder of its data and its log
    static OpenSearchNode start(Path folder) throws Exception {
        OpenSearchNode node = new OpenSearchNode(folder, free());
        node.await();
        return node;
    }

    private static int free() throws IOException {
        for (int port = PORT_FIRST; port <= PORT_LAST; port++) {
            try (ServerSocket _ = new ServerSocket(port)) {
                return port;
            } catch (IOException taken) {
                // Another build's node may have it.
            }
        }
        throw new IOException("no port is free for OpenSearch");
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    private Process process() throws IOException {
        ProcessBuilder java =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        Files.readString(CLASS_PATH).strip(),
                        "org.codelibs.opensearch.runner.OpenSearchRunner",
                        "-numOfNode",
                        "1",
                        "-basePath",
                        folder.toString(),
                        "-clusterName",
                        "test-" + port,
                        "-baseHttpPort",
                        // The runner counts its nodes from one.
                        Integer.toString(port - 1),
                        "-printOnFailure");
        File log = folder.resolve("node.log").toFile();
        Process started =
                java.redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                        .start();
        Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
        return started;
    }

    private void await() throws Exception {
        HttpRequest health =
                HttpRequest.newBuilder(
                                address()
                                        .resolve(
                                                "/_cluster/health?wait_for_status=yellow&timeout=10s"))
                        .build();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end && process.isAlive()) {
            try {
                if (client.send(health, HttpResponse.BodyHandlers.discarding()).statusCode()
                        == 200) {
                    return;
                }
            } catch (IOException notYet) {
                process.waitFor(100, TimeUnit.MILLISECONDS);
            }
        }
        List<String> log = Files.readAllLines(folder.resolve("node.log"));
        throw new TimeoutException(
                "OpenSearch did not start:\n"
                        + String.join("\n", log.subList(Math.max(0, log.size() - 20), log.size())));
    }

    /// At once, as a machine that loses its power.
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /// At the same address, over the same data.
    void startAgain() throws Exception {
        process = process();
        await();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
