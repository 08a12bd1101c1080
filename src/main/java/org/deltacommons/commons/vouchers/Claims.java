package org.deltacommons.commons.vouchers;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deltacommons.commons.enterprises.Enterprises;
import org.deltacommons.commons.resources.BookingMode;
import org.deltacommons.foundation.lane.Fact;
import org.deltacommons.foundation.lane.Part;
import org.deltacommons.foundation.lane.Put;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.foundation.procedures.Attachment;
import org.deltacommons.foundation.procedures.Deciding;
import org.deltacommons.foundation.procedures.Move;
import org.deltacommons.foundation.procedures.Moving;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.TemplateNote;
import org.deltacommons.foundation.rulebook.Applied;
import org.deltacommons.foundation.rulebook.PaymentBase;
import org.deltacommons.foundation.rulebook.PaymentRoute;
import org.deltacommons.foundation.rulebook.ServiceClass;
import org.deltacommons.foundation.rulebook.VoucherRule;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Refusal;
import org.deltacommons.kernel.Texts;
import org.jspecify.annotations.Nullable;

/// What becomes of a claim until it is in a batch and examined. Pure.
final class Claims {

    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final Funds funds;
    private final ClaimChecks checks;
    private final CountedYear year;
    private final Procedure<Order> orders;
    private final Moving moving;

    Claims(Funds funds, Enterprises enterprises, Procedure<Order> orders, Moving moving) {
        this.funds = funds;
        this.checks = new ClaimChecks(enterprises);
        this.year = new CountedYear(funds);
        this.orders = orders;
        this.moving = moving;
    }

    /// An e-invoice has 20 digits; an older one a code of 10 or 12 and a number of 8.
    ///
    /// @return the number as it is kept, or null if it is none
    static @Nullable String invoiceNumber(String typed) {
        String number = Texts.code(typed);
        if (number.matches("\\d{20}") && number.length() == 20) {
            return number;
        }
        return number.matches("\\d{18}")
                ? number.substring(0, 10) + "-" + number.substring(10)
                : null;
    }

    Outcome<Move<ClaimLine>> claim(VoucherForms.Claiming form, Deciding on) {
        Order order = on.rows().get(Order.class, Id.<Order>of(form.order()));
        Order.Delivery delivery = order.delivery();
        Order.Contract contract = order.contract();
        Order.Funding funding = order.funding();
        boolean open =
                order.state() == OrderState.CONFIRMED || order.state() == OrderState.CLAIMING;
        if (!open
                || delivery == null
                || contract == null
                || !order.baseLeft().isPositive()
                || !order.heldLeft().isPositive()) {
            return Outcome.refused(VoucherReason.NOTHING_TO_CLAIM);
        }
        Programme programme = on.rows().get(Programme.class, Id.<Programme>of(funding.programme()));
        Applied<VoucherRule> rule = funds.rule(on.rows(), programme, order.placedAt()).orElse(null);
        if (rule == null) {
            return Outcome.refused(VoucherReason.RULE_MISSING);
        }
        Refusal late = tooLate(programme, rule, on.now());
        if (late != null) {
            return Outcome.refused(late);
        }
        return year.settle(order, delivery, rule, on.rows())
                .then(settled -> {
                    Refusal wrong = wrong(form, settled.order(), delivery, rule);
                    return wrong == null
                            ? Outcome.done(begun(form, settled, delivery, contract, rule, on))
                            : Outcome.refused(wrong.under(rule.version()));
                });
    }

    /// @param claimedAt when it was first claimed: what was claimed in time may be put right later
    private static @Nullable Refusal tooLate(
            Programme programme, Applied<VoucherRule> rule, Instant claimedAt) {
        LocalDate last = rule.value().lastClaim(programme.year());
        return claimedAt.atZone(ZONE).toLocalDate().isAfter(last) && !rule.value().carryOver()
                ? Refusal.of(VoucherReason.CLAIM_TOO_LATE, "last", last.toString())
                        .under(rule.version())
                : null;
    }

    private static @Nullable Refusal wrong(
            VoucherForms.Claiming form,
            Order order,
            Order.Delivery delivery,
            Applied<VoucherRule> rule) {
        if (invoiceNumber(form.invoiceNumber()) == null) {
            return Refusal.of(VoucherReason.INVOICE_INVALID, "number", form.invoiceNumber());
        }
        if (!samePayer(form.payer(), order.firmName())) {
            return Refusal.of(VoucherReason.PAYER_IS_NOT_FIRM, "payer", form.payer())
                    .with("firm", order.firmName());
        }
        if (order.funding().route() == PaymentRoute.FIRM_DIRECT && !isAccount(form.account())) {
            return Refusal.of(VoucherReason.ACCOUNT_INVALID);
        }
        if (needsReport(order) && form.report() == null && delivery.report().isEmpty()) {
            return Refusal.of(
                    VoucherReason.EVIDENCE_MISSING, "class", order.wanted().serviceClass());
        }
        if (form.notEligible().compareTo(form.invoiceTotal()) >= 0) {
            return Refusal.of(VoucherReason.NOTHING_ELIGIBLE, "total", form.invoiceTotal());
        }
        Money base = base(form, order, rule.value());
        Money pays = pays(order, base, rule.value());
        if (!pays.isPositive()) {
            return Refusal.of(VoucherReason.NOTHING_TO_CLAIM);
        }
        Money own = base.minus(pays);
        return rule.value().base() == PaymentBase.INVOICED && form.paid().compareTo(own) < 0
                ? Refusal.of(VoucherReason.OWN_PART_NOT_PAID, "paid", form.paid()).with("own", own)
                : null;
    }

    /// Names on receipts come in any width and with or without spaces.
    private static boolean samePayer(String payer, String firm) {
        return Texts.code(payer).equals(Texts.code(firm));
    }

    /// What is not eligible is taken of the invoice as well, so that no other claim gets it.
    private static ClaimLine.Invoice invoiceOf(
            VoucherForms.Claiming form, String number, Money base) {
        return new ClaimLine.Invoice(
                number, form.invoicedOn(), form.invoiceTotal(), base.plus(form.notEligible()));
    }

    /// A firm says where it is paid itself; where a provider is paid nobody but the provider says.
    private static ClaimLine.Payment accountOf(VoucherForms.Claiming form, PaymentRoute route) {
        String own = route == PaymentRoute.FIRM_DIRECT ? form.account() : null;
        return new ClaimLine.Payment("", own == null ? "" : own, null, null, 0);
    }

    /// Somewhere in it is a number as banks have them; holder and bank stand beside it.
    private static boolean isAccount(@Nullable String account) {
        return account != null && account.replaceAll("\\s", "").matches(".*[0-9]{8,30}.*");
    }

    /// Results that must prove something need a report; hours a firm operated itself need the log.
    private static boolean needsReport(Order order) {
        return order.wanted().serviceClass() == ServiceClass.TESTING
                && order.wanted().mode() == BookingMode.SAMPLE;
    }

    /// Provider paid: accepted, invoiced, eligible. Firm paid back: the smaller of invoice and
    /// payment. What no voucher pays of the invoice is left out, and what other claims of the order
    /// are about is not eligible again.
    private static Money base(VoucherForms.Claiming form, Order order, VoucherRule rule) {
        Money eligible =
                order.baseLeft().min(form.invoiceTotal().minus(form.notEligible()).max(Money.ZERO));
        return rule.base() == PaymentBase.MIN_INVOICED_PAID ? eligible.min(form.paid()) : eligible;
    }

    /// The share of everything claimed so far and now, less what was claimed so far: several
    /// invoices come to the fen to what one would have.
    private static Money pays(Order order, Money base, VoucherRule rule) {
        return rule.shareOf(order.wanted().serviceClass(), order.claimedBase().plus(base))
                .minus(order.claimedPays())
                .min(order.heldLeft());
    }

    private Move<ClaimLine> begun(
            VoucherForms.Claiming form,
            CountedYear.Settled settled,
            Order.Delivery delivery,
            Order.Contract contract,
            Applied<VoucherRule> rule,
            Deciding on) {
        Order order = settled.order();
        Money base = base(form, order, rule.value());
        PaymentRoute route =
                order.funding().route() == null ? rule.value().route() : order.funding().route();
        String number = java.util.Objects.requireNonNull(invoiceNumber(form.invoiceNumber()));
        List<Attachment> papers = new ArrayList<>(order.attachments());
        papers.addAll(VoucherForms.listed(form.invoice(), form.receipt(), form.report()));
        ClaimLine claim =
                new ClaimLine(
                        on.ids().next("clm"),
                        order.home(),
                        ClaimState.SUBMITTED,
                        order.id().value(),
                        "",
                        order.division(),
                        order.funding().programme(),
                        order.funding().voucher(),
                        order.firm(),
                        order.firmName(),
                        order.provider(),
                        order.providerName(),
                        order.providerHome(),
                        route,
                        Orders.payee(order),
                        invoiceOf(form, number, base),
                        new ClaimLine.Receipt(form.payer(), form.paidOn(), form.paid()),
                        contract.price(),
                        base,
                        pays(order, base, rule.value()),
                        order.funding().serial(),
                        checks.findings(form, order, delivery, contract, rule, on),
                        papers,
                        rule.version(),
                        on.now(),
                        null,
                        accountOf(form, route),
                        List.of());
        if (settled.finding() != null) {
            claim = claim.withFinding(settled.finding());
        }
        return Move.to(claim)
                .with(settled.parts())
                .with(claimedOf(order, claim, on))
                .with(asksForInvoice(claim));
    }

    private List<Part> claimedOf(Order order, ClaimLine claim, Deciding on) {
        return moving.bySystem(
                orders,
                order,
                "claimed",
                new Order.Claimed(
                        claim.id().value(), claim.base(), claim.pays(), excluded(order, claim)),
                on.rows());
    }

    /// What is not eligible of the invoice is settled with the claim as far as it was delivered:
    /// the order does not wait for somebody to claim it.
    private static @Nullable Money excluded(Order order, ClaimLine claim) {
        Money left = order.withoutClaim(claim.id().value()).baseLeft().minus(claim.base());
        Money excluded = claim.ineligible().min(left);
        return excluded.isPositive() ? excluded : null;
    }

    private static Fact asksForInvoice(ClaimLine claim) {
        return new Fact(
                claim.orderId(),
                audience(claim),
                new InvoiceAllocationRequested(
                        claim.id().value(),
                        claim.orderId(),
                        claim.invoice().number(),
                        claim.provider(),
                        claim.invoice().total(),
                        claim.invoice().part()));
    }

    static org.deltacommons.foundation.lane.Audience audience(ClaimLine claim) {
        return claim.providerHome() == claim.home()
                ? org.deltacommons.foundation.lane.Audience.HOME
                : org.deltacommons.foundation.lane.Audience.of(claim.providerHome());
    }

    /// The seller's province has allocated: the claim goes into the month's batch.
    Outcome<Move<ClaimLine>> allocated(ClaimLine before, InvoiceAllocated fact, Deciding on) {
        Redemption batch = openBatch(before, on.rows());
        ClaimLine after =
                before.found(
                                new Finding(
                                        Finding.Kind.INVOICE_ALLOCATION,
                                        Finding.Answer.NOTHING_FOUND,
                                        Map.of("left", fact.left().toString()),
                                        before.providerHome().code(),
                                        on.now().atZone(ZONE).toLocalDate()))
                        .inBatch(batch.id().value())
                        .in(ClaimState.CHECKED);
        return Outcome.done(
                Move.to(after)
                        .with(
                                batchParts(
                                        batch.line(after, Redemption.LineState.WAITING),
                                        on.rows())));
    }

    /// The first batch from this month on that still collects.
    static Redemption openBatch(ClaimLine claim, Rows rows) {
        java.time.YearMonth month = java.time.YearMonth.from(rows.now().atZone(ZONE));
        for (int i = 0; i < 36; i++, month = month.plusMonths(1)) {
            Id<Redemption> id =
                    Id.of("red-" + claim.programme() + "-" + month.toString().replace("-", ""));
            Redemption batch = rows.find(Redemption.class, id).orElse(null);
            if (batch == null) {
                String name =
                        rows.find(Programme.class, Id.<Programme>of(claim.programme()))
                                .map(Programme::nameZh)
                                .orElse(claim.programme());
                return new Redemption(
                        id,
                        claim.home(),
                        RedemptionState.COLLECTING,
                        claim.issuer(),
                        claim.programme(),
                        name,
                        month.toString(),
                        List.of(),
                        null,
                        null,
                        null,
                        null);
            }
            if (batch.state() == RedemptionState.COLLECTING
                    && batch.lines().size() < Redemption.LINES_MAX) {
                return batch;
            }
        }
        throw new IllegalStateException("no batch collects for " + claim.programme());
    }

    private java.util.function.@Nullable BiFunction<Redemption, Rows, List<Part>> batchWriter;

    /// Set once the batch's procedure exists; a changed batch is put with its task and fact.
    void writesBatchesBy(java.util.function.BiFunction<Redemption, Rows, List<Part>> writer) {
        batchWriter = writer;
    }

    List<Part> batchParts(Redemption after, Rows rows) {
        return batchWriter == null ? List.of(new Put(after)) : batchWriter.apply(after, rows);
    }

    Outcome<Move<ClaimLine>> notAllocated(ClaimLine before, InvoiceAllocationRefused fact) {
        ClaimLine after =
                before.found(
                                new Finding(
                                        Finding.Kind.INVOICE_ALLOCATION,
                                        Finding.Answer.FOUND,
                                        Map.of("why", fact.why().code()),
                                        before.providerHome().code(),
                                        null))
                        .in(ClaimState.RETURNED);
        return Outcome.done(Move.to(after).noting(fact.why().code()));
    }

    static Redemption batch(ClaimLine claim, Deciding on) {
        return on.rows().get(Redemption.class, Id.<Redemption>of(claim.batch()));
    }

    /// The officer passes a line on. What machines could not check has to be verified by now.
    Outcome<Move<ClaimLine>> pass(ClaimLine before, VoucherForms.Examine form, Deciding on) {
        Refusal barred = ClaimChecks.barred(before);
        if (barred != null) {
            return Outcome.refused(barred);
        }
        LocalDate today = on.now().atZone(ZONE).toLocalDate();
        ClaimLine after =
                before.found(
                        Finding.open(Finding.Kind.TAX)
                                .verified(form.taxVerified(), on.actor().id(), today));
        if (!form.taxVerified()) {
            return Outcome.refused(Refusal.of(VoucherReason.CHECK_OPEN, "check", Finding.Kind.TAX));
        }
        if (form.unrelatedVerified()
                && after.finding(Finding.Kind.RELATED)
                        .filter(f -> f.answer() == Finding.Answer.NOT_VERIFIED)
                        .isPresent()) {
            after =
                    after.found(
                            Finding.open(Finding.Kind.RELATED)
                                    .verified(true, on.actor().id(), today));
        }
        boolean noted = form.note() != null && !form.note().isBlank();
        for (Finding finding : after.findings()) {
            boolean stands = finding.answer() == Finding.Answer.NOTHING_FOUND;
            if (!stands && !noted) {
                return Outcome.refused(
                        Refusal.of(VoucherReason.CHECK_OPEN, "check", finding.kind()));
            }
        }
        ClaimLine passed = after.noted(form.note()).in(ClaimState.PASSED);
        return Outcome.done(
                Move.to(passed)
                        .noting(form.note())
                        .with(
                                batchParts(
                                        batch(before, on).line(passed, Redemption.LineState.PASSED),
                                        on.rows())));
    }

    Outcome<Move<ClaimLine>> giveBack(ClaimLine before, VoucherForms.Return form, Deciding on) {
        return Outcome.done(toFirm(before, TemplateNote.of(form.template(), form.words()), on));
    }

    private Move<ClaimLine> toFirm(ClaimLine before, String words, Deciding on) {
        ClaimLine after = before.noted(words).in(ClaimState.RETURNED);
        return Move.to(after)
                .noting(words)
                .with(
                        batchParts(
                                batch(before, on).line(after, Redemption.LineState.OUT), on.rows()))
                .with(released(before));
    }

    /// Why a line that has passed goes back no more, or null: what was published is decided.
    static @Nullable Refusal published(ClaimLine claim, Deciding on) {
        return batch(claim, on).state() == RedemptionState.COLLECTING
                ? null
                : Refusal.of(VoucherReason.BATCH_PUBLISHED);
    }

    /// A line that has passed goes back to the step that was chosen. Who examines it once more
    /// makes sure of the invoice once more.
    Outcome<Move<ClaimLine>> sendBack(ClaimLine before, VoucherForms.SendBack form, Deciding on) {
        String words = TemplateNote.of(form.template(), form.words());
        return Outcome.done(
                switch (form.step()) {
                    case FIRM -> toFirm(before, words, on);
                    case EXAMINATION -> toExamination(before, words, on);
                });
    }

    private Move<ClaimLine> toExamination(ClaimLine before, String words, Deciding on) {
        ClaimLine after =
                before.found(Finding.open(Finding.Kind.TAX)).noted(words).in(ClaimState.CHECKED);
        return Move.to(after)
                .noting(words)
                .with(
                        batchParts(
                                batch(before, on).line(after, Redemption.LineState.WAITING),
                                on.rows()));
    }

    /// The firm puts a returned claim right; the seller's province is asked again.
    Outcome<Move<ClaimLine>> correct(ClaimLine before, VoucherForms.Claiming form, Deciding on) {
        Order whole = on.rows().get(Order.class, Id.<Order>of(before.orderId()));
        Order order = whole.withoutClaim(before.id().value());
        Order.Delivery delivery = java.util.Objects.requireNonNull(order.delivery());
        Order.Contract contract = java.util.Objects.requireNonNull(order.contract());
        Programme programme = on.rows().get(Programme.class, Id.<Programme>of(before.programme()));
        Applied<VoucherRule> rule = funds.rule(on.rows(), programme, order.placedAt()).orElse(null);
        if (rule == null) {
            return Outcome.refused(VoucherReason.RULE_MISSING);
        }
        Refusal late = tooLate(programme, rule, before.claimedAt());
        Refusal wrong = late == null ? wrong(form, order, delivery, rule) : late;
        if (wrong != null) {
            return Outcome.refused(wrong.under(rule.version()));
        }
        Money base = base(form, order, rule.value());
        String number = java.util.Objects.requireNonNull(invoiceNumber(form.invoiceNumber()));
        List<Attachment> papers = new ArrayList<>(order.attachments());
        papers.addAll(VoucherForms.listed(form.invoice(), form.receipt(), form.report()));
        ClaimLine after =
                new ClaimLine(
                        before.id(),
                        before.home(),
                        ClaimState.SUBMITTED,
                        before.orderId(),
                        "",
                        before.issuer(),
                        before.programme(),
                        before.voucher(),
                        before.firm(),
                        before.firmName(),
                        before.provider(),
                        before.providerName(),
                        before.providerHome(),
                        before.route(),
                        before.payee(),
                        invoiceOf(form, number, base),
                        new ClaimLine.Receipt(form.payer(), form.paidOn(), form.paid()),
                        before.contractPrice(),
                        base,
                        pays(order, base, rule.value()),
                        before.heldSerial(),
                        checks.findings(form, order, delivery, contract, rule, on),
                        papers,
                        rule.version(),
                        before.claimedAt(),
                        before.note(),
                        accountOf(form, before.route()),
                        before.objections());
        ClaimLine shown =
                before.finding(Finding.Kind.CEILING_YEAR).map(after::withFinding).orElse(after);
        return Outcome.done(
                Move.to(shown).with(claimedOf(whole, after, on)).with(asksForInvoice(after)));
    }

    static Fact released(ClaimLine claim) {
        return new Fact(
                claim.orderId(),
                audience(claim),
                new InvoiceReleased(claim.id().value(), claim.invoice().number()));
    }

    /// Moves what was approved: the three holds are captured and what they hold above it is
    /// released.
    Outcome<Move<ClaimLine>> capture(ClaimLine before, Deciding on) {
        ClaimLine after = before.in(ClaimState.CAPTURED);
        return Outcome.done(
                Move.to(after)
                        .with(Captures.parts(before, isLast(before, on), on.rows()))
                        .with(
                                batchParts(
                                        batch(before, on)
                                                .line(after, Redemption.LineState.CAPTURED),
                                        on.rows()))
                        .with(
                                new Fact(
                                        before.orderId(),
                                        audience(before),
                                        new VoucherCaptured(
                                                before.id().value(),
                                                before.orderId(),
                                                before.programme(),
                                                before.payee(),
                                                before.provider(),
                                                before.route().name(),
                                                before.pays(),
                                                AdvancedClaims.agreement(before, on.rows())))));
    }

    /// Whether all that was delivered is claimed, and every other claim of the order was captured.
    private static boolean isLast(ClaimLine claim, Deciding on) {
        Order order = on.rows().get(Order.class, Id.<Order>of(claim.orderId()));
        return order.baseLeft().isZero()
                && order.claimed().stream()
                        .filter(one -> !one.claim().equals(claim.id().value()))
                        .allMatch(one ->
                                on.rows()
                                        .get(ClaimLine.class, Id.<ClaimLine>of(one.claim()))
                                        .state()
                                        .isCaptured());
    }

    /// Asked of the treasury, once it is known where to pay; until then the line stays captured and
    /// is left out of the payment file.
    Outcome<Move<ClaimLine>> request(ClaimLine before) {
        if (before.account().isEmpty()) {
            return Outcome.done(Move.to(before));
        }
        ClaimLine.Payment old = before.payment();
        int attempt = old == null ? 1 : old.attempt() + 1;
        ClaimLine.Payment payment =
                new ClaimLine.Payment(
                        before.id().number() + "-" + attempt,
                        before.account(),
                        null,
                        null,
                        attempt);
        return Outcome.done(Move.to(before.paying(payment).in(ClaimState.REQUESTED)));
    }

    /// The bank's answer. What arrived leaves the books; what came back waits for another account.
    Outcome<Move<ClaimLine>> answered(
            ClaimLine before, VoucherForms.PaymentResult result, Deciding on) {
        ClaimLine.Payment payment = java.util.Objects.requireNonNull(before.payment());
        if (result.on().isAfter(on.now().atZone(ZONE).toLocalDate())) {
            return Outcome.refused(
                    Refusal.of(VoucherReason.RESULT_INVALID, "number", payment.number()));
        }
        if (!result.arrived()) {
            String why = result.reason() == null ? "" : result.reason();
            ClaimLine returned =
                    before.paying(
                                    new ClaimLine.Payment(
                                            payment.number(),
                                            payment.account(),
                                            null,
                                            why,
                                            payment.attempt()))
                            .in(ClaimState.PAYMENT_RETURNED);
            return Outcome.done(
                    Move.to(returned).noting(why).with(PaidAccounts.asked(returned, why)));
        }
        ClaimLine after =
                before.paying(
                                new ClaimLine.Payment(
                                        payment.number(),
                                        payment.account(),
                                        result.on(),
                                        null,
                                        payment.attempt()))
                        .in(ClaimState.PAID);
        return Outcome.done(
                settled(after, before.payee(), result.on(), payment.number(), on)
                        .with(Captures.paid(before, payment)));
    }

    /// The money is with its payee: line, order and the other province learn of it.
    Move<ClaimLine> settled(
            ClaimLine after, String payee, LocalDate day, String number, Deciding on) {
        Order order = on.rows().get(Order.class, Id.<Order>of(after.orderId()));
        return Move.to(after)
                .with(
                        batchParts(
                                batch(after, on).line(after, Redemption.LineState.PAID), on.rows()))
                .with(
                        moving.bySystem(
                                orders,
                                order,
                                "settled",
                                new Order.ClaimPaid(after.id().value()),
                                on.rows()))
                .with(
                        new Fact(
                                after.orderId(),
                                audience(after),
                                new VoucherPaid(
                                        after.id().value(),
                                        after.orderId(),
                                        payee,
                                        after.pays(),
                                        day,
                                        number)));
    }
}
