package org.deltacommons.foundation.erasing;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.util.List;
import org.deltacommons.foundation.federation.ErasureFollowed;
import org.deltacommons.foundation.federation.FactHandler;
import org.deltacommons.foundation.federation.Feeds;
import org.deltacommons.foundation.federation.TextsErased;
import org.deltacommons.foundation.lane.Facts;
import org.deltacommons.foundation.lane.Lane;
import org.deltacommons.foundation.lane.Part;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.foundation.procedures.Moving;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.Procedures;
import org.deltacommons.foundation.rulebook.Rules;
import org.deltacommons.foundation.web.MenuEntry;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Role;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The procedure, and what homes make of each other's word.
@Configuration(proxyBeanMethods = false)
class ErasingConfiguration {

    @Bean
    Erasing erasing(
            Facts facts,
            Feeds feeds,
            Records records,
            JdbcClient jdbc,
            ObjectProvider<Procedures> procedures,
            ObjectProvider<CopiedTexts> copied,
            ObjectProvider<Erasable> erasables,
            Rules rules) {
        return new Erasing(
                new StoredTexts(
                        facts, feeds, records, new PersonalRows(jdbc), procedures::getObject),
                new Retention(rules),
                copied::orderedStream,
                erasables::orderedStream);
    }

    @Bean
    LaterErasing laterErasing(
            Erasing erasing,
            Records records,
            Lane lane,
            Procedure<Erasure> procedure,
            Moving moving,
            Clock clock) {
        return new LaterErasing(erasing, records, lane, procedure, moving, clock);
    }

    @Bean
    RecurringTask<Void> erasingLaterJob(LaterErasing later) {
        return Tasks.recurring("erasing-later", FixedDelay.ofHours(1))
                .execute((instance, context) -> later.look());
    }

    @Bean
    Procedure<Erasure> erasureProcedure(Erasing erasing) {
        return erasing.declared();
    }

    /// The copies beside received facts went when the fact arrived, before anybody reacted to it;
    /// where the homes share a database, in the Unit that told it.
    @Bean
    FactHandler<TextsErased> textsErased(Erasing erasing) {
        return new FactHandler<>() {
            @Override
            public Class<TextsErased> fact() {
                return TextsErased.class;
            }

            @Override
            public boolean concerns(RecordedFact fact, Province home) {
                return home != fact.origin();
            }

            @Override
            public List<Part> on(TextsErased body, RecordedFact fact, Rows rows) {
                return erasing.follow(body, fact.origin(), fact.index(), rows);
            }
        };
    }

    @Bean
    FactHandler<ErasureFollowed> erasureFollowed(Procedure<Erasure> procedure, Moving moving) {
        return FactHandler.of(
                ErasureFollowed.class,
                (body, fact, rows) ->
                        body.of() == rows.home()
                                ? moving.whereAwaited(
                                        procedure,
                                        Id.<Erasure>of(body.erasure()),
                                        "follow",
                                        new Erasing.Heard(
                                                fact.origin(),
                                                fact.at(),
                                                fact.index(),
                                                body.kept(),
                                                body.index()),
                                        rows)
                                : List.of());
    }

    @Bean
    ErasurePage erasurePage() {
        return new ErasurePage();
    }

    @Bean
    MenuEntry erasureMenu() {
        return new MenuEntry(
                "menu.erasure",
                "/open/erasure/request",
                "eraser",
                62,
                actor -> actor.has(Role.SECURITY_ADMIN));
    }
}
