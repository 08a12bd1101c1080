package org.deltacommons.commons.vouchers;

import java.util.List;
import java.util.Map;
import org.deltacommons.foundation.ledger.Balances;
import org.deltacommons.kernel.Money;

/// What became of a programme's budget, to the fen as the ledger has it. All figures come from the
/// running sums of five accounts read in one instant, so that they agree with each other whatever
/// moves meanwhile:
///
/// ```text
/// appropriated − held − captured + back in the budget = available
/// captured − clawed back − (paid − came back)         = owed
/// ```
///
/// @param appropriated put into the budget, less what was cut
/// @param granted the vouchers' worth when they were granted; a promise, not money of the budget
/// @param expired what of that ended unused with the vouchers' time
/// @param revoked what of that was taken back with a revoked voucher
/// @param held bound by orders, neither captured nor released
/// @param captured approved for payment, before anything was clawed back
/// @param paid by the treasury, or by a province that advanced it under an agreement
/// @param owed captured and not paid yet
/// @param clawedBack recovered from payees
/// @param backInBudget what of that can be spent again; the rest came after the year and went to
///   general funds
/// @param available what an order may still hold
record BudgetFigures(
        Money appropriated,
        Money granted,
        Money expired,
        Money revoked,
        Money held,
        Money captured,
        Money paid,
        Money owed,
        Money clawedBack,
        Money backInBudget,
        Money available) {

    /// The accounts they come from.
    static List<String> accounts(Chart chart) {
        return List.of(
                chart.appropriation(),
                chart.budget(),
                chart.issued(),
                chart.used(),
                chart.treasury());
    }

    /// @param accounts as they stood in one instant
    /// @param revoked what revoked vouchers gave back, which the account of the issued ones counts
    ///   together with the expired
    static BudgetFigures of(Chart chart, Map<String, Balances> accounts, Money revoked) {
        Sums appropriation = Sums.of(accounts, chart.appropriation());
        Sums budget = Sums.of(accounts, chart.budget());
        Sums issued = Sums.of(accounts, chart.issued());
        Sums treasury = Sums.of(accounts, chart.treasury());
        // The three holds of an order are captured together, so that the vouchers' side tells the
        // captures of the budget apart from its cuts.
        Money captured = Sums.of(accounts, chart.used()).credits();
        Money cuts = budget.debits().minus(captured);
        Money toGeneral = appropriation.credits().minus(cuts);
        Money toBudget = budget.credits().minus(appropriation.debits());
        Money clawedBack = toBudget.plus(toGeneral);
        return new BudgetFigures(
                appropriation.debits().minus(cuts),
                issued.debits(),
                issued.credits().minus(revoked),
                revoked,
                budget.held(),
                captured,
                treasury.credits(),
                captured.minus(clawedBack).minus(treasury.credits()).plus(treasury.debits()),
                clawedBack,
                toBudget,
                budget.credits().minus(budget.debits()).minus(budget.held()));
    }

    /// Captured, less what can be spent again.
    Money spent() {
        return captured.minus(backInBudget);
    }

    /// An account's posted sums; nothing for one that was never opened here.
    private record Sums(Money debits, Money credits, Money held) {

        static Sums of(Map<String, Balances> accounts, String account) {
            Balances found = accounts.get(account);
            return found == null
                    ? new Sums(Money.ZERO, Money.ZERO, Money.ZERO)
                    : new Sums(found.debitsPosted(), found.creditsPosted(), found.held());
        }
    }
}
