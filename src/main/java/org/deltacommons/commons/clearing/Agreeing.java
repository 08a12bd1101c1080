package org.deltacommons.commons.clearing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.deltacommons.commons.vouchers.Agreements;
import org.deltacommons.commons.vouchers.VoucherForms;
import org.deltacommons.foundation.lane.Fact;
import org.deltacommons.foundation.lane.Part;
import org.deltacommons.foundation.lane.Put;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.foundation.procedures.Deciding;
import org.deltacommons.foundation.procedures.Move;
import org.deltacommons.foundation.procedures.NoForm;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.Who;
import org.deltacommons.foundation.procedures.WorkingDays;
import org.deltacommons.foundation.web.StateTone;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Refusal;
import org.deltacommons.kernel.Texts;

/// How provinces agree: one proposes, each signs its own copy, and with the last signature it is in
/// force. Each party learns of the others' signatures by their facts, in whatever order they come.
final class Agreeing {

    private static final int YEARS_MAX = 10;

    private Agreeing() {}

    static Procedure<Agreement> procedure() {
        return Procedure.of("agreement", Agreement.class, "source.agreement")
                .opens(
                        "propose",
                        ClearingForms.Propose.class,
                        (form, actor) -> actor.home(),
                        Agreeing::propose,
                        Officials.CLEARING)
                .begins(AgreementState.PROPOSED)
                .state(
                        AgreementState.PROPOSED,
                        StateTone.ACTIVE,
                        "clearing.sign",
                        List.of(),
                        Officials.PROVINCIAL)
                .state(AgreementState.SIGNED, StateTone.WAITING)
                .state(AgreementState.IN_FORCE, StateTone.GOOD)
                .last(AgreementState.ENDED, StateTone.OVER)
                .last(AgreementState.DECLINED, StateTone.BAD)
                .action("sign")
                .from(AgreementState.PROPOSED)
                .to(AgreementState.SIGNED, AgreementState.IN_FORCE)
                .by(Officials.PROVINCIAL)
                .primary()
                .does((before, none, on) -> sign(before, on.rows()))
                .action("decline", VoucherForms.Because.class)
                .from(AgreementState.PROPOSED, AgreementState.SIGNED)
                .to(AgreementState.DECLINED)
                .by(Officials.PROVINCIAL)
                .dangerous()
                .does((before, form, on) -> decline(before, form))
                .action("end", VoucherForms.Because.class)
                .from(AgreementState.IN_FORCE)
                .to(AgreementState.ENDED)
                .by(Officials.PROVINCIAL)
                .dangerous()
                .does((before, form, on) -> end(before, form, on.rows()))
                .action("heard", NoForm.class)
                .from(AgreementState.PROPOSED, AgreementState.SIGNED, AgreementState.IN_FORCE)
                .to(
                        AgreementState.PROPOSED,
                        AgreementState.SIGNED,
                        AgreementState.IN_FORCE,
                        AgreementState.ENDED,
                        AgreementState.DECLINED)
                .by(Who.SYSTEM)
                .does((before, none, on) -> Outcome.done(Move.to(before)))
                .readers(Officials.CLEARING, Officials.TREASURY, Officials.AUDITOR)
                .publicWhen(Agreement::isPublic)
                .line(AgreementState.PROPOSED, AgreementState.SIGNED, AgreementState.IN_FORCE)
                .build();
    }

    private static Outcome<Move<Agreement>> propose(ClearingForms.Propose form, Deciding on) {
        String number = Texts.halfWidth(form.number()).strip().toUpperCase(java.util.Locale.ROOT);
        if (!number.matches("[A-Z0-9][A-Z0-9-]{2,29}")) {
            return Outcome.refused(
                    Refusal.of(ClearingReason.NUMBER_INVALID, "number", form.number()));
        }
        Province home = on.rows().home();
        Set<Province> parties = new LinkedHashSet<>(form.parties());
        parties.add(home);
        if (parties.size() < 2) {
            return Outcome.refused(ClearingReason.PARTIES_TOO_FEW);
        }
        LocalDate today = on.now().atZone(WorkingDays.ZONE).toLocalDate();
        if (form.ends().isBefore(form.begins())
                || form.ends().isBefore(today)
                || form.ends().isAfter(form.begins().plusYears(YEARS_MAX))) {
            return Outcome.refused(ClearingReason.PERIOD_INVALID);
        }
        if (on.rows().find(Agreement.class, Agreement.idOf(number, home)).isPresent()) {
            return Outcome.refused(Refusal.of(ClearingReason.NUMBER_TAKEN, "number", number));
        }
        AgreementProposed proposal =
                new AgreementProposed(
                        number,
                        home,
                        parties.stream().sorted().toList(),
                        form.begins(),
                        form.ends(),
                        form.terms(),
                        form.paper() == null ? List.of() : List.of(form.paper()));
        Agreement agreement = Agreement.copy(proposal, home, on.now());
        return Outcome.done(Move.to(agreement).with(told(agreement, proposal)));
    }

    private static Fact told(Agreement agreement, Record body) {
        return new Fact(agreement.id().value(), agreement.audience(), body);
    }

    private static Outcome<Move<Agreement>> sign(Agreement before, Rows rows) {
        Agreement after = before.signedBy(before.home());
        return Outcome.done(
                Move.to(after)
                        .with(told(after, new AgreementSigned(after.proposal(), after.home())))
                        .with(standing(after, rows)));
    }

    private static Outcome<Move<Agreement>> decline(Agreement before, VoucherForms.Because form) {
        return Outcome.done(
                Move.to(before.in(AgreementState.DECLINED, form.reason()))
                        .noting(form.reason())
                        .with(
                                told(
                                        before,
                                        new AgreementDeclined(
                                                before.proposal(), before.home(), form.reason()))));
    }

    private static Outcome<Move<Agreement>> end(
            Agreement before, VoucherForms.Because form, Rows rows) {
        Agreement after = before.in(AgreementState.ENDED, form.reason());
        return Outcome.done(
                Move.to(after)
                        .noting(form.reason())
                        .with(
                                told(
                                        before,
                                        new AgreementEnded(
                                                before.proposal(), before.home(), form.reason())))
                        .with(standing(after, rows)));
    }

    /// What decisions about orders and advances read.
    static List<Part> standing(Agreement agreement, Rows rows) {
        if (!agreement.isPublic()) {
            return List.of();
        }
        List<Part> parts = new ArrayList<>();
        for (Province other : agreement.others()) {
            Standing before =
                    rows.find(Standing.class, Standing.idOf(agreement.home(), other))
                            .orElseGet(() -> Standing.none(agreement.home(), other));
            parts.add(
                    new Put(
                            before.with(
                                    agreement,
                                    agreement.state() == AgreementState.ENDED
                                            ? rows.now()
                                            : null)));
        }
        return parts;
    }

    /// What vouchers ask when an order is placed.
    static Agreements port() {
        return (rows, debtor, creditor, at) ->
                rows.find(
                                Standing.class,
                                Standing.idOf(
                                        rows.home(), rows.home() == debtor ? creditor : debtor))
                        .flatMap(standing -> standing.numberAt(at));
    }
}
