package org.deltacommons.foundation.finding;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The [Vocabulary] of an index of OpenSearch, learnt anew when the number of its documents has
/// changed by more than a fiftieth.
final class OpenSearchWords implements Vocabulary {

    private static final int WORDS_MAX = 40_000;
    private static final int TOLERANCE = 50;

    private final OpenSearchVolume index;
    private final long documents;
    private @Nullable Lexicon lexicon;

    OpenSearchWords(OpenSearchVolume index) throws IOException {
        this.index = index;
        this.documents = count(index);
    }

    private static long count(OpenSearchVolume index) throws IOException {
        return index.ask("_count", OpenSearchQueries.object()).path("count").asLong();
    }

    boolean isOf(OpenSearchVolume now) {
        return now == index;
    }

    /// Whether it is near enough to what the index has now.
    boolean isGood(OpenSearchVolume now) throws IOException {
        return isOf(now) && Math.abs(count(now) - documents) <= documents / TOLERANCE;
    }

    @Override
    public synchronized Lexicon lexicon() throws IOException {
        Lexicon known = lexicon;
        if (known == null) {
            known = new Lexicon(this);
            lexicon = known;
        }
        return known;
    }

    @Override
    public Map<String, Long> chinese() throws IOException {
        return words(OpenSearchEntries.CHINESE);
    }

    @Override
    public Map<String, Long> latin() throws IOException {
        return words(OpenSearchEntries.LATIN);
    }

    /// The most frequent ones.
    private Map<String, Long> words(String field) throws IOException {
        ObjectNode asked = OpenSearchQueries.object();
        asked.put("size", 0);
        asked.putObject("aggs")
                .putObject("words")
                .putObject("terms")
                .put("field", field)
                .put("size", WORDS_MAX);
        Map<String, Long> words = new LinkedHashMap<>();
        for (JsonNode bucket :
                index.ask("_search", asked).path("aggregations").path("words").path("buckets")) {
            words.put(bucket.path("key").asString(), bucket.path("doc_count").asLong());
        }
        return words;
    }

    @Override
    public @Nullable String nearest(String field, String word, int slips) throws IOException {
        ObjectNode asked = OpenSearchQueries.object();
        asked.put("size", 0);
        ObjectNode near = asked.putObject("suggest").putObject("near").put("text", word);
        near.putObject("term")
                .put("field", field)
                .put("analyzer", "terms")
                .put("suggest_mode", "always")
                .put("sort", "frequency")
                .put("min_word_length", 1)
                .put("prefix_length", 1)
                .put("max_edits", slips)
                .put("accuracy", 0)
                .put("size", 20);
        for (JsonNode option :
                index.ask("_search", asked).path("suggest").path("near").path(0).path("options")) {
            String found = option.path("text").asString();
            if (found.chars().allMatch(Character::isLetter)) {
                return found;
            }
        }
        return null;
    }
}
