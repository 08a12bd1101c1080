package org.deltacommons.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/// How long a person waits from `bin/run` to the first page: the first start, which loads four
/// provinces, and later ones, with the cache of classes that `bin/run` prepares and, interleaved,
/// without it. A first run of all builds and prepares; it is not counted.
public final class StartsBench {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final String WITHOUT_CACHE = "-XX:AOTMode=off";

    private final PrintStream out;
    private final Path repository;
    private final int rounds;

    private StartsBench(PrintStream out, Path repository, int rounds) {
        this.out = out;
        this.repository = repository;
        this.rounds = rounds;
    }

    public static void main(String[] arguments) throws Exception {
        boolean quick = Arrays.asList(arguments).contains("--quick");
        new StartsBench(System.out, Path.of("").toAbsolutePath(), quick ? 1 : 5).run();
    }

    /// Measures the `bin/run` of a folder; for a test of the benchmark itself.
    static void run(PrintStream out, Path repository, int rounds) throws Exception {
        new StartsBench(out, repository, rounds).run();
    }

    private void run() throws Exception {
        Path place = Files.createTempDirectory("delta-bench-starts");
        out.printf("Data and logs in %s; building and preparing ...%n", place);
        start(place.resolve("prepared"), "");
        Path data = place.resolve("data");
        double first = start(data, "");
        List<Double> cached = new ArrayList<>();
        List<Double> plain = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            cached.add(start(data, ""));
            plain.add(start(data, WITHOUT_CACHE));
        }
        out.printf(Locale.ROOT, "%n| start | s to the first page |%n|---|---|%n");
        row("first, loads four provinces", first);
        row("later, with the class cache", median(cached));
        row("later, without", median(plain));
        result("first_start", first);
        result("cached_start", median(cached));
        result("plain_start", median(plain));
    }

    private void row(String name, double seconds) {
        out.printf(Locale.ROOT, "| %s | %.1f |%n", name, seconds);
    }

    private void result(String measure, double seconds) {
        out.printf(Locale.ROOT, "RESULT %s %.2f s%n", measure, seconds);
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    /// Starts, waits for the portal's page, stops.
    ///
    /// @param option of the JVM, if not empty
    /// @return seconds
    private double start(Path data, String option) throws Exception {
        int port = freePort();
        Path log = data.resolveSibling(data.getFileName() + ".log");
        ProcessBuilder run =
                new ProcessBuilder(
                        "bash",
                        repository.resolve("bin").resolve("run").toString(),
                        "--port",
                        Integer.toString(port),
                        "--data",
                        data.toString());
        if (!option.isEmpty()) {
            run.environment().put("JDK_JAVA_OPTIONS", option);
        }
        long begun = System.nanoTime();
        Process server =
                run.redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .start();
        try {
            awaitPage(port, server, begun, log);
            return (System.nanoTime() - begun) / 1e9;
        } finally {
            server.destroy();
            if (!server.waitFor(60, TimeUnit.SECONDS)) {
                server.destroyForcibly();
            }
        }
    }

    private static void awaitPage(int port, Process server, long begun, Path log)
            throws InterruptedException {
        HttpRequest portal =
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/")).build();
        try (HttpClient visitor = HttpClient.newHttpClient()) {
            while (!isServed(visitor, portal)) {
                if (!server.isAlive() || System.nanoTime() - begun > PATIENCE.toNanos()) {
                    throw new IllegalStateException("no page was served; see " + log);
                }
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
    }

    private static boolean isServed(HttpClient visitor, HttpRequest page)
            throws InterruptedException {
        try {
            return visitor.send(page, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
