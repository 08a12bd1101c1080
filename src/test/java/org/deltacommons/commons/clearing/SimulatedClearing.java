package org.deltacommons.commons.clearing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.deltacommons.commons.vouchers.SimulatedPeople.Step;
import org.deltacommons.commons.vouchers.SimulatedProvince;
import org.deltacommons.commons.vouchers.VoucherForms;
import org.deltacommons.foundation.lane.SimulatedNode;
import org.deltacommons.foundation.procedures.Case;
import org.deltacommons.foundation.procedures.NoForm;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.Procedures.Moved;
import org.deltacommons.foundation.procedures.SimulatedDesk;
import org.deltacommons.foundation.procedures.WorkingDays;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Province;

/// What one province's officials and its provider do about what lies between the provinces.
public final class SimulatedClearing {

    static final String NUMBER = "SIM-1";

    /// So rarely somebody does what ends the agreement, or what shuts somebody out.
    private static final int SELDOM = 7;

    private static final int CONTESTED_EVERY = 4;
    private static final int VERY_SELDOM = 53;

    private final SimulatedDesk desk;
    private final SimulatedNode node;
    private final Province home;
    private final Procedure<Agreement> agreements;
    private final Procedure<Advance> advances;
    private final Procedure<Receipt> receipts;
    private final Procedure<Clawback> clawbacks;
    private final Procedure<Netting> nettings;
    private final Procedure<Dispute> disputes;

    public SimulatedClearing(SimulatedDesk desk) {
        this.desk = desk;
        this.node = desk.node();
        this.home = node.home();
        this.agreements = desk.procedure("agreement", Agreement.class);
        this.advances = desk.procedure("advance", Advance.class);
        this.receipts = desk.procedure("receipt", Receipt.class);
        this.clawbacks = desk.procedure("clawback", Clawback.class);
        this.nettings = desk.procedure("netting", Netting.class);
        this.disputes = desk.procedure("dispute", Dispute.class);
    }

    private Actor one() {
        return SimulatedProvince.person(home, 1);
    }

    private LocalDate today() {
        return node.now().atZone(WorkingDays.ZONE).toLocalDate();
    }

    /// The province proposes an agreement with others, and leads it.
    public void propose(List<Province> parties) {
        Set<Province> others = EnumSet.copyOf(parties);
        others.remove(home);
        desk.open(
                        agreements,
                        "propose",
                        new ClearingForms.Propose(
                                NUMBER, others, today(), today().plusYears(2), "terms", null),
                        one(),
                        null)
                .orThrow();
    }

    /// The lead cuts the next period.
    public Outcome<Moved> open(String key) {
        return desk.open(nettings, "open", new ClearingForms.Open(NUMBER), one(), key);
    }

    /// Whether a creditor has something that no period has taken yet.
    public boolean isOpen() {
        return node.all(Running.class).stream()
                .anyMatch(chain ->
                        chain.home() == home
                                && chain.creditor() == home
                                && chain.statedCount() < chain.count());
    }

    /// All that could be done here now.
    ///
    /// @param dice which item is disputed, and at what; negative for what ends a matter
    public List<Step> steps(int dice) {
        List<Step> all = new ArrayList<>();
        own(Agreement.class).forEach(one -> ofAgreement(one, dice, all));
        own(Advance.class).forEach(one -> ofAdvance(one, all));
        own(Clawback.class).forEach(one -> ofClawback(one, all));
        own(Netting.class).forEach(one -> ofPeriod(one, dice, all));
        own(Dispute.class).forEach(one -> ofDispute(one, dice, all));
        own(Receipt.class).stream()
                .filter(one -> one.state() == ReceiptState.EXPECTED)
                .forEach(one -> {
                    ClearingForms.Arrived form = new ClearingForms.Arrived(one.paid(), today());
                    all.add(step(receipts, one, "confirm", form, true));
                });
        return all;
    }

    private <C extends Case> List<C> own(Class<C> type) {
        return node.all(type).stream().filter(one -> one.home() == home).toList();
    }

    private <C extends Case> Step step(
            Procedure<C> procedure, C about, String action, Record form, boolean helpful) {
        return step(procedure, about, action, form, helpful, 1);
    }

    private <C extends Case> Step step(
            Procedure<C> procedure,
            C about,
            String action,
            Record form,
            boolean helpful,
            int person) {
        Id<C> id = Id.of(about.id().value());
        Actor actor = SimulatedProvince.person(home, person);
        return new Step(
                about, action, helpful, key -> desk.act(procedure, id, action, form, actor, key));
    }

    private static VoucherForms.Because because() {
        return new VoucherForms.Because("so");
    }

    private void ofAgreement(Agreement agreement, int dice, List<Step> to) {
        boolean seldom = dice >= 0 && dice % VERY_SELDOM == 0;
        switch (agreement.state()) {
            case PROPOSED -> {
                to.add(step(agreements, agreement, "sign", new NoForm(), true));
                if (seldom) {
                    to.add(step(agreements, agreement, "decline", because(), false));
                }
            }
            case IN_FORCE -> {
                if (seldom) {
                    to.add(step(agreements, agreement, "end", because(), false));
                }
            }
            case SIGNED, ENDED, DECLINED -> {}
        }
    }

    private void ofAdvance(Advance advance, List<Step> to) {
        switch (advance.state()) {
            case ACCOUNT, RETURNED -> {
                VoucherForms.Account account =
                        new VoucherForms.Account("Provider", "Bank", "6222020299990000222");
                to.add(step(advances, advance, "account", account, true));
                to.add(step(advances, advance, "decline", because(), false));
            }
            case TO_APPROVE -> {
                to.add(step(advances, advance, "approve", new NoForm(), true));
                to.add(step(advances, advance, "decline", because(), false));
            }
            case TO_PAY -> {
                to.add(step(advances, advance, "pay", paid(advance, true), true, 2));
                to.add(step(advances, advance, "pay", paid(advance, false), false, 2));
            }
            case PAID, DECLINED -> {}
        }
    }

    private ClearingForms.Paid paid(Advance advance, boolean arrived) {
        return new ClearingForms.Paid(
                arrived, "P-" + advance.claim(), today(), arrived ? null : "closed");
    }

    private void ofClawback(Clawback clawback, List<Step> to) {
        if (clawback.state() == ClawbackState.TO_COLLECT) {
            VoucherForms.Returned back = new VoucherForms.Returned(today(), "B-" + clawback.id());
            boolean left =
                    node.find(Advance.class, Advance.idOf(clawback.claim())).stream()
                            .anyMatch(advance -> advance.left().isPositive());
            to.add(step(clawbacks, clawback, "returned", back, left));
            // Of what was given up meanwhile nothing can come back; somebody has to say so.
            to.add(step(clawbacks, clawback, "decline", because(), !left));
        }
    }

    private void ofPeriod(Netting period, int dice, List<Step> to) {
        switch (period.state()) {
            case TO_SIGN -> {
                boolean last = period.unsigned().equals(List.of(home));
                if (period.lead() != home || last) {
                    to.add(step(nettings, period, "sign", new NoForm(), true));
                }
                if (dice >= 0 && dice % CONTESTED_EVERY == 0) {
                    to.add(step(nettings, period, "contest", because(), false));
                }
                dispute(period, dice, to);
            }
            case DIFFERING -> {
                if (period.lead() == home) {
                    to.add(step(nettings, period, "restate", because(), true));
                }
                dispute(period, dice, to);
            }
            case TO_PAY -> {
                Province payee = period.unpaid().getFirst().payee();
                ClearingForms.Settle form =
                        new ClearingForms.Settle(payee, "S-" + period.id(), today());
                to.add(step(nettings, period, "pay", form, true));
            }
            case TO_RECEIVE -> ofReceiving(period, to);
            case STATING, SIGNED, SENT, CLOSED, LEFT_OUT -> {}
        }
        if (dice >= 0 && dice % SELDOM == 0 && period.lead() == home) {
            leaveOut(period, to);
        }
    }

    private void dispute(Netting period, int dice, List<Step> to) {
        List<Aside> own = period.disputable("so");
        if (!own.isEmpty() && dice >= 0) {
            ClearingForms.Dispute form =
                    new ClearingForms.Dispute(Nettings.key(own.get(dice % own.size())), "so");
            to.add(step(nettings, period, "dispute", form, false));
        }
    }

    private void leaveOut(Netting period, List<Step> to) {
        switch (period.state()) {
            case STATING, DIFFERING, TO_SIGN ->
                    period.active().stream()
                            .filter(party -> party != home && !period.isSignedBy(party))
                            .max(Comparator.naturalOrder())
                            .ifPresent(party -> {
                                ClearingForms.LeaveOut form =
                                        new ClearingForms.LeaveOut(party, "so");
                                to.add(step(nettings, period, "leave-out", form, false));
                            });
            default -> {}
        }
    }

    private void ofReceiving(Netting period, List<Step> to) {
        period.transfers().stream()
                .filter(transfer ->
                        transfer.payee() == home
                                && transfer.receivedOn() == null
                                && !transfer.isMissed())
                .findFirst()
                .ifPresent(transfer -> {
                    Province payer = transfer.payer();
                    ClearingForms.Receive form = new ClearingForms.Receive(payer, today());
                    to.add(step(nettings, period, "receive", form, true));
                    ClearingForms.Missed missed = new ClearingForms.Missed(payer, "so");
                    to.add(step(nettings, period, "missed", missed, false));
                });
    }

    private void ofDispute(Dispute dispute, int dice, List<Step> to) {
        switch (dispute.state()) {
            case TO_ANSWER, WAITING -> {
                boolean asked = dispute.state() == DisputeState.TO_ANSWER;
                boolean ours = dispute.item().by() == home;
                boolean offered = dispute.offer() != null && dispute.offeredBy() != home;
                if (offered) {
                    to.add(step(disputes, dispute, "agree", new NoForm(), asked));
                    to.add(step(disputes, dispute, "reject", because(), false));
                }
                if (ours) {
                    to.add(step(disputes, dispute, "withdraw", because(), asked && !offered));
                } else {
                    to.add(step(disputes, dispute, "uphold", because(), asked && !offered));
                }
                Money half = new Money(dispute.item().amount().fen() / (2 + Math.max(0, dice) % 3));
                to.add(
                        step(
                                disputes,
                                dispute,
                                "offer",
                                new ClearingForms.Offer(half, "so"),
                                false));
            }
            case ASKED, WITHDRAWN, UPHELD, SETTLED -> {}
        }
    }
}
