package org.deltacommons.bench.search;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.deltacommons.commons.resources.GeneratedDocuments;
import org.deltacommons.foundation.database.EmbeddedPostgres;
import org.deltacommons.foundation.database.Login;
import org.springframework.util.FileSystemUtils;

/// A million generated resources, searched by ours and by PostgreSQL's full text and trigrams, in
/// one run on the same data with the same questions, rounds interleaved.
///
/// `--quick` takes 20 000, `--size N` as many, `--lexical` leaves out PostgreSQL and meanings,
/// `--place DIR` keeps what is built in a folder and uses it again; `--rounds`, `--questions` and
/// `--seconds` ask more or less of it.
public final class SearchBench {

    private static final String DATABASE = "bench";

    /// As `bin/run` starts a server.
    private static final String HEAP = "768m";

    /// Room for what is asked again and again, as a machine of 4 GiB for the database would have.
    private static final Map<String, String> SETTINGS =
            Map.of(
                    "shared_buffers", "1GB",
                    "effective_cache_size", "3GB",
                    "work_mem", "64MB",
                    "maintenance_work_mem", "512MB",
                    "max_wal_size", "4GB",
                    "jit", "off");

    /// How much is measured.
    ///
    /// @param embedded texts that the model works out
    /// @param questions of each kind in each round
    /// @param seconds that eight users ask
    record Size(int documents, int embedded, int rounds, int questions, int seconds, boolean peer) {

        static final Size FULL = new Size(1_000_000, 20_000, 3, 100, 60, true);
        static final Size QUICK = new Size(20_000, 500, 2, 50, 8, true);
        static final Size TINY = new Size(600, 20, 1, 5, 2, true);

        Size lexical() {
            return new Size(documents, 0, rounds, questions, 0, false);
        }
    }

    private final PrintStream out;
    private final Path place;
    private final Size size;

    private SearchBench(PrintStream out, Path place, Size size) {
        this.out = out;
        this.place = place;
        this.size = size;
    }

    public static void main(String[] arguments) throws Exception {
        List<String> all = Arrays.asList(arguments);
        Size size = all.contains("--quick") ? Size.QUICK : Size.FULL;
        size =
                new Size(
                        number(all, "--size", size.documents()),
                        size.embedded(),
                        number(all, "--rounds", size.rounds()),
                        number(all, "--questions", size.questions()),
                        number(all, "--seconds", size.seconds()),
                        true);
        size = all.contains("--lexical") ? size.lexical() : size;
        int folder = all.indexOf("--place");
        if (folder >= 0) {
            new SearchBench(System.out, Path.of(all.get(folder + 1)), size).run();
        } else {
            run(System.out, size);
        }
    }

    private static int number(List<String> arguments, String name, int usual) {
        int at = arguments.indexOf(name);
        return at < 0 ? usual : Integer.parseInt(arguments.get(at + 1));
    }

    /// Runs in a folder that is deleted afterwards, and prints.
    static void run(PrintStream out, Size size) throws Exception {
        Path place = Files.createTempDirectory("delta-bench-search");
        try {
            new SearchBench(out, place, size).run();
        } finally {
            FileSystemUtils.deleteRecursively(place);
        }
    }

    private void run() throws Exception {
        Files.createDirectories(place);
        out.printf(Locale.ROOT, "%,d documents in %s%n", size.documents(), place);
        out.println("| built | s | MiB |");
        out.println("|---|---|---|");
        String count = Integer.toString(size.documents());
        if (once("ours")) {
            child(Filling.class, "1500m", count, Integer.toString(size.embedded()));
            done("ours");
        }
        if (!size.peer()) {
            child(Asking.class, HEAP, asking(null));
            return;
        }
        try (EmbeddedPostgres server =
                EmbeddedPostgres.start(place.resolve("postgres"), SETTINGS)) {
            if (once("peer")) {
                if (once("database")) {
                    server.createDatabase(DATABASE);
                    done("database");
                }
                load(login(server));
                done("peer");
            }
            child(Asking.class, HEAP, asking(login(server)));
        }
    }

    private static Login login(EmbeddedPostgres server) {
        return server.superuser().to(server.url(DATABASE));
    }

    private boolean once(String what) {
        return !Files.exists(place.resolve("done-" + what));
    }

    private void done(String what) throws Exception {
        Files.writeString(place.resolve("done-" + what), "");
    }

    private void load(Login login) throws Exception {
        try (Connection connection = login.connect()) {
            Peer peer = new Peer(connection);
            long from = System.nanoTime();
            peer.load(new GeneratedDocuments(size.documents()), size.documents());
            row("PostgreSQL, table with bigrams", from, peer.size("doc"));
            from = System.nanoTime();
            peer.index();
            row("PostgreSQL, GIN over bigrams", from, peer.size("doc_words"));
            from = System.nanoTime();
            if (peer.indexTrigrams()) {
                row("PostgreSQL, GIN over trigrams of names", from, peer.size("doc_name"));
                done("trigrams");
            } else {
                out.println("| this PostgreSQL has no pg_trgm | | |");
            }
        }
    }

    private void row(String what, long from, double mib) {
        out.printf(
                Locale.ROOT, "| %s | %.0f | %.0f |%n", what, (System.nanoTime() - from) / 1e9, mib);
    }

    private String[] asking(@org.jspecify.annotations.Nullable Login login) {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                Integer.toString(size.documents()),
                                Integer.toString(size.embedded()),
                                Integer.toString(size.rounds()),
                                Integer.toString(size.questions()),
                                Integer.toString(size.seconds())));
        if (login != null) {
            arguments.add(Boolean.toString(!once("trigrams")));
            arguments.addAll(List.of(login.url(), login.user(), login.password()));
        }
        return arguments.toArray(String[]::new);
    }

    /// Runs a class in a process of its own and prints what it prints.
    private void child(Class<?> what, String heap, String... arguments) throws Exception {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx" + heap,
                                "-XX:+UseSerialGC",
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-Dstdout.encoding=UTF-8",
                                "-cp",
                                System.getProperty("java.class.path"),
                                what.getName(),
                                place.toString()));
        command.addAll(List.of(arguments));
        Path log = place.resolve(what.getSimpleName() + ".log");
        Process process =
                new ProcessBuilder(command)
                        .redirectError(ProcessBuilder.Redirect.to(log.toFile()))
                        .start();
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            lines.lines()
                    .filter(line -> line.matches("(\\||RESULT |Opened |Resident ).*"))
                    .forEach(out::println);
        }
        if (process.waitFor() != 0) {
            throw new IllegalStateException(what.getSimpleName() + " failed; see " + log);
        }
    }
}
