package org.deltacommons.foundation.finding;

import java.io.IOException;
import java.util.Objects;
import org.deltacommons.foundation.finding.FindRequest.Order;
import org.deltacommons.foundation.lane.Json;
import org.deltacommons.foundation.web.Cursor;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.foundation.web.WebReason;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The orders of [Sorting] in an index of OpenSearch. A [Measure] is worked out here, once for each
/// text that the hits have, and the server is told the numbers; so the order is exact over all
/// hits, and costs the more, the more different texts they have.
final class OpenSearchSorting {

    private static final int TEXTS_AT_ONCE = 10_000;

    /// Whole numbers are exact so far where the server keeps them as doubles; none of a measure is
    /// as large.
    private static final long LAST = 1L << 53;

    private static final String NUMBER =
            "doc[params.field].size() == 0 ? params.last"
                    + " : params.numbers.getOrDefault(doc[params.field].value, params.last)";

    /// The bands of [FitsWell].
    private static final String FAR = "_score >= params.least ? 0 : 1";

    private final Order order;
    private final @Nullable Measure measure;
    private final float least;

    /// @param order as it is used, which need not be the one that was asked for
    /// @param least what fits less comes behind all that does not; 0 where nothing does
    OpenSearchSorting(Order order, @Nullable Measure measure, float least) {
        this.order = order;
        this.measure = measure;
        this.least = least;
    }

    /// @param hits a query that has them all
    ArrayNode sort(OpenSearchVolume index, JsonNode hits) throws IOException {
        ArrayNode sort = Json.MAPPER.createArrayNode();
        if (order != Order.FIT) {
            sort.add(well());
        }
        switch (order) {
            case FIT -> {
                // By fit alone.
            }
            case DISTANCE, FREE, OWN -> sort.add(measured(index, hits));
            case PRICE -> sort.addObject().put(Shelf.PRICE, "asc");
            case NAME -> sort.addObject().put(Shelf.NAME, "asc");
        }
        sort.addObject().put("_score", "desc");
        sort.addObject().put(Shelf.KEY, "asc");
        return sort;
    }

    private ObjectNode well() {
        ObjectNode told = OpenSearchQueries.object();
        told.putObject("_script")
                .put("type", "number")
                .put("order", "asc")
                .putObject("script")
                .put("source", FAR)
                .putObject("params")
                .put("least", least);
        return told;
    }

    /// Whether a hit fits so little that it comes behind the others.
    boolean isFar(JsonNode hit) {
        return order != Order.FIT && hit.path("sort").path(0).asInt() == 1;
    }

    private ObjectNode measured(OpenSearchVolume index, JsonNode hits) throws IOException {
        Measure by = Objects.requireNonNull(measure);
        String field = OpenSearchEntries.order(by.by());
        ObjectNode told = OpenSearchQueries.object();
        ObjectNode sort = told.putObject("_script").put("type", "number").put("order", "asc");
        ObjectNode script = sort.putObject("script").put("source", NUMBER);
        ObjectNode params = script.putObject("params").put("field", field).put("last", LAST);
        ObjectNode numbers = params.putObject("numbers");
        JsonNode after = null;
        do {
            JsonNode page =
                    index.ask("_search", texts(hits, field, after))
                            .path("aggregations")
                            .path("texts");
            for (JsonNode bucket : page.path("buckets")) {
                String text = bucket.path("key").path("text").asString();
                numbers.put(text, Math.min(LAST, by.of(text)));
            }
            after = page.get("after_key");
        } while (after != null);
        return told;
    }

    private static ObjectNode texts(JsonNode hits, String field, @Nullable JsonNode after) {
        ObjectNode asked = OpenSearchQueries.object();
        asked.put("size", 0).put("track_total_hits", false).set("query", hits);
        ObjectNode pages = asked.putObject("aggs").putObject("texts").putObject("composite");
        pages.put("size", TEXTS_AT_ONCE);
        pages.putArray("sources")
                .addObject()
                .putObject("text")
                .putObject("terms")
                .put("field", field);
        if (after != null) {
            pages.set("after", after);
        }
        return asked;
    }

    /// Begins each cursor of this order, as in [Sorting].
    private String prefix() {
        boolean bound = order == Order.DISTANCE || order == Order.FREE;
        return order + (bound ? "@" + Objects.requireNonNull(measure).key() : "") + ":";
    }

    String cursor(JsonNode last) {
        JsonNode sort = last.path("sort");
        String band = Float.floatToIntBits(least) + ":" + sort.path(0).asInt() + ":";
        String value =
                switch (order) {
                    case FIT -> "";
                    case DISTANCE, FREE, OWN, PRICE -> band + sort.path(1).asLong() + ":";
                    case NAME -> band + sort.path(1).asString() + ":";
                };
        float fit = (float) sort.path(sort.size() - 2).asDouble();
        return new Cursor(
                        prefix() + value + Float.floatToIntBits(fit),
                        sort.path(sort.size() - 1).asString())
                .encode();
    }

    /// @return null from the beginning
    @Nullable ArrayNode after(@Nullable String cursor) {
        Cursor at = Cursor.decode(cursor).orElse(null);
        if (at == null) {
            return null;
        }
        try {
            if (!at.key().startsWith(prefix())) {
                throw new NumberFormatException("a cursor of another order");
            }
            String[] told = at.key().substring(prefix().length()).split(":", -1);
            if (told.length != (order == Order.FIT ? 1 : 4)) {
                throw new NumberFormatException("a cursor that was changed");
            }
            ArrayNode after = Json.MAPPER.createArrayNode();
            if (order != Order.FIT) {
                after.add(Integer.parseInt(told[1]));
            }
            switch (order) {
                case FIT -> {
                    // By fit alone.
                }
                case DISTANCE, FREE, OWN, PRICE -> after.add(Long.parseLong(told[2]));
                case NAME -> after.add(told[2]);
            }
            return after.add(Float.intBitsToFloat(Integer.parseInt(told[told.length - 1])))
                    .add(at.id());
        } catch (IllegalArgumentException forged) {
            throw new RefusedException(WebReason.CURSOR_INVALID);
        }
    }
}
