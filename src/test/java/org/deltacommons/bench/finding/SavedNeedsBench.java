package org.deltacommons.bench.finding;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.deltacommons.commons.resources.SeededDocuments;
import org.deltacommons.foundation.finding.FindDocument;
import org.deltacommons.foundation.finding.FindRequest;
import org.deltacommons.foundation.finding.FindingInHand;
import org.deltacommons.foundation.finding.StandingQuestions;

/// What saved needs cost each document that is indexed: the judged needs as people would save them,
/// as they are and with a province, a mode or both chosen, until there are enough; against seeded
/// resources, one at a time and two hundred at a time.
public final class SavedNeedsBench {

    private static final int ROUNDS = 3;
    private static final int BATCH = 200;
    private static final int DOCUMENTS = 80;
    private static final String[] PROVINCES = {"310000", "320000", "330000", "340000"};
    private static final String[] MODES = {"SLOT", "SAMPLE", "PACKAGE"};

    private SavedNeedsBench() {}

    public static void main(String[] arguments) throws IOException {
        boolean quick = Arrays.asList(arguments).contains("--quick");
        run(System.out, DOCUMENTS, quick ? new int[] {100} : new int[] {100, 1_000, 10_000});
        System.exit(0);
    }

    /// @param most how many documents are held against them
    /// @param sizes how many needs are saved, ascending
    /// @return the fits of the last size
    static long run(PrintStream out, int most, int... sizes) throws IOException {
        SeededDocuments seeded = new SeededDocuments();
        List<FindDocument> documents = new ArrayList<>();
        seeded.every(documents::add);
        int step = Math.max(1, documents.size() / most);
        List<FindDocument> some = new ArrayList<>();
        for (int i = 0; i < documents.size() && some.size() < most; i += step) {
            some.add(documents.get(i));
        }
        Path folder = Files.createTempDirectory("delta-bench-saved");
        StandingQuestions waiting = FindingInHand.standing(folder, seeded);
        List<FindRequest> needs = needs(sizes[sizes.length - 1]);
        out.println("| saved needs | one document p50 ms | p95 | p99 | of 200 each, ms | fits |");
        out.println("|---|---|---|---|---|---|");
        long fits = 0;
        for (int size : sizes) {
            for (int i = waiting.size(); i < size; i++) {
                waiting.put("n" + i, needs.get(i));
            }
            fits = measure(out, waiting, some);
        }
        return fits;
    }

    private static List<FindRequest> needs(int count) throws IOException {
        List<String> sentences = new ArrayList<>();
        for (Need.Part part : Need.Part.values()) {
            Need.read(part).forEach(need -> sentences.add(need.text()));
        }
        List<FindRequest> needs = new ArrayList<>();
        for (int n = 0; needs.size() < count; n++) {
            // Beyond the plain ones two half sentences make one, so that no two are the same.
            String one = sentences.get(n % sentences.size());
            String other = sentences.get((n / sentences.size() * 7 + n) % sentences.size());
            String text = n < sentences.size() ? one : one + " " + half(other);
            FindRequest request = FindRequest.of(text);
            if (n % 3 == 1) {
                request = request.choosing("province", PROVINCES[n % PROVINCES.length]);
            }
            if (n % 5 == 2) {
                request = request.choosing("mode", MODES[n % MODES.length]);
            }
            needs.add(request);
        }
        return needs;
    }

    private static String half(String text) {
        int points = text.codePointCount(0, text.length());
        return text.substring(0, text.offsetByCodePoints(0, Math.min(points, 4)));
    }

    private static long measure(
            PrintStream out, StandingQuestions waiting, List<FindDocument> documents) {
        long fits = 0;
        double[] ms = new double[documents.size()];
        for (int round = 0; round < ROUNDS; round++) {
            fits = 0;
            for (int i = 0; i < ms.length; i++) {
                long from = System.nanoTime();
                fits += waiting.fitting(List.of(documents.get(i))).size();
                ms[i] = (System.nanoTime() - from) / 1e6;
            }
        }
        long from = System.nanoTime();
        for (int at = 0; at < documents.size(); at += BATCH) {
            waiting.fitting(documents.subList(at, Math.min(documents.size(), at + BATCH)));
        }
        double each = (System.nanoTime() - from) / 1e6 / documents.size();
        Arrays.sort(ms);
        out.printf(
                Locale.ROOT,
                "| %d | %.2f | %.2f | %.2f | %.2f | %d |%n",
                waiting.size(),
                at(ms, 0.5),
                at(ms, 0.95),
                at(ms, 0.99),
                each,
                fits);
        return fits;
    }

    private static double at(double[] sorted, double share) {
        return sorted[Math.min(sorted.length - 1, (int) (sorted.length * share))];
    }
}
