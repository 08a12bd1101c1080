package org.deltacommons.foundation.finding;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What of a text shows that it has a word. Most texts of a page have few of the words, so a
/// pattern is only tried, or made at all, where the text has its letters one after another,
/// whatever stands between them.
final class Mark {

    private static final String NO_LETTER_BEFORE = "(?<![\\p{L}\\p{Nd}])";

    private final String sought;
    private final int from;
    private final int until;
    private final @Nullable String pattern;
    private final long letters;
    private final String bare;
    private @Nullable Pattern compiled;

    /// @param sought in lower case; where there is no pattern, it must occur as it stands
    /// @param from where in what is sought the marked part begins
    /// @param until where it ends
    /// @param pattern what decides, null where the sought text does
    private Mark(String sought, int from, int until, @Nullable String pattern) {
        this.sought = sought;
        this.from = from;
        this.until = until;
        this.pattern = pattern;
        long needed = 0;
        for (int i = 0; i < sought.length(); i++) {
            needed |= bit(sought.charAt(i));
        }
        this.letters = needed;
        this.bare = joined(sought);
    }

    /// A text as marks are looked for in it: folded, and the same in lower case.
    static final class Target {

        private final String plain;
        private final String lower;
        private final long letters;
        private @Nullable String joined;

        Target(String text) {
            char[] chars = Script.fold(text).toCharArray();
            plain = new String(chars);
            long seen = 0;
            for (int i = 0; i < chars.length; i++) {
                chars[i] = Character.toLowerCase(chars[i]);
                seen |= bit(chars[i]);
            }
            lower = new String(chars);
            letters = seen;
        }

        /// Its letters and digits alone.
        private String joined() {
            String known = joined;
            if (known == null) {
                known = Mark.joined(lower);
                joined = known;
            }
            return known;
        }
    }

    private static String joined(String text) {
        StringBuilder joined = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (Character.isLetterOrDigit(text.charAt(i))) {
                joined.append(text.charAt(i));
            }
        }
        return joined.toString();
    }

    /// Learns where a marked part lies.
    interface Taker {
        void take(int from, int until);
    }

    /// A letter a–z or a digit; nothing for the rest.
    private static long bit(char c) {
        if (c >= 'a' && c <= 'z') {
            return 1L << (c - 'a');
        }
        return c >= '0' && c <= '9' ? 1L << (c - '0' + 26) : 0;
    }

    /// The word wherever it stands.
    static Mark literal(String word) {
        return new Mark(lower(word), 0, word.length(), null);
    }

    /// A word only right behind another, which is not marked itself.
    static Mark behind(String before, String word) {
        return new Mark(
                lower(before + word), before.length(), before.length() + word.length(), null);
    }

    /// A word only right before another.
    static Mark before(String word, String after) {
        return new Mark(lower(word + after), 0, word.length(), null);
    }

    /// A Latin word with whatever ending.
    static Mark stem(String stem) {
        return latin(stem, NO_LETTER_BEFORE + Pattern.quote(stem) + "[a-z]{0,6}(?![a-z])");
    }

    static Mark whole(String word) {
        return latin(word, NO_LETTER_BEFORE + Pattern.quote(word) + "(?![a-z])");
    }

    /// A designation with whatever may join its characters.
    static Mark code(String code) {
        StringBuilder pattern = new StringBuilder("(?<![A-Za-z0-9])");
        for (int i = 0; i < code.length(); i++) {
            if (i > 0
                    && (Character.isDigit(code.charAt(i)) != Character.isDigit(code.charAt(i - 1))
                            || code.length() <= 20)) {
                pattern.append("[ \\-_./+]?");
            }
            pattern.append(code.charAt(i));
        }
        return latin(code, pattern.append("(?![A-Za-z0-9])").toString());
    }

    private static Mark latin(String word, String pattern) {
        return new Mark(lower(word), 0, word.length(), pattern);
    }

    /// Character by character, so that lengths stay.
    private static String lower(String text) {
        return new Target(text).lower;
    }

    /// Tells where each marked part begins and ends.
    void in(Target text, Taker to) {
        if (letters != (letters & text.letters)) {
            return;
        }
        if (pattern == null) {
            for (int at = text.lower.indexOf(sought);
                    at >= 0;
                    at = text.lower.indexOf(sought, at + until)) {
                to.take(at + from, at + until);
            }
            return;
        }
        if (!text.joined().contains(bare)) {
            return;
        }
        Matcher matcher = compiled(pattern).matcher(text.plain);
        while (matcher.find()) {
            to.take(matcher.start(), matcher.end());
        }
    }

    // Two threads may both compile it; either result serves.
    private Pattern compiled(String from) {
        Pattern known = compiled;
        if (known == null) {
            known = Pattern.compile(from, Pattern.CASE_INSENSITIVE);
            compiled = known;
        }
        return known;
    }

    /// How many characters it marks at least; longer marks go first.
    int length() {
        return until - from;
    }
}
