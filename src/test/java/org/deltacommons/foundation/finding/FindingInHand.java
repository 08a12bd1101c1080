package org.deltacommons.foundation.finding;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;

/// An index over what is in the hand, without an application around it.
public final class FindingInHand {

    static final Finding.Source NO_FEEDS =
            new Finding.Source() {
                @Override
                public List<RecordedFact> after(Province origin, long after, int limit) {
                    return List.of();
                }

                @Override
                public long newest(Province origin) {
                    return 0;
                }
            };

    private FindingInHand() {}

    /// Built and open, with every meaning worked out; the caller stops it.
    public static Finding over(Path folder, Findable findable, Duration patience)
            throws InterruptedException, TimeoutException {
        Finding finding = new Finding(folder, NO_FEEDS, List.of(findable), BgeEmbedder::new);
        finding.start();
        finding.rebuild();
        await(finding, patience);
        return finding;
    }

    /// Questions that wait, for documents of these dimensions.
    public static StandingQuestions standing(Path folder, Findable findable) {
        return new Finding(folder, NO_FEEDS, List.of(findable)).standing();
    }

    /// Open over what its folder holds, not yet built; the caller stops it.
    ///
    /// @param model turns a text into a vector; null to go by words alone
    public static Finding open(
            Path folder, Findable findable, @Nullable Function<String, float[]> model) {
        Finding finding =
                new Finding(
                        folder,
                        NO_FEEDS,
                        List.of(findable),
                        model == null ? null : () -> new Given(model));
        finding.start();
        return finding;
    }

    /// The product's own model.
    public static Function<String, float[]> model() {
        return new BgeEmbedder()::of;
    }

    /// Waits until the index is built for the first time.
    public static void awaitBuilt(Finding finding, Duration patience)
            throws InterruptedException, TimeoutException {
        await(() -> finding.find(FindRequest.of(""), false).ready(), patience);
    }

    /// Waits until the model and its vectors are open.
    public static void awaitMeaning(Finding finding, Duration patience)
            throws InterruptedException, TimeoutException {
        await(finding::knowsMeanings, patience);
    }

    /// Works out the vectors of everything in a folder, without the rests between.
    ///
    /// @return how many there are
    public static long fill(Path folder, Findable findable, Function<String, float[]> model)
            throws InterruptedException {
        EmbeddedEngine engine = new EmbeddedEngine(folder, Dimension.of(List.of(findable)), null);
        Finding finding = new Finding(engine, NO_FEEDS, List.of(findable));
        finding.start();
        Meaning meaning =
                new Meaning(folder, () -> new Given(model), new SegmentPassages(engine::newest));
        try {
            meaning.open();
            meaning.round(false);
            return meaning.count();
        } finally {
            meaning.stop();
            finding.stop();
        }
    }

    /// Of the passages that comparing every vector finds, the share that is found by signs first.
    public static double recall(
            Path folder, List<String> questions, Function<String, float[]> model) {
        Meaning meaning =
                new Meaning(folder, () -> new Given(model), new SegmentPassages(() -> null));
        try {
            meaning.open();
            double found = 0;
            for (String question : questions) {
                List<Vectors.Near> all = meaning.near(question, Nearby.PASSAGES, Integer.MAX_VALUE);
                Set<Vectors.Near> some = new HashSet<>(meaning.near(question, Nearby.PASSAGES));
                found += all.stream().filter(some::contains).count() / (double) all.size();
            }
            return found / questions.size();
        } finally {
            meaning.stop();
        }
    }

    /// The texts of a document that are compared by meaning.
    public static Collection<String> passages(FindDocument document) {
        return Passages.of(document).values();
    }

    private record Given(Function<String, float[]> model) implements Embedder {
        @Override
        public String name() {
            return "given";
        }

        @Override
        public float[] of(String text) {
            return model.apply(text);
        }
    }

    static void await(Finding finding, Duration patience)
            throws InterruptedException, TimeoutException {
        await(() -> finding.meaningsMissing() == 0, patience);
    }

    private static void await(BooleanSupplier wanted, Duration patience)
            throws InterruptedException, TimeoutException {
        long until = System.nanoTime() + patience.toNanos();
        while (!wanted.getAsBoolean()) {
            if (System.nanoTime() > until) {
                throw new TimeoutException("it was not there after " + patience);
            }
            Thread.sleep(100);
        }
    }
}
