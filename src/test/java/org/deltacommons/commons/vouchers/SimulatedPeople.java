package org.deltacommons.commons.vouchers;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.deltacommons.commons.bookings.Booking;
import org.deltacommons.commons.bookings.BookingNoteForm;
import org.deltacommons.commons.bookings.BookingState;
import org.deltacommons.commons.bookings.BookingWhyForm;
import org.deltacommons.commons.bookings.DeliverForm;
import org.deltacommons.commons.bookings.FailForm;
import org.deltacommons.commons.bookings.LogForm;
import org.deltacommons.commons.bookings.Purpose;
import org.deltacommons.commons.bookings.QuoteForm;
import org.deltacommons.commons.bookings.SamplesForm;
import org.deltacommons.commons.bookings.SignForm;
import org.deltacommons.commons.resources.BookingMode;
import org.deltacommons.foundation.lane.SimulatedNode;
import org.deltacommons.foundation.procedures.Case;
import org.deltacommons.foundation.procedures.NoForm;
import org.deltacommons.foundation.procedures.Procedure;
import org.deltacommons.foundation.procedures.Procedures.Moved;
import org.deltacommons.foundation.procedures.SimulatedDesk;
import org.deltacommons.foundation.procedures.WorkingDays;
import org.deltacommons.foundation.rulebook.PaymentRoute;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Outcome;
import org.deltacommons.kernel.Province;

/// What the people of one province do: with every case of theirs that stands open, what brings it
/// further, and now and then what ends it. Each does it through the product's procedures.
public final class SimulatedPeople {

    /// Something that somebody could do now.
    ///
    /// @param helpful whether it brings the case further
    public record Step(Case about, String action, boolean helpful, Doing doing) {}

    /// @param key makes a repetition harmless
    public interface Doing {
        Outcome<Moved> done(String key);
    }

    private static final int SLOTS = 3;
    private static final int INVOICES = 3;
    private static final Money POOLED = Money.yuan(1_000);

    private final SimulatedDesk desk;
    private final SimulatedNode node;
    private final Province home;
    private final Procedure<Voucher> vouchers;
    private final Procedure<Order> orders;
    private final Procedure<Booking> bookings;
    private final Procedure<ClaimLine> claims;
    private final Procedure<Redemption> redemptions;
    private final Procedure<AccountRequest> accounts;
    private final Procedure<Recovery> recoveries;

    public SimulatedPeople(SimulatedDesk desk) {
        this.desk = desk;
        this.node = desk.node();
        this.home = node.home();
        this.vouchers = desk.procedure("voucher", Voucher.class);
        this.orders = desk.procedure("order", Order.class);
        this.bookings = desk.procedure("booking", Booking.class);
        this.claims = desk.procedure("claim", ClaimLine.class);
        this.redemptions = desk.procedure("redemption", Redemption.class);
        this.accounts = desk.procedure("account-request", AccountRequest.class);
        this.recoveries = desk.procedure("recovery", Recovery.class);
    }

    private Actor one() {
        return SimulatedProvince.person(home, 1);
    }

    /// The firm gets its voucher.
    public void begin() {
        String id =
                desk.open(
                                vouchers,
                                "apply",
                                new VoucherForms.Apply(
                                        SimulatedProvince.firm(home),
                                        SimulatedProvince.programme(home),
                                        "tests",
                                        SimulatedProvince.GRANTED,
                                        null),
                                one(),
                                null)
                        .orThrow()
                        .id();
        desk.act(
                        vouchers,
                        Id.<Voucher>of(id),
                        "grant",
                        new VoucherForms.Grant(SimulatedProvince.GRANTED, "looked into"),
                        one(),
                        null)
                .orThrow();
    }

    /// The firm orders something of a province's machine: an hour tomorrow that others want as
    /// well, samples, or a package of hours.
    public Outcome<Moved> order(Province seller, int dice, String key) {
        BookingMode mode =
                List.of(BookingMode.SLOT, BookingMode.SLOT, BookingMode.SAMPLE, BookingMode.PACKAGE)
                        .get(dice % 4);
        boolean slot = mode == BookingMode.SLOT;
        LocalDate day = today().plusDays(1 + dice / 4 % 2);
        Instant from = day.atTime(8 + dice / 8 % SLOTS, 0).atZone(WorkingDays.ZONE).toInstant();
        String voucher =
                dice / 32 % 8 == 0
                        ? null
                        : node.all(Voucher.class).stream()
                                .filter(one -> one.state() == VoucherState.GRANTED)
                                .map(one -> one.id().value())
                                .findFirst()
                                .orElse(null);
        return desk.open(
                orders,
                "place",
                new VoucherForms.Place(
                        SimulatedProvince.machine(seller),
                        SimulatedProvince.firm(home),
                        mode,
                        slot ? from : null,
                        slot ? 60 + dice / 256 % 2 * 60 : null,
                        slot ? null : 1 + dice / 512 % 3,
                        Purpose.DEVELOPMENT,
                        "sample",
                        voucher,
                        null,
                        slot && dice / 2_048 % 2 == 0),
                one(),
                key);
    }

    private LocalDate today() {
        return node.now().atZone(WorkingDays.ZONE).toLocalDate();
    }

    /// What the jobs of a node do: deadlines that have passed, slots that have begun, the end of
    /// the fiscal year and of vouchers.
    ///
    /// @param years whether the job that ends the year runs
    /// @param expiry whether the job that ends vouchers runs
    public int jobs(boolean years, boolean expiry) {
        int done = desk.lookForDeadlines() + (years ? endYear() : 0) + (expiry ? expire() : 0);
        for (Booking booking : node.all(Booking.class)) {
            Instant from = booking.slotFrom();
            boolean waits =
                    switch (booking.state()) {
                        case TAKEN, WAITING, OFFERED, ACCEPTED, SIGNED -> true;
                        default -> false;
                    };
            boolean begun = waits && from != null && !from.isAfter(node.now());
            done += begun && bySystem(bookings, booking, "lapse") ? 1 : 0;
        }
        return done;
    }

    private int endYear() {
        int done = 0;
        Programme programme =
                node.find(Programme.class, Id.<Programme>of(SimulatedProvince.programme(home)))
                        .orElseThrow();
        if (node.now().isBefore(programme.yearEnd())) {
            return 0;
        }
        for (Order order : node.all(Order.class)) {
            boolean holds =
                    order.home() == home
                            && YearEnd.HOLDING.contains(order.state().name())
                            && order.heldLeft().isPositive();
            done += holds && bySystem(orders, order, "year-end") ? 1 : 0;
        }
        return done;
    }

    private int expire() {
        int done = 0;
        for (Voucher voucher : node.all(Voucher.class)) {
            Instant until = voucher.expiresAt();
            boolean over =
                    voucher.state() == VoucherState.GRANTED
                            && until != null
                            && !node.now().isBefore(until);
            done += over && bySystem(vouchers, voucher, "expire") ? 1 : 0;
        }
        return done;
    }

    private <C extends Case> boolean bySystem(Procedure<C> procedure, C about, String action) {
        Id<C> id = Id.of(about.id().value());
        return desk.act(procedure, id, action, new NoForm(), Actor.system(home), null).isDone();
    }

    /// All that could be done here now, case by case.
    ///
    /// @param dice which invoice a claim is about, what a quote comes to; negative for an invoice
    ///   that nobody else has
    public List<Step> steps(int dice) {
        List<Step> all = new ArrayList<>();
        node.all(Order.class).stream()
                .filter(one -> one.home() == home)
                .forEach(one -> ofOrder(one, dice, all));
        node.all(Booking.class).stream()
                .filter(one -> one.home() == home)
                .forEach(one -> ofBooking(one, dice, all));
        node.all(ClaimLine.class).stream()
                .filter(one -> one.home() == home)
                .forEach(one -> ofClaim(one, dice, all));
        node.all(Redemption.class).stream()
                .filter(one -> one.home() == home)
                .forEach(one -> ofBatch(one, all));
        node.all(Recovery.class).stream()
                .filter(one -> one.home() == home)
                .forEach(one -> ofRecovery(one, all));
        node.all(AccountRequest.class).stream()
                .filter(one -> one.home() == home && one.state() == AccountState.ASKED)
                .forEach(one -> all.add(step(accounts, one, "give", account(), true)));
        return all;
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

    private static VoucherForms.Account account() {
        return new VoucherForms.Account("Provider", "Bank", "6222020299990000222");
    }

    private void ofOrder(Order order, int dice, List<Step> to) {
        switch (order.state()) {
            case OFFERED -> {
                to.add(step(orders, order, "accept-offer", new NoForm(), true));
                to.add(step(orders, order, "decline-offer", new NoForm(), false));
            }
            case QUOTED -> {
                to.add(step(orders, order, "confirm-quote", new NoForm(), true));
                to.add(step(orders, order, "decline-quote", because(), false));
            }
            case TO_SIGN ->
                    to.add(
                            step(
                                    orders,
                                    order,
                                    "countersign",
                                    new VoucherForms.Countersign(
                                            today(), SimulatedProvince.paper("scan")),
                                    true));
            case DELIVERED -> to.add(step(orders, order, "confirm", new NoForm(), true));
            case CONFIRMED, CLAIMING -> {
                if (order.baseLeft().isPositive() && order.heldLeft().isPositive()) {
                    VoucherForms.Claiming form = claiming(order, dice);
                    to.add(
                            new Step(
                                    order,
                                    "claim",
                                    true,
                                    key -> desk.open(claims, "claim", form, one(), key)));
                }
                to.add(step(orders, order, "waive", because(), false));
            }
            default -> {}
        }
        switch (order.state()) {
            case PLACED -> {
                // Seldom: else little would come of what is ordered.
                if (dice % 5 == 0) {
                    to.add(step(orders, order, "cancel", because(), false));
                }
            }
            case WAITING, RESERVED, ACCEPTED, TO_SIGN, CONTRACTED ->
                    to.add(step(orders, order, "cancel", because(), false));
            default -> {}
        }
    }

    /// One of the invoices that others claim, too, or one of its own.
    private VoucherForms.Claiming claiming(Order order, int dice) {
        boolean own = dice < 0 || dice % 3 == 0;
        String number =
                own
                        ? ownInvoice(order, dice)
                        : "2631%s%010d".formatted(order.providerHome().code(), dice / 3 % INVOICES);
        Money total = own ? order.baseLeft() : POOLED;
        return new VoucherForms.Claiming(
                order.id().value(),
                number,
                today(),
                total,
                SimulatedProvince.paper("invoice"),
                order.firmName(),
                today(),
                total,
                SimulatedProvince.paper("receipt"),
                SimulatedProvince.paper("report"),
                SimulatedProvince.account(
                        order.funding().route() == null
                                ? PaymentRoute.PROVIDER_DIRECT
                                : order.funding().route()));
    }

    /// Of the order and of how often it was claimed; so the same story has the same number.
    private String ownInvoice(Order order, int dice) {
        List<Order> all = node.all(Order.class);
        long tried =
                node.all(ClaimLine.class).stream()
                        .filter(claim -> claim.orderId().equals(order.id().value()))
                        .count();
        return "2632%s%04d%04d%02d"
                .formatted(home.code(), all.indexOf(order), tried, dice < 0 ? 99 : dice % 90);
    }

    private void ofBooking(Booking booking, int dice, List<Step> to) {
        Instant now = node.now();
        switch (booking.state()) {
            case TAKEN -> to.add(step(bookings, booking, "accept", note(), true));
            case EXPECTED ->
                    to.add(
                            step(
                                    bookings,
                                    booking,
                                    "receive",
                                    new SamplesForm(booking.units(), null),
                                    true));
            case RECEIVED -> {
                Money price = booking.price().plus(Money.yuan(dice < 0 ? 0 : dice % 5 * 100L));
                to.add(
                        step(
                                bookings,
                                booking,
                                "quote",
                                new QuoteForm(price, booking.units(), null, null),
                                true));
            }
            case ACCEPTED -> {
                SignForm form =
                        new SignForm(
                                booking.id().value(),
                                null,
                                today(),
                                SimulatedProvince.paper("scan"));
                to.add(step(bookings, booking, "sign", form, true));
            }
            case CONTRACTED -> {
                long hours = dice < 0 ? booking.units() : 1 + dice % booking.units();
                Duration used = Duration.ofHours(hours);
                LogForm form = new LogForm(now.minus(used), now, "work");
                to.add(step(bookings, booking, "log", form, true));
                to.add(step(bookings, booking, "noShow", note(), false));
            }
            case IN_USE -> {
                Integer samples =
                        booking.isSamples()
                                ? Integer.valueOf(
                                        dice < 0 ? booking.units() : 1 + dice % booking.units())
                                : null;
                DeliverForm form =
                        new DeliverForm(
                                samples, "R", false, List.of(SimulatedProvince.paper("log")), null);
                to.add(step(bookings, booking, "deliver", form, true));
                to.add(step(bookings, booking, "fail", new FailForm(null, "broken"), false));
            }
            case DELIVERED -> to.add(step(bookings, booking, "close", new NoForm(), true));
            default -> {}
        }
        ends(booking, to);
    }

    private void ends(Booking booking, List<Step> to) {
        BookingWhyForm why = new BookingWhyForm("so");
        BookingState state = booking.state();
        switch (state) {
            case TAKEN, EXPECTED, RECEIVED -> to.add(step(bookings, booking, "refuse", why, false));
            case QUOTED, ACCEPTED, SIGNED, CONTRACTED ->
                    to.add(step(bookings, booking, "cancel", why, false));
            default -> {}
        }
    }

    private static BookingNoteForm note() {
        return new BookingNoteForm(null);
    }

    private void ofClaim(ClaimLine claim, int dice, List<Step> to) {
        switch (claim.state()) {
            case CHECKED -> {
                VoucherForms.Examine form = new VoucherForms.Examine(true, true, "looked into");
                to.add(step(claims, claim, "pass", form, true));
                to.add(
                        step(
                                claims,
                                claim,
                                "return",
                                new VoucherForms.Return(VoucherForms.ReturnTemplate.OTHER, "so"),
                                false));
                to.add(step(claims, claim, "reject", because(), false));
            }
            case RETURNED -> {
                node.find(Order.class, Id.<Order>of(claim.orderId()))
                        .map(order -> correction(claim, order, dice))
                        .ifPresent(form -> to.add(step(claims, claim, "correct", form, true)));
                to.add(step(claims, claim, "withdraw", new NoForm(), false));
            }
            case IN_NOTICE -> {
                VoucherForms.Objection form =
                        new VoucherForms.Objection(ObjectionBasis.values()[0], "so");
                to.add(step(claims, claim, "object", form, false));
            }
            case OBJECTED -> {
                to.add(step(claims, claim, "dismiss", because(), true));
                to.add(step(claims, claim, "reject", because(), false));
            }
            case REQUESTED -> {
                to.add(step(claims, claim, "paid", answer(true), true));
                to.add(step(claims, claim, "paid", answer(false), false));
            }
            case PAYMENT_RETURNED -> to.add(step(claims, claim, "account", account(), true));
            case ACCOUNT_CHANGED -> {
                VoucherForms.AccountCheck form = new VoucherForms.AccountCheck("by telephone");
                to.add(step(claims, claim, "confirm-account", form, true));
                to.add(step(claims, claim, "deny-account", because(), false));
            }
            case PAID -> to.add(recovering(claim, dice));
            default -> {}
        }
    }

    /// The seller cancels part of its invoice, or all of it.
    private Step recovering(ClaimLine claim, int dice) {
        long share = 1 + Math.max(0, dice) % 3;
        VoucherForms.Recover form =
                new VoucherForms.Recover(
                        claim.id().value(),
                        RecoveryGround.RED_LETTER,
                        new Money(claim.base().fen() / share),
                        SimulatedProvince.paper("red"),
                        "so");
        return new Step(
                claim, "recover", false, key -> desk.open(recoveries, "recover", form, one(), key));
    }

    /// What the provider's province collects comes by its own word.
    private void ofRecovery(Recovery recovery, List<Step> to) {
        if (recovery.state() == RecoveryState.ORDERED && recovery.agreement() == null) {
            VoucherForms.Returned back = new VoucherForms.Returned(today(), "B-" + recovery.id());
            boolean left = left(recovery.claim()).isPositive();
            to.add(step(recoveries, recovery, "returned", back, left));
            to.add(step(recoveries, recovery, "drop", because(), !left));
        }
    }

    private Money left(String claim) {
        Money left = node.find(ClaimLine.class, Id.<ClaimLine>of(claim)).orElseThrow().pays();
        for (Recovery one : node.all(Recovery.class)) {
            boolean back = one.claim().equals(claim) && one.state() == RecoveryState.RECOVERED;
            left = back ? left.minus(one.amount()) : left;
        }
        return left;
    }

    private VoucherForms.Claiming correction(ClaimLine claim, Order order, int dice) {
        VoucherForms.Claiming like = claiming(order, dice);
        Money total = claim.base();
        return new VoucherForms.Claiming(
                like.order(),
                ownInvoice(order, dice),
                today(),
                total,
                like.invoice(),
                order.firmName(),
                today(),
                total,
                like.receipt(),
                like.report(),
                like.account());
    }

    private VoucherForms.PaymentResult answer(boolean arrived) {
        return new VoucherForms.PaymentResult(arrived, today(), arrived ? null : "closed");
    }

    private void ofBatch(Redemption batch, List<Step> to) {
        switch (batch.state()) {
            case COLLECTING -> to.add(step(redemptions, batch, "publish", new NoForm(), true));
            case IN_NOTICE -> to.add(step(redemptions, batch, "capture", new NoForm(), true));
            case CAPTURED ->
                    to.add(
                            step(
                                    redemptions,
                                    batch,
                                    "request",
                                    new Redemptions.Request("2060404", null),
                                    true));
            case REQUESTED -> to.add(step(redemptions, batch, "approve", new NoForm(), true, 2));
            default -> {}
        }
    }
}
