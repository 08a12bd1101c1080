package org.deltacommons.commons.vouchers;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.deltacommons.foundation.lane.Personal;
import org.deltacommons.foundation.lane.Stored;
import org.deltacommons.foundation.procedures.Attachment;
import org.deltacommons.foundation.procedures.Case;
import org.deltacommons.foundation.procedures.Side;
import org.deltacommons.foundation.procedures.Title;
import org.deltacommons.foundation.rulebook.PaymentRoute;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.RuleVersion;
import org.jspecify.annotations.Nullable;

/// A claim (兑付申请): one line of a redemption batch, about one order and one invoice.
///
/// @param batch the redemption it is in; empty until the invoice is allocated
/// @param payee who gets the money: an organisation's id, or a province's code under an agreement
/// @param base what the share is taken of
/// @param pays what the issuer pays: min(⌊share × base⌋, what is held)
/// @param contractPrice beside the invoice, for the officer to compare
/// @param heldSerial the hold of the order that is captured
@Stored("vouchers.claim_line")
public record ClaimLine(
        Id<ClaimLine> id,
        Province home,
        ClaimState state,
        String orderId,
        String batch,
        DivisionCode issuer,
        String programme,
        String voucher,
        String firm,
        String firmName,
        String provider,
        String providerName,
        Province providerHome,
        PaymentRoute route,
        String payee,
        Invoice invoice,
        Receipt receipt,
        Money contractPrice,
        Money base,
        Money pays,
        int heldSerial,
        List<Finding> findings,
        List<Attachment> papers,
        @Nullable RuleVersion rule,
        Instant claimedAt,
        @Nullable @Personal String note,
        @Nullable Payment payment,
        List<Objection> objections)
        implements Case {

    /// So many objections are taken to one line; whoever comes later adds nothing.
    static final int OBJECTIONS_MAX = 20;

    /// An objection to the line while it was in public notice. Who objects is not asked, so that
    /// nobody is kept from it; the grounds are for the issuer's officers alone.
    ///
    /// @param outcome what the officer decided, in their words; null until then
    public record Objection(
            Instant at, ObjectionBasis basis, String grounds, @Nullable String outcome) {}

    /// @param number 20 digits, or code and number of an older invoice joined by `-`
    /// @param total with tax
    /// @param part what the claim takes of it: its base, and what is not eligible
    public record Invoice(String number, LocalDate on, Money total, Money part) {}

    /// The firm's bank payment.
    public record Receipt(String payer, LocalDate on, Money paid) {}

    /// The issuer's payment.
    ///
    /// @param number of the payment, unique in the treasury's file
    /// @param account where it goes, as the payee gave it; masked on screen
    /// @param former the account that the bank sent back; null unless it was changed
    public record Payment(
            String number,
            String account,
            @Nullable LocalDate paidOn,
            @Nullable String returnedBecause,
            int attempt,
            @Nullable String former) {

        public Payment(
                String number,
                String account,
                @Nullable LocalDate paidOn,
                @Nullable String returnedBecause,
                int attempt) {
            this(number, account, paidOn, returnedBecause, attempt, null);
        }

        /// The same payment, to be made elsewhere.
        Payment to(String other) {
            return new Payment(number, other, null, returnedBecause, attempt, account);
        }
    }

    public ClaimLine {
        findings = List.copyOf(findings);
        papers = List.copyOf(papers);
        objections = List.copyOf(objections);
        if (objections.size() > OBJECTIONS_MAX) {
            throw new IllegalArgumentException("too many objections at " + id);
        }
    }

    @Override
    public Title titled() {
        return Title.of(
                Title.named(firm, firmName), " → ", Title.named(provider, providerName), " ", pays);
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
            case FIRM, OWNER -> Optional.of(firm);
            case PROVIDER -> Optional.of(provider);
            case ISSUER -> Optional.of(issuer.value());
            case HOME -> Optional.of(home.code());
            case LEGAL_PERSON, VERIFIER -> Optional.empty();
        };
    }

    @Override
    public Set<Province> concerned() {
        return providerHome == home ? Set.of() : Set.of(providerHome);
    }

    /// The seller's province allocates the invoice; nothing is captured before it has.
    @Override
    public @Nullable Province awaits() {
        return state == ClaimState.SUBMITTED ? providerHome : null;
    }

    @Override
    public List<Attachment> attachments() {
        return papers;
    }

    /// What the invoice has that no voucher pays.
    Money ineligible() {
        return invoice.part().minus(base);
    }

    /// Where it is paid; empty while nobody has said.
    String account() {
        return payment == null ? "" : payment.account();
    }

    boolean isIn(ClaimState... states) {
        return List.of(states).contains(state);
    }

    ClaimLine in(ClaimState next) {
        return with(next, batch, findings, note, payment, objections);
    }

    ClaimLine inBatch(String id) {
        return with(state, id, findings, note, payment, objections);
    }

    ClaimLine noted(@Nullable String words) {
        return with(state, batch, findings, words, payment, objections);
    }

    ClaimLine paying(Payment how) {
        return with(state, batch, findings, note, how, objections);
    }

    /// The same claim, paid to the provider by the issuer's treasury.
    ClaimLine paidDirectly() {
        return with(
                state,
                batch,
                findings,
                note,
                payment,
                objections,
                PaymentRoute.PROVIDER_DIRECT,
                provider);
    }

    ClaimLine found(Finding newer) {
        List<Finding> all = new ArrayList<>();
        for (Finding old : findings) {
            all.add(old.kind() == newer.kind() ? newer : old);
        }
        return with(state, batch, all, note, payment, objections);
    }

    /// The same with something more to see.
    ClaimLine withFinding(Finding more) {
        List<Finding> all = new ArrayList<>(findings);
        all.add(more);
        return with(state, batch, all, note, payment, objections);
    }

    private ClaimLine with(
            ClaimState next,
            String inBatch,
            List<Finding> found,
            @Nullable String words,
            @Nullable Payment how,
            List<Objection> objected) {
        return with(next, inBatch, found, words, how, objected, route, payee);
    }

    private ClaimLine with(
            ClaimState next,
            String inBatch,
            List<Finding> found,
            @Nullable String words,
            @Nullable Payment how,
            List<Objection> objected,
            PaymentRoute by,
            String to) {
        return new ClaimLine(
                id,
                home,
                next,
                orderId,
                inBatch,
                issuer,
                programme,
                voucher,
                firm,
                firmName,
                provider,
                providerName,
                providerHome,
                by,
                to,
                invoice,
                receipt,
                contractPrice,
                base,
                pays,
                heldSerial,
                found,
                papers,
                rule,
                claimedAt,
                words,
                how,
                objected);
    }

    ClaimLine objected(Objection more) {
        List<Objection> all = new ArrayList<>(objections);
        all.add(more);
        return with(state, batch, findings, note, payment, all);
    }

    /// Every objection that was open is decided by the same words.
    ClaimLine decided(String outcome) {
        return with(
                state,
                batch,
                findings,
                outcome,
                payment,
                objections.stream()
                        .map(one ->
                                one.outcome() == null
                                        ? new Objection(
                                                one.at(), one.basis(), one.grounds(), outcome)
                                        : one)
                        .toList());
    }

    /// Whether one was looked into and did not hold.
    boolean wasCleared() {
        return objections.stream().anyMatch(one -> one.outcome() != null);
    }

    Optional<Finding> finding(Finding.Kind kind) {
        return findings.stream().filter(finding -> finding.kind() == kind).findFirst();
    }
}
