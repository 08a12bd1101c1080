package org.deltacommons.foundation.finding;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The documents of an index of OpenSearch that mean something near a question, as [Nearby] has it.
/// The server compares no vectors: the product does, and asks it who has the passages.
///
/// @param hits keys of those near enough to be hits by themselves
/// @param best the nearest passage of each document that was looked at, by its key
/// @param nearnesses how near each of them is
record OpenSearchNearby(
        Set<String> hits, Map<String, Vectors.Near> best, Map<String, Float> nearnesses) {

    /// @param near the nearest first; at least one
    static OpenSearchNearby of(OpenSearchVolume index, List<Vectors.Near> near) throws IOException {
        Map<String, Vectors.Near> passages = new LinkedHashMap<>();
        near.forEach(passage -> passages.putIfAbsent(passage.name(), passage));
        Map<String, List<Vectors.Near>> having = new LinkedHashMap<>();
        for (JsonNode hit : index.ask("_search", asked(near)).path("hits").path("hits")) {
            List<Vectors.Near> mine = new ArrayList<>();
            for (JsonNode name : hit.path("fields").path(Shelf.PASSAGE)) {
                Vectors.Near passage = passages.get(name.asString());
                if (passage != null) {
                    mine.add(passage);
                }
            }
            mine.sort(Comparator.comparingDouble(Vectors.Near::cosine).reversed());
            having.put(hit.path("_id").asString(), mine);
        }
        Set<String> hits = new LinkedHashSet<>();
        Map<String, Vectors.Near> best = new HashMap<>();
        Map<String, Float> nearnesses = new HashMap<>();
        having.forEach((key, mine) -> {
            Nearby.Several several = new Nearby.Several(mine.getFirst());
            mine.forEach(passage -> several.add(Nearby.nearness(passage, near)));
            best.put(key, mine.getFirst());
            nearnesses.put(key, several.nearness(Nearby.nearness(mine.getFirst(), near)));
            if (Nearby.isNear(mine.getFirst(), near.getFirst().cosine())) {
                hits.add(key);
            }
        });
        return new OpenSearchNearby(hits, best, nearnesses);
    }

    /// The documents that have any, those with the nearest first.
    private static ObjectNode asked(List<Vectors.Near> near) {
        ObjectNode asked = OpenSearchQueries.object();
        asked.put("size", Nearby.DOCUMENTS_MAX)
                .put("_source", false)
                .put("track_total_hits", false);
        asked.putArray("docvalue_fields").add(Shelf.PASSAGE);
        ArrayNode any = asked.putObject("query").putObject("dis_max").putArray("queries");
        for (Vectors.Near passage : near) {
            // Not below nothing, which the server does not take.
            float worth = 1 + passage.cosine();
            any.add(
                    OpenSearchQueries.constant(
                            OpenSearchQueries.values(Shelf.PASSAGE, List.of(passage.name())),
                            worth));
        }
        return asked;
    }

    /// What nearness counts, for all that are equally near at once.
    List<ObjectNode> weighed() {
        Map<Float, List<String>> byNearness = new LinkedHashMap<>();
        nearnesses.forEach((key, nearness) ->
                byNearness.computeIfAbsent(nearness, _ -> new ArrayList<>()).add(key));
        List<ObjectNode> weighed = new ArrayList<>();
        byNearness.forEach((nearness, keys) -> {
            if (nearness > 0) {
                weighed.add(
                        OpenSearchQueries.constant(
                                OpenSearchQueries.values(Shelf.KEY, keys),
                                Fusion.MEANING * nearness));
            }
        });
        return weighed;
    }
}
