package org.deltacommons.operations;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.deltacommons.ServerProcess;
import org.springframework.util.FileSystemUtils;

/// A PostgreSQL of the system's packages, set up as `docs/operating/failover.md` says: one server,
/// or a primary that answers only when its standby has it, too.
public final class DebianPostgres implements AutoCloseable {

    private static final String PAGE = "failover.md";

    private final Path place;
    private final Map<String, String> settings = new HashMap<>();
    private final String hosts;

    private DebianPostgres(DebianPostgres other, String hosts) {
        this.place = other.place;
        this.settings.putAll(other.settings);
        this.hosts = hosts;
    }

    private DebianPostgres() {
        int first = ServerProcess.freePort();
        int second = ServerProcess.freePort();
        this.hosts = "localhost:%d,localhost:%d".formatted(first, second);
        try {
            this.place = Files.createTempDirectory(Path.of("/tmp"), "delta-pg");
            Files.setPosixFilePermissions(
                    place, java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        settings.put("PRIMARY", place.resolve("one").toString());
        settings.put("PRIMARY_PORT", Integer.toString(first));
        settings.put("STANDBY", place.resolve("other").toString());
        settings.put("STANDBY_PORT", Integer.toString(second));
        settings.put("ARCHIVE", place.resolve("wal").toString());
        settings.put("BACKUPS", place.resolve("backups").toString());
        settings.put("RESTORED", place.resolve("restored").toString());
        settings.put("RESTORED_PORT", Integer.toString(ServerProcess.freePort()));
        settings.put("OWNER_PASSWORD", "owner-of-a-test");
        settings.put("APP_PASSWORD", "app-of-a-test");
        settings.put("STANDBY_PASSWORD", "standby-of-a-test");
    }

    /// One server with the two roles and an empty database.
    public static DebianPostgres alone() {
        DebianPostgres server = new DebianPostgres();
        try {
            server.run("primary");
            server.run("roles");
            return server;
        } catch (RuntimeException unready) {
            server.close();
            throw unready;
        }
    }

    /// With a synchronous standby.
    public static DebianPostgres pair() {
        DebianPostgres servers = alone();
        try {
            servers.addStandby();
            return servers;
        } catch (RuntimeException unready) {
            servers.close();
            throw unready;
        }
    }

    private void addStandby() {
        run("standby");
        run("synchronous");
    }

    private String run(String block) {
        return Runbook.run(PAGE, block, settings);
    }

    /// Runs a block of `backup.md`.
    ///
    /// @param more what it must know besides where the servers are
    public String keep(String block, Map<String, String> more) {
        Map<String, String> all = new HashMap<>(settings);
        all.putAll(more);
        return Runbook.run("backup.md", block, all);
    }

    /// Runs a block of `upgrade.md`.
    ///
    /// @param more what it must know besides where the servers are
    public String upgrade(String block, Map<String, String> more) {
        Map<String, String> all = new HashMap<>(settings);
        all.putAll(more);
        return Runbook.run("upgrade.md", block, all);
    }

    /// What was the standby is the primary from now on.
    public void switched() {
        swap("PRIMARY", "STANDBY");
        swap("PRIMARY_PORT", "STANDBY_PORT");
    }

    /// A folder beside the servers' that their user can read.
    public Path beside(String name) {
        return place.resolve(name);
    }

    /// The server that this one was copied to, which this one closes.
    ///
    /// @param port of the new one
    public DebianPostgres renewed(int port) {
        return new DebianPostgres(this, "localhost:" + port);
    }

    /// The server that was restored from the backup of this one, which closes both.
    public DebianPostgres restored() {
        return new DebianPostgres(this, "localhost:" + setting("RESTORED_PORT"));
    }

    /// Signal 9 to the primary's first process, as if its machine had lost its power.
    public void killPrimary() {
        kill(Path.of(setting("PRIMARY")));
    }

    /// Makes the standby the primary.
    public void promote() {
        run("promote");
        switched();
    }

    /// Makes the machine that failed the standby of the other.
    public void rejoin() {
        run("rejoin");
        run("synchronous");
    }

    private void swap(String one, String other) {
        String kept = setting(one);
        settings.put(one, setting(other));
        settings.put(other, kept);
    }

    private String setting(String name) {
        return java.util.Objects.requireNonNull(settings.get(name), name);
    }

    private static void kill(Path cluster) {
        try {
            long pid =
                    Long.parseLong(
                            Files.readAllLines(cluster.resolve("postmaster.pid"))
                                    .getFirst()
                                    .strip());
            ProcessHandle.of(pid)
                    .ifPresent(process -> {
                        process.destroyForcibly();
                        process.onExit().join();
                    });
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }

    /// Leads to whichever server is the primary.
    public String url() {
        return "jdbc:postgresql://%s/delta?targetServerType=primary&hostRecheckSeconds=0&connectTimeout=3"
                .formatted(hosts);
    }

    public String app() {
        return "delta_app";
    }

    public String appPassword() {
        return setting("APP_PASSWORD");
    }

    /// What a server must be told to use it.
    public List<String> options() {
        return List.of(
                "--delta.database.url=" + url(),
                "--delta.database.owner.user=delta_owner",
                "--delta.database.owner.password=" + setting("OWNER_PASSWORD"),
                "--delta.database.app.user=" + app(),
                "--delta.database.app.password=" + appPassword());
    }

    /// Ends its servers, however they are, and removes them.
    @Override
    public void close() {
        for (String cluster : List.of("one", "other", "restored", "new")) {
            if (Files.exists(place.resolve(cluster).resolve("postmaster.pid"))) {
                kill(place.resolve(cluster));
            }
        }
        try (Stream<Path> files = Files.exists(place) ? Files.list(place) : Stream.empty()) {
            for (Path file : files.toList()) {
                FileSystemUtils.deleteRecursively(file);
            }
            Files.deleteIfExists(place);
        } catch (IOException left) {
            throw new UncheckedIOException(left);
        }
    }
}
