package org.deltacommons.bench.search;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.deltacommons.bench.search.Questions.Asked;
import org.deltacommons.commons.resources.GeneratedDocuments;
import org.deltacommons.foundation.finding.FindRequest;
import org.deltacommons.foundation.finding.Finding;
import org.deltacommons.foundation.finding.Finding.Way;
import org.deltacommons.foundation.finding.FindingInHand;
import org.jspecify.annotations.Nullable;

/// Opens what was built and asks. A process of its own with the heap of a server, so that its
/// resident memory is what serving holds.
final class Asking {

    private static final Set<String> FOUR = Set.of("province", "city", "kind", "discipline");
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int WARM_UP = 2_500;
    private static final int WARM_UP_PEER = 20;

    private interface Answering<T> {
        int answer(T asked) throws Exception;
    }

    private final GeneratedDocuments documents;
    private final Questions questions;
    private final Finding finding;
    private final int count;
    private final int rounds;
    private final int each;
    private final Map<String, Times> times = new LinkedHashMap<>();

    private Asking(GeneratedDocuments documents, int count, Finding finding, int rounds, int each) {
        this.documents = documents;
        this.questions = new Questions(documents, count, 5);
        this.finding = finding;
        this.count = count;
        this.rounds = rounds;
        this.each = each;
    }

    /// Folder, documents, embedded texts, rounds, questions in each, seconds of eight users; then,
    /// where there is one, whether the database has trigrams, its address, user and password.
    public static void main(String[] arguments) throws Exception {
        int count = Integer.parseInt(arguments[1]);
        boolean meaning = Integer.parseInt(arguments[2]) > 0;
        GeneratedDocuments documents = new GeneratedDocuments(count);
        long from = System.nanoTime();
        Finding finding =
                FindingInHand.open(
                        Path.of(arguments[0]).resolve("index"),
                        documents,
                        meaning ? FindingInHand.model() : null);
        if (meaning) {
            FindingInHand.awaitMeaning(finding, PATIENCE);
        }
        System.out.printf(Locale.ROOT, "Opened after %.1f s%n", (System.nanoTime() - from) / 1e9);
        // As a server that has been open for a while: frequent words are read ahead by now.
        TimeUnit.MILLISECONDS.sleep(count / 80);
        Asking asking =
                new Asking(
                        documents,
                        count,
                        finding,
                        Integer.parseInt(arguments[3]),
                        Integer.parseInt(arguments[4]));
        if (arguments.length > 6) {
            try (Connection connection =
                    DriverManager.getConnection(arguments[7], arguments[8], arguments[9])) {
                asking.beside(new Peer(connection), Boolean.parseBoolean(arguments[6]));
            }
        } else {
            asking.beside(null, false);
        }
        Living living = new Living(asking.questions, finding, documents, count);
        if (meaning) {
            living.sentences(asking.rounds * asking.each);
            living.users(Integer.parseInt(arguments[5]));
        }
        memory();
        System.out.flush();
        living.changes();
        finding.stop();
        System.exit(0);
    }

    private static void memory() throws Exception {
        Map<String, Double> gib = new LinkedHashMap<>();
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.matches("(VmRSS|RssAnon|RssFile):.*")) {
                gib.put(
                        line.substring(0, line.indexOf(':')),
                        Long.parseLong(line.replaceAll("\\D", "")) / 1048576.0);
            }
        }
        System.out.printf(
                Locale.ROOT,
                "Resident %.2f GiB: %.2f of its own, %.2f of the index's files%n",
                gib.get("VmRSS"),
                gib.get("RssAnon"),
                gib.get("RssFile"));
        result("memory_gib", gib.getOrDefault("VmRSS", 0.0), "GiB");
    }

    static void result(String measure, double value, String unit) {
        System.out.printf(Locale.ROOT, "RESULT %s %.2f %s%n", measure, value, unit);
    }

    private int ours(Asked asked, Set<String> facets) {
        return finding.find(FindRequest.of(asked.text()), false, Way.WORDS, facets).hits().size();
    }

    private void beside(@Nullable Peer peer, boolean trigrams) throws Exception {
        for (Asked one : questions.next(WARM_UP)) {
            ours(one, FOUR);
        }
        questions.beginnings(WARM_UP / 5).forEach(finding::suggest);
        if (peer != null) {
            peer.warm(count);
            for (Asked one : questions.next(WARM_UP_PEER)) {
                peer.faceted(one);
            }
        }
        for (int round = 0; round < rounds; round++) {
            // Each its own, so that nobody has read the words for the other.
            List<Asked> asked = questions.next(each);
            List<Asked> faceted = questions.next(each);
            List<String> beginnings = questions.beginnings(each);
            ask("top 20 | ours", asked, one -> ours(one, Set.of()));
            ask("top 20, four facets | ours", faceted, one -> ours(one, FOUR));
            ask("suggestion | ours", beginnings, one -> finding.suggest(one).phrases().size());
            if (peer != null) {
                ask("top 20 | full text", asked, peer::top);
                ask("top 20, four facets | full text", faceted, peer::faceted);
                ask("suggestion | full text", beginnings, peer::beginning);
            }
            if (peer != null && trigrams) {
                ask("top 20 | trigrams", asked, one -> peer.like(one.text()));
                ask("top 20, four facets | trigrams", faceted, one -> peer.likeFaceted(one.text()));
                ask("suggestion | trigrams", beginnings, peer::like);
            }
        }
        report(peer != null, trigrams);
    }

    private <T> void ask(String what, List<T> asked, Answering<T> by) throws Exception {
        Times some = times.computeIfAbsent(what, _ -> new Times());
        for (T one : asked) {
            long from = System.nanoTime();
            by.answer(one);
            some.add(System.nanoTime() - from);
        }
    }

    private void report(boolean peer, boolean trigrams) {
        System.out.println("| asked, one at a time | by | p50 ms | p95 ms | p99 ms |");
        System.out.println("|---|---|---|---|---|");
        times.forEach((what, some) -> System.out.printf("| %s | %s |%n", what, some));
        if (peer && !trigrams) {
            System.out.println("| all | trigrams | this PostgreSQL has no pg_trgm | | |");
        }
        result("top20_p99", p99("top 20 | ours"), "ms");
        result("facets_p99", p99("top 20, four facets | ours"), "ms");
        result("suggest_p99", p99("suggestion | ours"), "ms");
        if (peer) {
            ratio("top20_vs_postgres", "top 20", "full text");
            ratio("facets_vs_postgres", "top 20, four facets", "full text");
            ratio("suggest_vs_postgres", "suggestion", "full text");
        }
        if (trigrams) {
            ratio("top20_vs_trigrams", "top 20", "trigrams");
            ratio("facets_vs_trigrams", "top 20, four facets", "trigrams");
            ratio("suggest_vs_trigrams", "suggestion", "trigrams");
        }
    }

    private double p99(String what) {
        return java.util.Objects.requireNonNull(times.get(what)).percentile(99);
    }

    private void ratio(String measure, String what, String peer) {
        result(measure, p99(what + " | " + peer) / p99(what + " | ours"), "ratio");
    }
}
