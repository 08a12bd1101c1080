package org.deltacommons.commons.enterprises;

import java.util.List;
import org.deltacommons.foundation.federation.FactHandler;
import org.deltacommons.foundation.federation.Replica;
import org.deltacommons.foundation.identity.Signatories;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.lane.Row;
import org.deltacommons.foundation.procedures.CasePage;
import org.deltacommons.foundation.procedures.Move;
import org.deltacommons.foundation.procedures.Moving;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.web.Entry;
import org.deltacommons.foundation.web.Section;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Id;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The move of a firm to another province: what each of the two makes of the other's words, and
/// what its page shows.
@Configuration
class RelocationHandlers {

    @Bean
    Procedure<Relocation> relocationProcedure(Records records, Signatories signatories) {
        return Relocations.procedure(
                (firm, actor) -> Enterprises.homeOf(records, firm).orElse(actor.home()),
                signatories);
    }

    @Bean
    FactHandler<RelocationFact.RelocationAsked> relocationAsked(
            Procedure<Relocation> procedure, Moving moving) {
        return FactHandler.of(
                RelocationFact.RelocationAsked.class,
                (body, fact, rows) -> {
                    boolean ours =
                            body.division().province() == rows.home()
                                    && body.enterprise().home() == fact.origin();
                    return ours
                            ? moving.parts(
                                    procedure,
                                    null,
                                    "ask",
                                    Move.to(Relocation.received(body, rows.now())),
                                    rows)
                            : List.of();
                });
    }

    @Bean
    FactHandler<RelocationFact.RelocationAccepted> relocationAccepted(
            Procedure<Relocation> procedure, Moving moving) {
        return FactHandler.of(
                RelocationFact.RelocationAccepted.class,
                (body, fact, rows) ->
                        moving.whereAwaited(
                                procedure,
                                Id.<Relocation>of(body.relocation()),
                                "received",
                                body,
                                rows));
    }

    @Bean
    FactHandler<RelocationFact.RelocationRefused> relocationRefused(
            Procedure<Relocation> procedure, Moving moving) {
        return FactHandler.of(
                RelocationFact.RelocationRefused.class,
                (body, fact, rows) ->
                        moving.whereAwaited(
                                procedure,
                                Id.<Relocation>of(body.relocation()),
                                "declined",
                                body,
                                rows));
    }

    /// Where the former home is in another database.
    @Bean
    Replica<RelocationFact.FirmMoved> movedReplica() {
        return new Replica<>() {
            @Override
            public Class<RelocationFact.FirmMoved> fact() {
                return RelocationFact.FirmMoved.class;
            }

            @Override
            public List<Row> rows(RelocationFact.FirmMoved body, RecordedFact fact) {
                return List.of(
                        new Moved(
                                Moved.idOf(body.organisation(), fact.origin()),
                                fact.origin(),
                                body.organisation(),
                                body.successor(),
                                body.relocation(),
                                body.at()));
            }
        };
    }

    @Bean
    CasePage<Relocation> relocationCase() {
        return new CasePage<>() {
            @Override
            public Class<Relocation> type() {
                return Relocation.class;
            }

            @Override
            public List<Section> sections(Relocation relocation, Actor actor) {
                return List.of(
                        Section.of(
                                "relocation.section",
                                Entry.of("relocation.firm", relocation.enterprise().name()),
                                Entry.of("relocation.former", relocation.enterprise().division()),
                                Entry.of("relocation.destination", relocation.destination()),
                                Entry.of("relocation.moved-on", relocation.movedOn()),
                                Entry.of("relocation.source", relocation.source()),
                                Entry.of("relocation.note", relocation.note())));
            }
        };
    }
}
