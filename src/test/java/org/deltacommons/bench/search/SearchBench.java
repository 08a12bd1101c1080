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
/// one run on the same data with the same questions, rounds interleaved; before it a tenth as many,
/// after it five times as many by words alone, ours only.
///
/// `--quick` takes 20 000, `--size N` as many, either nothing else; `--lexical` leaves out
/// PostgreSQL and meanings; `--place DIR` keeps what is built in a folder and uses it again;
/// `--rounds`, `--questions` and `--seconds` ask more or less of it.
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

        static final Size TENTH = new Size(100_000, 5_000, 3, 100, 20, true);
        static final Size FULL = new Size(1_000_000, 20_000, 3, 100, 60, true);
        static final Size FIVE_FOLD = new Size(5_000_000, 0, 3, 100, 0, false);
        static final Size QUICK = new Size(20_000, 500, 2, 50, 8, true);
        static final Size TINY = new Size(600, 20, 1, 5, 2, true);

        Size lexical() {
            return new Size(documents, 0, rounds, questions, 0, false);
        }

        /// What is given takes the place of what is usual.
        Size with(List<String> arguments) {
            Size size =
                    new Size(
                            number(arguments, "--size", documents),
                            embedded,
                            number(arguments, "--rounds", rounds),
                            number(arguments, "--questions", questions),
                            peer ? number(arguments, "--seconds", seconds) : seconds,
                            peer);
            return arguments.contains("--lexical") ? size.lexical() : size;
        }
    }

    private final PrintStream out;
    private final Path place;
    private final Size size;

    /// What the measures' names end with; empty for those of the whole benchmark.
    private final String ending;

    private final List<String> results;

    private SearchBench(
            PrintStream out, Path place, Size size, String ending, List<String> results) {
        this.out = out;
        this.place = place;
        this.size = size;
        this.ending = ending;
        this.results = results;
    }

    public static void main(String[] arguments) throws Exception {
        List<String> all = Arrays.asList(arguments);
        Size main = (all.contains("--quick") ? Size.QUICK : Size.FULL).with(all);
        boolean alone = all.contains("--quick") || all.contains("--size");
        List<Size> sizes =
                alone
                        ? List.of(main)
                        : List.of(Size.TENTH.with(all), main, Size.FIVE_FOLD.with(all));
        int folder = all.indexOf("--place");
        if (folder >= 0) {
            run(System.out, Path.of(all.get(folder + 1)), sizes, main);
        } else {
            run(System.out, sizes, main);
        }
    }

    private static int number(List<String> arguments, String name, int usual) {
        int at = arguments.indexOf(name);
        return at < 0 ? usual : Integer.parseInt(arguments.get(at + 1));
    }

    /// Runs in a folder that is deleted afterwards, and prints.
    ///
    /// @param main the one of the sizes whose measures are the benchmark's
    static void run(PrintStream out, List<Size> sizes, Size main) throws Exception {
        Path place = Files.createTempDirectory("delta-bench-search");
        try {
            run(out, place, sizes, main);
        } finally {
            FileSystemUtils.deleteRecursively(place);
        }
    }

    /// What was measured before one of them failed is printed, too.
    private static void run(PrintStream out, Path place, List<Size> sizes, Size main)
            throws Exception {
        List<String> results = new ArrayList<>();
        try {
            for (Size size : sizes) {
                Path own =
                        sizes.size() == 1
                                ? place
                                : place.resolve(Integer.toString(size.documents()));
                String ending = size.equals(main) ? "" : "_at_" + size.documents();
                new SearchBench(out, own, size, ending, results).run();
            }
        } finally {
            results.forEach(out::println);
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
                    .forEach(this::print);
        }
        if (process.waitFor() != 0) {
            throw new IllegalStateException(what.getSimpleName() + " failed; see " + log);
        }
    }

    /// Results come at the end, all together.
    private void print(String line) {
        if (line.startsWith("RESULT ")) {
            results.add(line.replaceFirst("(RESULT \\S+)", "$1" + ending));
        } else {
            out.println(line);
        }
    }
}
