package org.deltacommons.foundation.finding;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The passages of an index of OpenSearch, in the order in which its documents were written: what
/// was given once is not asked for again.
final class OpenSearchPassages implements PassageSource {

    private static final int BATCH = 50;
    private static final String CHANGE = "_seq_no";

    private final Supplier<@Nullable OpenSearchVolume> inUse;
    private @Nullable OpenSearchVolume given;

    /// The number of the last change that was gone through.
    private volatile long at = -1;

    OpenSearchPassages(Supplier<@Nullable OpenSearchVolume> inUse) {
        this.inUse = inUse;
    }

    @Override
    public void give(To to) throws IOException, InterruptedException {
        OpenSearchVolume index = inUse.get();
        if (index == null) {
            return;
        }
        if (index != given) {
            given = index;
            at = -1;
        }
        boolean more = true;
        while (more) {
            JsonNode hits = index.ask("_search", after(BATCH)).path("hits").path("hits");
            more = hits.size() == BATCH;
            Map<String, String> texts = new LinkedHashMap<>();
            hits.forEach(hit -> texts.putAll(Passages.of(OpenSearchVolume.document(hit))));
            if (!to.take(texts.keySet(), names -> some(texts, names))) {
                return;
            }
            if (!hits.isEmpty()) {
                at = hits.get(hits.size() - 1).path("sort").path(0).asLong();
            }
        }
    }

    private static Map<String, String> some(
            Map<String, String> texts, java.util.Set<String> names) {
        Map<String, String> some = new LinkedHashMap<>(texts);
        some.keySet().retainAll(names);
        return some;
    }

    private ObjectNode after(int size) {
        ObjectNode asked = OpenSearchQueries.object();
        asked.put("size", size).put("track_total_hits", size == 0);
        asked.putObject("query").putObject("range").putObject(CHANGE).put("gt", at);
        asked.putArray("sort").addObject().put(CHANGE, "asc");
        return asked;
    }

    /// In documents that were not gone through yet.
    @Override
    public long missing(Vectors vectors) throws IOException {
        OpenSearchVolume index = inUse.get();
        if (index == null) {
            return -1;
        }
        return index == given
                ? OpenSearchMatching.total(index.ask("_search", after(0)))
                : index.ask("_count", OpenSearchQueries.object()).path("count").asLong();
    }
}
