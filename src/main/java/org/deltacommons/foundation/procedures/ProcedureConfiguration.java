package org.deltacommons.foundation.procedures;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.deltacommons.foundation.lane.GroupLane;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Ids;
import org.deltacommons.kernel.Outcome;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Collects what the modules declare.
@Configuration
class ProcedureConfiguration {

    @Bean
    Moving moving(Ids ids, ObjectProvider<Terms> terms) {
        return new Moving(ids, terms.getIfAvailable(NoTerms::new));
    }

    @Bean
    Procedures procedures(
            GroupLane lane,
            Records records,
            Moving moving,
            ObjectProvider<Refusals> refusals,
            ObjectProvider<Procedure<?>> declared) {
        List<Procedure<?>> all = declared.orderedStream().toList();
        return new Procedures(lane, records, moving, refusals.getIfAvailable(Unnoted::new), all);
    }

    /// Until the rulebook is there, nothing has a deadline.
    private static final class NoTerms implements Terms {
        @Override
        public Optional<Instant> due(String term, DivisionCode division, Rows rows, Instant from) {
            return Optional.empty();
        }
    }

    /// Where no audit log is configured, refusals pass unnoted.
    private static final class Unnoted implements Refusals {
        @Override
        public <T> Outcome<T> noted(
                Actor actor, String operation, String subject, Outcome<T> outcome) {
            return outcome;
        }

        @Override
        public void denied(Actor actor, String operation, String subject) {}
    }
}
