package org.deltacommons.commons.vouchers;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.deltacommons.commons.bookings.ContractStep;
import org.deltacommons.commons.bookings.ContractTemplate;
import org.deltacommons.commons.bookings.Purpose;
import org.deltacommons.commons.resources.BookingMode;
import org.deltacommons.foundation.lane.Personal;
import org.deltacommons.foundation.procedures.Attachment;
import org.deltacommons.foundation.rulebook.ExcludedService;
import org.deltacommons.foundation.web.Input;
import org.deltacommons.kernel.Money;
import org.jspecify.annotations.Nullable;

/// What the actions of vouchers, orders and claims ask for.
public final class VoucherForms {

    private VoucherForms() {}

    /// An application (申领).
    ///
    /// @param amount what is asked for, up to the programme's yearly ceiling
    public record Apply(
            @Input(options = "firmOptions") String firm,
            @Input(options = "programmeOptions") String programme,
            @Input(kind = Input.Kind.TEXTAREA, max = 1000, help = true) String need,
            @Input(from = 1) Money amount,
            @Nullable @Input(kind = Input.Kind.FILE, help = true) Attachment licence) {}

    /// A returned application, supplemented.
    public record Supplement(
            @Input(kind = Input.Kind.TEXTAREA, max = 1000) String need,
            @Input(from = 1) Money amount,
            @Nullable @Input(kind = Input.Kind.FILE) Attachment licence) {}

    /// @param note needed where a condition is not verified: what the officer checked instead
    public record Grant(
            @Input(from = 1) Money amount,
            @Nullable @Input(kind = Input.Kind.TEXTAREA, max = 500, help = true) String note) {}

    /// Words that go with a decision.
    public record Because(@Input(kind = Input.Kind.TEXTAREA, max = 500) String reason) {}

    /// The release of a hold whose resource's province stays away.
    ///
    /// @param reason what is known of the absence, and how that province was asked
    public record Release(
            @Input(kind = Input.Kind.TEXTAREA, max = 500, help = true) String reason) {}

    /// An order (预约). A slot asks for its beginning and length, samples and packages for units.
    ///
    /// @param minutes how long a slot is
    /// @param voucher empty pays oneself
    /// @param excluded the firm's own declaration; an excluded service can be ordered self-funded
    public record Place(
            @Input(kind = Input.Kind.HIDDEN) String resource,
            @Input(options = "firmOptions") String firm,
            @Input(kind = Input.Kind.RADIO) BookingMode mode,
            @Nullable @Input(when = "mode=SLOT", help = true) Instant from,
            @Nullable
                    @Input(
                            when = "mode=SLOT",
                            from = 1,
                            until = 20_160,
                            unit = "form.unit.minutes",
                            help = true)
                    Integer minutes,
            @Nullable @Input(when = "mode=SAMPLE|PACKAGE", from = 1, until = 10_000, help = true)
                    Integer units,
            @Input(kind = Input.Kind.RADIO, help = true, source = "bookings.source.duty-free")
                    Purpose purpose,
            @Input(kind = Input.Kind.TEXTAREA, max = 1000, help = true) String description,
            @Nullable @Input(options = "voucherOptions", help = true) String voucher,
            @Nullable @Input(help = true) ExcludedService excluded,
            @Input(when = "mode=SLOT") boolean waits) {

        /// When the slot ends; null if there is none.
        public @Nullable Instant until() {
            return from == null || minutes == null
                    ? null
                    : from.plus(java.time.Duration.ofMinutes(minutes));
        }
    }

    /// The firm's signatory sends a contract back that the provider signed.
    ///
    /// @param words what has to be changed; the provider reads it
    public record ReturnContract(
            @Input(kind = Input.Kind.RADIO, options = "firmContractSteps", help = true)
                    ContractStep step,
            @Input(kind = Input.Kind.SELECT) ContractTemplate template,
            @Input(kind = Input.Kind.TEXTAREA, max = 500, help = true) String words) {}

    /// The firm's signatory countersigns.
    public record Countersign(
            LocalDate signedOn, @Input(kind = Input.Kind.FILE, help = true) Attachment scan) {}

    /// A claim (提交兑付): invoice, bank receipt and evidence of one order.
    ///
    /// @param order whose work is claimed
    /// @param invoiceNumber 20 digits of an e-invoice, or code and number of an older one
    /// @param invoiceTotal with tax
    /// @param ineligible what no voucher pays of it, such as freight; null for nothing
    /// @param payer whose account paid, as the receipt says
    /// @param paid what the firm paid by bank
    /// @param account where the firm wants to be paid, if the route pays the firm
    public record Claiming(
            @Input(kind = Input.Kind.HIDDEN) String order,
            @Input(group = "form.group.claim.invoice", help = true) String invoiceNumber,
            LocalDate invoicedOn,
            @Input(from = 1) Money invoiceTotal,
            @Nullable @Input(from = 0, help = true) Money ineligible,
            @Input(kind = Input.Kind.FILE) Attachment invoice,
            @Input(group = "form.group.claim.payment", help = true) String payer,
            LocalDate paidOn,
            @Input(from = 0) Money paid,
            @Input(kind = Input.Kind.FILE) Attachment receipt,
            @Nullable
                    @Input(group = "form.group.claim.evidence", kind = Input.Kind.FILE, help = true)
                    Attachment report,
            @Nullable @Input(help = true) String account) {

        /// All of the invoice is eligible.
        public Claiming(
                String order,
                String invoiceNumber,
                LocalDate invoicedOn,
                Money invoiceTotal,
                Attachment invoice,
                String payer,
                LocalDate paidOn,
                Money paid,
                Attachment receipt,
                @Nullable Attachment report,
                @Nullable String account) {
            this(
                    order,
                    invoiceNumber,
                    invoicedOn,
                    invoiceTotal,
                    null,
                    invoice,
                    payer,
                    paidOn,
                    paid,
                    receipt,
                    report,
                    account);
        }

        Money notEligible() {
            return ineligible == null ? Money.ZERO : ineligible;
        }
    }

    /// An examined claim: what the officer found out about what machines could not check.
    public record Examine(
            boolean taxVerified,
            boolean unrelatedVerified,
            @Nullable @Input(kind = Input.Kind.TEXTAREA, max = 500) String note) {}

    /// Back to the firm, with a template's words.
    public record Return(
            @Input(kind = Input.Kind.SELECT) ReturnTemplate template,
            @Nullable @Input(kind = Input.Kind.TEXTAREA, max = 500) String words) {}

    /// What has to be put right.
    public enum ReturnTemplate {
        INVOICE_UNREADABLE,
        INVOICE_WRONG_BUYER,
        RECEIPT_NOT_FROM_FIRM,
        CONTRACT_INCOMPLETE,
        REPORT_MISSING,
        INELIGIBLE_ITEMS,
        OTHER
    }

    /// A claim that has passed goes back to a step before (退回至指定环节).
    public record SendBack(
            @Input(kind = Input.Kind.RADIO) EarlierStep step,
            @Input(kind = Input.Kind.SELECT) ReturnTemplate template,
            @Nullable @Input(kind = Input.Kind.TEXTAREA, max = 500) String words) {}

    /// Where a claim that has passed can go back to.
    public enum EarlierStep {
        /// It is examined once more.
        EXAMINATION,
        /// The firm puts it right.
        FIRM
    }

    /// A payment request goes back to who made it.
    public record ReturnRequest(
            @Input(kind = Input.Kind.SELECT) RequestTemplate template,
            @Nullable @Input(kind = Input.Kind.TEXTAREA, max = 500) String words) {}

    /// What is wrong with a payment request.
    public enum RequestTemplate {
        BUDGET_ITEM_WRONG,
        PURPOSE_UNCLEAR,
        PAPERS_MISSING,
        ACCOUNT_DOUBTFUL,
        OTHER
    }

    /// An objection to a line in public notice.
    public record Objection(
            @Input(kind = Input.Kind.RADIO, help = true) ObjectionBasis basis,
            @Input(kind = Input.Kind.TEXTAREA, max = 1000, help = true) String grounds) {}

    /// A new account after a returned payment.
    public record Account(String holder, String bank, @Input(max = 40) String account) {

        /// As it is kept; null if the number is none: 8 to 30 digits, spaces allowed.
        public @Nullable String line() {
            String digits = account.replaceAll("\\s", "");
            return digits.matches("[0-9]{8,30}")
                    ? holder.strip() + " " + bank.strip() + " " + digits
                    : null;
        }
    }

    /// Another budget for a programme.
    ///
    /// @param paper the decision of whoever appropriates it
    public record Budget(
            @Input(kind = Input.Kind.HIDDEN) String programme,
            @Input(from = 0, help = true) Money amount,
            @Input(kind = Input.Kind.FILE, help = true) Attachment paper,
            @Input(kind = Input.Kind.TEXTAREA, max = 500) String reason) {}

    /// Part of what was paid has to come back.
    ///
    /// @param reducedBy by how much the invoice was reduced
    /// @param paper the red-letter invoice or the receipt of the refund
    public record Recover(
            @Input(kind = Input.Kind.HIDDEN) String claim,
            @Input(kind = Input.Kind.RADIO, options = "recoveryGrounds") RecoveryGround ground,
            @Input(from = 1, help = true) Money reducedBy,
            @Input(kind = Input.Kind.FILE, help = true) Attachment paper,
            @Input(kind = Input.Kind.TEXTAREA, max = 500) String reason) {}

    /// It came back.
    ///
    /// @param receipt the treasury's number of the incoming payment
    public record Returned(LocalDate on, @Input(max = 60) String receipt) {}

    /// How an officer made sure that a changed account is the payee's.
    public record AccountCheck(
            @Input(kind = Input.Kind.TEXTAREA, max = 500, help = true) String how) {}

    /// The treasury's answer for one payment.
    ///
    /// @param paidOn of a payment that arrived
    public record PaymentResult(
            boolean arrived, LocalDate on, @Nullable @Personal @Input(max = 200) String reason) {}

    static List<Attachment> listed(@Nullable Attachment... some) {
        List<Attachment> all = new java.util.ArrayList<>();
        for (Attachment one : some) {
            if (one != null) {
                all.add(one);
            }
        }
        return all;
    }
}
