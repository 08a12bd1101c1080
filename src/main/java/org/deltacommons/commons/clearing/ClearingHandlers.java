package org.deltacommons.commons.clearing;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.deltacommons.commons.bookings.Booking;
import org.deltacommons.commons.vouchers.ClaimLine;
import org.deltacommons.commons.vouchers.ClaimState;
import org.deltacommons.commons.vouchers.ProviderAdvanced;
import org.deltacommons.commons.vouchers.RecoveryOrdered;
import org.deltacommons.commons.vouchers.VoucherCaptured;
import org.deltacommons.commons.vouchers.VoucherPaid;
import org.deltacommons.commons.vouchers.VoucherRecovered;
import org.deltacommons.foundation.federation.FactHandler;
import org.deltacommons.foundation.lane.Part;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.foundation.procedures.Move;
import org.deltacommons.foundation.procedures.Moving;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.rulebook.PaymentRoute;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Province;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What a home makes of agreements, captures, advances and payments elsewhere.
@Configuration
class ClearingHandlers {

    /// A fact and what becomes of it.
    private record Handling<B extends Record>(Class<B> fact, Reaction<B> reaction)
            implements FactHandler<B> {
        @Override
        public List<Part> on(B body, RecordedFact recorded, Rows rows) {
            return reaction.parts(body, recorded, rows);
        }
    }

    private interface Reaction<B> {
        List<Part> parts(B body, RecordedFact fact, Rows rows);
    }

    private final Procedure<Agreement> agreements;
    private final Procedure<Advance> advances;
    private final Procedure<Receipt> receipts;
    private final Procedure<Clawback> clawbacks;
    private final Moving moving;

    ClearingHandlers(
            Procedure<Agreement> agreements,
            Procedure<Advance> advances,
            Procedure<Receipt> receipts,
            Procedure<Clawback> clawbacks,
            Moving moving) {
        this.agreements = agreements;
        this.advances = advances;
        this.receipts = receipts;
        this.clawbacks = clawbacks;
        this.moving = moving;
    }

    /// A party's copy changes by what another party did; whatever comes first makes the copy. A
    /// word counts from the party whose it is, about the very agreement that is kept here: who
    /// signed other terms under the same number has not signed these.
    private List<Part> heard(
            AgreementProposed proposal,
            Province party,
            RecordedFact fact,
            Rows rows,
            BiFunction<Agreement, Rows, Agreement> change) {
        Province home = rows.home();
        if (fact.origin() == home
                || fact.origin() != party
                || !proposal.parties().containsAll(List.of(home, party))) {
            return List.of();
        }
        Agreement stored =
                rows.find(Agreement.class, Agreement.idOf(proposal.number(), home)).orElse(null);
        Agreement said = Agreement.copy(proposal, home, rows.now());
        if (stored != null
                && (agreements.state(stored.state()).isFinal()
                        || !stored.proposal().equals(said.proposal()))) {
            return List.of();
        }
        Agreement copy = stored == null ? said : stored;
        Agreement after = change.apply(copy, rows);
        return moving.parts(
                agreements,
                stored,
                stored == null ? "propose" : "heard",
                Move.to(after).with(Agreeing.standing(after, rows)),
                rows);
    }

    @Bean
    FactHandler<AgreementProposed> agreementProposed() {
        return new Handling<>(
                AgreementProposed.class,
                (body, fact, rows) -> heard(body, body.lead(), fact, rows, (copy, _) -> copy));
    }

    @Bean
    FactHandler<AgreementSigned> agreementSigned() {
        return new Handling<>(
                AgreementSigned.class,
                (body, fact, rows) ->
                        heard(
                                body.agreement(),
                                body.party(),
                                fact,
                                rows,
                                (copy, _) -> copy.signedBy(body.party())));
    }

    @Bean
    FactHandler<AgreementDeclined> agreementDeclined() {
        return new Handling<>(
                AgreementDeclined.class,
                (body, fact, rows) ->
                        heard(
                                body.agreement(),
                                body.party(),
                                fact,
                                rows,
                                (copy, _) -> copy.in(AgreementState.DECLINED, body.reason())));
    }

    @Bean
    FactHandler<AgreementEnded> agreementEnded() {
        return new Handling<>(
                AgreementEnded.class,
                (body, fact, rows) ->
                        heard(
                                body.agreement(),
                                body.party(),
                                fact,
                                rows,
                                (copy, _) -> copy.in(AgreementState.ENDED, body.reason())));
    }

    /// Another province captured in favour of this one: the provider is paid here.
    @Bean
    FactHandler<VoucherCaptured> advanceBegins() {
        return new Handling<>(
                VoucherCaptured.class,
                (body, fact, rows) -> {
                    boolean ours =
                            body.route().equals(PaymentRoute.PROVINCE_AGENT.name())
                                    && body.payee().equals(rows.home().code())
                                    && fact.origin() != rows.home()
                                    && isOf(fact, body.order(), rows);
                    return ours
                            ? moving.parts(
                                    advances,
                                    null,
                                    "begin",
                                    Move.to(Advancing.begun(body, fact, rows)),
                                    rows)
                            : List.of();
                });
    }

    /// Whether the order is kept by the province that speaks, and served here.
    private static boolean isOf(RecordedFact fact, String order, Rows rows) {
        return rows.find(Booking.class, Booking.idOf(order))
                .filter(booking ->
                        booking.home() == rows.home() && booking.orderHome() == fact.origin())
                .isPresent();
    }

    /// What another province says that this one owes, without a ground for it here, is owed by
    /// nobody: it is parked for officials to see, and their statements of the period differ by it.
    private static void demand(boolean ground, RecordedFact fact) {
        if (!ground) {
            throw new IllegalStateException(
                    "%s/%d says that something is owed for which there is no ground here"
                            .formatted(fact.origin(), fact.index()));
        }
    }

    private static boolean isAwaited(ProviderAdvanced body, RecordedFact fact, Rows rows) {
        return rows.find(ClaimLine.class, Id.<ClaimLine>of(body.claim()))
                .filter(claim ->
                        claim.home() == rows.home()
                                && claim.providerHome() == fact.origin()
                                && claim.route() == PaymentRoute.PROVINCE_AGENT
                                && claim.state() == ClaimState.CAPTURED
                                && claim.programme().equals(body.programme())
                                && claim.pays().equals(body.amount()))
                .isPresent();
    }

    private static boolean isCollected(VoucherRecovered body, RecordedFact fact, Rows rows) {
        return rows.find(Clawback.class, Clawback.idOf(body.recovery()))
                .filter(clawback ->
                        clawback.home() == rows.home()
                                && clawback.creditor() == fact.origin()
                                && clawback.state() == ClawbackState.COLLECTED
                                && clawback.claim().equals(body.claim())
                                && clawback.amount().equals(body.amount()))
                .isPresent();
    }

    /// Creditor and debtor each keep the obligation; the debtor's books say whom it owes now.
    @Bean
    FactHandler<ProviderAdvanced> obligationArises() {
        return new Handling<>(
                ProviderAdvanced.class,
                (body, fact, rows) -> {
                    boolean debtor = rows.home() == body.debtor();
                    if (!debtor && rows.home() != fact.origin()) {
                        return List.of();
                    }
                    demand(!debtor || isAwaited(body, fact, rows), fact);
                    List<Part> parts =
                            new ArrayList<>(
                                    Running.of(rows, body.agreement(), fact.origin(), body.debtor())
                                            .grown(
                                                    body.claim(),
                                                    body.order(),
                                                    body.amount(),
                                                    ObligationCause.ADVANCE,
                                                    fact));
                    if (debtor) {
                        parts.addAll(DueAccounts.owed(body, fact.origin(), body.debtor()));
                    }
                    return parts;
                });
    }

    /// What this home advanced has to come back: its provider owes it here.
    @Bean
    FactHandler<RecoveryOrdered> clawbackBegins() {
        return new Handling<>(
                RecoveryOrdered.class,
                (body, fact, rows) ->
                        rows.find(Advance.class, Advance.idOf(body.claim()))
                                .filter(advance ->
                                        advance.home() == rows.home()
                                                && advance.debtor() == fact.origin()
                                                && !body.agreement().isEmpty())
                                .map(advance ->
                                        moving.parts(
                                                clawbacks,
                                                null,
                                                "ask",
                                                Move.to(
                                                        Clawback.of(
                                                                body,
                                                                rows.home(),
                                                                fact.origin(),
                                                                advance.providerName(),
                                                                rows.now())),
                                                rows))
                                .orElseGet(List::of));
    }

    /// A negative obligation: the province that advanced owes the issuer's. It counts by the
    /// issuer's fact, because a chain is cut by the indexes of its creditor's feed.
    @Bean
    FactHandler<VoucherRecovered> obligationTurns() {
        return new Handling<>(
                VoucherRecovered.class,
                (body, fact, rows) -> {
                    if (body.agreement().isEmpty()) {
                        return List.of();
                    }
                    Province debtor = Province.of(body.payee());
                    boolean creditor = rows.home() == fact.origin();
                    if (!creditor && rows.home() != debtor) {
                        return List.of();
                    }
                    demand(creditor || isCollected(body, fact, rows), fact);
                    List<Part> parts =
                            new ArrayList<>(
                                    Running.of(rows, body.agreement(), fact.origin(), debtor)
                                            .grown(
                                                    body.claim(),
                                                    body.order(),
                                                    body.amount(),
                                                    ObligationCause.RECOVERY,
                                                    fact));
                    if (creditor) {
                        parts.addAll(DueAccounts.regained(body, fact.origin(), debtor));
                    }
                    return parts;
                });
    }

    /// A provider of this home was paid, says the issuer; the provider says whether it was.
    @Bean
    FactHandler<VoucherPaid> receiptExpected() {
        return new Handling<>(
                VoucherPaid.class,
                (body, fact, rows) ->
                        rows.find(Booking.class, Booking.idOf(body.order()))
                                .filter(booking ->
                                        booking.home() == rows.home()
                                                && booking.orderHome() == fact.origin()
                                                && booking.provider().equals(body.payee()))
                                .map(booking ->
                                        moving.parts(
                                                receipts,
                                                null,
                                                "expect",
                                                Move.to(expected(body, booking, rows)),
                                                rows))
                                .orElseGet(List::of));
    }

    private static Receipt expected(VoucherPaid paid, Booking booking, Rows rows) {
        return new Receipt(
                Receipt.idOf(paid.claim()),
                rows.home(),
                ReceiptState.EXPECTED,
                booking.orderHome(),
                paid.claim(),
                paid.order(),
                booking.provider(),
                paid.number(),
                paid.amount(),
                paid.on(),
                null,
                null,
                rows.now());
    }
}
