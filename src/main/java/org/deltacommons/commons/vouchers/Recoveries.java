package org.deltacommons.commons.vouchers;

import static org.deltacommons.commons.vouchers.ClaimProcedure.PROVIDER;
import static org.deltacommons.commons.vouchers.ClaimProcedure.TREASURY;
import static org.deltacommons.commons.vouchers.Claims.ZONE;
import static org.deltacommons.commons.vouchers.Grants.AUDITOR;
import static org.deltacommons.commons.vouchers.Grants.FINANCE;
import static org.deltacommons.commons.vouchers.Grants.OFFICER;
import static org.deltacommons.commons.vouchers.Grants.PROVINCIAL;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.deltacommons.foundation.lane.Fact;
import org.deltacommons.foundation.lane.Part;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.foundation.ledger.LedgerPart;
import org.deltacommons.foundation.procedures.Attachment;
import org.deltacommons.foundation.procedures.Deciding;
import org.deltacommons.foundation.procedures.Move;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.Who;
import org.deltacommons.foundation.rulebook.PaymentRoute;
import org.deltacommons.foundation.web.StateTone;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/// The way of a recovery: the officer orders it with the red-letter invoice, the treasury notes the
/// money's return, and the ledger takes back what it moved. Pure decisions.
///
/// What comes back goes to where it came from as far as that still is: the year's ceiling always,
/// which no later year sees; the budget while its fiscal year runs, else the issuer's general
/// funds; the voucher while it is valid.
final class Recoveries {

    /// So many steps a claim can be recovered in; red-letter invoices are rarely more than one.
    static final int STEPS_MAX = 20;

    private final BiFunction<String, Actor, Province> homeOfClaim;

    Recoveries(BiFunction<String, Actor, Province> homeOfClaim) {
        this.homeOfClaim = homeOfClaim;
    }

    Procedure<Recovery> procedure() {
        return Procedure.of("recovery", Recovery.class, "source.recovery")
                .opens(
                        "recover",
                        VoucherForms.Recover.class,
                        (form, actor) -> homeOfClaim.apply(form.claim(), actor),
                        this::order,
                        OFFICER)
                .opens(
                        "strike",
                        AdvanceStruck.class,
                        (form, actor) -> homeOfClaim.apply(form.claim(), actor),
                        Recoveries::struck,
                        Who.SYSTEM)
                .begins(RecoveryState.ORDERED, RecoveryState.RECOVERED)
                .state(
                        RecoveryState.ORDERED,
                        StateTone.WARN,
                        "recovery.pay",
                        List.of(PROVINCIAL),
                        TREASURY)
                .last(RecoveryState.RECOVERED, StateTone.GOOD)
                .last(RecoveryState.DROPPED, StateTone.OVER)
                .action("returned", VoucherForms.Returned.class)
                .from(RecoveryState.ORDERED)
                .to(RecoveryState.RECOVERED)
                .by(TREASURY)
                .unless(Recoveries::collectedElsewhere)
                .primary()
                .does(Recoveries::returned)
                .action("collected", RecoveryCollected.class)
                .from(RecoveryState.ORDERED)
                .to(RecoveryState.RECOVERED)
                .by(Who.SYSTEM)
                .does(Recoveries::collected)
                .action("not-collected", RecoveryDeclined.class)
                .from(RecoveryState.ORDERED)
                .by(Who.SYSTEM)
                .does((recovery, fact, on) ->
                        Outcome.done(Move.to(recovery.collectedUnder(null)).noting(fact.reason())))
                .action("drop", VoucherForms.Because.class)
                .from(RecoveryState.ORDERED)
                .to(RecoveryState.DROPPED)
                .by(OFFICER)
                .unless(Recoveries::collectedElsewhere)
                .dangerous()
                .does(Recoveries::dropped)
                .readers(FINANCE, PROVIDER, PROVINCIAL, AUDITOR)
                .line(RecoveryState.ORDERED, RecoveryState.RECOVERED)
                .build();
    }

    private Outcome<Move<Recovery>> order(VoucherForms.Recover form, Deciding on) {
        ClaimLine claim =
                on.rows().find(ClaimLine.class, Id.<ClaimLine>of(form.claim())).orElse(null);
        if (claim == null || !OFFICER.includes(on.actor(), claim)) {
            return Outcome.refused(WalletReason.NOT_FOUND);
        }
        if (claim.state() != ClaimState.PAID) {
            return Outcome.refused(VoucherReason.NOT_PAID);
        }
        List<Recovery> before = before(claim, on.rows());
        if (before.stream().anyMatch(one -> one.state() == RecoveryState.ORDERED)
                || before.size() >= STEPS_MAX) {
            return Outcome.refused(VoucherReason.RECOVERY_OPEN);
        }
        List<Recovery> done = done(before);
        Money reduced = sum(done.stream().map(Recovery::reducedBy).toList());
        Money back = sum(done.stream().map(Recovery::amount).toList());
        Money left = claim.base().minus(reduced);
        if (form.reducedBy().compareTo(left) > 0) {
            return Outcome.refused(
                    Refusal.of(VoucherReason.REDUCED_TOO_MUCH, "asked", form.reducedBy())
                            .with("available", left));
        }
        Money stays = Recovery.stays(claim.pays(), claim.base(), reduced.plus(form.reducedBy()));
        Money amount = claim.pays().minus(back).minus(stays);
        if (!amount.isPositive()) {
            return Outcome.refused(VoucherReason.NOTHING_TO_RECOVER);
        }
        String agreement = AdvancedClaims.agreement(claim, on.rows());
        Recovery recovery =
                new Ordered(form.ground(), form.reason(), form.reducedBy(), List.of(form.paper()))
                        .recovery(claim, before.size() + 1, amount, on)
                        .collectedUnder(agreement.isEmpty() ? null : agreement);
        return Outcome.done(
                Move.to(recovery)
                        .noting(form.reason())
                        .with(told(recovery, claim, asked(recovery))));
    }

    /// The provider's province hears of every recovery; what it advanced it gets back itself from
    /// its own provider, and owes from then on.
    private static Fact told(Recovery recovery, ClaimLine claim, Record body) {
        return new Fact(recovery.orderId(), Claims.audience(claim), body);
    }

    private static RecoveryOrdered asked(Recovery recovery) {
        return new RecoveryOrdered(
                recovery.id().value(),
                recovery.claim(),
                recovery.orderId(),
                recovery.programme(),
                recovery.agreement() == null ? "" : recovery.agreement(),
                recovery.provider(),
                recovery.amount(),
                recovery.ground().name(),
                recovery.reason());
    }

    private static Outcome<Move<Recovery>> dropped(
            Recovery recovery, VoucherForms.Because form, Deciding on) {
        ClaimLine claim = on.rows().get(ClaimLine.class, Id.<ClaimLine>of(recovery.claim()));
        return Outcome.done(
                Move.to(recovery.ended(RecoveryState.DROPPED, null, null))
                        .noting(form.reason())
                        .with(
                                told(
                                        recovery,
                                        claim,
                                        new RecoveryDropped(
                                                recovery.id().value(),
                                                recovery.claim(),
                                                recovery.orderId(),
                                                recovery.ground().name(),
                                                form.reason()))));
    }

    private static @Nullable Refusal collectedElsewhere(Recovery recovery, Deciding on) {
        return recovery.agreement() == null
                ? null
                : Refusal.of(
                        VoucherReason.COLLECTED_ELSEWHERE, "province", recovery.providerHome());
    }

    /// Read by id and guarded: of two officers in the same instant the second is decided again.
    private static List<Recovery> before(ClaimLine claim, Rows rows) {
        List<Recovery> found = new ArrayList<>();
        for (int count = 1; count <= STEPS_MAX; count++) {
            Recovery one = rows.find(Recovery.class, Recovery.idOf(claim, count)).orElse(null);
            if (one == null) {
                break;
            }
            found.add(one);
        }
        return found;
    }

    private static Money sum(List<Money> some) {
        return some.stream().reduce(Money.ZERO, Money::plus);
    }

    /// Why how much less a claim is worth.
    private record Ordered(
            RecoveryGround ground, String reason, Money reducedBy, List<Attachment> papers) {

        Recovery recovery(ClaimLine claim, int count, Money amount, Deciding on) {
            return new Recovery(
                    Recovery.idOf(claim, count),
                    claim.home(),
                    RecoveryState.ORDERED,
                    claim.id().value(),
                    claim.orderId(),
                    claim.issuer(),
                    claim.programme(),
                    claim.voucher(),
                    claim.firm(),
                    claim.firmName(),
                    claim.provider(),
                    claim.providerHome(),
                    claim.payee(),
                    ground,
                    reason,
                    reducedBy,
                    amount,
                    papers,
                    on.actor().id(),
                    on.now(),
                    null,
                    null,
                    null);
        }
    }

    /// What the province that advanced it gave up comes back at once: it was never paid. As much of
    /// the base counts as reduced as the amount is of what was paid.
    static Outcome<Move<Recovery>> struck(AdvanceStruck fact, Deciding on) {
        ClaimLine claim = on.rows().get(ClaimLine.class, Id.<ClaimLine>of(fact.claim()));
        List<Recovery> before = before(claim, on.rows());
        List<Recovery> done = done(before);
        Money left = left(claim, done);
        Money amount = fact.amount().min(left);
        if (!amount.isPositive() || before.size() >= STEPS_MAX) {
            return Outcome.refused(VoucherReason.NOTHING_TO_RECOVER);
        }
        Money worth = claim.base().minus(sum(done.stream().map(Recovery::reducedBy).toList()));
        Money reduced = worth.minus(Recovery.stays(worth, left, amount)).max(new Money(1));
        Recovery recovery =
                new Ordered(RecoveryGround.DISPUTE, fact.reason(), reduced, List.of())
                        .recovery(claim, before.size() + 1, amount, on);
        return recovered(recovery, on.now().atZone(ZONE).toLocalDate(), fact.dispute(), on)
                .map(move -> move.noting(fact.reason()));
    }

    private static List<Recovery> done(List<Recovery> some) {
        return some.stream().filter(one -> one.state() == RecoveryState.RECOVERED).toList();
    }

    private static Outcome<Move<Recovery>> returned(
            Recovery before, VoucherForms.Returned form, Deciding on) {
        if (form.on().isAfter(on.now().atZone(ZONE).toLocalDate())) {
            return Outcome.refused(VoucherReason.RETURNED_IN_FUTURE);
        }
        Money back = before.amount().min(left(before, on));
        return back.isPositive()
                ? recovered(before.worth(back), form.on(), form.receipt(), on)
                : Outcome.refused(VoucherReason.NOTHING_TO_RECOVER);
    }

    /// What the provider's province says it collected: it knows what it has given up meanwhile.
    private static Outcome<Move<Recovery>> collected(
            Recovery before, RecoveryCollected fact, Deciding on) {
        return recovered(before.worth(fact.amount()), fact.on(), fact.receipt(), on);
    }

    /// What of the claim can still come back: an advance may have been struck since it was ordered.
    private static Money left(Recovery recovery, Deciding on) {
        ClaimLine claim = on.rows().get(ClaimLine.class, Id.<ClaimLine>of(recovery.claim()));
        return left(claim, done(before(claim, on.rows())));
    }

    private static Money left(ClaimLine claim, List<Recovery> done) {
        return claim.pays().minus(sum(done.stream().map(Recovery::amount).toList()));
    }

    private static Outcome<Move<Recovery>> recovered(
            Recovery before, LocalDate day, String receipt, Deciding on) {
        ClaimLine claim = on.rows().get(ClaimLine.class, Id.<ClaimLine>of(before.claim()));
        return Outcome.done(
                Move.to(before.ended(RecoveryState.RECOVERED, day, receipt))
                        .with(back(before, claim, on))
                        .with(
                                told(
                                        before,
                                        claim,
                                        new VoucherRecovered(
                                                before.id().value(),
                                                before.claim(),
                                                before.orderId(),
                                                before.programme(),
                                                before.payee(),
                                                before.amount(),
                                                day,
                                                before.ground().name(),
                                                before.agreement() == null
                                                        ? ""
                                                        : before.agreement()))));
    }

    private static List<Part> back(Recovery recovery, ClaimLine claim, Deciding on) {
        Programme programme =
                on.rows().get(Programme.class, Id.<Programme>of(recovery.programme()));
        Chart chart = Chart.of(programme);
        List<Part> parts = new ArrayList<>();
        parts.add(moneyIn(recovery, claim, chart));
        if (programme.isInYear(on.now())) {
            // An advance that was declined moved the debt; the capture is taken back where it was
            // made.
            String captured = Orders.payee(on.rows().get(Order.class, Id.of(claim.orderId())));
            if (!captured.equals(recovery.payee())) {
                parts.add(
                        post(
                                recovery,
                                "rerouted",
                                chart.payable(recovery.payee()),
                                chart.payable(captured)));
            }
            parts.add(reverse(recovery, "budget", claim.id() + "/budget/capture"));
        } else {
            parts.add(
                    post(
                            recovery,
                            "general",
                            chart.payable(recovery.payee()),
                            chart.appropriation()));
        }
        parts.add(reverse(recovery, "ceiling", claim.id() + "/ceiling/capture"));
        boolean valid =
                on.rows()
                        .find(Voucher.class, Id.<Voucher>of(recovery.voucher()))
                        .filter(voucher -> voucher.isUsable(on.now()))
                        .isPresent();
        if (valid) {
            parts.add(reverse(recovery, "voucher", claim.id() + "/voucher/capture"));
        }
        return parts;
    }

    /// Back on the account it was paid from. What a province advanced was never paid by this
    /// treasury: the money comes to it from that province, with the next period that nets it, or
    /// from the provider itself if that province does not collect it.
    private static Part moneyIn(Recovery recovery, ClaimLine claim, Chart chart) {
        int attempt = claim.payment() == null ? 1 : claim.payment().attempt();
        return claim.route() == PaymentRoute.PROVINCE_AGENT
                ? post(recovery, "paid", chart.treasury(), chart.payable(recovery.payee()))
                : reverse(recovery, "paid", claim.id() + "/paid/" + attempt);
    }

    private static Part post(Recovery recovery, String which, String debit, String credit) {
        return new LedgerPart.Post(
                recovery.id() + "/" + which,
                debit,
                credit,
                recovery.amount(),
                recovery.orderId(),
                null);
    }

    private static Part reverse(Recovery recovery, String which, String of) {
        return new LedgerPart.Reverse(
                recovery.id() + "/" + which, of, recovery.amount(), recovery.orderId());
    }
}
