package org.deltacommons.commons.resources;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.deltacommons.kernel.Period;

/// When it is open on some weekdays, half-open: `1-5 09:00-18:00` is Monday to Friday.
///
/// @param firstDay 1 is Monday
/// @param fromMinute of the day in Asia/Shanghai, 0 to 1439
/// @param untilMinute 1 to 1440, which is midnight at the end
public record OpenHours(int firstDay, int lastDay, int fromMinute, int untilMinute) {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final int DAY_MINUTES = 1_440;
    private static final Pattern WRITTEN =
            Pattern.compile(
                    "([1-7])(?:\\s*-\\s*([1-7]))?\\s+(\\d{1,2}):([0-5]\\d)\\s*-\\s*(\\d{1,2}):([0-5]\\d)");

    public OpenHours {
        if (firstDay < 1 || lastDay > 7 || firstDay > lastDay) {
            throw new IllegalArgumentException("days run from 1 to 7");
        }
        if (fromMinute < 0 || untilMinute > DAY_MINUTES || fromMinute >= untilMinute) {
            throw new IllegalArgumentException("hours run from 00:00 to 24:00");
        }
    }

    /// @param text several joined by `;`, empty for none
    /// @throws IllegalArgumentException if it is written otherwise
    public static List<OpenHours> parse(String text) {
        List<OpenHours> all = new ArrayList<>();
        for (String one : text.strip().split("[;\uFF1B]")) {
            if (one.isBlank()) {
                continue;
            }
            Matcher written = WRITTEN.matcher(one.strip());
            if (!written.matches()) {
                throw new IllegalArgumentException("not opening hours: " + one);
            }
            int first = Integer.parseInt(written.group(1));
            all.add(
                    new OpenHours(
                            first,
                            written.group(2) == null ? first : Integer.parseInt(written.group(2)),
                            minute(written.group(3), written.group(4)),
                            minute(written.group(5), written.group(6))));
        }
        return all;
    }

    private static int minute(String hour, String minute) {
        return Integer.parseInt(hour) * 60 + Integer.parseInt(minute);
    }

    public static String write(List<OpenHours> all) {
        return String.join("; ", all.stream().map(OpenHours::toString).toList());
    }

    public boolean covers(DayOfWeek day) {
        return day.getValue() >= firstDay && day.getValue() <= lastDay;
    }

    /// The open time of a day, if it is open then.
    public Period on(LocalDate day) {
        return new Period(
                day.atStartOfDay(ZONE).plusMinutes(fromMinute).toInstant(),
                day.atStartOfDay(ZONE).plusMinutes(untilMinute).toInstant());
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s %02d:%02d-%02d:%02d",
                firstDay == lastDay ? "" + firstDay : firstDay + "-" + lastDay,
                fromMinute / 60,
                fromMinute % 60,
                untilMinute / 60,
                untilMinute % 60);
    }
}
