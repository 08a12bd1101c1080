package org.deltacommons.surface.insight;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Takes out of a sentence what could lead to a person, before it is stored: addresses of mail and
/// web, numbers of telephones, identity cards, accounts and messengers. Any run of seven digits or
/// more is such a number, however it is parted. Names of people are not recognised; sentences are
/// therefore shown only where several organisations asked the same.
final class Masking {

    static final String MASK = "*";
    private static final int LENGTH_MAX = 200;

    /// What is behind is not even looked at.
    private static final int READ_MAX = 600;

    private static final String DIGIT = "[0-9〇零一二三四五六七八九壹贰叁肆伍陆柒捌玖]";

    /// The number of a standard with its year, such as `GB/T 2260-2007`, is nobody's.
    private static final String STANDARD =
            "(\\b[A-Z]{1,6}(?:/[A-Z]{1,6})? ?[0-9]{1,6}(?:\\.[0-9]{1,3}){0,2}-(?:19|20)[0-9]{2}(?![0-9\\-]))|";

    private static final List<Pattern> PERSONAL =
            List.of(
                    Pattern.compile("[\\p{L}\\p{N}._%+\\-]++@[\\p{L}\\p{N}.\\-]++"),
                    Pattern.compile("(?i)(?:https?://|www\\.)\\S++"),
                    Pattern.compile(
                            "(?i)(?:QQ|微信|weixin|wechat|vx|telegram)[号:： ]*+[a-z0-9_\\-]{5,}+"),
                    // What no word or designation is as long as: keys, tokens, credit codes.
                    Pattern.compile("(?=[A-Za-z0-9]*[0-9])[A-Za-z0-9]{16,}+"),
                    Pattern.compile(
                            STANDARD
                                    + "\\+?"
                                    + DIGIT
                                    + "(?:[ \\-.()（）]{0,2}+"
                                    + DIGIT
                                    + "){6,}+[0-9Xx]*+"));

    private Masking() {}

    /// Half-width, single blanks, at most 200 characters; empty if nothing is left but masks.
    static String of(String sentence) {
        StringBuilder half = new StringBuilder();
        int end = Math.min(sentence.length(), READ_MAX);
        for (char c : sentence.substring(0, end).toCharArray()) {
            char folded = c >= '\uFF01' && c <= '\uFF5E' ? (char) (c - 0xFEE0) : c;
            half.append(folded == '\u3000' ? ' ' : folded);
        }
        String masked = half.toString().replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Cs}]", " ");
        for (Pattern personal : PERSONAL) {
            masked = personal.matcher(masked).replaceAll(Masking::kept);
        }
        String plain = masked.replaceAll("\\s+", " ").strip();
        String bounded = plain.length() <= LENGTH_MAX ? plain : plain.substring(0, LENGTH_MAX);
        return bounded.chars().anyMatch(Character::isLetterOrDigit) ? bounded.strip() : "";
    }

    private static String kept(MatchResult found) {
        String standard = found.groupCount() == 0 ? null : found.group(1);
        return standard == null ? MASK : Matcher.quoteReplacement(standard);
    }

    static boolean isMasked(String sentence) {
        return sentence.contains(MASK);
    }
}
