package org.deltacommons.commons.vouchers;

import java.util.List;
import java.util.function.Function;
import org.deltacommons.foundation.federation.FactHandler;
import org.deltacommons.foundation.lane.Part;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.foundation.procedures.Deciding;
import org.deltacommons.foundation.procedures.Move;
import org.deltacommons.foundation.procedures.Moving;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Outcome;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What a recovery makes of the answers of the province that collects it, and of no other.
@Configuration
class RecoveryHandlers {

    private record Answered<B extends Record>(
            Class<B> fact,
            String action,
            Function<B, String> recovery,
            Procedure<Recovery> procedure,
            Moving moving)
            implements FactHandler<B> {
        @Override
        public List<Part> on(B body, RecordedFact recorded, Rows rows) {
            return moving.whereSaid(
                    procedure,
                    Id.<Recovery>of(recovery().apply(body)),
                    action,
                    body,
                    recorded,
                    Recovery::providerHome,
                    rows);
        }
    }

    @Bean
    FactHandler<RecoveryCollected> recoveryCollected(Procedure<Recovery> procedure, Moving moving) {
        return new Answered<>(
                RecoveryCollected.class,
                "collected",
                RecoveryCollected::recovery,
                procedure,
                moving);
    }

    @Bean
    FactHandler<RecoveryDeclined> recoveryDeclined(Procedure<Recovery> procedure, Moving moving) {
        return new Answered<>(
                RecoveryDeclined.class,
                "not-collected",
                RecoveryDeclined::recovery,
                procedure,
                moving);
    }

    /// Where nothing is left to come back, nothing does.
    @Bean
    FactHandler<AdvanceStruck> advanceStruck(Procedure<Recovery> procedure, Moving moving) {
        return FactHandler.of(
                AdvanceStruck.class,
                (body, fact, rows) ->
                        rows.find(ClaimLine.class, Id.<ClaimLine>of(body.claim()))
                                .filter(claim ->
                                        claim.home() == rows.home()
                                                && claim.providerHome() == fact.origin())
                                .map(claim -> struck(body, procedure, moving, rows))
                                .orElseGet(List::of));
    }

    private static List<Part> struck(
            AdvanceStruck body, Procedure<Recovery> procedure, Moving moving, Rows rows) {
        Deciding on = moving.deciding(Actor.system(rows.home()), rows);
        return switch (Recoveries.struck(body, on)) {
            case Outcome.Done<Move<Recovery>>(Move<Recovery> move) ->
                    moving.parts(procedure, null, "strike", move, rows);
            case Outcome.Refused<Move<Recovery>> _ -> List.of();
        };
    }
}
