package org.deltacommons.foundation.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which processes work in a data folder. PostgreSQL believes the number in `postmaster.pid`; after
/// a power cut any process may have that number, so we look at who really has the folder as its
/// working folder.
final class ServerProcesses {

    private static final Duration LEFTOVERS_MAX = Duration.ofSeconds(10);
    private static final int LINE_OF_PORT = 3;

    private final Path cluster;

    ServerProcesses(Path cluster) {
        this.cluster = cluster;
    }

    /// The number of the running server, or null.
    @Nullable Long postmaster() {
        List<String> lines = pidFile();
        if (lines.isEmpty() || !lines.getFirst().strip().matches("[0-9]{1,10}")) {
            return null;
        }
        long pid = Long.parseLong(lines.getFirst().strip());
        return worksHere(Path.of("/proc", Long.toString(pid))) ? pid : null;
    }

    /// The port in `postmaster.pid`, or 0.
    int port() {
        List<String> lines = pidFile();
        boolean known =
                lines.size() > LINE_OF_PORT
                        && lines.get(LINE_OF_PORT).strip().matches("[0-9]{1,5}");
        return known ? Integer.parseInt(lines.get(LINE_OF_PORT).strip()) : 0;
    }

    /// Ends what a killed server left: they are about to end anyway, and a new server must not
    /// start while one of them still writes. What was committed is safe in the log.
    void endLeftovers() throws IOException {
        long started = System.nanoTime();
        for (List<ProcessHandle> left = left(); !left.isEmpty(); left = left()) {
            boolean patient = System.nanoTime() - started < LEFTOVERS_MAX.toNanos() / 2;
            if (!patient) {
                left.forEach(ProcessHandle::destroyForcibly);
            }
            if (System.nanoTime() - started > LEFTOVERS_MAX.toNanos()) {
                throw new DatabaseNotReady(
                        "Processes of an earlier PostgreSQL still work in %s and cannot be ended: %s. End them and start again."
                                .formatted(
                                        cluster, left.stream().map(ProcessHandle::pid).toList()));
            }
            pause();
        }
    }

    static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseNotReady("The start of the database was interrupted.", e);
        }
    }

    private List<ProcessHandle> left() throws IOException {
        try (var processes = Files.list(Path.of("/proc"))) {
            return processes
                    .filter(process -> process.getFileName().toString().matches("[0-9]+"))
                    .filter(this::worksHere)
                    .flatMap(process ->
                            ProcessHandle.of(Long.parseLong(process.getFileName().toString()))
                                    .stream())
                    .toList();
        }
    }

    private boolean worksHere(Path process) {
        try {
            boolean inTheFolder = Files.readSymbolicLink(process.resolve("cwd")).equals(cluster);
            // A keeper's shell may stand in the folder, too.
            return inTheFolder
                    && Files.readSymbolicLink(process.resolve("exe")).endsWith("bin/postgres");
        } catch (IOException goneOrNotOurs) {
            return false;
        }
    }

    private List<String> pidFile() {
        try {
            return Files.readAllLines(cluster.resolve("postmaster.pid"));
        } catch (IOException noServer) {
            return List.of();
        }
    }
}
