package org.deltacommons.commons.clearing;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.deltacommons.commons.bookings.Booking;
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

    /// A party's copy changes by what another party did; whatever comes first makes the copy.
    private List<Part> heard(
            AgreementProposed proposal,
            RecordedFact fact,
            Rows rows,
            BiFunction<Agreement, Rows, Agreement> change) {
        Province home = rows.home();
        if (fact.origin() == home || !proposal.parties().contains(home)) {
            return List.of();
        }
        Agreement stored =
                rows.find(Agreement.class, Agreement.idOf(proposal.number(), home)).orElse(null);
        if (stored != null && agreements.state(stored.state()).isFinal()) {
            return List.of();
        }
        Agreement copy = stored == null ? Agreement.copy(proposal, home, rows.now()) : stored;
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
                (body, fact, rows) -> heard(body, fact, rows, (copy, _) -> copy));
    }

    @Bean
    FactHandler<AgreementSigned> agreementSigned() {
        return new Handling<>(
                AgreementSigned.class,
                (body, fact, rows) ->
                        heard(
                                body.agreement(),
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
                                    && fact.origin() != rows.home();
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
