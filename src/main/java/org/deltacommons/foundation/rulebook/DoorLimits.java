package org.deltacommons.foundation.rulebook;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.Optional;
import org.deltacommons.foundation.procedures.WorkingDays;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Reason;
import org.deltacommons.kernel.Refusal;

/// How often one may knock within an hour at a door that stands open to visitors. The rule
/// `threshold.door.<name>` says it for one address, `threshold.door.<name>.all` for all together;
/// without a rule there is no limit. Counted by each instance for itself, in memory, and addresses
/// are kept no longer than the hour: it keeps a flood out, not a determined clerk.
public final class DoorLimits {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final int ADDRESSES_MAX = 50_000;
    private static final int NETWORK_BYTES = 8;
    private static final int ADDRESS_V6_BYTES = 16;

    /// @param begun with the first knock
    private record Hour(Instant begun, long knocks) {

        Hour more() {
            return new Hour(begun, knocks + 1);
        }

        boolean isOver(Instant now) {
            return !now.isBefore(begun.plus(HOUR));
        }
    }

    private final RuleTable rules;
    private final Clock clock;
    private final Cache<String, Hour> hours =
            Caffeine.newBuilder().maximumSize(ADDRESSES_MAX).build();

    public DoorLimits(RuleTable rules, Clock clock) {
        this.rules = rules;
        this.clock = clock;
    }

    /// Counts one more knock.
    ///
    /// @param address of the machine it comes from
    /// @return the refusal if it is one too many, with the values `limit` (an hour), `minutes` and
    ///   `retryAfter` (seconds) until the next may come
    public Optional<Refusal> knock(String door, Province home, String address, Reason tooMany) {
        Optional<Refusal> one = knock(door, door + "@" + network(address), home, tooMany);
        return one.isPresent() ? one : knock(door + ".all", door + ".all", home, tooMany);
    }

    private Optional<Refusal> knock(String name, String counted, Province home, Reason tooMany) {
        Instant now = clock.instant();
        return limit(name, home, now)
                .flatMap(limit -> {
                    Hour hour = counted(counted, now);
                    if (hour.knocks() <= limit.value().limit()) {
                        return Optional.empty();
                    }
                    long wait = Duration.between(now, hour.begun().plus(HOUR)).toSeconds();
                    return Optional.of(
                            Refusal.of(tooMany, "limit", limit.value().limit())
                                    .with("retryAfter", Math.max(1, wait))
                                    .with("minutes", wait / 60 + 1)
                                    .under(limit.version()));
                });
    }

    private Optional<Applied<ThresholdRule>> limit(String name, Province home, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, WorkingDays.ZONE);
        return rules.applying(ThresholdRule.topic("door." + name), home.division(), today)
                .flatMap(found -> Rules.applied(found.rule(), ThresholdRule.class, today));
    }

    private Hour counted(String what, Instant now) {
        return hours.asMap()
                .compute(
                        what,
                        (_, before) ->
                                before == null || before.isOver(now)
                                        ? new Hour(now, 1)
                                        : before.more());
    }

    /// Whoever has one IPv6 address has the whole /64 it lies in.
    static String network(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        byte[] bytes = InetAddress.ofLiteral(address.replaceAll("%.*", "")).getAddress();
        return bytes.length == ADDRESS_V6_BYTES
                ? HexFormat.of().formatHex(bytes, 0, NETWORK_BYTES)
                : InetAddress.ofLiteral(address).getHostAddress();
    }
}
