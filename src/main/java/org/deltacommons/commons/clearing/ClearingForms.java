package org.deltacommons.commons.clearing;

import java.time.LocalDate;
import java.util.Set;
import org.deltacommons.foundation.procedures.Attachment;
import org.deltacommons.foundation.web.Input;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;

/// What the actions between provinces ask for.
public final class ClearingForms {

    private ClearingForms() {}

    /// An agreement (垫付清算协议).
    ///
    /// @param number as on paper: letters, digits, hyphens
    /// @param parties besides the proposer
    /// @param ends the last day
    public record Propose(
            @Input(max = 30, help = true) String number,
            Set<Province> parties,
            LocalDate begins,
            LocalDate ends,
            @Input(kind = Input.Kind.TEXTAREA, max = 2000, help = true) String terms,
            @Nullable @Input(kind = Input.Kind.FILE, help = true) Attachment paper) {}

    /// A payment's outcome, as the bank said.
    ///
    /// @param on the day it arrived or came back
    public record Paid(
            boolean arrived,
            @Input(max = 60, help = true) String number,
            LocalDate on,
            @Nullable @Input(max = 200) String reason) {}

    /// The provider's word that money arrived.
    public record Arrived(@Input(from = 0) Money amount, LocalDate on) {}

    /// Opens the next period of an agreement.
    public record Open(@Input(options = "agreementOptions") String agreement) {}

    /// A settlement was paid to another party.
    public record Settle(
            @Input(kind = Input.Kind.SELECT) Province payee,
            @Input(max = 60, help = true) String number,
            LocalDate on) {}

    /// A settlement arrived from another party.
    public record Receive(@Input(kind = Input.Kind.SELECT) Province payer, LocalDate on) {}

    /// A settlement that another party announced did not arrive.
    public record Missed(
            @Input(kind = Input.Kind.SELECT) Province payer,
            @Input(kind = Input.Kind.TEXTAREA, max = 500) String reason) {}

    /// An obligation of the period is held to be wrong.
    public record Dispute(
            @Input(kind = Input.Kind.SELECT) String item,
            @Input(kind = Input.Kind.TEXTAREA, max = 500, help = true) String reason) {}

    /// A smaller amount that one party of a dispute could live with.
    public record Offer(
            @Input(from = 0, help = true) Money amount,
            @Input(kind = Input.Kind.TEXTAREA, max = 500) String reason) {}

    /// The period is closed without a party that does not sign.
    public record LeaveOut(
            @Input(kind = Input.Kind.SELECT) Province party,
            @Input(kind = Input.Kind.TEXTAREA, max = 500, help = true) String reason) {}
}
