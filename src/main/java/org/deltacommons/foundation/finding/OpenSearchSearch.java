package org.deltacommons.foundation.finding;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.deltacommons.foundation.finding.FindRequest.Order;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// One search in an index of OpenSearch.
final class OpenSearchSearch {

    private static final int NAMED_MAX = 8;
    private static final int RANKS_MAX = 1_000;
    private static final int VALUES_MAX = 80;
    private static final String ANSWERS = "answers";
    private static final String IS_HIT = "hit";

    private final OpenSearchVolume index;
    private final Vocabulary vocabulary;
    private final Analyzer analyzer;
    private final Map<String, Dimension> dimensions;
    private final @Nullable Meaning meaning;

    /// @param meaning null to go by words alone
    OpenSearchSearch(
            OpenSearchVolume index,
            Vocabulary vocabulary,
            Analyzer analyzer,
            Map<String, Dimension> dimensions,
            @Nullable Meaning meaning) {
        this.index = index;
        this.vocabulary = vocabulary;
        this.analyzer = analyzer;
        this.dimensions = dimensions;
        this.meaning = meaning;
    }

    private OpenSearchAsked asked(FindRequest request, Finding.Way way) throws IOException {
        return new OpenSearchAsked(
                index, vocabulary, analyzer, dimensions.keySet(), meaning, request, way);
    }

    /// @param facets dimensions that are counted
    Found find(FindRequest request, boolean english, Finding.Way way, Collection<String> facets)
            throws IOException {
        OpenSearchAsked asked = asked(request, way);
        if (asked.isVain()) {
            return Found.nothing(asked.conditions(), true);
        }
        Map<String, List<String>> chosen = asked.chosen();
        List<Dimension> counted =
                dimensions.values().stream().filter(one -> facets.contains(one.name())).toList();
        OpenSearchSorting sorting = sorting(asked, request, chosen);
        ArrayNode after = sorting.after(request.after());
        ObjectNode body = body(asked, chosen, sorting, request.size() + 1);
        if (after != null) {
            body.set("search_after", after);
        }
        ObjectNode counts = body.putObject("aggs");
        counted.forEach(one -> count(counts.putObject(one.name()), one.name(), chosen));
        JsonNode answer = index.ask("_search", body);
        JsonNode hits = answer.path("hits").path("hits");
        int shown = Math.min(hits.size(), request.size());
        return new Found(
                hits(hits, shown, asked, sorting, english),
                hits.size() > shown ? sorting.cursor(hits.get(shown - 1)) : null,
                OpenSearchMatching.total(answer),
                facets(answer.path("aggregations"), counted, chosen),
                asked.dropped(),
                asked.conditions(),
                asked.instead().stream()
                        .map(one -> new Found.Instead(one.typed(), one.meant()))
                        .toList(),
                asked.byMeaning(),
                true);
    }

    private OpenSearchSorting sorting(
            OpenSearchAsked asked, FindRequest request, Map<String, List<String>> chosen)
            throws IOException {
        Optional<Float> before = Sorting.least(request.after());
        boolean alike = asked.order() == Order.FIT || !asked.byMeaning();
        float least = before.isPresent() ? before.get() : alike ? 0 : least(asked, chosen);
        return new OpenSearchSorting(asked.order(), request.measure(), least);
    }

    private float least(OpenSearchAsked asked, Map<String, List<String>> chosen)
            throws IOException {
        OpenSearchSorting byFit = new OpenSearchSorting(Order.FIT, null, 0);
        ObjectNode body = body(asked, chosen, byFit, 1).put("_source", false);
        JsonNode best = index.ask("_search", body).path("hits").path("hits").path(0);
        return FitsWell.least((float) best.path("sort").path(0).asDouble());
    }

    private ObjectNode body(
            OpenSearchAsked asked,
            Map<String, List<String>> chosen,
            OpenSearchSorting sorting,
            int size)
            throws IOException {
        ObjectNode body = OpenSearchQueries.object();
        body.put("size", size).put("track_total_hits", true);
        body.set("query", asked.ranked());
        if (!chosen.isEmpty()) {
            body.set("post_filter", OpenSearchAsked.within(chosen, ""));
        }
        body.set("sort", sorting.sort(index, asked.ranked()));
        return body;
    }

    private static List<Found.Hit> hits(
            JsonNode hits,
            int shown,
            OpenSearchAsked asked,
            OpenSearchSorting sorting,
            boolean english)
            throws IOException {
        Highlights highlights = new Highlights(asked.question());
        List<Found.Hit> all = new ArrayList<>();
        for (int i = 0; i < shown; i++) {
            FindDocument document = OpenSearchVolume.document(hits.get(i));
            Marked marked = Marked.of(document, highlights, english);
            all.add(
                    new Found.Hit(
                            document,
                            marked.title(),
                            marked.snippet(),
                            marked.why(),
                            asked.met(named(hits.get(i))),
                            asked.near(document.key()),
                            sorting.isFar(hits.get(i))));
        }
        return all;
    }

    private static Set<String> named(JsonNode hit) {
        Set<String> named = new HashSet<>();
        hit.path("matched_queries").forEach(name -> named.add(name.asString()));
        return named;
    }

    // Facets

    /// A facet counts within the choices of all others but not its own.
    private static void count(ObjectNode to, String dimension, Map<String, List<String>> chosen) {
        to.set("filter", OpenSearchAsked.within(chosen, dimension));
        ObjectNode counts = to.putObject("aggs");
        String field = OpenSearchEntries.FACETS + dimension;
        ObjectNode values = counts.putObject("values").putObject("terms");
        values.put("field", field).put("size", VALUES_MAX);
        ArrayNode order = values.putArray("order");
        order.addObject().put("_count", "desc");
        order.addObject().put("_key", "asc");
        List<String> mine = chosen.getOrDefault(dimension, List.of());
        if (!mine.isEmpty()) {
            ArrayNode include =
                    counts.putObject("mine")
                            .putObject("terms")
                            .put("field", field)
                            .put("size", mine.size())
                            .putArray("include");
            mine.forEach(include::add);
        }
    }

    private static List<Found.Facet> facets(
            JsonNode counts, List<Dimension> counted, Map<String, List<String>> chosen) {
        List<Found.Facet> facets = new ArrayList<>();
        for (Dimension dimension : counted) {
            List<String> mine = chosen.getOrDefault(dimension.name(), List.of());
            Map<String, Long> all = new HashMap<>();
            for (String part : List.of("values", "mine")) {
                for (JsonNode one : counts.path(dimension.name()).path(part).path("buckets")) {
                    all.put(one.path("key").asString(), one.path("doc_count").asLong());
                }
            }
            mine.forEach(value -> all.putIfAbsent(value, 0L));
            if (!all.isEmpty()) {
                facets.add(new Found.Facet(dimension, values(all, mine)));
            }
        }
        return facets;
    }

    private static List<Found.Value> values(Map<String, Long> counts, List<String> mine) {
        return counts.entrySet().stream()
                .map(one ->
                        new Found.Value(one.getKey(), one.getValue(), mine.contains(one.getKey())))
                .sorted(
                        Comparator.comparingLong(Found.Value::count)
                                .reversed()
                                .thenComparing(Found.Value::value))
                .toList();
    }

    // Why something is not here

    Optional<Whether> whether(FindRequest request, String key) throws IOException {
        OpenSearchAsked asked = asked(request, Finding.Way.BOTH);
        Map<String, List<String>> chosen = asked.chosen();
        ObjectNode body = OpenSearchQueries.object();
        ObjectNode one =
                OpenSearchQueries.all(List.of(OpenSearchQueries.values(Shelf.KEY, List.of(key))));
        body.set("query", one);
        // Which of these it answers, the document says itself.
        ArrayNode should = ((ObjectNode) one.path("bool")).putArray("should");
        should.add(OpenSearchQueries.constant(asked.answering(), 1, ANSWERS));
        asked.wanted()
                .forEach((word, has) ->
                        should.add(OpenSearchQueries.constant(has, 1, "word " + word)));
        asked.excluding()
                .forEach((choice, has) ->
                        should.add(OpenSearchQueries.constant(has, 1, "choice " + choice)));
        should.add(
                OpenSearchQueries.constant(
                        OpenSearchQueries.all(
                                List.of(asked.ranked(), OpenSearchAsked.within(chosen, ""))),
                        1,
                        IS_HIT));
        JsonNode hit = index.ask("_search", body).path("hits").path("hits").path(0);
        return hit.isMissingNode()
                ? Optional.empty()
                : Optional.of(whether(request, asked, chosen, hit));
    }

    private Whether whether(
            FindRequest request,
            OpenSearchAsked asked,
            Map<String, List<String>> chosen,
            JsonNode hit)
            throws IOException {
        Set<String> has = named(hit);
        FindDocument document = OpenSearchVolume.document(hit);
        List<String> lacking =
                asked.wanted().keySet().stream()
                        .filter(word -> !has.contains("word " + word))
                        .toList();
        if (asked.isVain()) {
            return Whether.unanswered(document, lacking);
        }
        Measure measure = request.measure();
        OpenSearchSorting sorting = sorting(asked, request, chosen);
        JsonNode ranked =
                index.ask("_search", body(asked, chosen, sorting, RANKS_MAX).put("_source", false));
        List<Condition> unmet = asked.unmet(has);
        long total = OpenSearchMatching.total(ranked);
        if (has.contains(IS_HIT)) {
            boolean measured = measure == null || measure.of(document) != Measure.UNKNOWN;
            return Whether.found(document, rank(ranked, document.key()), total, unmet, measured);
        }
        boolean answers = has.contains(ANSWERS);
        List<Whether.Excluded> excluded =
                asked.excluding().keySet().stream()
                        .filter(choice -> !has.contains("choice " + choice))
                        .toList();
        return Whether.left(
                document,
                total,
                answers ? excluded : List.of(),
                answers ? List.of() : lacking,
                unmet);
    }

    private static long rank(JsonNode ranked, String key) {
        long rank = 1;
        for (JsonNode hit : ranked.path("hits").path("hits")) {
            if (hit.path("_id").asString().equals(key)) {
                return rank;
            }
            rank++;
        }
        return RANKS_MAX + 1L;
    }

    // Names

    /// What is called so: by its beginning, by a part of its name, or else by its words.
    List<FindDocument> named(String name) throws IOException {
        List<FindDocument> named =
                new OpenSearchNames(index, analyzer).named(Question.clean(name), NAMED_MAX);
        Question question = Question.of(name, analyzer);
        if (!named.isEmpty() || question.isEmpty()) {
            return named;
        }
        OpenSearchMatching matching = new OpenSearchMatching(index, question);
        ObjectNode body = OpenSearchQueries.object();
        ObjectNode query = OpenSearchQueries.all(List.of(matching.whole()));
        matching.weighed().forEach(((ObjectNode) query.path("bool")).putArray("should")::add);
        body.put("size", NAMED_MAX).set("query", query);
        List<FindDocument> worded = new ArrayList<>();
        for (JsonNode hit : index.ask("_search", body).path("hits").path("hits")) {
            worded.add(OpenSearchVolume.document(hit));
        }
        return worded;
    }
}
