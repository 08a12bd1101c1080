package org.deltacommons.commons.vouchers;

import static org.deltacommons.commons.vouchers.ClaimProcedure.TREASURY;
import static org.deltacommons.commons.vouchers.Grants.AUDITOR;
import static org.deltacommons.commons.vouchers.Grants.OFFICER;
import static org.deltacommons.commons.vouchers.Grants.PROVINCIAL;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.deltacommons.foundation.lane.Audience;
import org.deltacommons.foundation.lane.Claim;
import org.deltacommons.foundation.lane.Fact;
import org.deltacommons.foundation.lane.Part;
import org.deltacommons.foundation.lane.Personal;
import org.deltacommons.foundation.lane.Put;
import org.deltacommons.foundation.lane.Release;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.foundation.lane.Stored;
import org.deltacommons.foundation.ledger.Balances;
import org.deltacommons.foundation.ledger.LedgerPart;
import org.deltacommons.foundation.procedures.Attachment;
import org.deltacommons.foundation.procedures.Case;
import org.deltacommons.foundation.procedures.Deciding;
import org.deltacommons.foundation.procedures.Move;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.Side;
import org.deltacommons.foundation.procedures.Title;
import org.deltacommons.foundation.web.StateTone;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Period;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Refusal;
import org.jspecify.annotations.Nullable;

/// A change of a programme's budget (预算调整): proposed by an officer with the paper that it rests on,
/// approved by the issuer's treasury. What is held or spent stays covered: a cut below that cannot
/// be approved while it is.
///
/// @param former the budget when it was proposed
/// @param amount the budget that is wanted
@Stored("vouchers.budget_change")
public record BudgetChange(
        Id<BudgetChange> id,
        Province home,
        BudgetChangeState state,
        String programme,
        String programmeName,
        DivisionCode issuer,
        Money former,
        Money amount,
        @Personal String reason,
        List<Attachment> papers,
        String proposedBy,
        Instant proposedAt,
        @Nullable String decidedBy)
        implements Case {

    /// One change at a time is open for a programme.
    private static final String OPEN = "budget-change";

    public BudgetChange {
        papers = List.copyOf(papers);
    }

    @Override
    public Title titled() {
        return Title.of(Title.named(programme, programmeName), " ¥ ", former, " → ¥ ", amount);
    }

    @Override
    public String title() {
        return titled().plain();
    }

    @Override
    public DivisionCode division() {
        return issuer;
    }

    @Override
    public Optional<String> place(Side side) {
        return switch (side) {
            case ISSUER, OWNER -> Optional.of(issuer.value());
            case HOME -> Optional.of(home.code());
            case FIRM, PROVIDER, LEGAL_PERSON, VERIFIER -> Optional.empty();
        };
    }

    @Override
    public List<Attachment> attachments() {
        return papers;
    }

    /// @param homeOf where a programme is at home
    static Procedure<BudgetChange> procedure(BiFunction<String, Actor, Province> homeOf) {
        return Procedure.of("budget-change", BudgetChange.class, "source.budget-change")
                .opens(
                        "propose",
                        VoucherForms.Budget.class,
                        (form, actor) -> homeOf.apply(form.programme(), actor),
                        BudgetChange::propose,
                        OFFICER)
                .state(
                        BudgetChangeState.PROPOSED,
                        StateTone.ACTIVE,
                        "payment.request",
                        List.of(PROVINCIAL),
                        TREASURY)
                .last(BudgetChangeState.APPROVED, StateTone.GOOD)
                .last(BudgetChangeState.DROPPED, StateTone.OVER)
                .action("approve")
                .from(BudgetChangeState.PROPOSED)
                .to(BudgetChangeState.APPROVED)
                .by(TREASURY)
                .unless(BudgetChange::obstacle)
                .primary()
                .does((change, none, on) -> approve(change, on))
                .action("drop", VoucherForms.Because.class)
                .from(BudgetChangeState.PROPOSED)
                .to(BudgetChangeState.DROPPED)
                .by(OFFICER, TREASURY)
                .dangerous()
                .does((change, form, on) ->
                        Outcome.done(
                                Move.to(change.ended(BudgetChangeState.DROPPED, on))
                                        .noting(form.reason())
                                        .with(change.closed())))
                .readers(OFFICER, PROVINCIAL, AUDITOR)
                .line(BudgetChangeState.PROPOSED, BudgetChangeState.APPROVED)
                .build();
    }

    private static Outcome<Move<BudgetChange>> propose(VoucherForms.Budget form, Deciding on) {
        Programme programme =
                on.rows().find(Programme.class, Id.<Programme>of(form.programme())).orElse(null);
        if (programme == null || !on.actor().may(OFFICER.role(), programme.issuer().value())) {
            return Outcome.refused(WalletReason.NOT_FOUND);
        }
        if (form.amount().equals(programme.budget())) {
            return Outcome.refused(
                    Refusal.of(VoucherReason.BUDGET_UNCHANGED, "amount", form.amount()));
        }
        BudgetChange change =
                new BudgetChange(
                        on.ids().next("bud"),
                        programme.home(),
                        BudgetChangeState.PROPOSED,
                        programme.id().value(),
                        programme.nameZh(),
                        programme.issuer(),
                        programme.budget(),
                        form.amount(),
                        form.reason(),
                        List.of(form.paper()),
                        on.actor().id(),
                        on.now(),
                        null);
        return Outcome.done(
                Move.to(change)
                        .noting(form.reason())
                        .with(
                                new Claim(
                                        OPEN,
                                        change.programme,
                                        Period.ALWAYS,
                                        Refusal.of(
                                                VoucherReason.BUDGET_CHANGE_OPEN,
                                                "programme",
                                                programme.nameZh()))));
    }

    private static @Nullable Refusal obstacle(BudgetChange change, Deciding on) {
        return on.actor().id().equals(change.proposedBy)
                ? Refusal.of(VoucherReason.SAME_PERSON)
                : change.belowHeld(on.rows());
    }

    /// Why the budget cannot be cut this far now: what is held and spent would not be covered.
    @Nullable Refusal belowHeld(Rows rows) {
        Programme now = rows.get(Programme.class, Id.<Programme>of(programme));
        Bound bound =
                rows.look(Balances.class, new Chart(programme).budget())
                        .map(balances -> Bound.of(now, balances))
                        .orElse(Bound.NOTHING);
        return amount.compareTo(bound.least()) < 0
                ? Refusal.of(VoucherReason.BUDGET_BELOW_HELD, "asked", amount)
                        .with("held", bound.held())
                        .with("spent", bound.spent())
                        .with("least", bound.least())
                : null;
    }

    /// What a budget is bound to.
    ///
    /// @param spent captured, less what came back within the year
    record Bound(Money held, Money spent) {

        static final Bound NOTHING = new Bound(Money.ZERO, Money.ZERO);

        /// By what is left of the budget: the account's debits would count earlier cuts as spent.
        static Bound of(Programme programme, Balances budget) {
            return new Bound(
                    budget.held(),
                    programme.budget().minus(budget.available()).minus(budget.held()));
        }

        Money least() {
            return held.plus(spent);
        }
    }

    private static Outcome<Move<BudgetChange>> approve(BudgetChange change, Deciding on) {
        Programme before = on.rows().get(Programme.class, Id.<Programme>of(change.programme));
        Programme after = before.with(change.amount);
        return Outcome.done(
                Move.to(change.ended(BudgetChangeState.APPROVED, on))
                        .with(change.closed())
                        .with(change.moved(before))
                        .with(new Put(after))
                        .with(
                                new Fact(
                                        change.programme,
                                        Audience.PUBLIC,
                                        new ProgrammeChanged(after))));
    }

    /// The difference between the two budgets. The account's own limit stands behind the obstacle:
    /// a hold that comes in between is not undercut.
    private Part moved(Programme before) {
        Chart chart = Chart.of(before);
        boolean more = amount.compareTo(before.budget()) > 0;
        Money difference = more ? amount.minus(before.budget()) : before.budget().minus(amount);
        return new LedgerPart.Post(
                id + "/budget",
                more ? chart.appropriation() : chart.budget(),
                more ? chart.budget() : chart.appropriation(),
                difference,
                id.value(),
                more ? null : Refusal.of(VoucherReason.BUDGET_CUT_TOO_DEEP));
    }

    private Part closed() {
        return new Release(OPEN, programme, Period.ALWAYS);
    }

    private BudgetChange ended(BudgetChangeState how, Deciding on) {
        return new BudgetChange(
                id,
                home,
                how,
                programme,
                programmeName,
                issuer,
                former,
                amount,
                reason,
                papers,
                proposedBy,
                proposedAt,
                on.actor().id());
    }
}
