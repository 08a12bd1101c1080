package org.deltacommons.bench.search;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Stream;
import org.deltacommons.commons.resources.GeneratedDocuments;
import org.deltacommons.foundation.finding.Finding;
import org.deltacommons.foundation.finding.FindingInHand;

/// Builds our index as the product does when its folder is empty, then the vectors. A process of
/// its own, so that what building needs is no part of what serving holds.
final class Filling {

    private static final Duration PATIENCE = Duration.ofHours(12);

    private static final int SENTENCES = 50;

    private Filling() {}

    /// Folder, documents, texts that the model works out; 0 for words alone.
    public static void main(String[] arguments) throws Exception {
        Path place = Path.of(arguments[0]);
        int count = Integer.parseInt(arguments[1]);
        int embedded = Integer.parseInt(arguments[2]);
        GeneratedDocuments documents = new GeneratedDocuments(count);
        long from = System.nanoTime();
        Finding finding = FindingInHand.open(place.resolve("index"), documents, null);
        FindingInHand.awaitBuilt(finding, PATIENCE);
        finding.stop();
        row("our index, words and facets", from, size(place.resolve("index")));
        if (embedded > 0) {
            from = System.nanoTime();
            Path file = place.resolve("model-" + embedded + ".bin");
            Embedded model = Embedded.of(file, documents, embedded);
            row(
                    String.format(Locale.ROOT, "the model's vectors of %,d texts", model.real()),
                    from,
                    0);
            from = System.nanoTime();
            long vectors = FindingInHand.fill(place.resolve("index"), documents, model);
            row(
                    String.format(Locale.ROOT, "our index of %,d vectors", vectors),
                    from,
                    size(place.resolve("index").resolve("vectors-given")));
            System.out.printf(
                    Locale.ROOT,
                    "RESULT meaning_recall %.3f ratio%n",
                    FindingInHand.recall(
                            place.resolve("index"),
                            new Questions(documents, count, 3).sentences(SENTENCES),
                            FindingInHand.model()));
        }
        System.exit(0);
    }

    private static void row(String what, long from, double mib) {
        System.out.printf(
                Locale.ROOT, "| %s | %.0f | %.0f |%n", what, (System.nanoTime() - from) / 1e9, mib);
    }

    /// In MiB.
    private static double size(Path folder) throws Exception {
        try (Stream<Path> files = Files.walk(folder)) {
            long bytes = 0;
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(file);
            }
            return bytes / 1048576.0;
        }
    }
}
