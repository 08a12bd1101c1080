package org.deltacommons.bench.federation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The processor time that a server and its PostgreSQL have used so far. Unlike facts a second it
/// stays what it is when something else on the machine is at work.
///
/// @param server in clock ticks of ten milliseconds, as the kernel counts them
/// @param database the same
record Effort(long server, long database) {

    private static final int PARENT_FIELD = 3;
    private static final int OWN_FIELD = 13;
    private static final int WAITED_FOR_FIELD = 15;
    private static final double TICK_MICROS = 10_000;

    /// @param cluster the folder with the data of the server's PostgreSQL
    static Effort of(long server, Path cluster) {
        try {
            long postmaster =
                    Long.parseLong(
                            Files.readAllLines(cluster.resolve("postmaster.pid"))
                                    .getFirst()
                                    .strip());
            return new Effort(ticks(fields(server)), ofAll(postmaster));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private static long ofAll(long postmaster) throws IOException {
        long all = 0;
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            for (Path one : processes.toList()) {
                String name = one.getFileName().toString();
                if (!name.matches("[0-9]+")) {
                    continue;
                }
                List<String> fields = fields(Long.parseLong(name));
                if (fields.isEmpty()) {
                    continue;
                }
                boolean isServer = Long.parseLong(name) == postmaster;
                if (isServer || Long.parseLong(fields.get(PARENT_FIELD)) == postmaster) {
                    all += ticks(fields);
                }
                if (isServer) {
                    // Of those that are gone.
                    all += Long.parseLong(fields.get(WAITED_FOR_FIELD));
                    all += Long.parseLong(fields.get(WAITED_FOR_FIELD + 1));
                }
            }
        }
        return all;
    }

    private static long ticks(List<String> fields) {
        return Long.parseLong(fields.get(OWN_FIELD)) + Long.parseLong(fields.get(OWN_FIELD + 1));
    }

    /// As `proc(5)` numbers them, from 0; none if the process is gone.
    private static List<String> fields(long process) throws IOException {
        String stat;
        try {
            stat = Files.readString(Path.of("/proc/%d/stat".formatted(process)));
        } catch (IOException _) {
            return List.of();
        }
        // The name may have blanks and brackets in it.
        String rest = stat.substring(stat.lastIndexOf(')') + 2);
        return Stream.concat(Stream.of("", ""), Stream.of(rest.split(" ", -1))).toList();
    }

    Effort since(Effort before) {
        return new Effort(server - before.server, database - before.database);
    }

    /// @return microseconds of the server for each fact
    double serverMicros(int facts) {
        return server * TICK_MICROS / facts;
    }

    /// @return microseconds of the PostgreSQL for each fact
    double databaseMicros(int facts) {
        return database * TICK_MICROS / facts;
    }
}
