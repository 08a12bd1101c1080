package org.deltacommons.commons.vouchers;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deltacommons.commons.resources.BookingMode;
import org.deltacommons.commons.resources.Price;
import org.deltacommons.commons.resources.PriceUnit;
import org.deltacommons.commons.resources.Resource;
import org.deltacommons.commons.resources.ResourceNotes;
import org.deltacommons.commons.resources.Resources;
import org.deltacommons.commons.resources.UserClass;
import org.deltacommons.foundation.finding.HitNote;
import org.deltacommons.foundation.finding.Wish;
import org.deltacommons.foundation.identity.Organisation;
import org.deltacommons.foundation.lane.GroupLane;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.foundation.web.Address;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Outcome;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Under each hit what it would cost a firm, and what of that its voucher pays: of the quantity
/// that the sentence names, else of as much as the budget buys, else of one unit. A quantity in
/// another unit than the price's is not converted: how many samples an hour does, only the provider
/// knows; the hit says so. By the same decisions as an order, which may still find less, because
/// others order meanwhile.
@Component
class CostNotes implements ResourceNotes {

    private static final int MANY = 20;
    private static final int ROUND = 10;

    /// In which prices a quantity of a sentence is counted.
    private static final Map<String, PriceUnit> UNITS =
            Map.of(
                    "samples", PriceUnit.SAMPLE,
                    "hours", PriceUnit.HOUR,
                    "gpuHours", PriceUnit.GPU_HOUR);

    private final Purse purse;
    private final Resources resources;
    private final Funds funds;
    private final GroupLane lane;

    CostNotes(Purse purse, Resources resources, Funds funds, GroupLane lane) {
        this.purse = purse;
        this.resources = resources;
        this.funds = funds;
        this.lane = lane;
    }

    @Override
    public Map<String, List<HitNote>> notes(List<Resource> published, Wish wish, Actor actor) {
        Organisation firm = purse.firm(actor).orElse(null);
        if (firm == null) {
            return Map.of();
        }
        List<Voucher> vouchers = purse.vouchers(firm);
        return lane.read(
                firm.home(),
                rows -> {
                    Map<String, List<HitNote>> notes = new HashMap<>();
                    for (Resource resource : published) {
                        List<HitNote> some = notes(resource, firm, vouchers, wish, rows);
                        if (!some.isEmpty()) {
                            notes.put(resource.id().value(), some);
                        }
                    }
                    return notes;
                });
    }

    private List<HitNote> notes(
            Resource resource, Organisation firm, List<Voucher> vouchers, Wish wish, Rows rows) {
        UserClass userClass = resources.userClass(resource, firm.id().value(), rows);
        Price price = resources.price(resource, userClass, rows.now()).orElse(null);
        // Beam time is given by a call, not sold.
        BookingMode mode =
                resource.terms().modes().stream()
                        .filter(one -> one != BookingMode.CALL)
                        .max(Comparator.comparing(one -> one != BookingMode.SLOT))
                        .orElse(null);
        if (price == null || mode == null || !price.amount().isPositive()) {
            return List.of();
        }
        List<HitNote> notes = new ArrayList<>();
        Wish.Quantity quantity = wish.quantity();
        PriceUnit asked = quantity == null ? null : UNITS.get(quantity.of());
        if (quantity != null && asked != null && asked != price.unit()) {
            notes.add(
                    new HitNote(
                            "other-unit",
                            HitNote.About.MONEY,
                            Map.of("unit", price.unit(), "count", quantity.count(), "asked", asked),
                            null));
            quantity = null;
        }
        notes.addFirst(
                cost(
                        resource,
                        price,
                        mode,
                        wish.budget(),
                        quantity == null ? null : quantity.count(),
                        vouchers,
                        rows));
        return notes;
    }

    /// @param wanted in the price's unit; null where the sentence says none
    private HitNote cost(
            Resource resource,
            Price price,
            BookingMode mode,
            @Nullable Money budget,
            @Nullable Integer wanted,
            List<Voucher> vouchers,
            Rows rows) {
        int bought = budget == null ? Orders.UNITS_MAX : units(budget, price.amount());
        if (bought == 0) {
            return new HitNote(
                    "above",
                    HitNote.About.MONEY,
                    Map.of("price", price.amount(), "unit", price.unit()),
                    null);
        }
        if (wanted != null && wanted > Orders.UNITS_MAX) {
            return new HitNote(
                    "many",
                    HitNote.About.MONEY,
                    Map.of("units", wanted, "unit", price.unit(), "most", Orders.UNITS_MAX),
                    null);
        }
        int units = wanted != null ? wanted : budget == null ? 1 : bought;
        Money whole = price.amount().times(units);
        if (budget != null && whole.compareTo(budget) > 0) {
            return new HitNote(
                    "over",
                    HitNote.About.MONEY,
                    Map.of("units", units, "unit", price.unit(), "total", whole),
                    null);
        }
        return split(resource, price, mode, units, vouchers, rows);
    }

    private HitNote split(
            Resource resource,
            Price price,
            BookingMode mode,
            int units,
            List<Voucher> vouchers,
            Rows rows) {
        Money total = price.amount().times(units);
        Map<String, Object> values = new HashMap<>();
        values.put("units", units);
        values.put("unit", price.unit());
        values.put("total", total);
        Funds.Offer offer = best(resource, vouchers, total, rows);
        Address order = order(resource, mode, units);
        if (offer == null) {
            boolean unaccepted =
                    !vouchers.isEmpty() && !resource.details().offer().voucherAccepted();
            return new HitNote(
                    unaccepted ? "no-voucher" : "cost",
                    HitNote.About.MONEY,
                    values,
                    order.toString());
        }
        values.put("pays", offer.pays());
        values.put("own", offer.own());
        values.put("voucher", offer.voucher().programmeName());
        return new HitNote(
                "split",
                HitNote.About.MONEY,
                values,
                order.with("voucher", offer.voucher().id().value()).toString());
    }

    /// As many as the budget buys, of many a round number, as people order.
    private static int units(Money budget, Money price) {
        int units = (int) Math.min(Orders.UNITS_MAX, budget.fen() / price.fen());
        return units < MANY ? units : units - units % ROUND;
    }

    private static Address order(Resource resource, BookingMode mode, int units) {
        Address order =
                Address.of("/orders/new")
                        .with("resource", resource.id().value())
                        .with("mode", mode.name());
        return mode == BookingMode.SLOT ? order : order.with("units", String.valueOf(units));
    }

    /// Of several vouchers the one that pays most.
    private Funds.@Nullable Offer best(
            Resource resource, List<Voucher> vouchers, Money total, Rows rows) {
        if (!resource.details().offer().voucherAccepted()) {
            return null;
        }
        Funds.Offer best = null;
        for (Voucher voucher : vouchers) {
            Outcome<Funds.Offer> outcome =
                    funds.offer(
                            rows,
                            voucher,
                            resource.details().offer().serviceClass(),
                            total,
                            rows.now());
            if (outcome instanceof Outcome.Done<Funds.Offer>(Funds.Offer offer)
                    && offer.pays().isPositive()
                    && (best == null || offer.pays().compareTo(best.pays()) > 0)) {
                best = offer;
            }
        }
        return best;
    }
}
