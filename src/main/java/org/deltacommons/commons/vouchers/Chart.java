package org.deltacommons.commons.vouchers;

import java.util.ArrayList;
import java.util.List;
import org.deltacommons.foundation.lane.Part;
import org.deltacommons.foundation.ledger.AccountKind;
import org.deltacommons.foundation.ledger.Ledger;
import org.deltacommons.foundation.ledger.LedgerPart;
import org.deltacommons.foundation.ledger.LedgerPart.OpenAccount;
import org.deltacommons.foundation.ledger.Limit;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Money;

/// The accounts of a programme: issuer × programme × fiscal year, all in one book.
///
/// ```text
/// appropriation → budget → payable/<payee> → treasury      the money
/// issued → voucher/<id> → used                             what a voucher is still worth
/// allowance → ceiling/<firm>/<year> → allowance-used       what a firm may still get in a year
/// ```
final class Chart {

    private final String programme;

    Chart(String programme) {
        this.programme = programme;
    }

    static Chart of(Programme programme) {
        return new Chart(programme.id().value());
    }

    String book() {
        return programme;
    }

    String appropriation() {
        return "appropriation/" + programme;
    }

    String budget() {
        return "budget/" + programme;
    }

    String issued() {
        return "issued/" + programme;
    }

    String used() {
        return "used/" + programme;
    }

    String allowance() {
        return "allowance/" + programme;
    }

    String allowanceUsed() {
        return "allowance-used/" + programme;
    }

    String treasury() {
        return TreasuryAccount.of(programme);
    }

    String payable(String payee) {
        return PayableAccount.of(programme, payee);
    }

    static String voucher(String voucher) {
        return "voucher/" + voucher;
    }

    /// One ceiling for all programmes of an issuer: it binds the firm, not the programme.
    static String ceiling(DivisionCode issuer, String firm, int year) {
        return "ceiling/" + issuer + "/" + firm + "/" + year;
    }

    /// What the books of a programme begin with: its accounts, and its budget in them.
    static List<Part> begun(Programme programme) {
        Chart chart = of(programme);
        List<Part> parts = new ArrayList<>(chart.opening(programme.issuer()));
        parts.add(
                new LedgerPart.Post(
                        "appropriation/" + programme.id(),
                        chart.appropriation(),
                        chart.budget(),
                        programme.budget(),
                        programme.id().value(),
                        null));
        return parts;
    }

    /// The accounts that exist once per programme.
    List<OpenAccount> opening(DivisionCode issuer) {
        String owner = issuer.value();
        return List.of(
                new OpenAccount(
                        appropriation(), book(), AccountKind.APPROPRIATION, owner, Limit.NONE),
                new OpenAccount(budget(), book(), AccountKind.BUDGET, owner, Limit.WITHIN_CREDITS),
                new OpenAccount(issued(), book(), AccountKind.ISSUED, owner, Limit.NONE),
                new OpenAccount(used(), book(), AccountKind.USED, owner, Limit.NONE),
                new OpenAccount(allowance(), book(), AccountKind.ALLOWANCE, owner, Limit.NONE),
                new OpenAccount(allowanceUsed(), book(), AccountKind.USED, owner, Limit.NONE),
                new OpenAccount(treasury(), book(), AccountKind.TREASURY, owner, Limit.NONE));
    }

    OpenAccount openVoucher(String voucher, String firm) {
        return new OpenAccount(
                voucher(voucher), book(), AccountKind.VOUCHER, firm, Limit.WITHIN_CREDITS);
    }

    OpenAccount openCeiling(DivisionCode issuer, String firm, int year) {
        return new OpenAccount(
                ceiling(issuer, firm, year),
                book(),
                AccountKind.CEILING,
                firm,
                Limit.WITHIN_CREDITS);
    }

    /// What is not held on a voucher that ends, or has ended, is issued no more. It counts to the
    /// voucher, not to the order that held it: what revoked ones gave back is told from what
    /// expired by it.
    ///
    /// @param id unique for ever
    static LedgerPart.Sweep takeBack(Voucher voucher, String id) {
        return new LedgerPart.Sweep(
                id,
                voucher(voucher.id().value()),
                new Chart(voucher.programme()).issued(),
                voucher.id().value());
    }

    /// What was taken back of a voucher that has ended.
    static Money takenBack(Voucher voucher, Ledger ledger) {
        String issued = new Chart(voucher.programme()).issued();
        return ledger.postings(voucher.home(), List.of(voucher.id().value())).stream()
                .filter(posting -> posting.credit().equals(issued))
                .map(Ledger.Posting::amount)
                .reduce(Money.ZERO, Money::plus);
    }

    OpenAccount openPayable(String payee) {
        return new OpenAccount(
                payable(payee), book(), AccountKind.PAYABLE, payee, Limit.WITHIN_CREDITS);
    }
}
