package org.deltacommons.commons.vouchers;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.deltacommons.commons.bookings.Booking;
import org.deltacommons.commons.bookings.Purpose;
import org.deltacommons.commons.bookings.SentBack;
import org.deltacommons.commons.resources.BookingMode;
import org.deltacommons.foundation.lane.Personal;
import org.deltacommons.foundation.lane.Stored;
import org.deltacommons.foundation.procedures.Attachment;
import org.deltacommons.foundation.procedures.Case;
import org.deltacommons.foundation.procedures.Counterpart;
import org.deltacommons.foundation.procedures.Side;
import org.deltacommons.foundation.procedures.Title;
import org.deltacommons.foundation.rulebook.PaymentRoute;
import org.deltacommons.foundation.rulebook.ServiceClass;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Refusal;
import org.deltacommons.kernel.RuleVersion;
import org.jspecify.annotations.Nullable;

/// A firm's order of time or work on a resource anywhere in the four provinces. At home with the
/// firm's province; a self-funded order is the same with a zero hold.
///
/// @param division the issuer's, or the firm's where no voucher pays
/// @param sentBack that the contract went back, the last time it did
/// @param refusal why it was refused or ended, for the firm to read
@Stored("vouchers.orders")
public record Order(
        Id<Order> id,
        Province home,
        OrderState state,
        DivisionCode division,
        String firm,
        String firmName,
        String provider,
        String providerName,
        Province providerHome,
        Wanted wanted,
        Funding funding,
        @Nullable Reservation reservation,
        @Nullable Contract contract,
        @Nullable Delivery delivery,
        Instant placedAt,
        String placedBy,
        @Nullable Refusal refusal,
        List<Claimed> claimed,
        @Nullable Releasing releasing,
        @Nullable SentBack sentBack)
        implements Case {

    /// What was ordered.
    ///
    /// @param units hours of a slot or package, samples
    /// @param priced at the price of the moment of ordering
    public record Wanted(
            String resource,
            String resourceName,
            BookingMode mode,
            @Nullable Instant from,
            @Nullable Instant until,
            int units,
            Money priced,
            Purpose purpose,
            @Personal String description,
            ServiceClass serviceClass) {}

    /// What pays.
    ///
    /// @param voucher empty for a self-funded order
    /// @param voucherPart what is held now
    /// @param ownPart what the firm pays itself
    /// @param serial counts the holds of this order: a changed price makes a new one
    /// @param year whose ceiling it counts against
    /// @param agreement under which the provider's province advances; empty by every other route
    public record Funding(
            String voucher,
            String programme,
            @Nullable DivisionCode issuer,
            @Nullable PaymentRoute route,
            Money voucherPart,
            Money ownPart,
            int serial,
            int year,
            @Nullable RuleVersion rule,
            @Nullable String agreement) {

        public boolean hasVoucher() {
            return !voucher.isEmpty();
        }

        Funding paying(Money byVoucher, Money own) {
            return new Funding(
                    voucher, programme, issuer, route, byVoucher, own, serial, year, rule,
                    agreement);
        }

        Funding held(int newSerial) {
            return held(newSerial, year);
        }

        Funding held(int newSerial, int countedIn) {
            return new Funding(
                    voucher,
                    programme,
                    issuer,
                    route,
                    voucherPart,
                    ownPart,
                    newSerial,
                    countedIn,
                    rule,
                    agreement);
        }
    }

    /// What the resource's province said.
    ///
    /// @param answerUntil until when a slot that became free is kept for the firm
    public record Reservation(
            String booking,
            @Nullable Instant from,
            @Nullable Instant until,
            int queuePosition,
            @Nullable LocalDate promised,
            @Nullable Instant cancelFreelyUntil,
            @Nullable Money quoted,
            @Nullable Instant quoteUntil,
            @Personal String note,
            @Nullable Instant answerUntil) {}

    /// The contract, once the provider's legal person signed.
    public record Contract(
            String number,
            String framework,
            Money price,
            LocalDate signedOn,
            String legalPerson,
            Attachment scan,
            @Nullable LocalDate countersignedOn,
            @Nullable Attachment countersigned) {}

    /// What was done.
    public record Delivery(
            Instant from,
            Instant until,
            long minutes,
            int samples,
            Money amount,
            boolean partial,
            String report,
            boolean accredited,
            List<Attachment> evidence,
            @Personal String note,
            @Nullable Instant confirmedAt) {
        public Delivery {
            evidence = List.copyOf(evidence);
        }
    }

    /// A part of the work that a claim is about; an order can have several invoices.
    ///
    /// @param base what the share is taken of
    /// @param pays of what is held
    /// @param excluded what was delivered and invoiced with it and no voucher pays; null for
    ///   nothing
    public record Claimed(String claim, Money base, Money pays, @Nullable Money excluded) {

        /// How much of the work is settled with it.
        Money covered() {
            return excluded == null ? base : base.plus(excluded);
        }
    }

    /// How a hold is given back because the resource's province stays away.
    ///
    /// @param from where the order stood; where it stands again if that province is heard first
    /// @param since when nothing more had been heard of that province
    /// @param asked the firm's words; empty if it did not ask
    /// @param proposedBy an id, empty until an officer proposes it
    /// @param reason the officer's
    /// @param released how much, once a second person agreed
    /// @param approvedBy that person's id
    public record Releasing(
            OrderState from,
            Instant since,
            String asked,
            String proposedBy,
            @Personal String reason,
            @Nullable Money released,
            @Nullable String approvedBy,
            @Nullable Instant at) {

        Releasing proposed(String by, String why) {
            return new Releasing(from, since, asked, by, why, null, null, null);
        }

        Releasing approved(String by, Money amount, Instant when) {
            return new Releasing(from, since, asked, proposedBy, reason, amount, by, when);
        }
    }

    /// The time to answer a quote was extended, because this province was not heard there.
    public record Extended(Instant until) {}

    /// A claim came to nothing.
    public record ClaimEnded(String claim) {}

    /// A claim was paid.
    public record ClaimPaid(String claim) {}

    public Order {
        claimed = List.copyOf(claimed);
    }

    @Override
    public Title titled() {
        return Title.of(
                Title.named(wanted.resource(), wanted.resourceName()),
                " · ",
                Title.named(firm, firmName));
    }

    @Override
    public String title() {
        return titled().plain();
    }

    @Override
    public Optional<String> place(Side side) {
        return switch (side) {
            case FIRM, OWNER -> Optional.of(firm);
            case PROVIDER -> Optional.of(provider);
            case ISSUER -> Optional.of(division.value());
            case HOME -> Optional.of(home.code());
            case LEGAL_PERSON, VERIFIER -> Optional.empty();
        };
    }

    @Override
    public Set<Province> concerned() {
        return providerHome == home ? Set.of() : Set.of(providerHome);
    }

    @Override
    public Optional<Counterpart> counterpart() {
        return Optional.of(new Counterpart(Booking.PROCEDURE, Booking.idOf(id.value()).value()));
    }

    @Override
    public List<Attachment> attachments() {
        List<Attachment> all = new ArrayList<>();
        if (contract != null) {
            all.add(contract.scan());
            if (contract.countersigned() != null) {
                all.add(contract.countersigned());
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

    /// What the resource's province keeps open only for a while ends when that province said.
    @Override
    public @Nullable Instant until() {
        return reservation == null
                ? null
                : switch (state) {
                    case OFFERED -> reservation.answerUntil();
                    case QUOTED -> reservation.quoteUntil();
                    default -> null;
                };
    }

    /// Whose word comes next in these states is at home with the resource.
    @Override
    public @Nullable Province awaits() {
        return switch (state) {
            case PLACED,
                    WAITING,
                    RESERVED,
                    ACCEPTED,
                    CONTRACTED,
                    IN_SERVICE,
                    CANCELLING,
                    RELEASE_ASKED,
                    RELEASE_PROPOSED,
                    RELEASED ->
                    providerHome;
            case OFFERED, QUOTED, TO_SIGN, DELIVERED, CONFIRMED, CLAIMING -> null;
            case CLOSED, REFUSED, CANCELLED -> null;
        };
    }

    /// What the work costs as far as it is known: delivered, contracted, quoted or shown.
    public Money price() {
        if (delivery != null) {
            return delivery.amount();
        }
        if (contract != null) {
            return contract.price();
        }
        return reservation != null && reservation.quoted() != null
                ? reservation.quoted()
                : wanted.priced();
    }

    /// What was delivered and is in no claim yet.
    public Money baseLeft() {
        return delivery == null
                ? Money.ZERO
                : claimed.stream().map(Claimed::covered).reduce(delivery.amount(), Money::minus);
    }

    /// What is held and in no claim yet.
    public Money heldLeft() {
        return claimed.stream().map(Claimed::pays).reduce(funding.voucherPart(), Money::minus);
    }

    /// Whether two persons gave back what was held.
    public boolean isReleased() {
        return releasing != null && releasing.at() != null;
    }

    /// Whether the release of the hold waits for somebody's word.
    boolean isReleasing() {
        return state == OrderState.RELEASE_ASKED || state == OrderState.RELEASE_PROPOSED;
    }

    /// What all claims together are about.
    Money claimedBase() {
        return claimed.stream().map(Claimed::base).reduce(Money.ZERO, Money::plus);
    }

    Money claimedPays() {
        return claimed.stream().map(Claimed::pays).reduce(Money.ZERO, Money::plus);
    }

    /// With this claim, instead of what it was before.
    Order claiming(Claimed one) {
        List<Claimed> all = new ArrayList<>(withoutClaim(one.claim()).claimed());
        all.add(one);
        return claimedBy(all);
    }

    Order withoutClaim(String claim) {
        return claimedBy(claimed.stream().filter(each -> !each.claim().equals(claim)).toList());
    }

    private Order claimedBy(List<Claimed> all) {
        return with(state, funding, reservation, contract, delivery, refusal, all, releasing);
    }

    Order in(OrderState next) {
        return with(next, funding, reservation, contract, delivery, refusal, claimed, releasing);
    }

    Order refused(OrderState next, Refusal why) {
        return with(next, funding, reservation, contract, delivery, why, claimed, releasing);
    }

    Order funded(Funding by) {
        return with(state, by, reservation, contract, delivery, refusal, claimed, releasing);
    }

    Order reserved(Reservation by) {
        return with(state, funding, by, contract, delivery, refusal, claimed, releasing);
    }

    Order contracted(Contract by) {
        return with(state, funding, reservation, by, delivery, refusal, claimed, releasing);
    }

    /// Whatever was signed holds no longer; what is held stays held.
    Order sentBack(OrderState next, SentBack by) {
        return with(next, funding, reservation, null, delivery, refusal, claimed, releasing, by);
    }

    Order delivered(Delivery by) {
        return with(state, funding, reservation, contract, by, refusal, claimed, releasing);
    }

    Order releasing(OrderState next, @Nullable Releasing by) {
        return with(next, funding, reservation, contract, delivery, refusal, claimed, by);
    }

    private Order with(
            OrderState next,
            Funding pays,
            @Nullable Reservation booked,
            @Nullable Contract agreed,
            @Nullable Delivery done,
            @Nullable Refusal why,
            List<Claimed> parts,
            @Nullable Releasing release) {
        return with(next, pays, booked, agreed, done, why, parts, release, sentBack);
    }

    private Order with(
            OrderState next,
            Funding pays,
            @Nullable Reservation booked,
            @Nullable Contract agreed,
            @Nullable Delivery done,
            @Nullable Refusal why,
            List<Claimed> parts,
            @Nullable Releasing release,
            @Nullable SentBack back) {
        return new Order(
                id,
                home,
                next,
                division,
                firm,
                firmName,
                provider,
                providerName,
                providerHome,
                wanted,
                pays,
                booked,
                agreed,
                done,
                placedAt,
                placedBy,
                why,
                parts,
                release,
                back);
    }
}
