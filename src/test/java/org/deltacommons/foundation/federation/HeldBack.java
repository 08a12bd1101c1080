package org.deltacommons.foundation.federation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.procedures.AwayHomes;
import org.deltacommons.kernel.Province;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/// Wires between the homes of one node that a test can cut: what a home tells another then stays
/// unheard until the wire is whole again.
@TestConfiguration(proxyBeanMethods = false)
public class HeldBack {

    private record Wire(Province reader, Province origin) {}

    /// What is cut now.
    public static final class Wires {
        private final Map<Wire, Instant> cut = new ConcurrentHashMap<>();

        public void cut(Province reader, Province origin, boolean dead, Instant now) {
            if (dead) {
                cut.put(new Wire(reader, origin), now);
            } else {
                cut.remove(new Wire(reader, origin));
            }
        }

        boolean isCut(Province reader, Province origin) {
            return cut.containsKey(new Wire(reader, origin));
        }

        /// Waits until everybody has dealt with all that they can hear, however long it takes.
        ///
        /// @param patience with followers that do not move at all
        public void settle(Followers followers, Feeds feeds, Duration patience) {
            long end = System.nanoTime() + patience.toNanos();
            long left = -1;
            while (System.nanoTime() < end) {
                List<Long> before = newest(feeds);
                if (haveHeard(followers) && before.equals(newest(feeds))) {
                    return;
                }
                long now = before.stream().mapToLong(one -> one).sum() + behind(followers);
                if (now != left) {
                    left = now;
                    end = System.nanoTime() + patience.toNanos();
                }
                LockSupport.parkNanos(2_000_000);
            }
            throw new AssertionError("the followers did not settle");
        }

        private static List<Long> newest(Feeds feeds) {
            return List.of(Province.values()).stream().map(feeds::newest).toList();
        }

        private static long behind(Followers followers) {
            return followers.names().stream()
                    .mapToLong(name ->
                            List.of(Province.values()).stream()
                                    .mapToLong(origin -> followers.behind(name, origin))
                                    .sum())
                    .sum();
        }

        private boolean haveHeard(Followers followers) {
            for (String name : followers.names()) {
                for (Province origin : Province.values()) {
                    if (followers.behind(name, origin) > 0 && !isCut(name, origin)) {
                        return false;
                    }
                }
            }
            return true;
        }

        private boolean isCut(String follower, Province origin) {
            return cut.keySet().stream()
                    .anyMatch(wire ->
                            wire.origin() == origin
                                    && follower.equals("reactions-" + wire.reader().code()));
        }
    }

    /// A home is away for all of the node as soon as one of its others does not hear it.
    private record Silence(Wires wires) implements AwayHomes {
        @Override
        public Optional<Instant> awaySince(Province home) {
            return wires.cut.entrySet().stream()
                    .filter(wire -> wire.getKey().origin() == home)
                    .map(Map.Entry::getValue)
                    .min(Instant::compareTo);
        }

        @Override
        public boolean isHeard(Province home) {
            return awaySince(home).isEmpty();
        }
    }

    @Bean
    @Primary
    AwayHomes silence(Wires wires) {
        return new Silence(wires);
    }

    /// What one home hears while some wires are cut.
    private record Hearing(Province home, Heard whole, Wires wires) implements Heard {
        @Override
        public List<RecordedFact> after(Province origin, long after, int limit) {
            return wires.isCut(home, origin) ? List.of() : whole.after(origin, after, limit);
        }

        @Override
        public long position(Province reader, Province origin) {
            return whole.position(reader, origin);
        }

        @Override
        public Set<String> parked(Province reader, Province origin) {
            return whole.parked(reader, origin);
        }

        @Override
        public List<Parked> waiting(Province reader, Province origin) {
            return whole.waiting(reader, origin);
        }

        @Override
        public boolean asked(Province reader, Province origin) {
            return whole.asked(reader, origin);
        }

        @Override
        public boolean understands(RecordedFact fact) {
            return whole.understands(fact);
        }
    }

    @Bean
    Wires wires() {
        return new Wires();
    }

    @Bean
    @Primary
    Heard.ByHome heldBack(Feeds feeds, Records records, FactKinds kinds, Wires wires) {
        StoredHeard stored = new StoredHeard(feeds, records, kinds);
        return home -> new Hearing(home, stored, wires);
    }
}
