package org.deltacommons.commons.vouchers;

import java.time.Instant;
import org.deltacommons.foundation.lane.Part;
import org.deltacommons.foundation.procedures.Deciding;
import org.deltacommons.foundation.procedures.Move;
import org.deltacommons.foundation.procedures.Moving;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/// Objections to a line in public notice, and what ends a claim for good. Pure decisions.
///
/// The first objection stops its line, whoever makes it, and no other line. Once an officer found
/// one without ground, further ones are kept and shown but stop the line only if the officer says
/// so: else anybody could hold a payment up for ever.
final class Objections {

    private final Claims claims;
    private final Procedure<Order> orders;
    private final Moving moving;

    Objections(Claims claims, Procedure<Order> orders, Moving moving) {
        this.claims = claims;
        this.orders = orders;
        this.moving = moving;
    }

    /// Why nobody can object now, or null.
    static @Nullable Refusal closed(ClaimLine claim, Deciding on) {
        Redemption batch = Claims.batch(claim, on);
        Instant until = batch.noticeUntil();
        if (until == null || !on.now().isBefore(until)) {
            return Refusal.of(VoucherReason.NOTICE_OVER, "until", until == null ? on.now() : until);
        }
        return claim.objections().size() >= ClaimLine.OBJECTIONS_MAX
                ? Refusal.of(VoucherReason.OBJECTIONS_FULL, "count", ClaimLine.OBJECTIONS_MAX)
                : null;
    }

    /// By an officer: the line stops.
    Outcome<Move<ClaimLine>> object(ClaimLine before, VoucherForms.Objection form, Deciding on) {
        return Outcome.done(stopped(objected(before, form, on), on));
    }

    /// By anybody.
    Outcome<Move<ClaimLine>> objectPublicly(
            ClaimLine before, VoucherForms.Objection form, Deciding on) {
        ClaimLine after = objected(before, form, on);
        boolean goesOn = before.state() == ClaimState.OBJECTED || before.wasCleared();
        return Outcome.done(goesOn ? Move.to(after) : stopped(after, on));
    }

    private static ClaimLine objected(ClaimLine before, VoucherForms.Objection form, Deciding on) {
        return before.objected(
                new ClaimLine.Objection(on.now(), form.basis(), form.grounds(), null));
    }

    private Move<ClaimLine> stopped(ClaimLine objected, Deciding on) {
        ClaimLine after = objected.in(ClaimState.OBJECTED);
        return Move.to(after)
                .with(
                        claims.batchParts(
                                Claims.batch(after, on).line(after, Redemption.LineState.OBJECTED),
                                on.rows()));
    }

    /// The objection was looked into and does not hold. The line goes on with its batch; if the
    /// batch's sum is with the treasury already, it goes on with the next one, because a sum that
    /// was asked for is not changed behind the treasury's back.
    Outcome<Move<ClaimLine>> dismiss(ClaimLine before, VoucherForms.Because form, Deciding on) {
        Redemption batch = Claims.batch(before, on);
        ClaimLine cleared = before.decided(form.reason());
        return switch (batch.state()) {
            case COLLECTING, IN_NOTICE -> Outcome.done(back(cleared, batch, form, on));
            case CAPTURED ->
                    claims.capture(cleared.in(ClaimState.IN_NOTICE), on)
                            .map(move -> move.noting(form.reason()));
            case REQUESTED, PAYING, DONE -> Outcome.done(inNext(cleared, batch, form, on));
        };
    }

    private Move<ClaimLine> back(
            ClaimLine cleared, Redemption batch, VoucherForms.Because form, Deciding on) {
        ClaimLine back = cleared.in(ClaimState.IN_NOTICE);
        return Move.to(back)
                .noting(form.reason())
                .with(claims.batchParts(batch.line(back, Redemption.LineState.PASSED), on.rows()));
    }

    private Move<ClaimLine> inNext(
            ClaimLine cleared, Redemption batch, VoucherForms.Because form, Deciding on) {
        Redemption next = Claims.openBatch(cleared, on.rows());
        ClaimLine passed = cleared.inBatch(next.id().value()).in(ClaimState.PASSED);
        return Move.to(passed)
                .noting(form.reason())
                .with(claims.batchParts(batch.line(cleared, Redemption.LineState.OUT), on.rows()))
                .with(claims.batchParts(next.line(passed, Redemption.LineState.PASSED), on.rows()));
    }

    Outcome<Move<ClaimLine>> reject(ClaimLine before, VoucherForms.Because form, Deciding on) {
        return end(before, form.reason(), on);
    }

    /// A claim that ends gives its invoice back; the order can be claimed anew.
    ///
    /// @param reason the officer's; null if the firm took its claim back
    Outcome<Move<ClaimLine>> end(ClaimLine before, @Nullable String reason, Deciding on) {
        ClaimLine after =
                (reason == null ? before : before.decided(reason)).in(ClaimState.REJECTED);
        Order order = on.rows().get(Order.class, Id.<Order>of(before.orderId()));
        java.util.List<Part> ended =
                moving.bySystem(
                        orders,
                        order,
                        "claim-ended",
                        new Order.ClaimEnded(before.id().value()),
                        on.rows());
        Move<ClaimLine> move =
                Move.to(after).noting(reason).with(ended).with(Claims.released(before));
        return Outcome.done(
                before.batch().isEmpty()
                        ? move
                        : move.with(
                                claims.batchParts(
                                        Claims.batch(before, on)
                                                .line(after, Redemption.LineState.OUT),
                                        on.rows())));
    }
}
