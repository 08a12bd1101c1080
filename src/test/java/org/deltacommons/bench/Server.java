package org.deltacommons.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.deltacommons.ServerProcess;

/// The product as a process of its own, filled for a benchmark.
final class Server implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(40);

    /// What the server has besides the product: nothing else of the tests may get in.
    private static final List<String> EXTRAS =
            List.of(
                    "org/deltacommons/bench/BareController",
                    "org/deltacommons/bench/BenchStage",
                    "org/deltacommons/commons/resources/GeneratedResources",
                    "org/deltacommons/commons/resources/ManyResources",
                    "org/deltacommons/commons/resources/SampleResources",
                    "templates/bench/bare");

    private final ServerProcess process;
    private final Path data;
    private final int port;

    private Server(ServerProcess process, Path data, int port) {
        this.process = process;
        this.data = data;
        this.port = port;
    }

    /// @param meaning whether sentences are compared by meaning, too
    static Server start(Path place, int port, int resources, boolean meaning) {
        ServerProcess process =
                ServerProcess.start(
                        place,
                        port,
                        EXTRAS,
                        List.of(
                                "--spring.profiles.active=bench",
                                "--bench.resources=" + resources,
                                "--delta.finding.meaning=" + meaning));
        return new Server(process, ServerProcess.data(place), port);
    }

    /// Waits until everything is loaded.
    ///
    /// @throws IllegalStateException if the server ended or the time was up; names its log
    Properties await() {
        Path file = data.resolve("bench.properties");
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!Files.exists(file)) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new IllegalStateException(
                        "the server did not get ready; see " + process.log());
            }
            pause();
        }
        Properties made = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            made.load(reader);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return made;
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(200);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    String address() {
        return "http://localhost:" + port;
    }

    String password(String username) {
        try (Stream<String> lines = Files.lines(data.resolve("sign-ins.txt"))) {
            return lines.map(line -> line.split("\t"))
                    .filter(fields -> fields.length > 1 && fields[0].strip().equals(username))
                    .map(fields -> fields[1].strip())
                    .findFirst()
                    .orElseThrow();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// Resident memory of the server's own process, its database not counted, in MiB.
    double residentMib() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .findFirst()
                            .orElseThrow()
                    / 1024.0;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
