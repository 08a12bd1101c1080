package org.deltacommons.foundation.finding;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.kernel.Province;

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
