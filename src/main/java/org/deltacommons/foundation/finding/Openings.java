package org.deltacommons.foundation.finding;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.deltacommons.kernel.Period;

/// When something can be begun, as its calendar says. The gaps are kept and not the next of them,
/// so that a document stays right while time passes: what is next is worked out when it is asked.
///
/// @param noticeMinutes how long before its beginning a slot must be taken
/// @param gridMinutes the steps in which slots begin, counted from the beginning of each gap
/// @param leastMinutes the shortest slot
/// @param gaps free periods in order, each on the grid; at most [#GAPS_MAX], the rest is left out
public record Openings(int noticeMinutes, int gridMinutes, int leastMinutes, List<Period> gaps) {

    /// More are not kept: a document is read for every hit that is put in order.
    public static final int GAPS_MAX = 16;

    public Openings {
        if (noticeMinutes < 0 || gridMinutes < 1 || leastMinutes < 1) {
            throw new IllegalArgumentException("a grid has steps, and nothing else is negative");
        }
        gaps = List.copyOf(gaps.size() <= GAPS_MAX ? gaps : gaps.subList(0, GAPS_MAX));
    }

    /// The earliest beginning of a slot that can still be taken at a moment.
    public Optional<Instant> next(Instant now) {
        long minute = Math.ceilDiv(now.getEpochSecond(), 60L);
        return gaps.stream()
                .mapToLong(gap -> start(minute(gap.from()), minute(gap.until()), minute))
                .filter(start -> start != Measure.UNKNOWN)
                .mapToObj(start -> Instant.ofEpochSecond(start * 60))
                .findFirst();
    }

    /// Whether a shortest slot lies within so long from a moment on.
    public boolean isFree(Instant now, Duration within) {
        Instant end = now.plus(within).minus(Duration.ofMinutes(leastMinutes));
        return next(now).filter(start -> !start.isAfter(end)).isPresent();
    }

    private long start(long from, long until, long now) {
        return start(from, until, now, noticeMinutes, gridMinutes, leastMinutes);
    }

    /// Of one gap, in minutes since 1970.
    private static long start(long from, long until, long now, long notice, long grid, long least) {
        long soonest = now + notice;
        long start = soonest <= from ? from : from + Math.ceilDiv(soonest - from, grid) * grid;
        return start + least <= until ? start : Measure.UNKNOWN;
    }

    private static long minute(Instant instant) {
        return Math.floorDiv(instant.getEpochSecond(), 60L);
    }

    /// As an index keeps it: notice, grid, least, then each gap's beginning and length, in minutes
    /// and each counted from the end of the gap before.
    String text() {
        List<String> numbers = new ArrayList<>();
        numbers.add(Integer.toString(noticeMinutes));
        numbers.add(Integer.toString(gridMinutes));
        numbers.add(Integer.toString(leastMinutes));
        long at = 0;
        for (Period gap : gaps) {
            long from = minute(gap.from());
            long until = minute(gap.until());
            numbers.add(Long.toString(from - at));
            numbers.add(Long.toString(until - from));
            at = until;
        }
        return String.join(" ", numbers);
    }

    /// What [#next] says of a text, in minutes since 1970, without the periods between.
    ///
    /// @return [Measure#UNKNOWN] if nothing is free
    static long next(String text, long now) {
        Numbers numbers = new Numbers(text);
        long notice = numbers.next();
        long grid = numbers.next();
        long least = numbers.next();
        long at = 0;
        while (numbers.hasNext()) {
            long from = at + numbers.next();
            at = from + numbers.next();
            long start = start(from, at, now, notice, grid, least);
            if (start != Measure.UNKNOWN) {
                return start;
            }
        }
        return Measure.UNKNOWN;
    }

    /// The numbers of a text, one after the other; a million texts are read so.
    private static final class Numbers {

        private final String text;
        private int at;

        Numbers(String text) {
            this.text = text;
        }

        boolean hasNext() {
            return at < text.length();
        }

        long next() {
            long number = 0;
            while (at < text.length() && text.charAt(at) != ' ') {
                number = number * 10 + text.charAt(at) - '0';
                at++;
            }
            at++;
            return number;
        }
    }
}
