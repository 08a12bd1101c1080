package org.deltacommons.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.deltacommons.operations.DebianPostgres;
import org.deltacommons.operations.Runbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A node is restored to a moment, with the commands of `docs/operating/backup.md`, and works.
class RestoreTest {

    /// As PostgreSQL wants it.
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSSxxx", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    @Test
    void a_node_restored_to_a_moment_has_what_was_before_it_and_nothing_after_and_goes_on(
            @TempDir Path place) throws Exception {
        assumeTrue(
                Runbook.isPossible(),
                "needs root and the Debian package postgresql, which bin/test installs");
        Path data = place.resolve("data");
        Path restoredData = place.resolve("restored/data");
        Map<String, String> folders =
                Map.of("DELTA_DATA", data.toString(), "RESTORED_DATA", restoredData.toString());
        try (DebianPostgres database = DebianPostgres.alone()) {
            List<Request> before;
            List<Request> after;
            Instant moment;
            try (SoakedServer server = SoakedServer.start(place, database)) {
                Files.createDirectories(data.resolve("documents"));
                assertThat(database.keep("backup", folders))
                        .contains(
                                "backup successfully verified", "documents.tar.gz", "keys.tar.gz");
                Load load = new Load(new Memory(), server.address(), server.made(), 1);
                before = done(load);
                moment = Instant.now();
                after = done(load);
                database.keep("archive", folders);
            }
            assertThat(database.keep("restore", Map.of("TARGET_TIME", FORMAT.format(moment))))
                    .contains("recovery stopping before commit of transaction");
            database.keep("data", folders);
            Files.copy(data.resolve(CrashStage.FILE), restoredData.resolve(CrashStage.FILE));
            try (SoakedServer restored =
                    SoakedServer.start(place.resolve("restored"), database.restored())) {
                try (Books books = restored.books()) {
                    assertThat(books.opened(marks(before))).containsOnlyKeys(marks(before));
                    assertThat(books.opened(marks(after))).isEmpty();
                }
                // Machines' secrets and the keys that sign their tokens are those of before.
                Load load = new Load(new Memory(), restored.address(), restored.made(), 2);
                done(load);
                assertThat(restored.faults()).isEmpty();
            }
        }
    }

    static List<String> marks(List<Request> requests) {
        return requests.stream().map(Request::mark).toList();
    }

    static List<Request> done(Load load) throws IOException {
        List<Request> requests = load.probes();
        for (Request request : requests) {
            assertThat(request.machine().send(request).orElseThrow().isDone()).isTrue();
        }
        return requests;
    }
}
