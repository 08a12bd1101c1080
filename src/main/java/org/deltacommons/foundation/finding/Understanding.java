package org.deltacommons.foundation.finding;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Takes the conditions out of a sentence by rules: words of `finding/conditions.txt`, amounts of
/// money, spans of time, how much of it.
final class Understanding {

    /// What was understood.
    ///
    /// @param rest what the sentence is about, without them
    record Understood(String rest, List<Condition> conditions) {}

    /// @param word in lower case
    private record Word(
            String word, Pattern pattern, String dimension, String value, boolean kept) {}

    private static final String NUMBER = "(\\d+(?:,\\d{3})*(?:\\.\\d+)?|[一二两三四五六七八九十]+)";
    private static final String UNIT = "\\s*(万|千|百|[kKwW](?![A-Za-z]))?";
    private static final String YUAN = "\\s*(元|块钱|块|人民币|yuan|RMB|CNY)?";

    /// `预算5万`, `不超过 800 元`, `budget 50k`, `under 3000 yuan`.
    private static final Pattern BUDGET =
            Pattern.compile(
                    "(?:预算|经费|不超过|最多|控制在|budget(?: of)?|under|below|at most|up to)"
                            + "\\s*(?:在|是|为|约|大概|:|is)?\\s*[¥￥]?\\s*"
                            + NUMBER
                            + UNIT
                            + YUAN
                            + "\\s*(?:以内|以下|之内|左右)?",
                    Pattern.CASE_INSENSITIVE);

    /// `5万以内`, `一千块以内`, `500元以下`; a number without a unit may be anything.
    private static final Pattern WITHIN =
            Pattern.compile(NUMBER + UNIT + YUAN + "\\s*(?:以内|以下|之内)");

    private static final Pattern DAYS =
            Pattern.compile(
                    NUMBER
                            + "\\s*个?\\s*(工作日|天|日|周|星期|礼拜|月)\\s*(?:之内|以内|内)"
                            + "|(?:within|in)\\s+(\\d+|one|two|three|four|a)\\s+(day|week|month)s?",
                    Pattern.CASE_INSENSITIVE);

    private static final Pattern SOON =
            Pattern.compile(
                    "(下周|下星期|这周|本周|一周内|尽快|加急|明天|next week|this week|asap)(?:就要|之前|前)?",
                    Pattern.CASE_INSENSITIVE);

    /// `20个样品`, `8小时机时`, `用 6 小时`, `30 samples`. Hours alone are none: most often they are how long
    /// something is tested (`720小时盐雾`).
    private static final Map<String, Pattern> QUANTITIES =
            Map.of(
                    Condition.SAMPLES,
                    quantity(
                            NUMBER
                                    + "\\s*(?:个|件|份|只|片|支|块|根)\\s*"
                                    + "(?:样品|样本|试样|样件|样(?!板|式|机|子|本))"
                                    + "|(\\d+|one|two|three|four)\\s+(?:samples?|specimens?)\\b"),
                    Condition.HOURS,
                    quantity(
                            "(?:用|订|租|预约|上机)\\s*"
                                    + NUMBER
                                    + "\\s*个?\\s*(?:小时|钟头)(?:的?机时)?(?!之内|以内|内)"
                                    + "|"
                                    + NUMBER
                                    + "\\s*(?:个?\\s*小时的?|个)?\\s*机时"
                                    + "|(\\d+|one|two|three|four)\\s+(?:machine|instrument|beam)\\s+hours?\\b"),
                    Condition.GPU_HOURS,
                    quantity(NUMBER + "\\s*(?:卡时|卡小时|GPU\\s*(?:小时|hours?))"));

    private static final int COUNT_MAX = 1_000_000;

    /// What makes a condition sure, right before it.
    private static final Pattern SURELY =
            Pattern.compile(
                    "(?:只要|只看|仅限|必须|必需|仅|只|only|must have|must be)[有在带是]?\\s*$",
                    Pattern.CASE_INSENSITIVE);

    /// After a place it is part of a name.
    private static final String NAME = "(?!光源|大学|交大|交通大学|学院|师范|理工|研究|中心|先进光源)";

    /// What goes with a place and says nothing else.
    private static final String AROUND = "(?:市|省)?(?:附近|周边|本地|当地|地区)?的?";

    private static final Map<String, Integer> SMALL =
            Map.ofEntries(
                    Map.entry("一", 1),
                    Map.entry("二", 2),
                    Map.entry("两", 2),
                    Map.entry("三", 3),
                    Map.entry("四", 4),
                    Map.entry("五", 5),
                    Map.entry("六", 6),
                    Map.entry("七", 7),
                    Map.entry("八", 8),
                    Map.entry("九", 9),
                    Map.entry("十", 10),
                    Map.entry("a", 1),
                    Map.entry("one", 1),
                    Map.entry("two", 2),
                    Map.entry("three", 3),
                    Map.entry("four", 4));

    private static final List<Word> WORDS = words();

    private Understanding() {}

    private static List<Word> words() {
        List<Word> words = new ArrayList<>();
        for (String line : Script.lines("conditions.txt", line -> line)) {
            String[] sides = line.split(" = ", 2);
            String[] about = sides[0].split(" ");
            for (String one : sides[1].split(" \\| ")) {
                boolean kept = one.endsWith("*");
                String word = (kept ? one.substring(0, one.length() - 1) : one).strip();
                boolean place = about[0].equals("city") || about[0].equals("province");
                words.add(
                        new Word(
                                word.toLowerCase(Locale.ROOT),
                                pattern(word, place),
                                about[0],
                                about[1],
                                kept));
            }
        }
        // Longer words first: 连云港市 before 连云港.
        words.sort(Comparator.comparing((Word one) -> -one.pattern.pattern().length()));
        return List.copyOf(words);
    }

    private static Pattern pattern(String word, boolean place) {
        if (Script.isHan(word)) {
            return Pattern.compile(Pattern.quote(word) + (place ? AROUND + NAME : ""));
        }
        return Pattern.compile(
                "(?:\\b(?:in|near|around)\\s+)?(?<![A-Za-z0-9])"
                        + Pattern.quote(word)
                        + "(?:章|资质|\\s+accredited|\\s+accreditation)?(?![A-Za-z0-9])",
                Pattern.CASE_INSENSITIVE);
    }

    /// @param known the dimensions that there are; others are not conditions
    /// @param ignored codes of conditions that the person has taken back
    static Understood of(String typed, Collection<String> known, Collection<String> ignored) {
        StringBuilder rest = new StringBuilder(Question.clean(typed));
        Map<String, Condition> found = new LinkedHashMap<>();
        amounts(rest, BUDGET, false, ignored, found);
        amounts(rest, WITHIN, true, ignored, found);
        QUANTITIES.keySet().stream().sorted().forEach(of -> quantities(of, rest, ignored, found));
        days(rest, known, ignored, found);
        // Patterns decide; but hardly any of the words occurs at all, and that is cheap to see.
        String lower = rest.toString().toLowerCase(Locale.ROOT);
        for (Word word : WORDS) {
            if (known.contains(word.dimension) && lower.contains(word.word)) {
                note(word, rest, ignored, found);
            }
        }
        return new Understood(rest.toString().strip(), List.copyOf(found.values()));
    }

    private static void note(
            Word word,
            StringBuilder rest,
            Collection<String> ignored,
            Map<String, Condition> found) {
        Matcher matcher = word.pattern.matcher(rest);
        if (matcher.find()) {
            Condition condition =
                    new Condition(
                            word.dimension, word.value, matcher.group(), surely(rest, matcher));
            add(condition, rest, word.kept ? null : matcher, ignored, found);
        }
    }

    /// Takes the words out, unless they say what it is about, too.
    private static void add(
            Condition condition,
            StringBuilder rest,
            @Nullable Matcher taken,
            Collection<String> ignored,
            Map<String, Condition> found) {
        if (ignored.contains(condition.code())) {
            return;
        }
        found.putIfAbsent(condition.code(), condition);
        if (taken != null) {
            rest.replace(taken.start(), taken.end(), " ");
        }
    }

    private static boolean surely(StringBuilder text, Matcher matcher) {
        return SURELY.matcher(text.substring(0, matcher.start())).find();
    }

    private static void amounts(
            StringBuilder rest,
            Pattern pattern,
            boolean unitNeeded,
            Collection<String> ignored,
            Map<String, Condition> found) {
        Matcher matcher = pattern.matcher(rest);
        while (matcher.find()) {
            String unit = Objects.requireNonNullElse(matcher.group(2), "");
            String yuan = Objects.requireNonNullElse(matcher.group(3), "");
            if (!unitNeeded || !unit.isEmpty() || !yuan.isEmpty()) {
                String value = Long.toString(Math.round(number(matcher.group(1)) * times(unit)));
                if (value.length() <= 12 && !value.equals("0")) {
                    add(
                            new Condition(Condition.PRICE, value, matcher.group().strip(), false),
                            rest,
                            matcher,
                            ignored,
                            found);
                    return;
                }
            }
        }
    }

    private static int times(String unit) {
        return switch (unit.toLowerCase(Locale.ROOT)) {
            case "万", "w" -> 10_000;
            case "千", "k" -> 1_000;
            case "百" -> 100;
            default -> 1;
        };
    }

    /// `12,000`, `1.5`, `两`, `十五`, `二十`.
    private static double number(String text) {
        if (Character.isDigit(text.charAt(0))) {
            return Double.parseDouble(text.replace(",", ""));
        }
        int ten = text.indexOf('十');
        if (text.length() > 1 && ten >= 0) {
            int tens = ten == 0 ? 1 : SMALL.getOrDefault(text.substring(0, ten), 1);
            return 10 * tens + SMALL.getOrDefault(text.substring(ten + 1), 0);
        }
        return SMALL.getOrDefault(text.toLowerCase(Locale.ROOT), 0);
    }

    private static Pattern quantity(String text) {
        return Pattern.compile("(?<!\\d)(?<!\\d[.,])(?:" + text + ")", Pattern.CASE_INSENSITIVE);
    }

    private static void quantities(
            String of,
            StringBuilder rest,
            Collection<String> ignored,
            Map<String, Condition> found) {
        Matcher matcher = Objects.requireNonNull(QUANTITIES.get(of)).matcher(rest);
        if (!matcher.find()) {
            return;
        }
        String count = null;
        for (int i = 1; i <= matcher.groupCount(); i++) {
            count = count == null ? matcher.group(i) : count;
        }
        double number = number(Objects.requireNonNull(count));
        if (number >= 1 && number <= COUNT_MAX && number == Math.rint(number)) {
            add(
                    new Condition(
                            of, Long.toString(Math.round(number)), matcher.group().strip(), false),
                    rest,
                    matcher,
                    ignored,
                    found);
        }
    }

    private static void days(
            StringBuilder rest,
            Collection<String> known,
            Collection<String> ignored,
            Map<String, Condition> found) {
        Matcher matcher = DAYS.matcher(rest);
        if (matcher.find()) {
            boolean chinese = matcher.group(1) != null;
            String unit = chinese ? matcher.group(2) : matcher.group(4);
            double count = number(chinese ? matcher.group(1) : matcher.group(3));
            soon(Math.round(count * length(unit)), matcher, rest, known, ignored, found);
            return;
        }
        matcher = SOON.matcher(rest);
        if (matcher.find()) {
            soon(7, matcher, rest, known, ignored, found);
        }
    }

    private static int length(String unit) {
        return switch (unit.toLowerCase(Locale.ROOT)) {
            case "周", "星期", "礼拜", "week" -> 7;
            case "月", "month" -> 30;
            default -> 1;
        };
    }

    /// The index knows what is free within a week; of a longer time everything may be.
    private static void soon(
            long days,
            Matcher matcher,
            StringBuilder rest,
            Collection<String> known,
            Collection<String> ignored,
            Map<String, Condition> found) {
        boolean week = days <= 7 && known.contains("free");
        add(
                new Condition(
                        week ? "free" : Condition.TIME,
                        week ? "week" : Long.toString(days),
                        matcher.group().strip(),
                        false),
                rest,
                matcher,
                ignored,
                found);
    }
}
