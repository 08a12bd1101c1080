package org.deltacommons.bench.finding;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.deltacommons.bench.finding.Need.Part;
import org.deltacommons.bench.finding.Scores.Answered;
import org.deltacommons.commons.resources.SeededDocuments;
import org.deltacommons.foundation.finding.FindRequest;
import org.deltacommons.foundation.finding.Finding;
import org.deltacommons.foundation.finding.Finding.Way;
import org.deltacommons.foundation.finding.FindingInHand;
import org.springframework.util.FileSystemUtils;

/// The judged set, answered by words alone, by meaning alone and by both, as the product does it,
/// over the seeded resources. `-Dbench.misses=tuning` lists what the tuning part does not find.
public final class FindingBench {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int QUICK = 3;

    private final PrintStream out;
    private final int everyNth;

    private FindingBench(PrintStream out, int everyNth) {
        this.out = out;
        this.everyNth = everyNth;
    }

    public static void main(String[] arguments) throws Exception {
        run(System.out, Arrays.asList(arguments).contains("--quick") ? QUICK : 1);
        System.exit(0);
    }

    /// @param everyNth need is asked
    /// @return the scores of each part by each way
    static Map<Part, Map<Way, Scores>> run(PrintStream out, int everyNth) throws Exception {
        return new FindingBench(out, everyNth).run();
    }

    private Map<Part, Map<Way, Scores>> run() throws Exception {
        Path place = Files.createTempDirectory("delta-bench-finding");
        SeededDocuments seeded = new SeededDocuments();
        Finding finding = FindingInHand.over(place, seeded, PATIENCE);
        try {
            Map<Part, Map<Way, Scores>> scores = new EnumMap<>(Part.class);
            out.println("| part | by | success@1 | @3 | @10 | MRR | nDCG@10 | p50 ms |");
            out.println("|---|---|---|---|---|---|---|---|");
            for (Part part : Part.values()) {
                Map<Way, Scores> byWay = new EnumMap<>(Way.class);
                for (Way way : Way.values()) {
                    byWay.put(way, ask(finding, seeded, part, way));
                }
                scores.put(part, byWay);
            }
            results(scores.get(Part.REPORTED));
            return scores;
        } finally {
            finding.stop();
            forget(place);
        }
    }

    private Scores ask(Finding finding, SeededDocuments seeded, Part part, Way way) {
        List<Need> needs = Need.read(part);
        List<Answered> answered = new ArrayList<>();
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < needs.size(); i += everyNth) {
            Need need = needs.get(i);
            long from = System.nanoTime();
            var found = finding.find(FindRequest.of(need.text()), false, way);
            times.add((System.nanoTime() - from) / 1e6);
            answered.add(
                    new Answered(
                            need,
                            found.hits().stream()
                                    .map(hit -> seeded.number(hit.document().id()))
                                    .toList()));
        }
        Scores scores = Scores.of(answered);
        times.sort(null);
        out.printf(
                Locale.ROOT,
                "| %s, %d | %s | %.3f | %.3f | %.3f | %.3f | %.3f | %.1f |%n",
                part.name().toLowerCase(Locale.ROOT),
                answered.size(),
                way.name().toLowerCase(Locale.ROOT),
                scores.success1(),
                scores.success3(),
                scores.success10(),
                scores.mrr(),
                scores.ndcg(),
                times.get(times.size() / 2));
        if (way == Way.BOTH && part.name().equalsIgnoreCase(System.getProperty("bench.misses"))) {
            answered.stream().filter(one -> one.rank() == 0 || one.rank() > 3).forEach(this::miss);
        }
        return scores;
    }

    private void miss(Answered one) {
        out.printf(
                "  rank %d: %s → %s%n",
                one.rank(),
                one.need().text(),
                String.join(" ", one.hits().subList(0, Math.min(6, one.hits().size()))));
    }

    private void results(Map<Way, Scores> reported) {
        Scores both = reported.get(Way.BOTH);
        result("hybrid_success_at_3", both.success3());
        result("hybrid_ndcg_at_10", both.ndcg());
        result("lexical_ndcg_at_10", reported.get(Way.WORDS).ndcg());
        result("vector_ndcg_at_10", reported.get(Way.MEANING).ndcg());
    }

    private void result(String name, double value) {
        out.printf(Locale.ROOT, "RESULT %s %.3f ratio%n", name, value);
    }

    private static void forget(Path place) throws IOException {
        FileSystemUtils.deleteRecursively(place);
    }
}
