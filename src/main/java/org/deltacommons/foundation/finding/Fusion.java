package org.deltacommons.foundation.finding;

import java.util.List;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/// One measure of fit from words, meaning and conditions. Words count by the share of what a
/// document with all of them at their best would have; meaning by how much nearer a document lies
/// than the farthest that was looked at. Unlike ranks, both leave documents that say the same
/// equal.
final class Fusion {

    /// How much the nearest meaning counts beside a document that has all words at their best.
    /// Tuned on the judged set's tuning part: 0.4 to 2.2 were tried.
    private static final float MEANING = 0.8f;

    /// How much each condition counts that a document has.
    private static final float CONDITION = 0.35f;

    private final @Nullable Nearby nearby;
    private final List<DocSet> preferred;
    private final float ideal;

    /// @param nearby null where meaning does not count
    /// @param ideal what the words of a perfect document fit
    Fusion(@Nullable Nearby nearby, List<DocSet> preferred, float ideal) {
        this.nearby = nearby;
        this.preferred = preferred;
        this.ideal = Math.max(ideal, Float.MIN_NORMAL);
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
            nearness[i] = nearness(leaf.docBase + near[i]);
        }
        return new Segmented(
                near,
                nearness,
                preferred.stream().map(docs -> docs.in(leaf.ord)).toArray(FixedBitSet[]::new),
                ideal);
    }

    /// Asked in rising order of documents.
    static final class Segmented {

        private final int[] near;
        private final float[] nearness;
        private final FixedBitSet[] preferred;
        private final float ideal;
        private int at;

        /// @param near documents that were looked at, in rising order
        /// @param nearness of each
        /// @param preferred of the segment, for each condition
        private Segmented(int[] near, float[] nearness, FixedBitSet[] preferred, float ideal) {
            this.near = near;
            this.nearness = nearness;
            this.preferred = preferred;
            this.ideal = ideal;
        }

        /// @param doc its number in the segment
        /// @param words the sum of its words' fits
        float fit(int doc, float words) {
            while (at < near.length && near[at] < doc) {
                at++;
            }
            boolean close = at < near.length && near[at] == doc;
            float fit = words / ideal + (close ? MEANING * nearness[at] : 0);
            for (FixedBitSet docs : preferred) {
                fit += docs.get(doc) ? CONDITION : 0;
            }
            return fit;
        }
    }

    private float nearness(int doc) {
        Vectors.Near near = nearby == null ? null : nearby.best().get(doc);
        if (nearby == null || near == null) {
            return 0;
        }
        float span = nearby.most() - nearby.least();
        return span <= 0 ? 1 : (near.cosine() - nearby.least()) / span;
    }
}
