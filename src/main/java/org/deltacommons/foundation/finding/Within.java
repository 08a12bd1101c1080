package org.deltacommons.foundation.finding;

import java.util.Objects;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.ConstantScoreScorerSupplier;
import org.apache.lucene.search.ConstantScoreWeight;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.FixedBitSet;

/// A query that a set of documents, worked out before, answers. Only for the reading the set is of.
final class Within extends Query {

    private final DocSet docs;

    Within(DocSet docs) {
        this.docs = docs;
    }

    @Override
    public Weight createWeight(IndexSearcher searcher, ScoreMode mode, float boost) {
        return new ConstantScoreWeight(this, boost) {
            @Override
            public ScorerSupplier scorerSupplier(LeafReaderContext leaf) {
                FixedBitSet bits = docs.in(leaf.ord);
                long count = bits.cardinality();
                return ConstantScoreScorerSupplier.fromIterator(
                        count == 0 ? DocIdSetIterator.empty() : new BitSetIterator(bits, count),
                        score(),
                        mode,
                        leaf.reader().maxDoc());
            }

            @Override
            public boolean isCacheable(LeafReaderContext leaf) {
                return false;
            }
        };
    }

    @Override
    public void visit(QueryVisitor visitor) {
        visitor.visitLeaf(this);
    }

    @Override
    public String toString(String field) {
        return "within a set";
    }

    @Override
    public boolean equals(Object other) {
        return sameClassAs(other) && docs == ((Within) other).docs;
    }

    @Override
    public int hashCode() {
        return Objects.hash(classHash(), System.identityHashCode(docs));
    }
}
