package org.deltacommons.bench.federation;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.deltacommons.foundation.federation.FactHandler;
import org.deltacommons.foundation.federation.Replica;
import org.deltacommons.foundation.lane.Command;
import org.deltacommons.foundation.lane.Fact;
import org.deltacommons.foundation.lane.Lane;
import org.deltacommons.foundation.lane.Part;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.lane.Row;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.foundation.lane.Unit;
import org.deltacommons.foundation.web.Headers;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Province;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What a node of the benchmark has besides the product: it appends facts when it is told to, keeps
/// rows of those it reads and reacts to those that ask it to.
@Configuration(proxyBeanMethods = false)
@Profile("bench-federation")
class FederationStage {

    private static final int FIRMS = 1_000;

    /// What the appender learns.
    record Appended(int facts) {}

    /// As the other nodes' paths: no session, no sign-in.
    @Bean
    @Order(-1)
    SecurityFilterChain bench(HttpSecurity http) {
        return Headers.onlyMachines(http.securityMatcher("/bench/**")).build();
    }

    @Bean
    Replica<Thing.Offered> thingReplica() {
        return new Replica<>() {
            @Override
            public Class<Thing.Offered> fact() {
                return Thing.Offered.class;
            }

            @Override
            public List<Row> rows(Thing.Offered body, RecordedFact fact) {
                return List.of(
                        new Thing(
                                Id.of(body.thing()),
                                fact.origin(),
                                body.resource(),
                                body.firm(),
                                body.since(),
                                body.byVoucher(),
                                body.note()));
            }
        };
    }

    /// One Unit each, with the cursor and nothing else.
    @Bean
    FactHandler<Thing.Asked> thingHandler() {
        return new FactHandler<>() {
            @Override
            public Class<Thing.Asked> fact() {
                return Thing.Asked.class;
            }

            @Override
            public boolean concerns(RecordedFact fact, Province home) {
                return home == Province.ANHUI;
            }

            @Override
            public List<Part> on(Thing.Asked body, RecordedFact fact, Rows rows) {
                return List.of();
            }
        };
    }

    @Profile("bench-federation")
    @RestController
    static final class Appender {

        private final Lane lane;
        private final Clock clock;
        private final AtomicLong made = new AtomicLong(System.nanoTime());

        Appender(Lane lane, Clock clock) {
            this.lane = lane;
            this.clock = clock;
        }

        /// Appends facts as fast as it goes, one Unit after the other.
        ///
        /// @param kind `offered`, `noted` or `asked`
        /// @param batch facts a Unit, at most 2 000
        /// @return how long it took, in nanoseconds
        @PostMapping("/bench/append")
        String append(@RequestParam String kind, @RequestParam int count, @RequestParam int batch) {
            long since = System.nanoTime();
            for (int left = count; left > 0; left -= batch) {
                submit(kind, Math.min(batch, left));
            }
            return Long.toString(System.nanoTime() - since);
        }

        /// Appends single facts evenly over time, whether or not the one before is durable yet.
        ///
        /// @return how many
        @PostMapping("/bench/pace")
        String pace(@RequestParam String kind, @RequestParam int rate, @RequestParam int count)
                throws Exception {
            List<Future<?>> all = new ArrayList<>();
            long begin = System.nanoTime();
            try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < count; i++) {
                    long due = begin + i * 1_000_000_000L / rate;
                    for (long wait = due - System.nanoTime();
                            wait > 0;
                            wait = due - System.nanoTime()) {
                        LockSupport.parkNanos(wait);
                    }
                    all.add(callers.submit(() -> submit(kind, 1)));
                }
                for (Future<?> one : all) {
                    one.get();
                }
            }
            return Integer.toString(count);
        }

        private void submit(String kind, int count) {
            Province home = lane.homes().iterator().next();
            List<Part> facts = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                facts.add(fact(kind));
            }
            lane.submit(
                            Command.of(
                                    home,
                                    Actor.system(home),
                                    "bench.append",
                                    count,
                                    Appended.class),
                            _ -> Outcome.done(Unit.of(new Appended(count), facts)))
                    .orThrow();
        }

        private Fact fact(String kind) {
            long number = made.incrementAndGet();
            String thing = "ord-" + number;
            String resource = "res-sem-" + number % 100;
            String firm = "org-" + number % FIRMS;
            Instant now = clock.instant();
            Money money = new Money(number % 10_000_000);
            Record body =
                    switch (kind) {
                        case "offered" ->
                                new Thing.Offered(thing, resource, firm, now, money, Thing.NOTE);
                        case "noted" ->
                                new Thing.Noted(thing, resource, firm, now, money, Thing.NOTE);
                        case "asked" ->
                                new Thing.Asked(thing, resource, firm, now, money, Thing.NOTE);
                        default -> throw new IllegalArgumentException(kind);
                    };
            return new Fact(thing, Thing.READERS, body);
        }
    }
}
