package org.deltacommons.foundation.finding;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeoutException;
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
        long until = System.nanoTime() + patience.toNanos();
        while (finding.meaningsMissing() != 0) {
            if (System.nanoTime() > until) {
                throw new TimeoutException("meanings were not worked out in " + patience);
            }
            Thread.sleep(100);
        }
    }
}
