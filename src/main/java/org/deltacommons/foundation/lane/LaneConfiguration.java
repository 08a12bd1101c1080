package org.deltacommons.foundation.lane;

import com.github.kagkarlsson.scheduler.Scheduler;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.deltacommons.kernel.Ids;
import org.deltacommons.kernel.Province;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JacksonModule;

/// The lanes of this node, its clock and its source of ids.
@Configuration
class LaneConfiguration {

    /// Whole microseconds, because that is what the database keeps.
    ///
    /// @param today on which a demonstration lives; blank for the real day
    @Bean
    @ConditionalOnMissingBean
    Clock clock(@Value("${delta.demonstration.today:}") String today) {
        return DemonstrationClock.of(today, Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000)));
    }

    @Bean
    @ConditionalOnMissingBean
    Ids ids(Clock clock) {
        return new Ids(clock, new java.security.SecureRandom());
    }

    /// Whatever a controller answers says amounts, provinces and ids as rows and facts do.
    @Bean
    JacksonModule kernelInAnswers() {
        return Json.KERNEL;
    }

    /// @param homes the codes of the provinces hosted at this node, all four unless configured
    @Bean
    @DependsOnDatabaseInitialization
    GroupLane lane(
            DataSource dataSource,
            ObjectProvider<Book<Connection>> books,
            ObjectProvider<BeforeLanes> first,
            Clock clock,
            Ids ids,
            @Value("${delta.homes:310000,320000,330000,340000}") List<String> homes) {
        List<Province> hosted = homes.stream().map(Province::of).toList();
        first.orderedStream().forEach(one -> one.prepare(Set.copyOf(hosted)));
        return new GroupLane(
                new PostgresStore(dataSource, books.orderedStream().toList()), hosted, clock, ids);
    }

    @Bean(initMethod = "start")
    Succession laneSuccession(GroupLane lane) {
        return new Succession(lane);
    }

    @Bean
    HealthIndicator laneHealthIndicator(GroupLane lane) {
        return new LaneHealth(lane);
    }

    /// Jobs run where the lanes are: elsewhere each would have to take them.
    @Bean
    SmartInitializingSingleton jobsWhereTheLanesAre(
            GroupLane lane, ObjectProvider<Scheduler> schedulers) {
        return () ->
                schedulers.ifAvailable(scheduler ->
                        lane.onMove(() -> {
                            boolean paused = scheduler.getSchedulerState().isPaused();
                            if (paused && lane.holdsAny()) {
                                scheduler.resume();
                            } else if (!paused && !lane.holdsAny()) {
                                scheduler.pause();
                            }
                        }));
    }

    @Bean
    LaneFigures laneFigures(GroupLane lane) {
        return new LaneFigures(lane);
    }

    @Bean
    Records records(JdbcClient jdbc) {
        return new Records(jdbc);
    }

    @Bean
    Facts facts(JdbcClient jdbc) {
        return new Facts(jdbc);
    }
}
