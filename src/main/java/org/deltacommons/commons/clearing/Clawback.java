package org.deltacommons.commons.clearing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.deltacommons.commons.vouchers.RecoveryCollected;
import org.deltacommons.commons.vouchers.RecoveryDeclined;
import org.deltacommons.commons.vouchers.RecoveryOrdered;
import org.deltacommons.commons.vouchers.VoucherForms;
import org.deltacommons.foundation.lane.Audience;
import org.deltacommons.foundation.lane.Fact;
import org.deltacommons.foundation.lane.Personal;
import org.deltacommons.foundation.lane.Put;
import org.deltacommons.foundation.lane.Stored;
import org.deltacommons.foundation.procedures.Case;
import org.deltacommons.foundation.procedures.Deciding;
import org.deltacommons.foundation.procedures.Move;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.Side;
import org.deltacommons.foundation.procedures.Title;
import org.deltacommons.foundation.procedures.Who;
import org.deltacommons.foundation.procedures.WorkingDays;
import org.deltacommons.foundation.web.StateTone;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;

/// What this province advanced to its provider and has to get back from it (垫付追回), because the
/// issuer's officer ordered it. What came back is owed to the issuer's province: an obligation the
/// other way round, which the next period nets.
///
/// A provider that has already spent the money owes it until it pays; what is not back yet is owed
/// to nobody else.
///
/// @param creditor the issuer's province
/// @param recovery the issuer's case
/// @param receipt the treasury's number of the incoming payment
@Stored("clearing.clawback")
public record Clawback(
        Id<Clawback> id,
        Province home,
        ClawbackState state,
        String agreement,
        Province creditor,
        String recovery,
        String claim,
        String orderId,
        String programme,
        String provider,
        String providerName,
        Money amount,
        @Personal String reason,
        @Nullable LocalDate collectedOn,
        @Nullable String receipt,
        @Nullable @Personal String note,
        Instant since)
        implements Case {

    static Id<Clawback> idOf(String recovery) {
        return Id.of("clw-" + recovery);
    }

    static Clawback of(
            RecoveryOrdered ordered,
            Province home,
            Province creditor,
            String providerName,
            Instant at) {
        return new Clawback(
                idOf(ordered.recovery()),
                home,
                ClawbackState.TO_COLLECT,
                ordered.agreement(),
                creditor,
                ordered.recovery(),
                ordered.claim(),
                ordered.order(),
                ordered.programme(),
                ordered.provider(),
                providerName,
                ordered.amount(),
                ordered.reason(),
                null,
                null,
                null,
                at);
    }

    @Override
    public Title titled() {
        return Title.of(Title.named(provider, providerName), " ", amount);
    }

    @Override
    public String title() {
        return titled().plain();
    }

    @Override
    public DivisionCode division() {
        return home.division();
    }

    @Override
    public Optional<String> place(Side side) {
        return switch (side) {
            case PROVIDER, OWNER -> Optional.of(provider);
            case HOME, ISSUER -> Optional.of(home.code());
            case FIRM, LEGAL_PERSON, VERIFIER -> Optional.empty();
        };
    }

    /// A clawback begins with an order elsewhere; nobody opens one by hand.
    record Beginning(String id) {}

    static Procedure<Clawback> procedure() {
        return Procedure.of("clawback", Clawback.class, "source.clawback")
                .opens(
                        "ask",
                        Beginning.class,
                        (form, actor) -> actor.home(),
                        (form, on) ->
                                Outcome.done(
                                        Move.to(
                                                on.rows()
                                                        .get(
                                                                Clawback.class,
                                                                Id.<Clawback>of(form.id())))),
                        Who.SYSTEM)
                .begins(ClawbackState.TO_COLLECT)
                .state(
                        ClawbackState.TO_COLLECT,
                        StateTone.WARN,
                        "recovery.pay",
                        List.of(Officials.CLEARING),
                        Officials.TREASURY)
                .last(ClawbackState.COLLECTED, StateTone.GOOD)
                .last(ClawbackState.DECLINED, StateTone.OVER)
                .action("returned", VoucherForms.Returned.class)
                .from(ClawbackState.TO_COLLECT)
                .to(ClawbackState.COLLECTED)
                .by(Officials.TREASURY)
                .primary()
                .does(Clawback::returned)
                .action("decline", VoucherForms.Because.class)
                .from(ClawbackState.TO_COLLECT)
                .to(ClawbackState.DECLINED)
                .by(Officials.CLEARING)
                .dangerous()
                .does((before, form, on) -> decline(before, form))
                .readers(
                        Officials.PROVIDER,
                        Officials.CLEARING,
                        Officials.PROVINCIAL,
                        Officials.AUDITOR)
                .line(ClawbackState.TO_COLLECT, ClawbackState.COLLECTED)
                .build();
    }

    /// No more than is left of the advance: what this province has given up in a dispute meanwhile
    /// the issuer never pays, and it cannot come back as well.
    private static Outcome<Move<Clawback>> returned(
            Clawback before, VoucherForms.Returned form, Deciding on) {
        if (form.on().isAfter(on.now().atZone(WorkingDays.ZONE).toLocalDate())) {
            return Outcome.refused(ClearingReason.DAY_IN_FUTURE);
        }
        Advance advance = on.rows().get(Advance.class, Advance.idOf(before.claim));
        Money back = before.amount.min(advance.left());
        if (!back.isPositive()) {
            return Outcome.refused(ClearingReason.NOTHING_LEFT);
        }
        Clawback after =
                before.worth(back).in(ClawbackState.COLLECTED, form.on(), form.receipt(), null);
        return Outcome.done(
                Move.to(after)
                        .with(DueAccounts.collected(after))
                        .with(new Put(advance.regained(back)))
                        .with(
                                after.told(
                                        new RecoveryCollected(
                                                after.recovery,
                                                after.claim,
                                                after.orderId,
                                                after.amount,
                                                form.on(),
                                                form.receipt()))));
    }

    private static Outcome<Move<Clawback>> decline(Clawback before, VoucherForms.Because form) {
        Clawback after = before.in(ClawbackState.DECLINED, null, null, form.reason());
        return Outcome.done(
                Move.to(after)
                        .noting(form.reason())
                        .with(
                                after.told(
                                        new RecoveryDeclined(
                                                after.recovery,
                                                after.claim,
                                                after.orderId,
                                                form.reason()))));
    }

    private Fact told(Record body) {
        return new Fact(orderId, Audience.of(creditor), body);
    }

    private Clawback in(
            ClawbackState next,
            @Nullable LocalDate on,
            @Nullable String number,
            @Nullable String words) {
        return with(next, amount, on, number, words);
    }

    private Clawback worth(Money less) {
        return with(state, less, collectedOn, receipt, note);
    }

    private Clawback with(
            ClawbackState next,
            Money what,
            @Nullable LocalDate on,
            @Nullable String number,
            @Nullable String words) {
        return new Clawback(
                id,
                home,
                next,
                agreement,
                creditor,
                recovery,
                claim,
                orderId,
                programme,
                provider,
                providerName,
                what,
                reason,
                on,
                number,
                words,
                since);
    }
}
