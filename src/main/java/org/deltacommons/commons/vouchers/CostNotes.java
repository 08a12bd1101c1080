package org.deltacommons.commons.vouchers;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltacommons.commons.resources.BookingMode;
import org.deltacommons.commons.resources.Price;
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

/// Under each hit what it would cost a firm, and what of that its voucher pays: of as much as the
/// budget buys where the sentence names one, else of one unit. By the same decisions as an order,
/// which may still find less, because others order meanwhile.
@Component
class CostNotes implements ResourceNotes {

    private static final int MANY = 20;
    private static final int ROUND = 10;

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
                        note(resource, firm, vouchers, wish.budget(), rows)
                                .ifPresent(one -> notes.put(resource.id().value(), List.of(one)));
                    }
                    return notes;
                });
    }

    private Optional<HitNote> note(
            Resource resource,
            Organisation firm,
            List<Voucher> vouchers,
            @Nullable Money budget,
            Rows rows) {
        UserClass userClass = resources.userClass(resource, firm.id().value(), rows);
        Price price = resources.price(resource, userClass, rows.now()).orElse(null);
        // Beam time is given by a call, not sold.
        BookingMode mode =
                resource.terms().modes().stream()
                        .filter(one -> one != BookingMode.CALL)
                        .max(Comparator.comparing(one -> one != BookingMode.SLOT))
                        .orElse(null);
        if (price == null || mode == null || !price.amount().isPositive()) {
            return Optional.empty();
        }
        int units = budget == null ? 1 : units(budget, price.amount());
        if (units == 0) {
            return Optional.of(
                    new HitNote(
                            "above",
                            HitNote.About.MONEY,
                            Map.of("price", price.amount(), "unit", price.unit()),
                            null));
        }
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
            return Optional.of(
                    new HitNote(
                            unaccepted ? "no-voucher" : "cost",
                            HitNote.About.MONEY,
                            values,
                            order.toString()));
        }
        values.put("pays", offer.pays());
        values.put("own", offer.own());
        values.put("voucher", offer.voucher().programmeName());
        return Optional.of(
                new HitNote(
                        "split",
                        HitNote.About.MONEY,
                        values,
                        order.with("voucher", offer.voucher().id().value()).toString()));
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
