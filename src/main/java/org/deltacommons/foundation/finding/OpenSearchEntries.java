package org.deltacommons.foundation.finding;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.TermToBytesRefAttribute;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.util.BytesRef;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What of a document goes to OpenSearch. The product cuts the texts itself, as for its own index,
/// and sends terms: so both engines know the same words, and the server needs no plugin for
/// Chinese. Of what was sent the server gives back the document alone.
final class OpenSearchEntries {

    /// What stands between two terms; no term has it.
    static final String BETWEEN = "\n";

    static final String FACETS = "facet.";

    /// Texts of which a [Measure] is a function.
    static final String ORDERS = "order.";

    static final String CHINESE = "chinese";
    static final String LATIN = "latin";
    static final String LENGTH = "length";

    /// As long as the longest text.
    private static final int TERM_LENGTH_MAX = 8_000;

    private static final List<String> TEXTS =
            List.of(
                    Analysis.TITLE,
                    Analysis.STRONG,
                    Analysis.BODY,
                    Analysis.TITLE_PAIRS,
                    Analysis.BODY_PAIRS);

    private final Analyzer analyzer;
    private final Entries entries;

    OpenSearchEntries(Analyzer analyzer) {
        this.analyzer = analyzer;
        this.entries = new Entries(analyzer);
    }

    /// Of which a new index is made.
    static JsonNode index(String alias) {
        ObjectNode told = OpenSearchQueries.object();
        ObjectNode settings = told.putObject("settings");
        // One shard counts exactly and has one order of changes; a million documents fit.
        settings.put("number_of_shards", 1)
                .put("auto_expand_replicas", "0-1")
                .put("refresh_interval", "-1");
        ObjectNode analysis = settings.putObject("analysis");
        analysis.putObject("tokenizer")
                .putObject("terms")
                .put("type", "char_group")
                .put("max_token_length", TERM_LENGTH_MAX)
                .putArray("tokenize_on_chars")
                .add(BETWEEN);
        analysis.putObject("analyzer")
                .putObject("terms")
                .put("type", "custom")
                .put("tokenizer", "terms");
        told.putObject("aliases").putObject(alias);
        mappings(told.putObject("mappings"));
        return told;
    }

    private static void mappings(ObjectNode mappings) {
        mappings.put("dynamic", "strict");
        mappings.putObject("_source").putArray("includes").add(Shelf.JSON);
        ObjectNode properties = mappings.putObject("properties");
        properties
                .putObject(Shelf.JSON)
                .put("type", "keyword")
                .put("index", false)
                .put("doc_values", false);
        for (String keyword :
                List.of(Shelf.KEY, Shelf.KIND, Shelf.NAME, Shelf.SUGGEST, CHINESE, LATIN)) {
            properties.putObject(keyword).put("type", "keyword");
        }
        properties.putObject(Shelf.PASSAGE).put("type", "keyword");
        properties.putObject(Shelf.PRICE).put("type", "long");
        properties.putObject(LENGTH).put("type", "integer");
        for (String text : TEXTS) {
            properties
                    .putObject(text)
                    .put("type", "text")
                    .put("analyzer", "terms")
                    .put("position_increment_gap", 0);
        }
        properties
                .putObject(Analysis.CODES)
                .put("type", "text")
                .put("analyzer", "terms")
                .put("norms", false)
                .put("index_options", "docs");
        properties.putObject("facet").put("type", "object").put("dynamic", "true");
        for (Measure.By by : Measure.By.values()) {
            properties
                    .withObject("/order")
                    .withObject("/properties")
                    .putObject(by.name().toLowerCase(Locale.ROOT))
                    .put("type", "keyword")
                    .put("index", false);
        }
        ObjectNode each = mappings.putArray("dynamic_templates").addObject().putObject("facets");
        each.put("path_match", FACETS + "*").putObject("mapping").put("type", "keyword");
    }

    /// The same fields with the same terms as the embedded index has.
    JsonNode of(FindDocument document) {
        ObjectNode told = OpenSearchQueries.object();
        told.put(LENGTH, document.titleZh().length());
        Map<String, Set<String>> many = new TreeMap<>();
        for (IndexableField field : entries.of(document)) {
            String name = field.name();
            switch (name) {
                case Shelf.KEY, Shelf.KIND, Shelf.JSON -> {
                    if (field.stringValue() != null) {
                        told.put(name, field.stringValue());
                    }
                }
                case Shelf.PRICE -> told.put(name, field.numericValue().longValue());
                case Shelf.NAME -> told.put(name, ordered(field.binaryValue()));
                case Analysis.TITLE,
                        Analysis.STRONG,
                        Analysis.BODY,
                        Analysis.TITLE_PAIRS,
                        Analysis.BODY_PAIRS ->
                        told.withArray("/" + name).add(text(name, stream(field), many));
                default ->
                        many.computeIfAbsent(name(name), _ -> new LinkedHashSet<>())
                                .add(value(field));
            }
        }
        many.forEach((field, values) -> {
            ArrayNode all = told.putArray(field);
            values.forEach(all::add);
        });
        return told;
    }

    private TokenStream stream(IndexableField field) {
        return Objects.requireNonNull(field.tokenStream(analyzer, null));
    }

    private static String name(String field) {
        if (field.startsWith(Segment.FIELD)) {
            return FACETS + field.substring(Segment.FIELD.length());
        }
        for (Measure.By by : Measure.By.values()) {
            if (field.equals(Measured.field(by))) {
                return order(by);
            }
        }
        return field;
    }

    /// The field that holds the texts of a measure.
    static String order(Measure.By by) {
        return ORDERS + by.name().toLowerCase(Locale.ROOT);
    }

    private static String value(IndexableField field) {
        String text = field.stringValue();
        return text != null ? text : field.binaryValue().utf8ToString();
    }

    /// As text that is in the same order.
    private static String ordered(BytesRef bytes) {
        return HexFormat.of().formatHex(bytes.bytes, bytes.offset, bytes.offset + bytes.length);
    }

    /// A text's terms; of titles their words besides.
    private static String text(String field, TokenStream stream, Map<String, Set<String>> words) {
        StringJoiner terms = new StringJoiner(BETWEEN);
        try (stream) {
            TermToBytesRefAttribute term = stream.addAttribute(TermToBytesRefAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                String one = term.getBytesRef().utf8ToString().replace(BETWEEN, " ");
                terms.add(one);
                if (field.equals(Analysis.TITLE) && Vocabulary.isChinese(one)) {
                    words.computeIfAbsent(CHINESE, _ -> new LinkedHashSet<>()).add(one);
                } else if (field.equals(Analysis.TITLE_PAIRS) && Vocabulary.isLatin(one)) {
                    words.computeIfAbsent(LATIN, _ -> new LinkedHashSet<>()).add(one);
                }
            }
            stream.end();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return terms.toString();
    }
}
