package org.deltacommons.foundation.finding;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnByteVectorField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnByteVectorQuery;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.FSDirectory;

/// What passages mean: one vector for each text there is, under the text's name. It is kept apart
/// from the index of documents and outlives it, so that nothing is worked out twice: not after a
/// restart, not when the documents are indexed anew, not for the hundredth instrument of a kind.
final class Vectors implements AutoCloseable {

    private static final String NAME = "name";
    private static final String TEXT = "text";
    private static final String VECTOR = "vector";
    private static final double WRITE_BUFFER_MB = 16;

    private final FSDirectory directory;
    private final IndexWriter writer;
    private final SearcherManager searchers;

    /// A passage that is near.
    ///
    /// @param cosine -1 to 1
    record Near(String name, String text, float cosine) {}

    Vectors(Path folder) throws IOException {
        directory = FSDirectory.open(folder);
        try {
            writer =
                    new IndexWriter(
                            directory, new IndexWriterConfig().setRAMBufferSizeMB(WRITE_BUFFER_MB));
            writer.commit();
            searchers = new SearcherManager(writer, null);
        } catch (IOException | RuntimeException unreadable) {
            directory.close();
            throw unreadable;
        }
    }

    /// Those of the names that have no vector yet.
    Set<String> missing(Set<String> names) throws IOException {
        IndexSearcher searcher = searchers.acquire();
        try {
            Set<String> missing = new java.util.LinkedHashSet<>();
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

    void put(Map<String, String> texts, Embedder embedder) throws IOException {
        for (Map.Entry<String, String> text : texts.entrySet()) {
            Document passage = new Document();
            passage.add(new StringField(NAME, text.getKey(), Field.Store.YES));
            passage.add(new org.apache.lucene.document.StoredField(TEXT, text.getValue()));
            passage.add(
                    new KnnByteVectorField(
                            VECTOR,
                            bytes(embedder.of(text.getValue())),
                            VectorSimilarityFunction.COSINE));
            writer.updateDocument(new Term(NAME, text.getKey()), passage);
        }
    }

    /// From now on what was put is found, and stays.
    void keep() throws IOException {
        writer.commit();
        searchers.maybeRefreshBlocking();
    }

    boolean isEmpty() {
        return writer.getDocStats().numDocs == 0;
    }

    /// The nearest first.
    List<Near> near(float[] question, int count) throws IOException {
        IndexSearcher searcher = searchers.acquire();
        try {
            List<Near> near = new ArrayList<>();
            var query = new KnnByteVectorQuery(VECTOR, bytes(question), count);
            var stored = searcher.storedFields();
            for (ScoreDoc hit : searcher.search(query, count).scoreDocs) {
                Document passage = stored.document(hit.doc);
                // Lucene counts (1 + cosine) / 2.
                near.add(new Near(passage.get(NAME), passage.get(TEXT), 2 * hit.score - 1));
            }
            return near;
        } finally {
            searchers.release(searcher);
        }
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
