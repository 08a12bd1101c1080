package org.deltacommons.commons.clearing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.deltacommons.foundation.lane.Audience;
import org.deltacommons.foundation.lane.Fact;
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

/// What an issuer says it paid, and what the provider says arrived (到账确认). Its own word, because a
/// reconciliation of what one side told the other proves nothing.
///
/// @param home the provider's province
/// @param orderHome the issuer's
/// @param paid as the issuer told
/// @param arrived as the provider confirmed; null before
@Stored("clearing.receipt")
public record Receipt(
        Id<Receipt> id,
        Province home,
        ReceiptState state,
        Province orderHome,
        String claim,
        String orderId,
        String provider,
        String number,
        Money paid,
        LocalDate paidOn,
        @Nullable Money arrived,
        @Nullable LocalDate arrivedOn,
        Instant since)
        implements Case {

    static Id<Receipt> idOf(String claim) {
        return Id.of("rcp-" + claim);
    }

    @Override
    public Title titled() {
        return Title.of(number, " ", paid);
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
            case HOME -> Optional.of(home.code());
            case FIRM, ISSUER, LEGAL_PERSON, VERIFIER -> Optional.empty();
        };
    }

    @Override
    public Set<Province> concerned() {
        return orderHome == home ? Set.of() : Set.of(orderHome);
    }

    /// A receipt begins with a payment elsewhere; nobody opens one by hand.
    record Beginning(String claim) {}

    static Procedure<Receipt> procedure() {
        return Procedure.of("receipt", Receipt.class, "source.receipt")
                .opens(
                        "expect",
                        Beginning.class,
                        (form, actor) -> actor.home(),
                        (form, on) ->
                                Outcome.done(
                                        Move.to(on.rows().get(Receipt.class, idOf(form.claim())))),
                        Who.SYSTEM)
                .begins(ReceiptState.EXPECTED)
                .state(
                        ReceiptState.EXPECTED,
                        StateTone.ACTIVE,
                        "clearing.receipt",
                        List.of(Officials.CLEARING),
                        Officials.PROVIDER)
                .last(ReceiptState.CONFIRMED, StateTone.GOOD)
                .action("confirm", ClearingForms.Arrived.class)
                .from(ReceiptState.EXPECTED)
                .to(ReceiptState.CONFIRMED)
                .by(Officials.PROVIDER)
                .primary()
                .does(Receipt::confirm)
                .readers(Officials.CLEARING, Officials.PROVINCIAL, Officials.AUDITOR)
                .line(ReceiptState.EXPECTED, ReceiptState.CONFIRMED)
                .build();
    }

    /// Whatever arrived is recorded as it is; that it differs is for the reconciliation to show.
    private static Outcome<Move<Receipt>> confirm(
            Receipt before, ClearingForms.Arrived form, Deciding on) {
        if (form.on().isAfter(on.now().atZone(WorkingDays.ZONE).toLocalDate())) {
            return Outcome.refused(ClearingReason.DAY_IN_FUTURE);
        }
        Receipt after =
                new Receipt(
                        before.id,
                        before.home,
                        ReceiptState.CONFIRMED,
                        before.orderHome,
                        before.claim,
                        before.orderId,
                        before.provider,
                        before.number,
                        before.paid,
                        before.paidOn,
                        form.amount(),
                        form.on(),
                        before.since);
        return Outcome.done(
                Move.to(after)
                        .with(
                                new Fact(
                                        before.orderId,
                                        before.orderHome == before.home
                                                ? Audience.HOME
                                                : Audience.of(before.orderHome),
                                        new ReceiptConfirmed(
                                                before.claim,
                                                before.orderId,
                                                form.amount(),
                                                form.on()))));
    }
}
