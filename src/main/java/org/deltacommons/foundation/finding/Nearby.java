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

/// The documents of one reading that mean something near a question.
///
/// @param docs those near enough to be hits by themselves
/// @param best the nearest passage of each document that was looked at, by its number in the
///   reading
/// @param least the cosine of the farthest passage that was looked at
/// @param most that of the nearest
record Nearby(DocSet docs, Map<Integer, Vectors.Near> best, float least, float most) {

    /// Passages that are looked at.
    static final int PASSAGES = 160;

    /// Documents at most, however many say the same.
    private static final int DOCUMENTS_MAX = 400;

    /// What is not nearer than this is no hit by its meaning alone.
    private static final float COSINE_MIN = 0.5f;

    /// Nor what is farther than this from the nearest.
    private static final float BEHIND_MAX = 0.2f;

    /// @param near the nearest first
    static Nearby of(Reading reading, List<Vectors.Near> near) throws IOException {
        List<LeafReaderContext> leaves = reading.reader().leaves();
        FixedBitSet[] docs = new FixedBitSet[leaves.size()];
        for (int i = 0; i < docs.length; i++) {
            docs[i] = new FixedBitSet(leaves.get(i).reader().maxDoc());
        }
        Map<Integer, Vectors.Near> best = new HashMap<>();
        float most = near.isEmpty() ? 0 : near.getFirst().cosine();
        float least = near.isEmpty() ? 0 : near.getLast().cosine();
        for (Vectors.Near passage : near) {
            boolean hit = passage.cosine() >= COSINE_MIN && passage.cosine() >= most - BEHIND_MAX;
            for (int i = 0; i < docs.length && best.size() < DOCUMENTS_MAX; i++) {
                LeafReaderContext leaf = leaves.get(i);
                PostingsEnum having =
                        leaf.reader()
                                .postings(
                                        new Term(Shelf.PASSAGE, passage.name()), PostingsEnum.NONE);
                if (having != null) {
                    note(passage, having, leaf, hit ? docs[i] : null, best);
                }
            }
        }
        for (int i = 0; i < docs.length; i++) {
            docs[i] = reading.segments().get(i).living(docs[i]);
        }
        return new Nearby(new DocSet(docs), best, least, most);
    }

    private static void note(
            Vectors.Near passage,
            PostingsEnum having,
            LeafReaderContext leaf,
            @org.jspecify.annotations.Nullable FixedBitSet hits,
            Map<Integer, Vectors.Near> best)
            throws IOException {
        for (int doc = having.nextDoc();
                doc != DocIdSetIterator.NO_MORE_DOCS && best.size() < DOCUMENTS_MAX;
                doc = having.nextDoc()) {
            best.putIfAbsent(leaf.docBase + doc, passage);
            if (hits != null) {
                hits.set(doc);
            }
        }
    }
}
