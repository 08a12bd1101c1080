package org.deltacommons.foundation.finding;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Names in an index of OpenSearch. Those that have it in their middle are searched for a bounded
/// time.
final class OpenSearchNames implements Names {

    /// A name is taken for the shortest of so many that begin alike.
    private static final int BEGUN_MAX = 24;

    private static final int CODE_MIN = 2;
    private static final String PATIENCE = "15ms";

    private record Name(String name, FindDocument document) {}

    private final OpenSearchVolume index;
    private final Analyzer analyzer;

    OpenSearchNames(OpenSearchVolume index, Analyzer analyzer) {
        this.index = index;
        this.analyzer = analyzer;
    }

    @Override
    public List<FindDocument> named(String text, int most) throws IOException {
        List<FindDocument> named = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (FindDocument document : begun(text)) {
            if (seen.add(document.key()) && named.size() < most) {
                named.add(document);
            }
        }
        if (named.size() < most) {
            for (FindDocument document : having(text, most)) {
                if (seen.add(document.key()) && named.size() < most) {
                    named.add(document);
                }
            }
        }
        return named;
    }

    private List<FindDocument> begun(String text) throws IOException {
        String name = Shelf.suggestion(text);
        String code = Analysis.code(text);
        List<ObjectNode> any = new ArrayList<>();
        if (!name.isEmpty()) {
            any.add(OpenSearchQueries.beginning(Shelf.SUGGEST, name));
        }
        if (code.length() >= CODE_MIN) {
            any.add(OpenSearchQueries.beginning(Shelf.SUGGEST, code));
            any.add(OpenSearchQueries.beginning(Analysis.CODES, code));
        }
        List<Name> names = new ArrayList<>();
        for (ObjectNode one : any) {
            ObjectNode asked = OpenSearchQueries.object();
            asked.put("size", BEGUN_MAX).put("track_total_hits", false).set("query", one);
            asked.putArray("sort").add(OpenSearchEntries.LENGTH).add(Shelf.KEY);
            for (JsonNode hit : index.ask("_search", asked).path("hits").path("hits")) {
                FindDocument document = OpenSearchVolume.document(hit);
                names.add(new Name(begun(document, name, code), document));
            }
        }
        return names.stream()
                .sorted(
                        Comparator.<Name>comparingInt(one -> one.name().length())
                                .thenComparing(Name::name))
                .map(Name::document)
                .toList();
    }

    /// The shortest of its names that begins so.
    private static String begun(FindDocument document, String name, String code) {
        Set<String> names = new HashSet<>();
        names.add(Shelf.suggestion(document.titleZh()));
        names.add(Shelf.suggestion(document.titleEn()));
        for (FindDocument.Text text : document.texts()) {
            if (text.weight() == FindDocument.Weight.CODE) {
                names.addAll(Analysis.codes(text.text(), true));
            } else {
                names.addAll(Analysis.codes(text.text(), false));
            }
        }
        return names.stream()
                .filter(one ->
                        (!name.isEmpty() && one.startsWith(name))
                                || (code.length() >= CODE_MIN && one.startsWith(code)))
                .min(
                        Comparator.comparingInt(String::length)
                                .thenComparing(Comparator.naturalOrder()))
                .orElse(Shelf.suggestion(document.titleZh()));
    }

    /// Names that have every pair of characters and every word, the last one perhaps unfinished.
    private List<FindDocument> having(String text, int most) throws IOException {
        List<Analysis.Token> pairs = Analysis.tokens(analyzer, Analysis.TITLE_PAIRS, text);
        if (pairs.isEmpty()) {
            return List.of();
        }
        ObjectNode asked = OpenSearchQueries.object();
        asked.put("size", most).put("track_total_hits", false).put("timeout", PATIENCE);
        var all = asked.putObject("query").putObject("bool").putArray("must");
        for (int i = 0; i < pairs.size(); i++) {
            String term = pairs.get(i).term();
            boolean unfinished =
                    i == pairs.size() - 1 && (!Script.isHan(term) || term.length() == 1);
            all.add(
                    unfinished
                            ? OpenSearchQueries.beginning(Analysis.TITLE_PAIRS, term)
                            : OpenSearchQueries.of(Question.term(Analysis.TITLE_PAIRS, term), 1));
        }
        List<FindDocument> having = new ArrayList<>();
        for (JsonNode hit : index.ask("_search", asked).path("hits").path("hits")) {
            having.add(OpenSearchVolume.document(hit));
        }
        return having;
    }
}
