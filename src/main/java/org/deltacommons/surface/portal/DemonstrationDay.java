package org.deltacommons.surface.portal;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.deltacommons.foundation.web.Alarm;
import org.deltacommons.foundation.web.Phrase;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Every page of a demonstration that lives on another day says so.
@Configuration
@ConditionalOnProperty("delta.demonstration.today")
class DemonstrationDay {

    @Bean
    Alarm anotherDay(Clock clock) {
        return () ->
                List.of(
                        Phrase.of(
                                "alarm.demonstration",
                                "today",
                                LocalDate.ofInstant(clock.instant(), ZoneId.of("Asia/Shanghai"))));
    }
}
