package org.deltacommons.foundation.finding;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/// The documents of one reading that mean something near a question.
///
/// @param docs those near enough to be hits by themselves
/// @param best the nearest passage of each document that was looked at, by its number in the
///   reading
/// @param nearnesses how near each of them is
record Nearby(DocSet docs, Map<Integer, Vectors.Near> best, Map<Integer, Float> nearnesses) {

    /// Passages that are looked at.
    static final int PASSAGES = 160;

    /// Documents at most, however many say the same.
    static final int DOCUMENTS_MAX = 400;

    /// What is not nearer than this is no hit by its meaning alone.
    private static final float COSINE_MIN = 0.5f;

    /// Nor what is farther than this from the nearest.
    private static final float BEHIND_MAX = 0.2f;

    /// So many of a document's passages count together.
    private static final int SEVERAL = 4;

    /// How much they count, so that a document of which everything is near goes before one with a
    /// single near sentence.
    private static final float TOGETHER = 0.8f;

    /// Documents that have a passage, over all passages: one use is said of every instrument of a
    /// kind.
    private static final int STEPS_MAX = 50_000;

    /// @param near the nearest first
    static Nearby of(Reading reading, List<Vectors.Near> near) throws IOException {
        Looking looking = new Looking(reading, near);
        for (Vectors.Near passage : near) {
            looking.note(passage);
        }
        return looking.nearby();
    }

    /// From the farthest that was looked at, 0, to the nearest, 1.
    float nearness(int doc) {
        return nearnesses.getOrDefault(doc, 0f);
    }

    /// Whether what has the passage is a hit.
    ///
    /// @param most the nearness of the nearest
    static boolean isNear(Vectors.Near passage, float most) {
        return passage.cosine() >= COSINE_MIN && passage.cosine() >= most - BEHIND_MAX;
    }

    /// From the farthest that was looked at, 0, to the nearest, 1.
    ///
    /// @param near the nearest first
    static float nearness(Vectors.Near passage, List<Vectors.Near> near) {
        float most = near.getFirst().cosine();
        float span = most - near.getLast().cosine();
        return span <= 0 ? 1 : (passage.cosine() - near.getLast().cosine()) / span;
    }

    /// Passages of one document, the nearest first.
    static final class Several {

        private final Vectors.Near best;
        private float sum;
        private int count;

        Several(Vectors.Near best) {
            this.best = best;
        }

        void add(float nearness) {
            if (count < SEVERAL) {
                sum += nearness;
                count++;
            }
        }

        /// @param best the nearness of the best
        float nearness(float best) {
            return (1 - TOGETHER) * best + TOGETHER * sum / SEVERAL;
        }
    }

    private static final class Looking {

        private final Reading reading;
        private final List<LeafReaderContext> leaves;
        private final FixedBitSet[] docs;
        private final Map<Integer, Several> seen = new HashMap<>();
        private final float least;
        private final float most;
        private int steps;

        Looking(Reading reading, List<Vectors.Near> near) {
            this.reading = reading;
            this.leaves = reading.reader().leaves();
            this.docs = new FixedBitSet[leaves.size()];
            for (int i = 0; i < docs.length; i++) {
                docs[i] = new FixedBitSet(leaves.get(i).reader().maxDoc());
            }
            this.most = near.isEmpty() ? 0 : near.getFirst().cosine();
            this.least = near.isEmpty() ? 0 : near.getLast().cosine();
        }

        void note(Vectors.Near passage) throws IOException {
            boolean hit = isNear(passage, most);
            for (int i = 0; i < docs.length && steps < STEPS_MAX; i++) {
                LeafReaderContext leaf = leaves.get(i);
                PostingsEnum having =
                        leaf.reader()
                                .postings(
                                        new Term(Shelf.PASSAGE, passage.name()), PostingsEnum.NONE);
                if (having != null) {
                    note(passage, having, leaf.docBase, hit ? docs[i] : null);
                }
            }
        }

        private void note(
                Vectors.Near passage, PostingsEnum having, int docBase, @Nullable FixedBitSet hits)
                throws IOException {
            float nearness = nearness(passage);
            for (int doc = having.nextDoc();
                    doc != DocIdSetIterator.NO_MORE_DOCS && steps < STEPS_MAX;
                    doc = having.nextDoc()) {
                steps++;
                Several several = seen.get(docBase + doc);
                if (several == null && seen.size() < DOCUMENTS_MAX) {
                    several = new Several(passage);
                    seen.put(docBase + doc, several);
                }
                if (several != null) {
                    several.add(nearness);
                    if (hits != null) {
                        hits.set(doc);
                    }
                }
            }
        }

        private float nearness(Vectors.Near passage) {
            float span = most - least;
            return span <= 0 ? 1 : (passage.cosine() - least) / span;
        }

        Nearby nearby() {
            Map<Integer, Vectors.Near> best = new HashMap<>();
            Map<Integer, Float> nearnesses = new HashMap<>();
            seen.forEach((doc, several) -> {
                best.put(doc, several.best);
                nearnesses.put(doc, several.nearness(nearness(several.best)));
            });
            for (int i = 0; i < docs.length; i++) {
                docs[i] = reading.segments().get(i).living(docs[i]);
            }
            return new Nearby(new DocSet(docs), best, nearnesses);
        }
    }
}
