package org.deltacommons.foundation.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/// Texts in order, beside Lucene's own order of the same field.
class ByTextTest {

    private static final Sort OURS = new Sort(number(), ByText.sort("name"), ByText.sort("id"));
    private static final Sort LUCENES =
            new Sort(
                    number(),
                    new SortField("name", SortField.Type.STRING),
                    new SortField("id", SortField.Type.STRING));

    private static SortField number() {
        return new SortField("number", SortField.Type.LONG);
    }

    @Property(tries = 60)
    void page_by_page_the_order_is_that_of_the_field_itself(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 300) int documents,
            @ForAll @IntRange(min = 1, max = 8) int segments,
            @ForAll @IntRange(min = 1, max = 40) int size)
            throws Exception {
        try (ByteBuffersDirectory directory = new ByteBuffersDirectory()) {
            write(directory, new Random(seed), documents, segments);
            try (DirectoryReader reader = DirectoryReader.open(directory)) {
                IndexSearcher searcher = new IndexSearcher(reader);
                FieldDoc after = null;
                do {
                    ScoreDoc[] ours = page(searcher, OURS, after, size);
                    ScoreDoc[] lucenes = page(searcher, LUCENES, after, size);
                    assertThat(ours).hasSameSizeAs(lucenes);
                    for (int i = 0; i < ours.length; i++) {
                        assertThat(ours[i].doc).isEqualTo(lucenes[i].doc);
                        assertThat(((FieldDoc) ours[i]).fields)
                                .isEqualTo(((FieldDoc) lucenes[i]).fields);
                    }
                    after = ours.length < size ? null : (FieldDoc) ours[size - 1];
                } while (after != null);
            }
        }
    }

    private static ScoreDoc[] page(
            IndexSearcher searcher, Sort sort, @Nullable FieldDoc after, int size)
            throws Exception {
        return searcher.search(
                        new MatchAllDocsQuery(),
                        new TopFieldCollectorManager(sort, size, after, size))
                .scoreDocs;
    }

    /// Many are equal in number and name, some have no name, some were deleted.
    private static void write(
            ByteBuffersDirectory directory, Random random, int documents, int segments)
            throws Exception {
        IndexWriterConfig plain = new IndexWriterConfig().setMergePolicy(NoMergePolicy.INSTANCE);
        try (IndexWriter writer = new IndexWriter(directory, plain)) {
            int[] ids = random.ints(documents, 0, 100_000).distinct().toArray();
            for (int id : ids) {
                Document document = new Document();
                document.add(new NumericDocValuesField("number", random.nextInt(3)));
                document.add(new SortedDocValuesField("id", new BytesRef("id-" + id)));
                if (random.nextInt(5) > 0) {
                    document.add(
                            new SortedDocValuesField(
                                    "name", new BytesRef("name " + random.nextInt(9))));
                }
                writer.addDocument(document);
                if (random.nextInt(Math.max(1, ids.length / segments)) == 0) {
                    writer.commit();
                }
            }
            int[] gone = Arrays.copyOf(ids, ids.length / 4);
            for (int id : gone) {
                writer.deleteDocuments(
                        SortedDocValuesField.newSlowExactQuery("id", new BytesRef("id-" + id)));
            }
        }
    }
}
