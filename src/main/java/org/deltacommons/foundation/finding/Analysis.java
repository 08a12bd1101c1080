package org.deltacommons.foundation.finding;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.CharFilter;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.StopFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.apache.lucene.analysis.cn.smart.HMMChineseTokenizer;
import org.apache.lucene.analysis.cn.smart.SmartChineseAnalyzer;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.miscellaneous.PerFieldAnalyzerWrapper;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;

/// How texts become terms: Chinese words and English stems; bigrams beside them for words that no
/// dictionary knows; designations without spaces, hyphens and case.
final class Analysis {

    /// Part of the index folder's name: another analysis, or other fields or kinds, ask for another index.
    static final String VERSION = "a6";

    static final String TITLE = "title";
    static final String STRONG = "strong";
    static final String BODY = "body";
    static final String TITLE_PAIRS = "title2";
    static final String BODY_PAIRS = "body2";
    static final String CODES = "codes";

    private static final int CODE_PARTS_MAX = 6;
    private static final int CODE_LENGTH_MAX = 40;
    private static final int CODES_MAX = 400;

    /// Letters and digits, joined by spaces, hyphens and the like, with at least one digit or one
    /// joint: `Talos F200X`, `LC-MS`, `GB/T 2260`.
    private static final Pattern DESIGNATION =
            Pattern.compile("[A-Za-z0-9]+(?:[ \\-_./+]?[A-Za-z0-9]+)*");

    private static final Pattern CODE_PART = Pattern.compile("[a-z]+|[0-9]+");

    private static final CharArraySet STOP = stopWords();

    private Analysis() {}

    private static CharArraySet stopWords() {
        CharArraySet words = new CharArraySet(SmartChineseAnalyzer.getDefaultStopSet(), true);
        words.addAll(
                List.of(
                        "的", "了", "和", "与", "及", "在", "是", "我", "我们", "你", "想", "要", "需要", "做", "吗",
                        "呢", "请", "有", "没有", "可以", "能", "能否", "哪里", "哪", "什么", "怎么", "如何", "一下",
                        "一个", "对", "用", "把", "被", "为", "给", "找", "这", "那", "个", "后", "a", "an",
                        "the", "of", "for", "to", "in", "on", "with", "and", "or", "is", "are",
                        "need", "want", "i", "we", "my", "our", "by", "at", "how", "where", "can",
                        "do", "does", "it", "find", "out", "from", "into", "this", "that", "be",
                        "us", "please", "us", "any", "some", "why", "what", "which", "多少", "到底",
                        "知道", "怎么回事", "想要", "看看", "看", "时", "里", "里面", "不", "没", "很", "会", "会不会",
                        "是否", "还", "就", "都", "也", "上", "下", "出", "来", "去", "到", "从", "多", "几",
                        "我们的", "帮", "帮忙", "求", "问", "请问", "谁", "或", "以及"));
        return CharArraySet.unmodifiableSet(words);
    }

    static boolean isStopWord(String word) {
        return STOP.contains(word);
    }

    static Analyzer analyzer() {
        Analyzer pairs = new Pairs();
        return new PerFieldAnalyzerWrapper(
                new Words(), Map.of(TITLE_PAIRS, pairs, BODY_PAIRS, pairs));
    }

    /// Folds each character to the one that is searched; offsets stay.
    private static final class Folding extends CharFilter {

        Folding(Reader in) {
            super(in);
        }

        @Override
        public int read(char[] to, int from, int length) throws IOException {
            int count = input.read(to, from, length);
            for (int i = from; i < from + count; i++) {
                to[i] = Script.fold(to[i]);
            }
            return count;
        }

        @Override
        protected int correct(int offset) {
            return offset;
        }
    }

    private static final class Words extends Analyzer {
        @Override
        protected TokenStreamComponents createComponents(String field) {
            Tokenizer source = new HMMChineseTokenizer();
            TokenStream terms = new StopFilter(new LowerCaseFilter(source), STOP);
            return new TokenStreamComponents(source, new PorterStemFilter(terms));
        }

        @Override
        protected Reader initReader(String field, Reader reader) {
            return new Folding(reader);
        }
    }

    private static final class Pairs extends Analyzer {
        @Override
        protected TokenStreamComponents createComponents(String field) {
            Tokenizer source = new StandardTokenizer();
            return new TokenStreamComponents(
                    source, new CJKBigramFilter(new LowerCaseFilter(source)));
        }

        @Override
        protected Reader initReader(String field, Reader reader) {
            return new Folding(reader);
        }
    }

    /// @param from offsets into the analysed text
    record Token(String term, int from, int until) {}

    static List<Token> tokens(Analyzer analyzer, String field, String text) {
        List<Token> tokens = new ArrayList<>();
        try (TokenStream stream = analyzer.tokenStream(field, new StringReader(text))) {
            CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
            OffsetAttribute offset = stream.addAttribute(OffsetAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                tokens.add(new Token(term.toString(), offset.startOffset(), offset.endOffset()));
            }
            stream.end();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return tokens;
    }

    /// A designation as it is compared: half-width, lower case, letters and digits only.
    static String code(String text) {
        return Script.fold(text).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    /// All ways to write the designations that occur in a text: each run of neighbouring parts
    /// (letters, digits) without what joins them. `Talos F200X` gives `talosf200x`, `f200x`,
    /// `200x`, ….
    ///
    /// @param whole whether the text as a whole is a designation; otherwise only what has a digit
    ///   or an inner joint counts
    static Set<String> codes(String text, boolean whole) {
        Set<String> codes = new LinkedHashSet<>();
        Matcher run = DESIGNATION.matcher(Script.fold(text));
        while (run.find() && codes.size() < CODES_MAX) {
            String found = run.group();
            if (whole || isDesignation(found)) {
                add(codes, found.toLowerCase(Locale.ROOT), whole);
            }
        }
        return codes;
    }

    private static boolean isDesignation(String text) {
        return text.chars().anyMatch(Character::isDigit) || text.matches(".*[\\-/+._].*");
    }

    private static void add(Set<String> codes, String designation, boolean whole) {
        List<String> parts = new ArrayList<>();
        List<Boolean> near = new ArrayList<>();
        Matcher part = CODE_PART.matcher(designation);
        while (part.find()) {
            parts.add(part.group());
            near.add(
                    whole
                            || part.group().charAt(0) <= '9'
                            || nextTo(designation, part.start(), part.end()));
        }
        for (int from = 0; from < parts.size(); from++) {
            StringBuilder joined = new StringBuilder();
            boolean counts = false;
            int end = Math.min(parts.size(), from + CODE_PARTS_MAX);
            for (int i = from; i < end && joined.length() < CODE_LENGTH_MAX; i++) {
                joined.append(parts.get(i));
                counts |= near.get(i);
                if (counts && joined.length() >= 2 && codes.size() < CODES_MAX) {
                    codes.add(joined.toString());
                }
            }
        }
    }

    /// Whether letters touch a digit or a joint, so that they belong to a designation and are no
    /// ordinary word of a sentence.
    private static boolean nextTo(String text, int start, int end) {
        boolean before = start > 0 && text.charAt(start - 1) != ' ';
        boolean after = end < text.length() && text.charAt(end) != ' ';
        return before || after;
    }
}
