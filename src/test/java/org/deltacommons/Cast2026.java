package org.deltacommons;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.deltacommons.commons.enterprises.EnterpriseSeed;
import org.deltacommons.commons.resources.Catalogue;
import org.deltacommons.commons.vouchers.ProgrammeSeed;
import org.deltacommons.foundation.federation.Followers;
import org.deltacommons.foundation.identity.Cast;
import org.deltacommons.foundation.identity.People;
import org.deltacommons.foundation.procedures.Calendars;
import org.deltacommons.foundation.rulebook.RuleSeed;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Money;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/// The cast of four provinces on 5 March 2026, with a clock that a test puts forward.
@TestConfiguration(proxyBeanMethods = false)
public class Cast2026 {

    /// Begins at 10:00 in Shanghai on 5 March 2026 and stands still until it is put forward.
    public static final class StageClock extends Clock {
        private final AtomicReference<Instant> now =
                new AtomicReference<>(Instant.parse("2026-03-05T02:00:00Z"));

        public void forward(Duration more) {
            now.updateAndGet(before -> before.plus(more));
        }

        public void to(Instant instant) {
            now.updateAndGet(before -> instant.isAfter(before) ? instant : before);
        }

        /// As a machine's clock may that was put right.
        public void back(Duration less) {
            now.updateAndGet(before -> before.minus(less));
        }

        @Override
        public Instant instant() {
            return now.get();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    /// Everything that a fresh installation has.
    public static final class Stage {
        private final Followers followers;
        private final People people;
        private final Path signIns;
        public final StageClock clock;

        Stage(Followers followers, People people, Path signIns, StageClock clock) {
            this.followers = followers;
            this.people = people;
            this.signIns = signIns;
            this.clock = clock;
        }

        /// What somebody of the cast signs in with here; every stage has passwords of its own.
        public String password(String username) {
            try (Stream<String> lines = Files.lines(signIns)) {
                return lines.map(line -> line.split("\t"))
                        .filter(fields -> fields.length > 1 && fields[0].strip().equals(username))
                        .map(fields -> fields[1].strip())
                        .findFirst()
                        .orElseThrow();
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }

        /// Somebody of the cast by username.
        public Actor actor(String username) {
            return people.actor("person-" + username).orElseThrow();
        }

        /// Waits until every province has dealt with every fact.
        public void settle() {
            if (!followers.settle(Duration.ofSeconds(60))) {
                throw new AssertionError("the followers did not settle");
            }
        }
    }

    @Bean
    @Primary
    StageClock stageClock() {
        return new StageClock();
    }

    @Bean
    Stage stage(
            Cast cast,
            Calendars calendars,
            RuleSeed rules,
            ProgrammeSeed programmes,
            EnterpriseSeed enterprises,
            Catalogue catalogue,
            Followers followers,
            People people,
            StageClock clock)
            throws IOException {
        Path signIns = Files.createTempDirectory("stage").resolve("sign-ins.txt");
        cast.load(signIns);
        calendars.load();
        rules.load();
        programmes.load();
        enterprises.load();
        catalogue.load();
        programmes.usedBefore("mas-2026", "org-jiangpan", Money.yuan(300_000), Money.yuan(278_400));
        return new Stage(followers, people, signIns, clock);
    }
}
