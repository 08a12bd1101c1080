package org.deltacommons.foundation.finding;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.util.FixedBitSet;

/// What was chosen of the facets: which of the documents are left, and how many of each value there
/// are. A facet counts within the choices of all others but not its own, so that one sees what
/// another value would bring. Counts are exact.
final class Choices {

    private static final int VALUES_MAX = 80;

    private final List<Segment> segments;
    private final DocSet answering;
    private final Map<String, List<String>> chosen;
    private final Map<String, DocSet> having = new LinkedHashMap<>();
    private final DocSet hits;

    /// @param answering what answers the question, whatever is chosen
    Choices(Reading reading, DocSet answering, Map<String, List<String>> chosen) {
        this.segments = reading.segments();
        this.answering = answering;
        this.chosen = chosen;
        chosen.forEach((dimension, values) -> having.put(dimension, having(dimension, values)));
        this.hits = chosen.isEmpty() ? answering : within("");
    }

    private DocSet having(String dimension, List<String> values) {
        return new DocSet(
                segments.stream()
                        .map(segment -> segment.having(dimension, values))
                        .toArray(FixedBitSet[]::new));
    }

    /// Within every choice but those of one dimension.
    private DocSet within(String besides) {
        DocSet left = answering.copy();
        having.forEach((dimension, docs) -> {
            if (!dimension.equals(besides)) {
                left.keep(docs);
            }
        });
        return left;
    }

    DocSet hits() {
        return hits;
    }

    List<Found.Facet> facets(Collection<Dimension> dimensions) {
        List<Found.Facet> facets = new ArrayList<>();
        for (Dimension dimension : dimensions) {
            String name = dimension.name();
            List<String> mine = chosen.getOrDefault(name, List.of());
            Map<String, Long> counts = counts(name, mine.isEmpty() ? hits : within(name));
            // What was chosen stays visible, even where nothing has it any more.
            mine.forEach(value -> counts.putIfAbsent(value, 0L));
            if (!counts.isEmpty()) {
                facets.add(new Found.Facet(dimension, values(counts, mine)));
            }
        }
        return facets;
    }

    private Map<String, Long> counts(String dimension, DocSet among) {
        Map<String, long[]> sums = new HashMap<>();
        for (int i = 0; i < segments.size(); i++) {
            segments.get(i)
                    .count(
                            dimension,
                            among.in(i),
                            (value, count) ->
                                    sums.computeIfAbsent(value, _ -> new long[1])[0] += count);
        }
        Map<String, Long> counts = new HashMap<>();
        sums.forEach((value, sum) -> counts.put(value, sum[0]));
        return counts;
    }

    /// The most frequent first; of more than eighty the rest only where it was chosen.
    private static List<Found.Value> values(Map<String, Long> counts, List<String> mine) {
        List<Found.Value> all =
                counts.entrySet().stream()
                        .map(one ->
                                new Found.Value(
                                        one.getKey(), one.getValue(), mine.contains(one.getKey())))
                        .sorted(
                                Comparator.comparingLong(Found.Value::count)
                                        .reversed()
                                        .thenComparing(Found.Value::value))
                        .toList();
        List<Found.Value> shown = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if (i < VALUES_MAX || all.get(i).chosen()) {
                shown.add(all.get(i));
            }
        }
        return shown;
    }
}
