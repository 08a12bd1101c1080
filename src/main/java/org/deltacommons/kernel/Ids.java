package org.deltacommons.kernel;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/// Makes ids that carry their day, sort by their hour and read well on paper:
/// `ord-20260305-7k3m9qw2xt4`.
///
/// Seven letters tell the hour of the day to 2.5 microseconds, or come right after the last id's
/// where several are made at once; four are random, so that two nodes do not meet and a stranger
/// does not count. Ids of one hour lie together in every index, which is what makes writing fast.
public final class Ids {

    private static final String LETTERS = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final int LETTER_BITS = 5;
    private static final int LETTER_MASK = (1 << LETTER_BITS) - 1;
    private static final int HOUR_LENGTH = 7;
    private static final int RANDOM_LENGTH = 4;
    private static final int HOUR_BITS = HOUR_LENGTH * LETTER_BITS;
    private static final long HOUR_MASK = (1L << HOUR_BITS) - 1;

    private static final int POOL_BYTES = 512;

    /// 2³⁵ of these are a little more than a day.
    private static final long NANOS_A_TICK = 2_515;

    private final Clock clock;
    private final RandomGenerator random;
    private final AtomicLong last = new AtomicLong();

    /// Drawn by the hundred, because a secure source asks as much for four bytes as for many.
    private final ByteBuffer pool = ByteBuffer.allocate(POOL_BYTES).limit(0);

    public Ids(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /// @param kind a short word in lower case, such as `ord`
    public <T> Id<T> next(String kind) {
        long now = ticks();
        long mine = last.updateAndGet(former -> Math.max(former + 1, now));
        StringBuilder text = new StringBuilder(kind.length() + 21).append(kind).append('-');
        text.append(DAY.format(LocalDate.ofEpochDay(mine >> HOUR_BITS))).append('-');
        letters(text, mine & HOUR_MASK, HOUR_LENGTH);
        letters(text, drawn() & (1L << RANDOM_LENGTH * LETTER_BITS) - 1, RANDOM_LENGTH);
        return new Id<>(text.toString());
    }

    /// 128 random bits as 32 hexadecimal digits.
    public String salt() {
        byte[] bits = new byte[16];
        random.nextBytes(bits);
        return HexFormat.of().formatHex(bits);
    }

    private synchronized int drawn() {
        if (!pool.hasRemaining()) {
            random.nextBytes(pool.array());
            pool.clear();
        }
        return pool.getInt();
    }

    private long ticks() {
        ZonedDateTime now = clock.instant().atZone(ZONE);
        return (now.toLocalDate().toEpochDay() << HOUR_BITS)
                + now.toLocalTime().toNanoOfDay() / NANOS_A_TICK;
    }

    private static void letters(StringBuilder text, long bits, int length) {
        for (int i = length - 1; i >= 0; i--) {
            text.append(LETTERS.charAt((int) (bits >> i * LETTER_BITS & LETTER_MASK)));
        }
    }
}
