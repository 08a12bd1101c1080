package org.deltacommons.commons.clearing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
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
import org.jspecify.annotations.Nullable;

/// The way of a clearing period: stated by creditors, confirmed by debtors, signed by all, settled
/// by few payments. Every party goes it on its own copy.
final class Nettings {

    private Nettings() {}

    static Procedure<Netting> procedure() {
        Procedure.Builder<Netting> netting =
                Procedure.of("netting", Netting.class, "source.netting")
                        .opens(
                                "open",
                                ClearingForms.Open.class,
                                (form, actor) -> actor.home(),
                                Nettings::open,
                                Officials.CLEARING)
                        .begins(NettingState.STATING, NettingState.DIFFERING, NettingState.LEFT_OUT)
                        .state(NettingState.STATING, StateTone.WAITING)
                        .state(NettingState.DIFFERING, StateTone.WARN, Officials.CLEARING)
                        .state(
                                NettingState.TO_SIGN,
                                StateTone.ACTIVE,
                                "clearing.sign",
                                List.of(Officials.PROVINCIAL),
                                Officials.CLEARING)
                        .state(NettingState.SIGNED, StateTone.WAITING)
                        .state(
                                NettingState.TO_PAY,
                                StateTone.ACTIVE,
                                "payment.pay",
                                List.of(Officials.CLEARING),
                                Officials.TREASURY)
                        .state(NettingState.SENT, StateTone.WAITING)
                        .state(
                                NettingState.TO_RECEIVE,
                                StateTone.ACTIVE,
                                "clearing.receipt",
                                List.of(Officials.CLEARING),
                                Officials.TREASURY)
                        .last(NettingState.CLOSED, StateTone.GOOD)
                        .last(NettingState.LEFT_OUT, StateTone.OVER);
        statements(netting);
        apart(netting);
        return settlements(netting)
                .readers(Officials.PROVINCIAL, Officials.AUDITOR)
                .line(
                        NettingState.STATING,
                        NettingState.TO_SIGN,
                        NettingState.SIGNED,
                        NettingState.TO_PAY,
                        NettingState.SENT,
                        NettingState.CLOSED)
                .build();
    }

    private static void statements(Procedure.Builder<Netting> netting) {
        netting.action("sign")
                .from(NettingState.TO_SIGN)
                .to(
                        NettingState.SIGNED,
                        NettingState.TO_PAY,
                        NettingState.TO_RECEIVE,
                        NettingState.CLOSED)
                .by(Officials.CLEARING)
                .unless((before, on) -> tooEarly(before))
                .primary()
                .does((before, none, on) -> sign(before, on.rows()))
                .action("contest", VoucherForms.Because.class)
                .from(NettingState.TO_SIGN)
                .to(NettingState.DIFFERING)
                .by(Officials.CLEARING)
                .dangerous()
                .does((before, form, on) -> contest(before, form))
                .action("restate", VoucherForms.Because.class)
                .from(NettingState.DIFFERING)
                .to(NettingState.STATING)
                .by(Officials.CLEARING)
                .unless((before, on) -> notLead(before))
                .primary()
                .does(Nettings::restate)
                .action("heard", NoForm.class)
                .from(
                        NettingState.STATING,
                        NettingState.DIFFERING,
                        NettingState.TO_SIGN,
                        NettingState.SIGNED,
                        NettingState.TO_PAY,
                        NettingState.SENT,
                        NettingState.TO_RECEIVE)
                .to(NettingState.values())
                .by(Who.SYSTEM)
                .does((before, none, on) -> Outcome.done(Move.to(before)));
    }

    /// What keeps a period from being signed is taken out of it, so that the rest closes.
    private static void apart(Procedure.Builder<Netting> netting) {
        netting.action("dispute", ClearingForms.Dispute.class)
                .from(NettingState.TO_SIGN, NettingState.DIFFERING)
                .to(NettingState.DIFFERING)
                .by(Officials.CLEARING)
                .unless((before, on) -> nothingOwn(before))
                .does((before, form, on) -> dispute(before, form))
                .action("leave-out", ClearingForms.LeaveOut.class)
                .from(NettingState.STATING, NettingState.DIFFERING, NettingState.TO_SIGN)
                .to(NettingState.STATING)
                .by(Officials.CLEARING)
                .unless((before, on) -> notLead(before))
                .dangerous()
                .does(Nettings::leaveOut);
    }

    private static @Nullable Refusal nothingOwn(Netting netting) {
        return netting.disputable("").isEmpty() ? Refusal.of(ClearingReason.NO_SUCH_ITEM) : null;
    }

    /// Before it has signed, a party of an obligation may take it out.
    private static Outcome<Move<Netting>> dispute(Netting before, ClearingForms.Dispute form) {
        Aside item =
                before.disputable(form.reason()).stream()
                        .filter(one -> form.item().equals(key(one)))
                        .findFirst()
                        .orElse(null);
        if (item == null || before.isSignedBy(before.home())) {
            return Outcome.refused(ClearingReason.NO_SUCH_ITEM);
        }
        Header header = before.header();
        return Outcome.done(
                Move.to(before.without(item).in(NettingState.DIFFERING))
                        .noting(form.reason())
                        .with(fact(header, new ItemDisputed(header, item))));
    }

    /// How a form names an obligation.
    static String key(Aside item) {
        return item.creditor().code() + "-" + item.debtor().code() + "-" + item.sequence();
    }

    /// A party that does not sign keeps nobody else from closing: the rest is stated anew without
    /// it, and what concerns it waits for the next period. Nobody has netted by then, because the
    /// last signature is the lead's.
    private static Outcome<Move<Netting>> leaveOut(
            Netting before, ClearingForms.LeaveOut form, Deciding on) {
        List<Province> without = new ArrayList<>(before.leftOut());
        without.add(form.party());
        boolean may =
                form.party() != before.home()
                        && before.active().contains(form.party())
                        && !before.isSignedBy(form.party())
                        && before.active().size() > 2;
        if (!may) {
            return Outcome.refused(
                    Refusal.of(ClearingReason.CANNOT_LEAVE_OUT, "province", form.party()));
        }
        return Outcome.done(anew(before, before.header().again(without), form.reason()));
    }

    private static Move<Netting> anew(Netting before, Header next, String reason) {
        return Move.to(Netting.opened(next, before.home(), before.openedAt()))
                .noting(reason)
                .with(fact(next, new PeriodOpened(next)));
    }

    private static Procedure.Builder<Netting> settlements(Procedure.Builder<Netting> netting) {
        return netting.action("pay", ClearingForms.Settle.class)
                .from(NettingState.TO_PAY)
                .to(NettingState.TO_PAY, NettingState.SENT)
                .by(Officials.TREASURY)
                .primary()
                .does(Nettings::pay)
                .action("receive", ClearingForms.Receive.class)
                .from(NettingState.TO_RECEIVE)
                .to(NettingState.TO_RECEIVE, NettingState.CLOSED)
                .by(Officials.TREASURY)
                .primary()
                .does(Nettings::receive)
                .action("missed", ClearingForms.Missed.class)
                .from(NettingState.TO_RECEIVE)
                .by(Officials.TREASURY)
                .does((before, form, on) -> missed(before, form));
    }

    private static Outcome<Move<Netting>> open(ClearingForms.Open form, Deciding on) {
        Rows rows = on.rows();
        Agreement agreement =
                form.agreement().matches("[A-Z0-9][A-Z0-9-]{2,29}")
                        ? rows.find(Agreement.class, Agreement.idOf(form.agreement(), rows.home()))
                                .orElse(null)
                        : null;
        if (agreement == null || !agreement.isPublic()) {
            return Outcome.refused(
                    Refusal.of(ClearingReason.NOT_IN_FORCE, "number", form.agreement()));
        }
        if (agreement.lead() != rows.home()) {
            return Outcome.refused(
                    Refusal.of(ClearingReason.NOT_THE_LEAD, "lead", agreement.lead()));
        }
        Periods periods = Periods.of(rows, agreement.number());
        if (periods.open()) {
            return Outcome.refused(
                    Refusal.of(ClearingReason.PERIOD_OPEN, "period", periods.latest()));
        }
        Header header =
                Header.first(
                        agreement.number(),
                        periods.latest() + 1,
                        agreement.lead(),
                        agreement.parties());
        return Outcome.done(
                Move.to(Netting.opened(header, rows.home(), on.now()))
                        .with(new Put(periods.at(header.period(), true)))
                        .with(fact(header, new PeriodOpened(header))));
    }

    static Fact fact(Header header, Record body) {
        return new Fact(header.subject(), header.audience(), body);
    }

    private static @Nullable Refusal notLead(Netting netting) {
        return netting.lead() == netting.home()
                ? null
                : Refusal.of(ClearingReason.NOT_THE_LEAD, "lead", netting.lead());
    }

    /// The lead asks everybody to state the period anew, up to now.
    private static Outcome<Move<Netting>> restate(
            Netting before, VoucherForms.Because form, Deciding on) {
        return Outcome.done(anew(before, before.header().again(before.leftOut()), form.reason()));
    }

    private static Outcome<Move<Netting>> contest(Netting before, VoucherForms.Because form) {
        Header header = before.header();
        return Outcome.done(
                Move.to(before.noted(form.reason()).in(NettingState.DIFFERING))
                        .noting(form.reason())
                        .with(
                                fact(
                                        header,
                                        new NettingContested(
                                                header, before.home(), form.reason()))));
    }

    /// The lead signs last. With its signature the period is netted everywhere; until then it can
    /// leave out whoever does not sign, so that no party keeps the others waiting.
    private static @Nullable Refusal tooEarly(Netting netting) {
        List<Province> missing = netting.unsigned();
        missing.remove(netting.lead());
        return netting.lead() != netting.home() || missing.isEmpty()
                ? null
                : Refusal.of(ClearingReason.LEAD_SIGNS_LAST, "province", missing.getFirst())
                        .with("count", missing.size());
    }

    private static Outcome<Move<Netting>> sign(Netting before, Rows rows) {
        String digest = before.digest();
        Header header = before.header();
        return Outcome.done(
                progress(before.signed(new Netting.Signature(before.home(), digest)), rows)
                        .with(fact(header, new NettingSigned(header, before.home(), digest))));
    }

    /// Where a period stands after something was heard or done, and what follows from it at once:
    /// with the last signature the balances move.
    static Move<Netting> progress(Netting netting, Rows rows) {
        if (netting.isLeftOut()) {
            return Move.to(netting.in(NettingState.LEFT_OUT));
        }
        return switch (netting.state()) {
            case STATING, TO_SIGN, SIGNED -> unsettled(netting, rows);
            case DIFFERING, CLOSED, LEFT_OUT -> Move.to(netting);
            case TO_PAY, SENT, TO_RECEIVE -> Move.to(netting.in(settling(netting)));
        };
    }

    private static Move<Netting> unsettled(Netting netting, Rows rows) {
        if (!netting.isComplete()) {
            return Move.to(netting.in(NettingState.STATING));
        }
        String digest = netting.digest();
        boolean differs =
                !netting.disputed().isEmpty()
                        || netting.signatures().stream()
                                .anyMatch(signature -> !signature.digest().equals(digest));
        if (differs) {
            return Move.to(netting.in(NettingState.DIFFERING));
        }
        if (!netting.isSignedByAll()) {
            return Move.to(
                    netting.in(
                            netting.isSignedBy(netting.home())
                                    ? NettingState.SIGNED
                                    : NettingState.TO_SIGN));
        }
        List<Part> parts = new ArrayList<>(DueAccounts.netted(netting));
        Periods periods = Periods.of(rows, netting.agreement());
        if (periods.latest() == netting.period()) {
            parts.add(new Put(periods.at(netting.period(), false)));
        }
        return Move.to(netting.in(settling(netting))).with(parts);
    }

    private static NettingState settling(Netting netting) {
        if (!netting.unpaid().isEmpty()) {
            return NettingState.TO_PAY;
        }
        if (netting.isSettled()) {
            return NettingState.CLOSED;
        }
        boolean pays =
                netting.plan().payments().stream()
                        .anyMatch(payment -> payment.payer() == netting.home());
        return pays ? NettingState.SENT : NettingState.TO_RECEIVE;
    }

    private static boolean isAhead(LocalDate day, Deciding on) {
        return day.isAfter(on.now().atZone(WorkingDays.ZONE).toLocalDate());
    }

    private static Outcome<Move<Netting>> pay(
            Netting before, ClearingForms.Settle form, Deciding on) {
        if (isAhead(form.on(), on)) {
            return Outcome.refused(ClearingReason.DAY_IN_FUTURE);
        }
        Plan.Payment due =
                before.unpaid().stream()
                        .filter(payment -> payment.payee() == form.payee())
                        .findFirst()
                        .orElse(null);
        if (due == null) {
            return Outcome.refused(
                    Refusal.of(ClearingReason.NO_SUCH_PAYMENT, "province", form.payee()));
        }
        Netting.Transfer transfer =
                new Netting.Transfer(
                        due.payer(),
                        due.payee(),
                        due.amount(),
                        form.number(),
                        form.on(),
                        null,
                        null,
                        before.nextAttempt(due.payer(), due.payee()));
        Header header = before.header();
        return Outcome.done(
                progress(before.transferred(transfer), on.rows())
                        .with(DueAccounts.settled(before, transfer))
                        .with(fact(header, new SettlementPaid(header, transfer))));
    }

    private static Netting.@Nullable Transfer announced(Netting netting, Province payer) {
        return netting.transfer(payer, netting.home())
                .filter(transfer -> transfer.receivedOn() == null)
                .orElse(null);
    }

    private static Outcome<Move<Netting>> receive(
            Netting before, ClearingForms.Receive form, Deciding on) {
        if (isAhead(form.on(), on)) {
            return Outcome.refused(ClearingReason.DAY_IN_FUTURE);
        }
        Netting.Transfer announced = announced(before, form.payer());
        if (announced == null || !before.isDue(announced)) {
            return Outcome.refused(
                    Refusal.of(ClearingReason.NOT_ANNOUNCED, "province", form.payer()));
        }
        Netting.Transfer transfer = announced.received(form.on());
        Header header = before.header();
        return Outcome.done(
                progress(before.transferred(transfer), on.rows())
                        .with(DueAccounts.received(before, transfer))
                        .with(fact(header, new SettlementReceived(header, transfer))));
    }

    private static Outcome<Move<Netting>> missed(Netting before, ClearingForms.Missed form) {
        Netting.Transfer announced = announced(before, form.payer());
        if (announced == null) {
            return Outcome.refused(
                    Refusal.of(ClearingReason.NOT_ANNOUNCED, "province", form.payer()));
        }
        Header header = before.header();
        return Outcome.done(
                Move.to(before.transferred(announced.missed(form.reason())))
                        .noting(form.reason())
                        .with(
                                fact(
                                        header,
                                        new SettlementMissed(header, announced, form.reason()))));
    }
}
