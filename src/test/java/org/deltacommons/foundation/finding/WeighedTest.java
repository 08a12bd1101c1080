package org.deltacommons.foundation.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.util.FixedBitSet;
import org.deltacommons.foundation.finding.Question.TermOf;
import org.junit.jupiter.api.Test;

/// Among a hundred documents.
class WeighedTest {

    private static final int DOCUMENTS = 100;

    private final Statistics statistics = statistics();
    private final Map<TermOf, WordDocs.Word[]> found = new LinkedHashMap<>();

    private static Statistics statistics() {
        try (var directory = new ByteBuffersDirectory();
                var writer = new IndexWriter(directory, new IndexWriterConfig())) {
            for (int i = 0; i < DOCUMENTS; i++) {
                writer.addDocument(new Document());
            }
            try (DirectoryReader reader = DirectoryReader.open(writer)) {
                return Statistics.of(reader, null);
            }
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// A word that the first documents have, the first of them best.
    private void ask(String word, int having, boolean optional) {
        float[] fits = new float[having];
        for (int i = 0; i < having; i++) {
            fits[i] = having - i;
        }
        FixedBitSet docs = new FixedBitSet(DOCUMENTS);
        docs.set(0, having);
        found.put(
                new TermOf(word, Question.term(Analysis.BODY, word), optional, List.of()),
                new WordDocs.Word[] {WordDocs.Word.of(docs, WordFits.of(fits, having))});
    }

    /// What the best document gets of each word that some document has.
    private List<Float> best() {
        return Weighed.of(found, statistics).stream()
                .map(weighed -> weighed.factor() * weighed.word()[0].fits().most())
                .toList();
    }

    @Test
    void all_words_at_their_best_come_to_one_and_the_rarer_counts_more() {
        ask("often", 50, false);
        ask("rare", 2, false);
        assertThat(best()).hasSize(2);
        assertThat(best().get(0) + best().get(1)).isCloseTo(1, within(1e-5f));
        assertThat(best().get(1)).isGreaterThan(4 * best().get(0));
    }

    @Test
    void what_only_raises_the_rank_counts_half() {
        ask("needed", 5, false);
        ask("besides", 5, true);
        assertThat(best().get(0)).isCloseTo(2 * best().get(1), within(1e-5f));
    }

    @Test
    void a_word_that_nothing_has_leaves_less_to_the_others() {
        ask("known", 5, false);
        ask("unknown", 0, false);
        assertThat(best())
                .singleElement()
                .satisfies(share -> assertThat(share).isBetween(0.4f, 0.6f));
    }
}
