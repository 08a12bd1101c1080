package org.deltacommons.commons.vouchers;

import java.util.List;
import org.deltacommons.foundation.federation.FactHandler;
import org.deltacommons.foundation.lane.Part;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.foundation.procedures.Moving;
import org.deltacommons.foundation.procedures.NoForm;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.rulebook.PaymentRoute;
import org.deltacommons.kernel.Id;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What a claim makes of the answers of the seller's province, which is the provider's, and of its
/// batch's moves. A line that was objected to, or answered before, stays where it is; so does one
/// about which another home speaks.
@Configuration
class ClaimHandlers {

    private record Answered<B extends Record>(
            Class<B> fact,
            String action,
            java.util.function.Function<B, String> claim,
            Procedure<ClaimLine> procedure,
            Moving moving)
            implements FactHandler<B> {
        @Override
        public List<Part> on(B body, RecordedFact recorded, Rows rows) {
            return moving.whereSaid(
                    procedure,
                    Id.<ClaimLine>of(claim().apply(body)),
                    action,
                    body,
                    recorded,
                    ClaimLine::providerHome,
                    rows);
        }
    }

    private record Followed(Procedure<ClaimLine> procedure, Moving moving)
            implements FactHandler<LineAdvanced> {
        @Override
        public Class<LineAdvanced> fact() {
            return LineAdvanced.class;
        }

        @Override
        public List<Part> on(LineAdvanced body, RecordedFact recorded, Rows rows) {
            // What a province advances is not asked of the issuer's treasury.
            Id<ClaimLine> id = Id.of(body.claim());
            boolean advanced =
                    body.step().equals("request")
                            && rows.find(ClaimLine.class, id)
                                    .filter(claim -> claim.route() == PaymentRoute.PROVINCE_AGENT)
                                    .isPresent();
            if (advanced || recorded.origin() != rows.home()) {
                return List.of();
            }
            return body.result() == null
                    ? moving.whereAwaited(procedure, id, body.step(), new NoForm(), rows)
                    : moving.whereAwaited(procedure, id, "paid", body.result(), rows);
        }
    }

    @Bean
    FactHandler<InvoiceAllocated> claimAllocated(Procedure<ClaimLine> procedure, Moving moving) {
        return new Answered<>(
                InvoiceAllocated.class, "allocated", InvoiceAllocated::claim, procedure, moving);
    }

    @Bean
    FactHandler<InvoiceAllocationRefused> claimNotAllocated(
            Procedure<ClaimLine> procedure, Moving moving) {
        return new Answered<>(
                InvoiceAllocationRefused.class,
                "not-allocated",
                InvoiceAllocationRefused::claim,
                procedure,
                moving);
    }

    @Bean
    FactHandler<ProviderAdvanced> claimAdvanced(Procedure<ClaimLine> procedure, Moving moving) {
        return new Answered<>(
                ProviderAdvanced.class, "advanced", ProviderAdvanced::claim, procedure, moving);
    }

    @Bean
    FactHandler<AdvanceDeclined> claimNotAdvanced(Procedure<ClaimLine> procedure, Moving moving) {
        return new Answered<>(
                AdvanceDeclined.class, "not-advanced", AdvanceDeclined::claim, procedure, moving);
    }

    @Bean
    FactHandler<AccountGiven> claimAccountGiven(Procedure<ClaimLine> procedure, Moving moving) {
        return new Answered<>(
                AccountGiven.class, "account-given", AccountGiven::claim, procedure, moving);
    }

    @Bean
    FactHandler<LineAdvanced> claimFollowsBatch(Procedure<ClaimLine> procedure, Moving moving) {
        return new Followed(procedure, moving);
    }
}
