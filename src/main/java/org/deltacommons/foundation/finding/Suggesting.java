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
import org.deltacommons.foundation.finding.Typed.Phrase;
import org.jspecify.annotations.Nullable;

/// What somebody may be about to type. What it costs does not grow with the index: words come from
/// [Completions], and of names the first few that begin so are read off the list of terms; only
/// names that have it in their middle are searched, for a bounded time.
final class Suggesting {

    private static final int PHRASES_MAX = 4;
    private static final int DOCUMENTS_MAX = 5;

    /// A name is taken for the shortest of so many that begin alike in a segment.
    private static final int TERMS_MAX = 24;

    private static final int EXPANDED_MAX = 16;

    /// Characters of an unfinished Chinese word.
    private static final int HAN_MAX = 8;

    private static final int KEY_MAX = 40;
    private static final int LATIN_MIN = 2;
    private static final long SEARCH_MS_MAX = 15;

    private final Reading reading;
    private final Documents kept;
    private final Analyzer analyzer;
    private final @Nullable Completions completions;

    /// @param completions null as long as there are none
    Suggesting(
            Reading reading, Documents kept, Analyzer analyzer, @Nullable Completions completions) {
        this.reading = reading;
        this.kept = kept;
        this.analyzer = analyzer;
        this.completions = completions;
    }

    Typed suggest(String typed) throws IOException {
        // A sentence's end is what is being typed, so the blank that ends a word counts.
        String text = Question.clean(typed);
        if (Thesaurus.key(text).isEmpty()) {
            return Typed.NOTHING;
        }
        boolean between = Character.isWhitespace(typed.charAt(typed.length() - 1));
        List<Phrase> phrases = between ? List.of() : phrases(text);
        List<ScoreDoc> named = named(text, DOCUMENTS_MAX);
        for (int i = 0; named.isEmpty() && i < phrases.size(); i++) {
            named = named(phrases.get(i).text(), DOCUMENTS_MAX);
        }
        return new Typed(phrases, documents(named));
    }

    List<FindDocument> documents(List<ScoreDoc> named) throws IOException {
        List<FindDocument> documents = new ArrayList<>();
        for (ScoreDoc doc : named) {
            documents.add(kept.of(reading, doc.doc));
        }
        return documents;
    }

    // Words

    private List<Phrase> phrases(String text) throws IOException {
        if (completions == null) {
            return List.of();
        }
        List<Integer> starts = starts(text);
        List<Phrase> phrases = new ArrayList<>();
        for (int start : starts) {
            String tail = text.substring(start);
            add(text, start, completions.beginning(tail, 2 * PHRASES_MAX), false, phrases);
            if (!phrases.isEmpty()) {
                return phrases;
            }
        }
        for (int start : starts) {
            String tail = text.substring(start);
            // Another digit is another model, not a slip.
            if (tail.chars().noneMatch(Character::isDigit)) {
                add(text, start, guessed(tail), true, phrases);
            }
            if (!phrases.isEmpty()) {
                return phrases;
            }
        }
        return phrases;
    }

    /// What sounds the same comes before what looks alike.
    private List<String> guessed(String tail) throws IOException {
        if (completions == null) {
            return List.of();
        }
        Set<String> guessed = new LinkedHashSet<>();
        if (Script.isHan(tail) && tail.length() >= 2) {
            String sound = Pinyin.whole(Thesaurus.key(tail)).orElse("");
            guessed.addAll(completions.beginning(sound, 2));
        }
        guessed.addAll(completions.alike(tail, 2));
        return List.copyOf(guessed);
    }

    private static void add(
            String text, int start, List<String> words, boolean guessed, List<Phrase> to) {
        String before = text.substring(0, start);
        // One form of `cryo-EM`, `cryoEM` and `cryo EM` is enough.
        Set<String> seen = new LinkedHashSet<>();
        seen.add(Thesaurus.key(text));
        to.forEach(phrase -> seen.add(Thesaurus.key(phrase.text())));
        for (String word : words) {
            Phrase phrase = new Phrase(before + word, word, guessed);
            if (to.size() < PHRASES_MAX && seen.add(Thesaurus.key(phrase.text()))) {
                to.add(phrase);
            }
        }
    }

    /// Where the word that is being typed may begin, the earliest first.
    private static List<Integer> starts(String text) {
        List<Integer> starts = new ArrayList<>();
        int han = 0;
        for (int at = text.length() - 1; at >= 0 && text.length() - at <= KEY_MAX; at--) {
            boolean isHan = Character.isIdeographic(text.charAt(at));
            boolean begins =
                    isHan
                            ? ++han <= HAN_MAX
                            : Character.isLetterOrDigit(text.charAt(at))
                                    && (at == 0 || !latin(text.charAt(at - 1)));
            String key = begins ? Thesaurus.key(text.substring(at)) : "";
            if (!key.isEmpty() && (Script.isHan(key) || key.length() >= LATIN_MIN)) {
                starts.addFirst(at);
            }
        }
        return starts;
    }

    /// A letter, a digit, or what joins them in a designation.
    private static boolean latin(char c) {
        return (Character.isLetterOrDigit(c) && !Character.isIdeographic(c))
                || "-_./+&".indexOf(c) >= 0;
    }

    // Names

    /// Documents whose name or designation begins so, the shortest first, then those whose name has
    /// it somewhere.
    List<ScoreDoc> named(String text, int most) throws IOException {
        Map<Integer, ScoreDoc> named = new LinkedHashMap<>();
        List<Name> names = new ArrayList<>();
        begins(Shelf.SUGGEST, Shelf.suggestion(text), names);
        String code = Analysis.code(text);
        if (code.length() >= LATIN_MIN) {
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
        return named.values().stream().limit(most).toList();
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
