package org.deltacommons.foundation.finding;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.core.KeywordTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.search.suggest.InputIterator;
import org.apache.lucene.search.suggest.Lookup;
import org.apache.lucene.search.suggest.analyzing.AnalyzingSuggester;
import org.apache.lucene.search.suggest.analyzing.FuzzySuggester;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/// How words go on that somebody has begun to type: those of the field and those of titles, by
/// their characters, by how they sound (`lengdong`) and by the initials of that (`lddj`). Two
/// automata of some megabytes at most, however many documents there are; they are made again in the
/// background when the words of the index have changed (see [Statistics]).
final class Completions {

    /// The most frequent ones of titles.
    private static final int WORDS_MAX = 40_000;

    /// The field's words come before any word of a title.
    private static final long FIELD_WEIGHT = 1_000_000_000;

    /// So long must be what is typed before a slip in it is forgiven.
    private static final int SLIP_LENGTH_MIN = 4;

    private static final int SAME_FORM_MAX = 64;
    private static final int FORMS_MAX = 8;

    private static final Analyzer TYPED = new Forms(List.of(Thesaurus::key));

    private final AnalyzingSuggester begun;
    private final FuzzySuggester alike;

    private Completions(AnalyzingSuggester begun, FuzzySuggester alike) {
        this.begun = begun;
        this.alike = alike;
    }

    /// @param vocabulary of which the words are; not kept
    static Completions of(Vocabulary vocabulary) throws IOException {
        Map<String, Long> words = words(vocabulary);
        int options = AnalyzingSuggester.EXACT_FIRST | AnalyzingSuggester.PRESERVE_SEP;
        try (ByteBuffersDirectory aside = new ByteBuffersDirectory()) {
            Analyzer forms = new Forms(List.of(Thesaurus::key, Forms::sound, Forms::initials));
            AnalyzingSuggester begun =
                    new AnalyzingSuggester(
                            aside, "begun", forms, TYPED, options, SAME_FORM_MAX, FORMS_MAX, true);
            begun.build(new Weighted(words));
            FuzzySuggester alike =
                    new FuzzySuggester(
                            aside,
                            "alike",
                            new Forms(List.of(Thesaurus::key, Forms::sound)),
                            TYPED,
                            options,
                            SAME_FORM_MAX,
                            FORMS_MAX,
                            true,
                            1,
                            true,
                            1,
                            SLIP_LENGTH_MIN,
                            true);
            alike.build(new Weighted(words));
            return new Completions(begun, alike);
        }
    }

    private static Map<String, Long> words(Vocabulary vocabulary) throws IOException {
        Map<String, Long> words = new LinkedHashMap<>();
        for (String form : Thesaurus.field().forms()) {
            words.putIfAbsent(form, FIELD_WEIGHT - words.size());
        }
        Map<String, Long> titles = new HashMap<>();
        vocabulary.chinese().forEach((word, count) -> titles.merge(word, count, Math::max));
        vocabulary.latin().forEach((word, count) -> titles.merge(word, count, Math::max));
        titles.keySet().removeIf(Analysis::isStopWord);
        Set<String> known = new LinkedHashSet<>();
        words.keySet().forEach(word -> known.add(Thesaurus.key(word)));
        titles.entrySet().stream()
                .filter(word -> !known.contains(word.getKey()))
                .sorted(
                        Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                                .thenComparing(Map.Entry.comparingByKey()))
                .limit(WORDS_MAX)
                .forEach(word -> words.put(word.getKey(), word.getValue()));
        return words;
    }

    /// Words that begin so, the field's first, then the more frequent.
    ///
    /// @param most at least 1
    List<String> beginning(String typed, int most) throws IOException {
        return texts(begun, typed, most);
    }

    /// Words that begin so but for one slip.
    List<String> alike(String typed, int most) throws IOException {
        return Thesaurus.key(typed).length() < SLIP_LENGTH_MIN
                ? List.of()
                : texts(alike, typed, most);
    }

    private static List<String> texts(Lookup lookup, String typed, int most) throws IOException {
        return Thesaurus.key(typed).isEmpty()
                ? List.of()
                : lookup.lookup(typed, false, most).stream()
                        .map(found -> found.key.toString())
                        .toList();
    }

    /// In bytes.
    long size() {
        return begun.ramBytesUsed() + alike.ramBytesUsed();
    }

    /// Words with what each counts.
    private static final class Weighted implements InputIterator {

        private final Iterator<Map.Entry<String, Long>> words;
        private long weight;

        Weighted(Map<String, Long> words) {
            this.words = words.entrySet().iterator();
        }

        @Override
        public @Nullable BytesRef next() {
            if (!words.hasNext()) {
                return null;
            }
            Map.Entry<String, Long> word = words.next();
            weight = word.getValue();
            return new BytesRef(word.getKey());
        }

        @Override
        public long weight() {
            return weight;
        }

        @Override
        public @Nullable BytesRef payload() {
            return null;
        }

        @Override
        public boolean hasPayloads() {
            return false;
        }

        @Override
        public @Nullable Set<BytesRef> contexts() {
            return null;
        }

        @Override
        public boolean hasContexts() {
            return false;
        }
    }

    /// One form of a word.
    private interface Form {
        String of(String word);
    }

    /// A whole word in each of its forms, all in one place.
    private static final class Forms extends Analyzer {

        private final List<Form> forms;

        Forms(List<Form> forms) {
            this.forms = forms;
        }

        static String sound(String word) {
            return Script.isHan(word) || hasHan(word)
                    ? Pinyin.whole(Thesaurus.key(word)).orElse("")
                    : "";
        }

        static String initials(String word) {
            return hasHan(word) ? Pinyin.initials(Thesaurus.key(word)).orElse("") : "";
        }

        private static boolean hasHan(String word) {
            return word.codePoints().anyMatch(Character::isIdeographic);
        }

        @Override
        protected TokenStreamComponents createComponents(String field) {
            Tokenizer whole = new KeywordTokenizer();
            return new TokenStreamComponents(whole, new Spread(whole, forms));
        }
    }

    private static final class Spread extends TokenFilter {

        private final List<Form> forms;
        private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
        private final PositionIncrementAttribute step =
                addAttribute(PositionIncrementAttribute.class);
        private final Deque<String> more = new ArrayDeque<>();
        private @Nullable State whole;

        Spread(TokenStream in, List<Form> forms) {
            super(in);
            this.forms = forms;
        }

        @Override
        public boolean incrementToken() throws IOException {
            if (more.isEmpty()) {
                return input.incrementToken() && spread();
            }
            restoreState(whole);
            term.setEmpty().append(more.removeFirst());
            step.setPositionIncrement(0);
            return true;
        }

        private boolean spread() {
            String word = term.toString();
            Set<String> all = new LinkedHashSet<>();
            forms.forEach(form -> all.add(form.of(word)));
            all.remove("");
            if (all.isEmpty()) {
                return false;
            }
            more.addAll(all);
            whole = captureState();
            term.setEmpty().append(more.removeFirst());
            return true;
        }

        @Override
        public void reset() throws IOException {
            super.reset();
            more.clear();
            whole = null;
        }
    }
}
