package org.deltacommons.foundation.finding;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ObjLongConsumer;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.ArrayUtil;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/// One segment of the index, which never changes but for the documents that are deleted from it:
/// who has which value of each dimension. Read once, when the segment first shows up, so that a
/// question counts every value of every facet by cutting two rows of bits.
///
/// @param core what stays the same while documents are deleted
/// @param documents deleted ones counted
/// @param live those not deleted; null if none was
/// @param dimensions each one's values, each with the documents that have it, deleted ones among
///   them
record Segment(
        IndexReader.CacheKey core,
        int documents,
        @Nullable FixedBitSet live,
        Map<String, Values> dimensions) {

    /// The field that holds a dimension begins so.
    static final String FIELD = "facet:";

    /// A value that fewer than one in so many have is a list of numbers, which is sooner gone
    /// through than a row of bits: sixty-four documents are compared at once, so a list has to be
    /// that much shorter, and again because each of its numbers is looked up somewhere else. A
    /// dimension with as many values as documents takes no more room than they do.
    private static final int SPARSE = 128;

    /// What a dimension has in one segment.
    ///
    /// @param names in order
    /// @param having the documents of each
    @SuppressWarnings("ArrayRecordComponent") // Never compared, and gone through for every count.
    record Values(String[] names, Having[] having) {

        static final Values NONE = new Values(new String[0], new Having[0]);
    }

    /// The documents that have a value.
    sealed interface Having {

        void addTo(FixedBitSet all);

        /// How many of them are in the set.
        long among(FixedBitSet set);
    }

    record Many(FixedBitSet docs) implements Having {
        @Override
        public void addTo(FixedBitSet all) {
            all.or(docs);
        }

        @Override
        public long among(FixedBitSet set) {
            return FixedBitSet.intersectionCount(docs, set);
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // Never compared, and it must be small.
    record Few(int[] docs) implements Having {
        @Override
        public void addTo(FixedBitSet all) {
            for (int doc : docs) {
                all.set(doc);
            }
        }

        @Override
        public long among(FixedBitSet set) {
            long count = 0;
            for (int doc : docs) {
                count += set.get(doc) ? 1 : 0;
            }
            return count;
        }
    }

    /// @param known the same segment of an earlier reading, before more was deleted from it
    static Segment of(LeafReader reader, @Nullable Segment known) throws IOException {
        FixedBitSet live =
                reader.getLiveDocs() == null ? null : FixedBitSet.copyOf(reader.getLiveDocs());
        return new Segment(
                core(reader),
                reader.maxDoc(),
                live,
                known == null ? dimensions(reader) : known.dimensions);
    }

    static IndexReader.CacheKey core(LeafReader reader) {
        return java.util.Objects.requireNonNull(reader.getCoreCacheHelper()).getKey();
    }

    private static Map<String, Values> dimensions(LeafReader reader) throws IOException {
        Map<String, Values> dimensions = new HashMap<>();
        for (FieldInfo field : reader.getFieldInfos()) {
            var terms = field.name.startsWith(FIELD) ? reader.terms(field.name) : null;
            if (terms != null) {
                dimensions.put(
                        field.name.substring(FIELD.length()),
                        values(terms.iterator(), reader.maxDoc()));
            }
        }
        return dimensions;
    }

    private static Values values(TermsEnum terms, int documents) throws IOException {
        List<String> names = new ArrayList<>();
        List<Having> having = new ArrayList<>();
        PostingsEnum postings = null;
        while (terms.next() != null) {
            postings = terms.postings(postings, PostingsEnum.NONE);
            names.add(terms.term().utf8ToString());
            having.add(
                    terms.docFreq() < documents / SPARSE
                            ? few(postings, terms.docFreq())
                            : many(postings, documents));
        }
        return new Values(names.toArray(String[]::new), having.toArray(Having[]::new));
    }

    private static Many many(PostingsEnum postings, int documents) throws IOException {
        FixedBitSet docs = new FixedBitSet(documents);
        docs.or(postings);
        return new Many(docs);
    }

    private static Few few(PostingsEnum postings, int count) throws IOException {
        int[] docs = new int[count];
        int at = 0;
        for (int doc = postings.nextDoc();
                doc != DocIdSetIterator.NO_MORE_DOCS;
                doc = postings.nextDoc()) {
            docs[at++] = doc;
        }
        return new Few(at == count ? docs : ArrayUtil.copyOfSubArray(docs, 0, at));
    }

    FixedBitSet all() {
        if (live != null) {
            return live.clone();
        }
        FixedBitSet all = new FixedBitSet(documents);
        all.set(0, documents);
        return all;
    }

    /// Takes what was deleted out of a set.
    FixedBitSet living(FixedBitSet docs) {
        if (live == null) {
            return docs;
        }
        FixedBitSet living = docs.clone();
        living.and(live);
        return living;
    }

    /// How many of a set have each value of a dimension; values that none has are left out.
    void count(String dimension, FixedBitSet among, ObjLongConsumer<String> to) {
        Values values = dimensions.getOrDefault(dimension, Values.NONE);
        for (int i = 0; i < values.having().length; i++) {
            long count = values.having()[i].among(among);
            if (count > 0) {
                to.accept(values.names()[i], count);
            }
        }
    }

    /// Those that have any of the values.
    FixedBitSet having(String dimension, Iterable<String> values) {
        FixedBitSet docs = new FixedBitSet(documents);
        Values all = dimensions.getOrDefault(dimension, Values.NONE);
        for (String value : values) {
            for (int i = 0; i < all.names().length; i++) {
                if (all.names()[i].equals(value)) {
                    all.having()[i].addTo(docs);
                }
            }
        }
        return docs;
    }
}
