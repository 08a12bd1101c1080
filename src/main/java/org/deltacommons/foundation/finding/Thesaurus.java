package org.deltacommons.foundation.finding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The field's words that mean the same, and abbreviations with what they stand for, as
/// `finding/words.txt` has them. Used on what is asked, so that editing it needs no new index.
final class Thesaurus {

    /// What else to look for.
    ///
    /// @param same as it was asked
    /// @param wider what would do too, a little behind
    record Senses(Set<String> same, Set<String> wider) {

        Senses() {
            this(new LinkedHashSet<>(), new LinkedHashSet<>());
        }

        /// Its first Chinese name.
        Optional<String> chinese() {
            return same.stream().filter(Script::isHan).findFirst();
        }

        private void add(Collection<String> more, Collection<String> beyond) {
            same.addAll(more);
            wider.addAll(beyond);
        }
    }

    /// A stretch of a text that is one of the words.
    record Match(int from, int until, Senses senses) {}

    /// Longer than any entry; bounds the work of matching.
    private static final int LENGTH_MAX = 40;

    private static final Thesaurus FIELD = new Thesaurus(Script.lines("words.txt", line -> line));

    private final Map<String, Senses> byForm = new HashMap<>();

    /// Every Chinese form, for spelling.
    private final Set<String> chinese = new LinkedHashSet<>();

    private final Set<String> latin = new LinkedHashSet<>();
    private final Set<String> forms = new LinkedHashSet<>();

    Thesaurus(List<String> lines) {
        for (String line : lines) {
            String[] sides = line.split(" > ", 2);
            List<String> same = forms(sides[0]);
            List<String> wider = sides.length == 1 ? List.of() : beyond(sides[1]);
            for (String form : same) {
                forms.add(form);
                byForm.computeIfAbsent(key(form), _ -> new Senses()).add(same, wider);
                for (String word : form.toLowerCase(Locale.ROOT).split("[^a-z]+")) {
                    latin.add(word);
                }
                if (Script.isHan(form) && form.codePoints().allMatch(Character::isIdeographic)) {
                    chinese.add(form);
                }
            }
        }
    }

    static Thesaurus field() {
        return FIELD;
    }

    private static List<String> forms(String side) {
        return Arrays.stream(side.split(" = ")).map(String::strip).toList();
    }

    /// What stands behind `>` may itself be one of several, each led by `>` or `=`.
    private static List<String> beyond(String side) {
        return Arrays.stream(side.split(" [=>] ")).map(String::strip).toList();
    }

    Set<String> chinese() {
        return chinese;
    }

    /// Every form as it is written, in the order of the file.
    Set<String> forms() {
        return forms;
    }

    /// The first Chinese name of a form; empty if it has none, or is it.
    Optional<String> chineseOf(String form) {
        Senses senses = byForm.get(key(form));
        return senses == null
                ? Optional.empty()
                : senses.chinese().filter(name -> !name.equals(form));
    }

    /// Every Latin word of a form, in lower case.
    Set<String> latin() {
        return latin;
    }

    /// As forms are compared: folded, lower case, letters and digits only.
    static String key(String form) {
        StringBuilder key = new StringBuilder();
        String folded = Script.fold(form).toLowerCase(Locale.ROOT);
        folded.codePoints().filter(Character::isLetterOrDigit).forEach(key::appendCodePoint);
        return key.toString();
    }

    /// The words in a text, from the left, the longest first. Latin ones only as whole words, with
    /// whatever joins their parts.
    ///
    /// @param text folded
    List<Match> matches(String text) {
        List<Match> matches = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            Match longest = begins(text, at) ? longest(text, at) : null;
            if (longest == null) {
                at++;
            } else {
                matches.add(longest);
                at = longest.until();
            }
        }
        return matches;
    }

    /// The text with the field's Latin words and abbreviations in Chinese, for a model that knows
    /// Chinese best.
    String inChinese(String text) {
        StringBuilder chinese = new StringBuilder();
        int at = 0;
        for (Match match : matches(text)) {
            chinese.append(text, at, match.from());
            String word = text.substring(match.from(), match.until());
            chinese.append(Script.isHan(word) ? word : match.senses().chinese().orElse(word));
            at = match.until();
        }
        return chinese.append(text, at, text.length()).toString();
    }

    private static boolean begins(String text, int at) {
        char c = text.charAt(at);
        return Character.isLetterOrDigit(c) && (isHan(c) || at == 0 || !latin(text.charAt(at - 1)));
    }

    private @org.jspecify.annotations.Nullable Match longest(String text, int at) {
        StringBuilder key = new StringBuilder();
        Match longest = null;
        int end = Math.min(text.length(), at + LENGTH_MAX);
        for (int i = at; i < end; i++) {
            char c = text.charAt(i);
            if (Character.isLetterOrDigit(c)) {
                key.append(Character.toLowerCase(c));
            } else if (!joint(c)) {
                break;
            }
            boolean whole = isHan(c) || i + 1 == text.length() || !latin(text.charAt(i + 1));
            Senses senses =
                    whole && Character.isLetterOrDigit(c) ? byForm.get(key.toString()) : null;
            if (senses != null) {
                longest = new Match(at, i + 1, senses);
            }
        }
        return longest;
    }

    private static boolean joint(char c) {
        return " -_./+&()".indexOf(c) >= 0;
    }

    private static boolean isHan(char c) {
        return Character.isIdeographic(c);
    }

    private static boolean latin(char c) {
        return Character.isLetterOrDigit(c) && !isHan(c);
    }
}
