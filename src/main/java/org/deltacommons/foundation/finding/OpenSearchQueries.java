package org.deltacommons.foundation.finding;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.deltacommons.foundation.lane.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Questions as OpenSearch takes them. A word is asked for by the same query as of the embedded
/// index, term by term; nothing that was typed is parsed there either.
final class OpenSearchQueries {

    private OpenSearchQueries() {}

    /// @throws IllegalArgumentException for a query that no [Question] has
    static ObjectNode of(Query query, float boost) {
        return switch (query) {
            case BoostQuery boosted -> of(boosted.getQuery(), boost * boosted.getBoost());
            case TermQuery term -> term(term.getTerm(), boost);
            case PhraseQuery phrase -> phrase(phrase, boost);
            case DisjunctionMaxQuery any -> best(any, boost);
            case BooleanQuery all -> bool(all, boost);
            case MatchNoDocsQuery _ -> nothing();
            default -> throw new IllegalArgumentException("not asked for: " + query.getClass());
        };
    }

    private static ObjectNode term(Term term, float boost) {
        ObjectNode told = object();
        told.putObject("term")
                .putObject(term.field())
                .put("value", term.text())
                .put("boost", boost);
        return told;
    }

    private static ObjectNode phrase(PhraseQuery phrase, float boost) {
        Term[] terms = phrase.getTerms();
        if (terms.length == 0) {
            return nothing();
        }
        if (terms.length == 1) {
            return term(terms[0], boost);
        }
        ObjectNode told = object();
        told.putObject("match_phrase")
                .putObject(terms[0].field())
                .put(
                        "query",
                        String.join(
                                OpenSearchEntries.BETWEEN,
                                Arrays.stream(terms).map(Term::text).toList()))
                .put("boost", boost);
        return told;
    }

    private static ObjectNode best(DisjunctionMaxQuery any, float boost) {
        if (any.getDisjuncts().isEmpty()) {
            return nothing();
        }
        ObjectNode told = object();
        ObjectNode best = told.putObject("dis_max");
        best.put("tie_breaker", any.getTieBreakerMultiplier()).put("boost", boost);
        ArrayNode queries = best.putArray("queries");
        any.getDisjuncts().forEach(one -> queries.add(of(one, 1)));
        return told;
    }

    private static ObjectNode bool(BooleanQuery all, float boost) {
        if (all.clauses().isEmpty()) {
            return nothing();
        }
        ObjectNode told = object();
        ObjectNode bool = told.putObject("bool").put("boost", boost);
        ArrayNode must = bool.putArray("must");
        ArrayNode should = bool.putArray("should");
        for (BooleanClause clause : all.clauses()) {
            switch (clause.occur()) {
                case MUST -> must.add(of(clause.query(), 1));
                case SHOULD -> should.add(of(clause.query(), 1));
                case FILTER, MUST_NOT ->
                        throw new IllegalArgumentException("not asked for: " + clause.occur());
            }
        }
        return told;
    }

    static ObjectNode object() {
        return Json.MAPPER.createObjectNode();
    }

    static ObjectNode nothing() {
        ObjectNode told = object();
        told.putObject("match_none");
        return told;
    }

    static ObjectNode everything() {
        ObjectNode told = object();
        told.putObject("match_all");
        return told;
    }

    /// What has all of them.
    static ObjectNode all(Collection<? extends JsonNode> queries) {
        if (queries.isEmpty()) {
            return everything();
        }
        ObjectNode told = object();
        told.putObject("bool").putArray("filter").addAll(List.copyOf(queries));
        return told;
    }

    /// What has at least so many of them; nothing where there are none.
    static ObjectNode some(int least, Collection<? extends JsonNode> queries) {
        if (queries.isEmpty()) {
            return nothing();
        }
        ObjectNode told = object();
        ObjectNode bool = told.putObject("bool").put("minimum_should_match", least);
        bool.putArray("should").addAll(List.copyOf(queries));
        return told;
    }

    /// What has any of the values.
    static ObjectNode values(String field, Collection<String> values) {
        ObjectNode told = object();
        ArrayNode any = told.putObject("terms").putArray(field);
        values.forEach(any::add);
        return told;
    }

    static ObjectNode beginning(String field, String text) {
        ObjectNode told = object();
        told.putObject("prefix").putObject(field).put("value", text);
        return told;
    }

    /// The same for everything that has it.
    static ObjectNode constant(JsonNode query, float worth) {
        ObjectNode told = object();
        told.putObject("constant_score").put("boost", worth).set("filter", query);
        return told;
    }

    /// The same, and a hit says that it has it.
    static ObjectNode constant(JsonNode query, float worth, String name) {
        ObjectNode told = constant(query, worth);
        ((ObjectNode) told.path("constant_score")).put("_name", name);
        return told;
    }

    /// What costs so much, in fen.
    static ObjectNode priced(long from, long until) {
        if (from > until) {
            return nothing();
        }
        ObjectNode told = object();
        told.putObject("range").putObject(Shelf.PRICE).put("gte", from).put("lte", until);
        return told;
    }
}
