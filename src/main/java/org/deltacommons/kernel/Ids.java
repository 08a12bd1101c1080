package org.deltacommons.kernel;

import java.time.Clock;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.random.RandomGenerator;

/// Makes ids that carry their day and read well on paper: `ord-20260305-7k3m9qw2xt`.
public final class Ids {

    private static final String LETTERS = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyyMMdd").withZone(ZoneId.of("Asia/Shanghai"));
    private static final int RANDOM_LENGTH = 10;

    private final Clock clock;
    private final RandomGenerator random;

    public Ids(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /// @param kind a short word in lower case, such as `ord`
    public <T> Id<T> next(String kind) {
        StringBuilder text =
                new StringBuilder(kind).append('-').append(DAY.format(clock.instant())).append('-');
        for (int i = 0; i < RANDOM_LENGTH; i++) {
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return new Id<>(text.toString());
    }
}
