package org.deltacommons.surface.insight;

import java.util.List;
import java.util.regex.Pattern;

/// Takes out of a sentence what could lead to a person, before it is stored: addresses of mail and
/// web, numbers of telephones, identity cards, accounts and messengers. Any run of seven digits or
/// more is such a number, however it is parted. Names of people are not recognised; sentences are
/// therefore shown only where several organisations asked the same.
final class Masking {

    static final String MASK = "*";
    private static final int LENGTH_MAX = 200;
    private static final String DIGIT = "[0-9〇零一二三四五六七八九壹贰叁肆伍陆柒捌玖]";

    private static final List<Pattern> PERSONAL =
            List.of(
                    Pattern.compile("[\\p{L}\\p{N}._%+\\-]+@[\\p{L}\\p{N}.\\-]+"),
                    Pattern.compile("(?i)(?:https?://|www\\.)\\S+"),
                    Pattern.compile(
                            "(?i)(?:QQ|微信|weixin|wechat|vx|telegram)[号:： ]*[a-z0-9_\\-]{5,}"),
                    // 17 digits and a check character of an identity card among them.
                    Pattern.compile(
                            "(?:\\+?" + DIGIT + "[ \\-.()（）]{0,2}){6,}" + DIGIT + "[0-9Xx]*"),
                    // What no word or designation is as long as: keys, tokens, credit codes.
                    Pattern.compile("(?=[A-Za-z0-9]*[0-9])[A-Za-z0-9]{16,}"));

    private Masking() {}

    /// Half-width, single blanks, at most 200 characters; empty if nothing is left but masks.
    static String of(String sentence) {
        StringBuilder half = new StringBuilder();
        for (char c : sentence.toCharArray()) {
            char folded = c >= '\uFF01' && c <= '\uFF5E' ? (char) (c - 0xFEE0) : c;
            half.append(folded == '\u3000' ? ' ' : folded);
        }
        String masked = half.toString().replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Cs}]", " ");
        for (Pattern personal : PERSONAL) {
            masked = personal.matcher(masked).replaceAll(MASK);
        }
        String plain = masked.replaceAll("\\s+", " ").strip();
        String bounded = plain.length() <= LENGTH_MAX ? plain : plain.substring(0, LENGTH_MAX);
        return bounded.chars().anyMatch(Character::isLetterOrDigit) ? bounded.strip() : "";
    }

    static boolean isMasked(String sentence) {
        return sentence.contains(MASK);
    }
}
