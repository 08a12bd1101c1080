package org.deltacommons.foundation.finding;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopScoreDocCollectorManager;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;

/// Names in an embedded index. The first few that begin so are read off the list of terms; only
/// names that have it in their middle are searched, for a bounded time.
final class SegmentNames implements Names {

    /// A name is taken for the shortest of so many that begin alike in a segment.
    private static final int TERMS_MAX = 24;

    private static final int EXPANDED_MAX = 16;
    private static final int CODE_MIN = 2;
    private static final long SEARCH_MS_MAX = 15;

    private final Reading reading;
    private final Documents kept;
    private final Analyzer analyzer;

    SegmentNames(Reading reading, Documents kept, Analyzer analyzer) {
        this.reading = reading;
        this.kept = kept;
        this.analyzer = analyzer;
    }

    @Override
    public List<FindDocument> named(String text, int most) throws IOException {
        Map<Integer, ScoreDoc> named = new LinkedHashMap<>();
        List<Name> names = new ArrayList<>();
        begins(Shelf.SUGGEST, Shelf.suggestion(text), names);
        String code = Analysis.code(text);
        if (code.length() >= CODE_MIN) {
            begins(Shelf.SUGGEST, code, names);
            begins(Analysis.CODES, code, names);
        }
        names.sort(Comparator.comparingInt(Name::length).thenComparing(Name::name));
        names.forEach(name -> named.putIfAbsent(name.doc(), new ScoreDoc(name.doc(), 0)));
        if (named.size() < most) {
            for (ScoreDoc doc : having(text, most)) {
                named.putIfAbsent(doc.doc, doc);
            }
        }
        List<FindDocument> documents = new ArrayList<>();
        for (ScoreDoc doc : named.values().stream().limit(most).toList()) {
            documents.add(kept.of(reading, doc.doc));
        }
        return documents;
    }

    private record Name(String name, int doc) {
        int length() {
            return name.length();
        }
    }

    private void begins(String field, String text, List<Name> to) throws IOException {
        if (text.isEmpty()) {
            return;
        }
        for (LeafReaderContext leaf : reading.reader().leaves()) {
            for (BytesRef term : terms(leaf.reader(), field, text, TERMS_MAX)) {
                int doc = first(leaf.reader(), new Term(field, term));
                if (doc != DocIdSetIterator.NO_MORE_DOCS) {
                    to.add(new Name(term.utf8ToString(), leaf.docBase + doc));
                }
            }
        }
    }

    /// The first terms of a segment that begin so, as the list of terms has them.
    private static List<BytesRef> terms(LeafReader leaf, String field, String text, int most)
            throws IOException {
        List<BytesRef> found = new ArrayList<>();
        Terms terms = leaf.terms(field);
        if (terms == null) {
            return found;
        }
        BytesRef prefix = new BytesRef(text);
        TermsEnum each = terms.iterator();
        if (each.seekCeil(prefix) == TermsEnum.SeekStatus.END) {
            return found;
        }
        BytesRef term = each.term();
        while (term != null && found.size() < most && StringHelper.startsWith(term, prefix)) {
            found.add(BytesRef.deepCopyOf(term));
            term = each.next();
        }
        return found;
    }

    /// The first document of a segment that has the term and was not deleted.
    private static int first(LeafReader leaf, Term term) throws IOException {
        PostingsEnum docs = leaf.postings(term, PostingsEnum.NONE);
        if (docs == null) {
            return DocIdSetIterator.NO_MORE_DOCS;
        }
        Bits live = leaf.getLiveDocs();
        int doc = docs.nextDoc();
        while (doc != DocIdSetIterator.NO_MORE_DOCS && live != null && !live.get(doc)) {
            doc = docs.nextDoc();
        }
        return doc;
    }

    /// Names that have every pair of characters and every word, the last one perhaps unfinished.
    private ScoreDoc[] having(String text, int most) throws IOException {
        List<Analysis.Token> pairs = Analysis.tokens(analyzer, Analysis.TITLE_PAIRS, text);
        if (pairs.isEmpty()) {
            return new ScoreDoc[0];
        }
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        for (int i = 0; i < pairs.size(); i++) {
            String term = pairs.get(i).term();
            boolean unfinished =
                    i == pairs.size() - 1 && (!Script.isHan(term) || term.length() == 1);
            all.add(unfinished ? beginning(term) : new TermQuery(pair(term)), Occur.MUST);
        }
        IndexSearcher searcher = reading.statistics().over(reading.reader());
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(SEARCH_MS_MAX);
        searcher.setTimeout(() -> System.nanoTime() - end > 0);
        return searcher.search(all.build(), new TopScoreDocCollectorManager(most, most)).scoreDocs;
    }

    private Query beginning(String term) throws IOException {
        Set<BytesRef> expanded = new LinkedHashSet<>();
        for (LeafReaderContext leaf : reading.reader().leaves()) {
            expanded.addAll(terms(leaf.reader(), Analysis.TITLE_PAIRS, term, EXPANDED_MAX));
        }
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        expanded.stream()
                .limit(EXPANDED_MAX)
                .forEach(one ->
                        any.add(new TermQuery(new Term(Analysis.TITLE_PAIRS, one)), Occur.SHOULD));
        return any.build();
    }

    private static Term pair(String term) {
        return new Term(Analysis.TITLE_PAIRS, term);
    }
}
