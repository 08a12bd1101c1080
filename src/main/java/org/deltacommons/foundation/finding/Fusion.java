package org.deltacommons.foundation.finding;

import java.util.List;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/// One measure of fit from words, meaning and conditions. Words count by the share that a document
/// has of all of them, see [Weighed]; meaning by how much nearer a document lies than the farthest
/// that was looked at. Unlike ranks, both leave documents that say the same equal.
final class Fusion {

    /// How much the nearest meaning counts beside a document that has all words at their best.
    /// Tuned on the judged set's tuning part: anything from 0.8 to 1.2 does nearly as well.
    private static final float MEANING = 1.0f;

    /// How much each condition counts that a document has.
    private static final float CONDITION = 0.35f;

    private final @Nullable Nearby nearby;
    private final List<DocSet> preferred;

    /// @param nearby null where meaning does not count
    Fusion(@Nullable Nearby nearby, List<DocSet> preferred) {
        this.nearby = nearby;
        this.preferred = preferred;
    }

    /// The measure within one segment.
    Segmented in(LeafReaderContext leaf) {
        return new Segmented(
                leaf.docBase, preferred.stream().map(docs -> docs.in(leaf.ord)).toList());
    }

    /// @param preferred of the segment, for each condition
    final class Segmented {

        private final int docBase;
        private final List<FixedBitSet> preferred;

        private Segmented(int docBase, List<FixedBitSet> preferred) {
            this.docBase = docBase;
            this.preferred = preferred;
        }

        /// @param doc its number in the segment
        /// @param words the share of the words that it has
        float fit(int doc, float words) {
            float fit = words + (nearby == null ? 0 : MEANING * nearby.nearness(docBase + doc));
            for (FixedBitSet docs : preferred) {
                fit += docs.get(doc) ? CONDITION : 0;
            }
            return fit;
        }
    }
}
