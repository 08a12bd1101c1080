package org.deltacommons.foundation.web;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Period;
import org.deltacommons.kernel.Refusal;
import org.deltacommons.kernel.RuleVersion;
import org.jspecify.annotations.Nullable;

/// How each type of value looks. Times are those of Asia/Shanghai.
record Shown(Words words, DivisionNames divisions, Clock clock) {

    static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    static final String NOTHING = "—";

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(SHANGHAI);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("H:mm");
    private static final DateTimeFormatter DAY_ZH =
            DateTimeFormatter.ofPattern("M 月 d 日", Locale.SIMPLIFIED_CHINESE);
    private static final DateTimeFormatter DAY_EN =
            DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
    private static final DateTimeFormatter YEAR_DAY_ZH =
            DateTimeFormatter.ofPattern("yyyy 年 M 月 d 日", Locale.SIMPLIFIED_CHINESE);
    private static final DateTimeFormatter YEAR_DAY_EN =
            DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);

    /// Below, a number may be a year and carries no separators.
    private static final long GROUPED_FROM = 10_000;

    String show(@Nullable Object value) {
        return switch (value) {
            case null -> NOTHING;
            case String text -> text.isBlank() ? NOTHING : text;
            case Boolean yes -> words.say(yes ? "web.yes" : "web.no");
            case Enum<?> name -> name(name);
            case Money money -> money.toString();
            case Instant instant -> MINUTE.format(instant);
            case LocalDate date -> date.toString();
            case LocalTime time -> TIME.format(time);
            case YearMonth month -> month.toString();
            case Year year -> year.toString();
            case Period period -> period(period);
            case Duration duration -> duration(duration);
            case DivisionCode division ->
                    divisions.name(division, words.language()).orElse(division.value());
            case Id<?> id -> id.number();
            case RuleVersion rule ->
                    words.say(
                            rule.source().isBlank() ? "web.rule.version" : "web.rule", rule(rule));
            case Refusal refusal -> words.explain(refusal).line();
            case State state -> words.say(state.label());
            case Phrase phrase -> words.say(phrase);
            case Optional<?> perhaps -> show(perhaps.orElse(null));
            case Collection<?> many -> joined(many);
            case Integer number -> whole(number);
            case Long number -> whole(number);
            case BigDecimal number -> number.stripTrailingZeros().toPlainString();
            default -> value.toString();
        };
    }

    private String name(Enum<?> value) {
        return words.say("enum." + value.getDeclaringClass().getSimpleName() + "." + value.name());
    }

    private Map<String, ?> rule(RuleVersion rule) {
        Object division =
                rule.division().matches("3[1-4]\\d{4}")
                        ? new DivisionCode(rule.division())
                        : rule.division();
        return Map.of("division", division, "version", rule.version(), "source", rule.source());
    }

    private String joined(Collection<?> many) {
        if (many.isEmpty()) {
            return NOTHING;
        }
        return many.stream().map(this::show).collect(Collectors.joining(words.say("web.comma")));
    }

    private static String whole(long number) {
        return Math.abs(number) < GROUPED_FROM
                ? Long.toString(number)
                : String.format(Locale.ROOT, "%,d", number);
    }

    /// Within a day `3 月 5 日 9:00–12:00`; the end of a day is 24:00; another year is named.
    private String period(Period period) {
        ZonedDateTime from = period.from().atZone(SHANGHAI);
        ZonedDateTime until = period.until().atZone(SHANGHAI);
        boolean midnight = until.toLocalTime().equals(LocalTime.MIDNIGHT);
        LocalDate lastDay = midnight ? until.toLocalDate().minusDays(1) : until.toLocalDate();
        String end = midnight ? "24:00" : HOUR.format(until);
        String begin = day(from.toLocalDate()) + " " + HOUR.format(from);
        return from.toLocalDate().equals(lastDay)
                ? begin + "–" + end
                : begin + " – " + day(lastDay) + " " + end;
    }

    /// The day of an instant as people say it.
    String day(Instant instant) {
        return day(LocalDate.ofInstant(instant, SHANGHAI));
    }

    private String day(LocalDate date) {
        boolean thisYear =
                date.getYear() == LocalDate.ofInstant(clock.instant(), SHANGHAI).getYear();
        return date.format(
                words.english()
                        ? (thisYear ? DAY_EN : YEAR_DAY_EN)
                        : (thisYear ? DAY_ZH : YEAR_DAY_ZH));
    }

    private String duration(Duration duration) {
        if (duration.toMinutes() == 0 && !duration.isZero()) {
            return words.say("web.seconds", "seconds", duration.toSeconds());
        }
        long hours = duration.toHours();
        int minutes = duration.toMinutesPart();
        List<String> parts =
                List.of(
                        hours == 0 ? "" : words.say("web.hours", "hours", hours),
                        minutes == 0 && hours != 0
                                ? ""
                                : words.say("web.minutes", "minutes", minutes));
        return String.join(" ", parts.stream().filter(part -> !part.isEmpty()).toList());
    }
}
