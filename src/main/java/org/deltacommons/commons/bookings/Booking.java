package org.deltacommons.commons.bookings;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.deltacommons.commons.resources.BookingMode;
import org.deltacommons.foundation.lane.Personal;
import org.deltacommons.foundation.lane.Stored;
import org.deltacommons.foundation.procedures.Attachment;
import org.deltacommons.foundation.procedures.Case;
import org.deltacommons.foundation.procedures.Counterpart;
import org.deltacommons.foundation.procedures.Side;
import org.deltacommons.foundation.procedures.Title;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Period;
import org.deltacommons.kernel.Province;
import org.jspecify.annotations.Nullable;

/// The provider's side of an order.
///
/// @param home the resource's
/// @param orderId the order's id, and `orderHome` where that is at home
/// @param resource the resource's id
/// @param legalPerson whoever signs for the provider; none if nobody is known who can
/// @param slotFrom of a slot, none for samples and packages
/// @param heldUntil the end of the slot with its buffer: until then nobody else gets in
/// @param units hours of a slot or package, or samples
/// @param price what was shown with the order, later what was quoted and confirmed
/// @param voucherPart how much of it a voucher pays, as the order's home told
/// @param promised the day by which queued work is promised
/// @param cancelFreelyUntil none where cancelling is free until the work begins
/// @param sentBack that the contract went back, the last time it did
/// @param released that the order's home gave the hold back while this one was away
@Stored("bookings.booking")
public record Booking(
        Id<Booking> id,
        Province home,
        BookingState state,
        String orderId,
        Province orderHome,
        String resource,
        String resourceName,
        String provider,
        @Nullable String legalPerson,
        String firm,
        String firmName,
        BookingMode mode,
        Purpose purpose,
        @Nullable Instant slotFrom,
        @Nullable Instant slotUntil,
        @Nullable Instant heldUntil,
        int units,
        @Personal String description,
        Money price,
        Money voucherPart,
        String route,
        @Nullable LocalDate promised,
        @Nullable Instant cancelFreelyUntil,
        Work work,
        @Nullable Contract contract,
        @Nullable Delivery delivery,
        Instant askedAt,
        @Nullable Released released,
        @Nullable SentBack sentBack)
        implements Case {

    /// The procedure that a booking goes through.
    public static final String PROCEDURE = "booking";

    /// The procedure of the order that it belongs to.
    public static final String ORDERED_BY = "order";

    private static final int MINUTES_AN_HOUR = 60;

    public Booking {
        if (units < 1 || price.isNegative() || voucherPart.compareTo(price) > 0) {
            throw new IllegalArgumentException("a booking is of something, at a price: " + id);
        }
        if ((slotFrom == null) != (slotUntil == null)
                || (slotFrom == null) != (heldUntil == null)) {
            throw new IllegalArgumentException("a slot has both ends: " + id);
        }
    }

    /// The booking's id follows from the order's, so that the same request twice meets itself.
    public static Id<Booking> idOf(String order) {
        return Id.of(order.startsWith("ord-") ? "bkg-" + order.substring(4) : "bkg-" + order);
    }

    /// The order that a booking's id follows from.
    public static String orderOf(String booking) {
        return "ord-" + booking.substring(4);
    }

    @Override
    public Title titled() {
        return Title.of(Title.named(resource, resourceName), " · ", Title.named(firm, firmName));
    }

    @Override
    public String title() {
        return titled().plain();
    }

    @Override
    public DivisionCode division() {
        return home.division();
    }

    @Override
    public Optional<String> place(Side side) {
        return switch (side) {
            case PROVIDER, OWNER -> Optional.of(provider);
            case LEGAL_PERSON -> Optional.ofNullable(legalPerson);
            case HOME, VERIFIER -> Optional.of(home.code());
            case FIRM -> Optional.of(firm);
            case ISSUER -> Optional.empty();
        };
    }

    @Override
    public Set<Province> concerned() {
        return Set.of(orderHome);
    }

    /// A quote or a contract is the firm's to answer, and its word comes from its home. An offered
    /// slot is not kept for a province that is away: others stand in line for it.
    @Override
    public @Nullable Province awaits() {
        return state == BookingState.QUOTED || state == BookingState.SIGNED ? orderHome : null;
    }

    @Override
    public Optional<Counterpart> counterpart() {
        return Optional.of(new Counterpart(ORDERED_BY, orderId));
    }

    @Override
    public List<Attachment> attachments() {
        List<Attachment> all = new ArrayList<>();
        if (contract != null) {
            all.add(contract.scan());
            if (contract.bothSeals() != null) {
                all.add(contract.bothSeals());
            }
        }
        if (sentBack != null && sentBack.scan() != null) {
            all.add(sentBack.scan());
        }
        if (delivery != null) {
            all.addAll(delivery.evidence());
        }
        return all;
    }

    /// The time of use.
    public Optional<Period> slot() {
        return slotFrom == null || slotUntil == null
                ? Optional.empty()
                : Optional.of(new Period(slotFrom, slotUntil));
    }

    /// The time that nobody else gets, the buffer included.
    public Optional<Period> held() {
        return slotFrom == null || heldUntil == null
                ? Optional.empty()
                : Optional.of(new Period(slotFrom, heldUntil));
    }

    public boolean isSamples() {
        return mode == BookingMode.SAMPLE;
    }

    /// The minutes that the contract is about; 0 for samples.
    public long bookedMinutes() {
        return isSamples()
                ? 0
                : slot().map(slot -> slot.length().toMinutes())
                        .orElse((long) units * MINUTES_AN_HOUR);
    }

    /// Minutes of a package that are not used up yet.
    public long minutesLeft() {
        return Math.max(0, bookedMinutes() - work.minutes());
    }

    public Booking in(BookingState next) {
        return with(next, units, price, voucherPart, promised, work, contract, delivery);
    }

    Booking promisedFor(LocalDate day) {
        return with(state, units, price, voucherPart, day, work, contract, delivery);
    }

    Booking working(BookingState next, Work done) {
        return with(next, units, price, voucherPart, promised, done, contract, delivery);
    }

    /// The voucher's part stays what the order's home told, until it tells another.
    Booking quoted(Money cost, int count, @Nullable LocalDate day) {
        return with(
                BookingState.QUOTED,
                count,
                cost,
                voucherPart.min(cost),
                day == null ? promised : day,
                work,
                contract,
                delivery);
    }

    Booking confirmed(Money byVoucher) {
        return with(
                BookingState.ACCEPTED,
                units,
                price,
                byVoucher.min(price),
                promised,
                work,
                contract,
                delivery);
    }

    Booking under(BookingState next, Contract signed) {
        return with(next, units, price, voucherPart, promised, work, signed, delivery);
    }

    Booking delivered(Delivery done, Work log) {
        return with(
                BookingState.DELIVERED, units, price, voucherPart, promised, log, contract, done);
    }

    /// No voucher pays any more; a booking that has not begun ends with it.
    Booking released(BookingState next, Released by) {
        return with(
                next, units, price, Money.ZERO, promised, work, contract, delivery, by, sentBack);
    }

    /// Whatever was signed holds no longer; price and hold stay as they are.
    Booking sentBack(BookingState next, SentBack by) {
        return with(next, units, price, voucherPart, promised, work, null, delivery, released, by);
    }

    private Booking with(
            BookingState next,
            int count,
            Money cost,
            Money byVoucher,
            @Nullable LocalDate day,
            Work log,
            @Nullable Contract signed,
            @Nullable Delivery done) {
        return with(next, count, cost, byVoucher, day, log, signed, done, released, sentBack);
    }

    private Booking with(
            BookingState next,
            int count,
            Money cost,
            Money byVoucher,
            @Nullable LocalDate day,
            Work log,
            @Nullable Contract signed,
            @Nullable Delivery done,
            @Nullable Released gone,
            @Nullable SentBack back) {
        return new Booking(
                id,
                home,
                next,
                orderId,
                orderHome,
                resource,
                resourceName,
                provider,
                legalPerson,
                firm,
                firmName,
                mode,
                purpose,
                slotFrom,
                slotUntil,
                heldUntil,
                count,
                description,
                cost,
                byVoucher,
                route,
                day,
                cancelFreelyUntil,
                log,
                signed,
                done,
                askedAt,
                gone,
                back);
    }
}
