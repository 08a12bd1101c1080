package org.deltacommons.foundation.federation;

import java.util.ArrayList;
import java.util.List;
import org.deltacommons.foundation.lane.Audience;
import org.deltacommons.foundation.lane.Claim;
import org.deltacommons.foundation.lane.Fact;
import org.deltacommons.foundation.lane.FactKind;
import org.deltacommons.foundation.lane.Part;
import org.deltacommons.foundation.lane.Put;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.lane.Release;
import org.deltacommons.foundation.lane.Row;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.foundation.lane.Stored;
import org.deltacommons.foundation.ledger.LedgerPart;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Period;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Refusal;

/// A small order across the border, of the same shape as the product's: the buyer's home holds
/// money, the seller's home gives or refuses a slot, and only its answer ends the hold. It is the
/// simulator's own; the product's procedures are not in it.
final class SimulatedOrders {

    static final Refusal TAKEN = Refusal.of(FederationReason.values()[0]);

    enum State {
        HELD,
        TAKEN,
        CANCELLING,
        ENDED,
        CAPTURED
    }

    @Stored("simtest.order")
    record Order(
            Id<Order> id, Province home, Province seller, String slot, Money amount, State state)
            implements Row {
        Order in(State next) {
            return new Order(id, home, seller, slot, amount, next);
        }
    }

    /// @param order empty if it is free
    @Stored("simtest.slot")
    record Slot(Id<Slot> id, Province home, String order, Province buyer, Money amount)
            implements Row {}

    @FactKind("simtest.Asked")
    record Asked(String order, String slot, Money amount) {}

    @FactKind("simtest.Taken")
    record Taken(String order, String slot) {}

    @FactKind("simtest.Refused")
    record Refused(String order) {}

    @FactKind("simtest.CancelAsked")
    record CancelAsked(String order, String slot) {}

    @FactKind("simtest.Cancelled")
    record Cancelled(String order, String slot) {}

    @FactKind("simtest.Delivered")
    record Delivered(String order, String slot, Money charged) {}

    @FactKind("simtest.Captured")
    record Captured(String order, Money amount) {}

    private SimulatedOrders() {}

    static List<FactHandler<?>> handlers() {
        return List.of(
                abroad(Asked.class, SimulatedOrders::asked),
                abroad(
                        Taken.class,
                        (body, _, rows) -> {
                            Order order = order(body.order(), rows);
                            return order.state() == State.HELD
                                    ? List.of(new Put(order.in(State.TAKEN)))
                                    : List.of();
                        }),
                abroad(Refused.class, (body, _, rows) -> ended(body.order(), rows)),
                abroad(CancelAsked.class, SimulatedOrders::cancelAsked),
                abroad(Cancelled.class, (body, _, rows) -> ended(body.order(), rows)),
                abroad(Delivered.class, SimulatedOrders::delivered),
                abroad(
                        Captured.class,
                        (body, fact, _) ->
                                List.of(
                                        new LedgerPart.Post(
                                                "due-" + body.order(),
                                                "due-from-" + fact.origin().code(),
                                                "earned",
                                                body.amount(),
                                                body.order(),
                                                null))));
    }

    /// Nobody reacts to what it said itself.
    private static <B extends Record> FactHandler<B> abroad(
            Class<B> kind, FactHandler.Doing<B> doing) {
        return new FactHandler<>() {
            @Override
            public Class<B> fact() {
                return kind;
            }

            @Override
            public boolean concerns(RecordedFact fact, Province home) {
                return fact.origin() != home;
            }

            @Override
            public List<Part> on(B body, RecordedFact fact, Rows rows) {
                return doing.on(body, fact, rows);
            }
        };
    }

    private static Order order(String id, Rows rows) {
        return rows.get(Order.class, Id.<Order>of(id));
    }

    static List<Part> placed(Order order) {
        String id = order.id().value();
        return List.of(
                new Put(order),
                new LedgerPart.Hold("hold-" + id, "voucher", "used", order.amount(), id, TAKEN),
                new Fact(
                        id,
                        Audience.of(order.seller()),
                        new Asked(id, order.slot(), order.amount())));
    }

    static List<Part> cancelled(Order order) {
        String id = order.id().value();
        return List.of(
                new Put(order.in(State.CANCELLING)),
                new Fact(id, Audience.of(order.seller()), new CancelAsked(id, order.slot())));
    }

    static List<Part> served(Slot slot, Money charged) {
        return freed(slot, new Delivered(slot.order(), slot.id().value(), charged));
    }

    private static List<Part> freed(Slot slot, Record why) {
        return List.of(
                new Put(new Slot(slot.id(), slot.home(), "", slot.buyer(), Money.ZERO)),
                new Release("simtest.slot", slot.id().value(), Period.ALWAYS),
                new Fact(slot.order(), Audience.of(slot.buyer()), why));
    }

    private static List<Part> asked(Asked body, RecordedFact fact, Rows rows) {
        Audience buyer = Audience.of(fact.origin());
        Id<Slot> id = Id.of(body.slot());
        if (rows.find(Slot.class, id).filter(slot -> !slot.order().isEmpty()).isPresent()) {
            return List.of(new Fact(body.order(), buyer, new Refused(body.order())));
        }
        return List.of(
                new Put(new Slot(id, rows.home(), body.order(), fact.origin(), body.amount())),
                new Claim("simtest.slot", body.slot(), Period.ALWAYS, TAKEN),
                new Fact(body.order(), buyer, new Taken(body.order(), body.slot())));
    }

    /// What was refused or delivered meanwhile was told, and is the answer.
    private static List<Part> cancelAsked(CancelAsked body, RecordedFact fact, Rows rows) {
        return rows.find(Slot.class, Id.<Slot>of(body.slot()))
                .filter(slot -> slot.order().equals(body.order()))
                .map(slot -> freed(slot, new Cancelled(body.order(), body.slot())))
                .orElse(List.of());
    }

    private static List<Part> ended(String id, Rows rows) {
        return List.of(
                new Put(order(id, rows).in(State.ENDED)),
                new LedgerPart.Release("release-" + id, "hold-" + id, null, id));
    }

    private static List<Part> delivered(Delivered body, RecordedFact fact, Rows rows) {
        Order order = order(body.order(), rows);
        List<Part> parts = new ArrayList<>();
        parts.add(new Put(order.in(State.CAPTURED)));
        parts.add(
                new LedgerPart.Capture(
                        "capture-" + body.order(),
                        "hold-" + body.order(),
                        body.charged(),
                        body.order()));
        parts.add(
                new LedgerPart.Release(
                        "release-" + body.order(), "hold-" + body.order(), null, body.order()));
        parts.add(
                new Fact(
                        body.order(),
                        Audience.of(fact.origin()),
                        new Captured(body.order(), body.charged())));
        return parts;
    }
}
