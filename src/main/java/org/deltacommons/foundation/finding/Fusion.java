package org.deltacommons.foundation.finding;

import java.util.List;
import java.util.Objects;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/// One measure of fit from words, meaning and conditions. Words count by the share that a document
/// has of all of them, see [Weighed]; meaning by how much nearer a document lies than the farthest
/// that was looked at. Unlike ranks, both leave documents that say the same equal.
final class Fusion {

    /// How much the nearest meaning counts beside a document that has all words at their best.
    /// Tuned on the judged set's tuning part: anything from 0.8 to 1.2 does nearly as well.
    static final float MEANING = 1.0f;

    /// How much each condition counts that a document has.
    static final float CONDITION = 0.35f;

    private final @Nullable Nearby nearby;
    private final List<DocSet> preferred;

    /// @param nearby null where meaning does not count
    Fusion(@Nullable Nearby nearby, List<DocSet> preferred) {
        this.nearby = nearby;
        this.preferred = preferred;
    }

    /// The measure within one segment.
    Segmented in(LeafReaderContext leaf) {
        int end = leaf.docBase + leaf.reader().maxDoc();
        int[] near =
                nearby == null
                        ? new int[0]
                        : nearby.best().keySet().stream()
                                .mapToInt(Integer::intValue)
                                .filter(doc -> doc >= leaf.docBase && doc < end)
                                .map(doc -> doc - leaf.docBase)
                                .sorted()
                                .toArray();
        float[] nearness = new float[near.length];
        for (int i = 0; i < near.length; i++) {
            nearness[i] = Objects.requireNonNull(nearby).nearness(leaf.docBase + near[i]);
        }
        return new Segmented(
                near,
                nearness,
                preferred.stream().map(docs -> docs.in(leaf.ord)).toArray(FixedBitSet[]::new));
    }

    /// Asked in rising order of documents.
    static final class Segmented {

        private final int[] near;
        private final float[] nearness;
        private final FixedBitSet[] preferred;
        private int at;

        /// @param near documents that were looked at, in rising order
        /// @param nearness of each
        /// @param preferred of the segment, for each condition
        private Segmented(int[] near, float[] nearness, FixedBitSet[] preferred) {
            this.near = near;
            this.nearness = nearness;
            this.preferred = preferred;
        }

        /// @param doc its number in the segment
        /// @param words the share of the words that it has
        float fit(int doc, float words) {
            while (at < near.length && near[at] < doc) {
                at++;
            }
            boolean close = at < near.length && near[at] == doc;
            float fit = words + (close ? MEANING * nearness[at] : 0);
            for (FixedBitSet docs : preferred) {
                fit += docs.get(doc) ? CONDITION : 0;
            }
            return fit;
        }
    }
}
