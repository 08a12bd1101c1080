package org.deltacommons.bench.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.deltacommons.foundation.database.EmbeddedPostgres;

/// PostgreSQL's own benchmark, its built-in TPC-B-like script with eight clients.
final class Pgbench {

    static final String MISSING =
            "pgbench is missing. Install it with: apt-get install --no-install-recommends postgresql-15"
                    + " (or another version's package), or put PostgreSQL's own bin folder in PATH.";

    private static final int CLIENTS = 8;
    private static final int SCALE = 10;
    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");
    private static final Pattern LATENCY = Pattern.compile("latency average = ([0-9.]+)");

    private final Path program;
    private final EmbeddedPostgres server;
    private final String database;

    private Pgbench(Path program, EmbeddedPostgres server, String database) {
        this.program = program;
        this.server = server;
        this.database = database;
    }

    /// @param database an empty one on the same server
    static Pgbench prepared(EmbeddedPostgres server, String database) {
        Pgbench pgbench = new Pgbench(find().orElseThrow(), server, database);
        pgbench.run("-i", "-q", "-s", Integer.toString(SCALE));
        return pgbench;
    }

    static boolean isInstalled() {
        return find().isPresent();
    }

    private static Optional<Path> find() {
        List<Path> places = new ArrayList<>();
        for (String folder : Optional.ofNullable(System.getenv("PATH")).orElse("").split(":")) {
            places.add(Path.of(folder, "pgbench"));
        }
        try (Stream<Path> versions = versions()) {
            versions.map(version -> version.resolve("bin/pgbench")).forEach(places::addFirst);
        }
        return places.stream().filter(Files::isExecutable).findFirst();
    }

    private static Stream<Path> versions() {
        Path all = Path.of("/usr/lib/postgresql");
        try {
            return Files.isDirectory(all) ? Files.list(all).sorted() : Stream.empty();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    Pace round(double seconds) {
        String output =
                run(
                        "-n",
                        "-c",
                        Integer.toString(CLIENTS),
                        "-j",
                        "2",
                        "-T",
                        Long.toString(Math.max(1, Math.round(seconds))));
        double latency = number(LATENCY, output);
        return new Pace(number(RATE, output), latency, Double.NaN, 0);
    }

    private static double number(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException("pgbench said: " + text);
        }
        return Double.parseDouble(matcher.group(1));
    }

    private String run(String... options) {
        List<String> command = new ArrayList<>();
        command.add(program.toString());
        command.addAll(List.of(options));
        command.addAll(
                List.of(
                        "-h",
                        "127.0.0.1",
                        "-p",
                        Integer.toString(server.port()),
                        "-U",
                        server.owner().user(),
                        database));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PGPASSWORD", server.owner().password());
        try {
            Process process = builder.start();
            String output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("pgbench failed: " + output);
            }
            return output;
        } catch (IOException unstartable) {
            throw new UncheckedIOException(unstartable);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
