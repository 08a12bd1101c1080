package org.deltacommons.foundation.finding;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnByteVectorField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.NIOFSDirectory;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.VectorUtil;
import org.jspecify.annotations.Nullable;

/// What passages mean: one vector for each text there is, under the text's name. It is kept apart
/// from the index of documents and outlives it, so that nothing is worked out twice: not after a
/// restart, not when the documents are indexed anew, not for the hundredth instrument of a kind.
///
/// Nearness is looked up in two steps. [Signs] say in a few milliseconds which thousands of a
/// million vectors may be near; only of these are the vectors themselves compared. A graph of
/// neighbours, which Lucene would keep, is looked up sooner, but it must be built, and merges build
/// much of it again; see `docs/finding.md`.
final class Vectors implements AutoCloseable {

    private static final String NAME = "name";
    private static final String TEXT = "text";
    private static final String VECTOR = "vector";
    private static final double WRITE_BUFFER_MB = 16;

    /// So many vectors are compared themselves: all, where there are no more.
    static final int COMPARED = 8_192;

    private final Directory directory;
    private final IndexWriter writer;
    private final SearcherManager searchers;

    /// A passage that is near.
    ///
    /// @param cosine -1 to 1
    record Near(String name, float cosine) {}

    private record Found(int doc, float cosine) {}

    Vectors(Path folder) throws IOException {
        directory = new Unmapped(folder);
        try {
            writer =
                    new IndexWriter(
                            directory,
                            new IndexWriterConfig()
                                    .setCodec(new WithoutGraph())
                                    .setRAMBufferSizeMB(WRITE_BUFFER_MB));
            writer.commit();
            searchers = new SearcherManager(writer, new Signing());
        } catch (IOException | RuntimeException unreadable) {
            directory.close();
            throw unreadable;
        }
    }

    /// The vectors themselves are read where they lie and not mapped: of a million, 512 MB that
    /// would count as this process's memory are gone through once for their signs, and later a few
    /// here and there.
    private static final class Unmapped extends FilterDirectory {

        private static final String VECTORS = ".vec";

        private final Directory read;

        Unmapped(Path folder) throws IOException {
            super(FSDirectory.open(folder));
            read = new NIOFSDirectory(folder);
        }

        @Override
        public IndexInput openInput(String name, IOContext context) throws IOException {
            return name.endsWith(VECTORS)
                    ? read.openInput(name, context)
                    : super.openInput(name, context);
        }

        @Override
        public void close() throws IOException {
            try (read) {
                super.close();
            }
        }
    }

    private static final class WithoutGraph extends Lucene104Codec {

        /// No segment is large enough for a graph.
        private static final KnnVectorsFormat FLAT =
                new Lucene99HnswVectorsFormat(
                        Lucene99HnswVectorsFormat.DEFAULT_MAX_CONN,
                        Lucene99HnswVectorsFormat.DEFAULT_BEAM_WIDTH,
                        1,
                        null,
                        Integer.MAX_VALUE);

        @Override
        public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
            return FLAT;
        }
    }

    /// A searcher with the signs of its vectors, where there are so many that they are needed.
    private static final class Signed extends IndexSearcher {

        private final @Nullable Signs signs;

        Signed(IndexReader reader, @Nullable Signs signs) {
            super(reader);
            this.signs = signs;
        }
    }

    private static final class Signing extends SearcherFactory {

        private @Nullable Signs last;

        @Override
        public IndexSearcher newSearcher(IndexReader reader, @Nullable IndexReader previous)
                throws IOException {
            if (reader.maxDoc() > COMPARED) {
                last = Signs.of(reader.leaves(), VECTOR, last);
            }
            return new Signed(reader, last);
        }
    }

    /// Those of the names that have no vector yet.
    Set<String> missing(Set<String> names) throws IOException {
        IndexSearcher searcher = searchers.acquire();
        try {
            Set<String> missing = new LinkedHashSet<>();
            for (String name : names) {
                if (searcher.getIndexReader().docFreq(new Term(NAME, name)) == 0) {
                    missing.add(name);
                }
            }
            return missing;
        } finally {
            searchers.release(searcher);
        }
    }

    void put(String name, String text, Embedder embedder) throws IOException {
        Document passage = new Document();
        passage.add(new StringField(NAME, name, Field.Store.NO));
        passage.add(new BinaryDocValuesField(NAME, new BytesRef(name)));
        passage.add(new StoredField(TEXT, text));
        passage.add(
                new KnnByteVectorField(
                        VECTOR, bytes(embedder.of(text)), VectorSimilarityFunction.COSINE));
        writer.updateDocument(new Term(NAME, name), passage);
    }

    /// From now on what was put is found.
    void show() throws IOException {
        searchers.maybeRefreshBlocking();
    }

    /// The same, and it stays.
    void keep() throws IOException {
        writer.commit();
        show();
    }

    long count() {
        return writer.getDocStats().numDocs;
    }

    boolean isEmpty() {
        return count() == 0;
    }

    /// The text of a passage; empty if there is none of the name.
    String text(String name) throws IOException {
        IndexSearcher searcher = searchers.acquire();
        try {
            TopDocs one = searcher.search(new TermQuery(new Term(NAME, name)), 1);
            return one.scoreDocs.length == 0
                    ? ""
                    : searcher.storedFields().document(one.scoreDocs[0].doc).get(TEXT);
        } finally {
            searchers.release(searcher);
        }
    }

    /// The nearest first.
    ///
    /// @param compared how many vectors are compared themselves, at least
    List<Near> near(float[] question, int count, int compared) throws IOException {
        Signed searcher = (Signed) searchers.acquire();
        try {
            byte[] asked = bytes(question);
            PriorityQueue<Found> best =
                    new PriorityQueue<>(
                            Comparator.comparingDouble(Found::cosine)
                                    .thenComparing(Found::doc, Comparator.reverseOrder()));
            Signs signs = searcher.signs;
            int[][] maybe =
                    signs == null || searcher.getIndexReader().maxDoc() <= compared
                            ? null
                            : signs.near(asked, compared);
            for (LeafReaderContext leaf : searcher.getLeafContexts()) {
                compare(leaf, maybe == null ? null : maybe[leaf.ord], asked, count, best);
            }
            return named(searcher, best);
        } finally {
            searchers.release(searcher);
        }
    }

    /// @param maybe vectors of the segment that are looked at, in rising order; null for all
    private static void compare(
            LeafReaderContext leaf,
            int @Nullable [] maybe,
            byte[] asked,
            int count,
            PriorityQueue<Found> best)
            throws IOException {
        var vectors = leaf.reader().getByteVectorValues(VECTOR);
        var live = leaf.reader().getLiveDocs();
        int all = vectors == null ? 0 : maybe == null ? vectors.size() : maybe.length;
        for (int i = 0; vectors != null && i < all; i++) {
            int vector = maybe == null ? i : maybe[i];
            int doc = vectors.ordToDoc(vector);
            if (live == null || live.get(doc)) {
                float cosine = VectorUtil.cosine(asked, vectors.vectorValue(vector));
                offer(best, new Found(leaf.docBase + doc, cosine), count);
            }
        }
    }

    private static void offer(PriorityQueue<Found> best, Found one, int count) {
        if (best.size() < count) {
            best.add(one);
        } else if (one.cosine() > best.element().cosine()) {
            best.remove();
            best.add(one);
        }
    }

    private static List<Near> named(IndexSearcher searcher, PriorityQueue<Found> best)
            throws IOException {
        List<LeafReaderContext> leaves = searcher.getLeafContexts();
        List<Found> found = new ArrayList<>();
        while (!best.isEmpty()) {
            found.add(best.remove());
        }
        List<Near> near = new ArrayList<>();
        for (Found one : found.reversed()) {
            LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(one.doc(), leaves));
            BinaryDocValues names = DocValues.getBinary(leaf.reader(), NAME);
            names.advanceExact(one.doc() - leaf.docBase);
            near.add(new Near(names.binaryValue().utf8ToString(), one.cosine()));
        }
        return near;
    }

    /// A byte for each number: a quarter of the room, and the order of what is near hardly changes.
    private static byte[] bytes(float[] vector) {
        float largest = 0;
        for (float one : vector) {
            largest = Math.max(largest, Math.abs(one));
        }
        byte[] bytes = new byte[vector.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Math.round(vector[i] / largest * Byte.MAX_VALUE);
        }
        return bytes;
    }

    @Override
    public void close() throws IOException {
        try (directory) {
            searchers.close();
            writer.close();
        }
    }
}
