package org.deltacommons.foundation.finding;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
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
        Map<String, Map<String, Having>> dimensions) {

    /// The field that holds a dimension begins so.
    static final String FIELD = "facet:";

    /// A value that fewer than one in so many have is a list of numbers, which is sooner gone
    /// through than a row of bits: sixty-four documents are compared at once, so a list has to be
    /// that much shorter, and again because each of its numbers is looked up somewhere else. A
    /// dimension with as many values as documents takes no more room than they do.
    private static final int SPARSE = 128;

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

    private static Map<String, Map<String, Having>> dimensions(LeafReader reader)
            throws IOException {
        Map<String, Map<String, Having>> dimensions = new TreeMap<>();
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

    private static Map<String, Having> values(TermsEnum terms, int documents) throws IOException {
        Map<String, Having> values = new TreeMap<>();
        PostingsEnum postings = null;
        while (terms.next() != null) {
            postings = terms.postings(postings, PostingsEnum.NONE);
            values.put(
                    terms.term().utf8ToString(),
                    terms.docFreq() < documents / SPARSE
                            ? few(postings, terms.docFreq())
                            : many(postings, documents));
        }
        return values;
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
        dimensions
                .getOrDefault(dimension, Map.of())
                .forEach((value, having) -> {
                    long count = having.among(among);
                    if (count > 0) {
                        to.accept(value, count);
                    }
                });
    }

    /// Those that have any of the values.
    FixedBitSet having(String dimension, Iterable<String> values) {
        FixedBitSet docs = new FixedBitSet(documents);
        Map<String, Having> all = dimensions.getOrDefault(dimension, Map.of());
        for (String value : values) {
            Having some = all.get(value);
            if (some != null) {
                some.addTo(docs);
            }
        }
        return docs;
    }
}
