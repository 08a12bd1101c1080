package org.deltacommons.foundation.finding;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/// What somebody typed, as terms. Never parsed: no character of it has a meaning to the search
/// engine.
final class Question {

    static final int LENGTH_MAX = 200;
    private static final int TERMS_MAX = 24;
    private static final int JOINED_MAX = 4;
    private static final int STEM_MIN = 3;

    /// Runs of Han characters or of letters and digits; the rest only separates.
    private static final Pattern CHUNK =
            Pattern.compile("\\p{IsHan}+|[\\p{L}\\p{Nd}&&[^\\p{IsHan}]]+");

    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cntrl}\\p{Cs}\\p{Cf}]");

    /// One word of the question.
    ///
    /// @param word as typed, half-width
    /// @param query what a document must satisfy to have it
    /// @param optional whether it only raises the rank
    /// @param marks what of a text it marks
    record TermOf(String word, Query query, boolean optional, List<Mark> marks) {}

    private final List<TermOf> terms;

    private Question(List<TermOf> terms) {
        this.terms = terms;
    }

    List<TermOf> terms() {
        return terms;
    }

    boolean isEmpty() {
        return terms.isEmpty();
    }

    /// Whether it says more than a name does.
    boolean isSentence() {
        return terms.size() >= 2;
    }

    static Question of(String typed, Analyzer analyzer) {
        String text = clean(typed);
        Map<String, TermOf> terms = new LinkedHashMap<>();
        int at = 0;
        for (Thesaurus.Match match : Thesaurus.field().matches(text)) {
            plain(text, at, match.from(), analyzer, terms);
            String word = text.substring(match.from(), match.until());
            terms.putIfAbsent(word, Sense.term(word, match.senses(), analyzer));
            at = match.until();
        }
        plain(text, at, text.length(), analyzer, terms);
        List<TermOf> all = new ArrayList<>(terms.values());
        return new Question(all.size() <= TERMS_MAX ? all : all.subList(0, TERMS_MAX));
    }

    /// What no thesaurus knows.
    private static void plain(
            String text, int from, int until, Analyzer analyzer, Map<String, TermOf> terms) {
        List<String> chunks = new ArrayList<>();
        List<Integer> starts = new ArrayList<>();
        Matcher chunk = CHUNK.matcher(text).region(from, until);
        while (chunk.find()) {
            chunks.add(chunk.group());
            starts.add(chunk.start());
        }
        for (int i = 0; i < chunks.size() && terms.size() < TERMS_MAX; i++) {
            List<TermOf> some =
                    Character.isIdeographic(chunks.get(i).codePointAt(0))
                            ? chinese(chunks.get(i), text, starts.get(i), analyzer)
                            : latin(chunks, i, analyzer);
            some.forEach(term -> terms.putIfAbsent(term.word(), term));
        }
    }

    /// Half-width, without control characters, at most 200 characters as people count them.
    static String clean(String typed) {
        String bounded =
                typed.length() > LENGTH_MAX * 8 ? typed.substring(0, LENGTH_MAX * 8) : typed;
        StringBuilder half = new StringBuilder();
        // Width only: a full normalisation would turn ℃ and ² into something nobody typed.
        for (int i = 0; i < bounded.length(); i++) {
            half.append(Script.fold(bounded.charAt(i)));
        }
        String plain = UNSEEN.matcher(half).replaceAll(" ").strip();
        if (plain.length() <= LENGTH_MAX) {
            return plain;
        }
        BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
        characters.setText(plain);
        int end = 0;
        for (int i = 0; i < LENGTH_MAX && end < plain.length(); i++) {
            end = characters.next();
        }
        return plain.substring(0, end);
    }

    /// @param start where in the text the run begins
    private static List<TermOf> chinese(String run, String text, int start, Analyzer analyzer) {
        List<TermOf> terms = new ArrayList<>();
        StringBuilder unknown = new StringBuilder();
        int end = -1;
        for (Analysis.Token token : Analysis.tokens(analyzer, Analysis.BODY, run)) {
            String word = run.substring(token.from(), token.until());
            if (word.codePointCount(0, word.length()) == 1) {
                // The dictionary has fallen to single characters: neighbours are one unknown word.
                if (token.from() != end) {
                    flush(unknown, text, start + end, terms, analyzer);
                }
                unknown.append(word);
                end = token.until();
            } else {
                flush(unknown, text, start + end, terms, analyzer);
                terms.add(known(word, token.term(), analyzer));
            }
        }
        flush(unknown, text, start + end, terms, analyzer);
        return terms;
    }

    private static void flush(
            StringBuilder unknown, String text, int end, List<TermOf> terms, Analyzer analyzer) {
        String word = unknown.toString();
        unknown.setLength(0);
        if (word.isEmpty()) {
            return;
        }
        boolean single = word.codePointCount(0, word.length()) == 1;
        Query query =
                single
                        ? best(
                                boosted(term(Analysis.TITLE, word), 4),
                                boosted(term(Analysis.STRONG, word), 2),
                                term(Analysis.BODY, word))
                        : best(
                                pairs(Analysis.TITLE_PAIRS, word, analyzer, 4),
                                pairs(Analysis.BODY_PAIRS, word, analyzer, 1));
        terms.add(
                new TermOf(
                        word,
                        query,
                        single,
                        single ? beside(word, text, end) : List.of(Mark.literal(word))));
    }

    /// A single character is marked only beside a neighbour it has in the question; elsewhere it
    /// means little.
    private static List<Mark> beside(String word, String text, int end) {
        int start = end - word.length();
        List<Mark> marks = new ArrayList<>();
        if (start > 0 && Character.isIdeographic(text.codePointBefore(start))) {
            marks.add(Mark.behind(text.substring(text.offsetByCodePoints(start, -1), start), word));
        }
        if (end < text.length() && Character.isIdeographic(text.codePointAt(end))) {
            marks.add(Mark.before(word, text.substring(end, text.offsetByCodePoints(end, 1))));
        }
        return marks.isEmpty() ? List.of(Mark.literal(word)) : marks;
    }

    private static TermOf known(String word, String term, Analyzer analyzer) {
        Query query =
                best(
                        boosted(term(Analysis.TITLE, term), 4),
                        boosted(term(Analysis.STRONG, term), 2),
                        term(Analysis.BODY, term),
                        pairs(Analysis.TITLE_PAIRS, word, analyzer, 3),
                        pairs(Analysis.BODY_PAIRS, word, analyzer, 0.7f));
        return new TermOf(word, query, false, List.of(Mark.literal(word)));
    }

    /// Letters and digits: a word, or a part of a designation that may be written with or without
    /// joints, so neighbours are tried joined as well.
    private static List<TermOf> latin(List<String> chunks, int at, Analyzer analyzer) {
        String chunk = chunks.get(at);
        String lower = chunk.toLowerCase(Locale.ROOT);
        if (Analysis.isStopWord(lower)) {
            return List.of();
        }
        List<Query> either = new ArrayList<>();
        List<Mark> marks = new ArrayList<>();
        List<Analysis.Token> tokens = Analysis.tokens(analyzer, Analysis.BODY, chunk);
        if (!tokens.isEmpty()) {
            either.add(words(tokens));
            String stem = tokens.getFirst().term();
            marks.add(
                    tokens.size() == 1 && stem.length() >= STEM_MIN && lower.startsWith(stem)
                            ? Mark.stem(stem)
                            : Mark.whole(chunk));
        }
        for (String code : joined(chunks, at)) {
            either.add(boosted(term(Analysis.CODES, code), 2 + Math.min(code.length(), 10)));
            marks.add(Mark.code(code));
        }
        boolean optional = chunk.length() == 1;
        return List.of(
                new TermOf(
                        chunk,
                        new DisjunctionMaxQuery(either, 0.1f),
                        optional,
                        List.copyOf(marks)));
    }

    static Query words(List<Analysis.Token> tokens) {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        for (Analysis.Token token : tokens) {
            all.add(
                    best(
                            boosted(term(Analysis.TITLE, token.term()), 4),
                            boosted(term(Analysis.STRONG, token.term()), 2),
                            term(Analysis.BODY, token.term())),
                    Occur.MUST);
        }
        return all.build();
    }

    /// The chunk and its neighbours run together: every stretch of up to four that contains it.
    private static Set<String> joined(List<String> chunks, int at) {
        Set<String> codes = new LinkedHashSet<>();
        for (int from = Math.max(0, at - JOINED_MAX + 1); from <= at; from++) {
            StringBuilder joined = new StringBuilder();
            for (int i = from; i < Math.min(chunks.size(), from + JOINED_MAX); i++) {
                if (Character.isIdeographic(chunks.get(i).codePointAt(0))) {
                    break;
                }
                joined.append(Analysis.code(chunks.get(i)));
                if (i >= at && joined.length() >= 2 && joined.length() <= 40) {
                    codes.add(joined.toString());
                }
            }
        }
        return codes;
    }

    static Query term(String field, String text) {
        return new TermQuery(new Term(field, text));
    }

    static Query boosted(Query query, float boost) {
        return new BoostQuery(query, boost);
    }

    static Query best(Query... queries) {
        return new DisjunctionMaxQuery(List.of(queries), 0.1f);
    }

    static Query pairs(String field, String word, Analyzer analyzer, float boost) {
        PhraseQuery.Builder phrase = new PhraseQuery.Builder();
        Analysis.tokens(analyzer, field, word)
                .forEach(pair -> phrase.add(new Term(field, pair.term())));
        return boosted(phrase.build(), boost);
    }

    /// Whether some term is needed and not only raises the rank.
    static boolean isNeeded(List<TermOf> terms) {
        return terms.stream().anyMatch(term -> !term.optional());
    }

    /// How many of its words a document must have to be a hit: of short questions everything or all
    /// but one, of long ones most.
    static int needed(int terms) {
        return terms <= 2 ? terms : terms <= 4 ? terms - 1 : (terms + 1) / 2;
    }
}
