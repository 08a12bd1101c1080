package org.deltacommons.foundation.federation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.deltacommons.foundation.federation.proof.Entry;
import org.deltacommons.foundation.lane.Fact;
import org.deltacommons.foundation.lane.Part;
import org.deltacommons.foundation.lane.RecordedFact;
import org.deltacommons.foundation.lane.Rows;
import org.deltacommons.foundation.ledger.LedgerPart;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Province;

/// A deliberate fault, wrapped around what the simulator runs.
enum SimulatedBug {
    NONE,
    SKIP_A_RELEASE,
    SKIP_A_FACT_AFTER_A_RESTART,
    RELEASE_BEFORE_THE_ANSWER,
    APPLY_TWICE,
    OWE_MORE_THAN_WAS_CAPTURED,
    TAKE_A_SLOT_WITHOUT_CLAIM,
    LOSE_A_FACT_UNDER_WAY,
    KEEP_WHAT_CAME_TWICE,
    TELL_ANOTHER_SUBJECT,
    FORGET_TO_ANSWER_A_CANCELLATION;

    List<FactHandler<?>> handlers() {
        List<FactHandler<?>> handlers = new ArrayList<>();
        SimulatedOrders.handlers().forEach(handler -> handlers.add(around(handler)));
        return handlers;
    }

    private <B extends Record> FactHandler<B> around(FactHandler<B> real) {
        return new FactHandler<>() {
            @Override
            public Class<B> fact() {
                return real.fact();
            }

            @Override
            public boolean concerns(RecordedFact fact, Province home) {
                return real.concerns(fact, home);
            }

            @Override
            public List<Part> on(B body, RecordedFact fact, Rows rows) {
                if (SimulatedBug.this == TAKE_A_SLOT_WITHOUT_CLAIM
                        && body instanceof SimulatedOrders.Asked asked) {
                    return List.of(
                            new Fact(
                                    asked.order(),
                                    org.deltacommons.foundation.lane.Audience.of(fact.origin()),
                                    new SimulatedOrders.Taken(asked.order(), asked.slot())));
                }
                return changed(body, real.on(body, fact, rows));
            }
        };
    }

    private List<Part> changed(Record body, List<Part> parts) {
        return switch (this) {
            case SKIP_A_RELEASE ->
                    parts.stream().filter(p -> !(p instanceof LedgerPart.Release)).toList();
            case APPLY_TWICE -> posts(parts, post -> post, true);
            case OWE_MORE_THAN_WAS_CAPTURED ->
                    posts(parts, post -> post(post, "", post.amount().plus(new Money(1))), false);
            case FORGET_TO_ANSWER_A_CANCELLATION ->
                    body instanceof SimulatedOrders.CancelAsked
                            ? parts.stream().filter(p -> !(p instanceof Fact)).toList()
                            : parts;
            default -> parts;
        };
    }

    private static List<Part> posts(
            List<Part> parts, UnaryOperator<LedgerPart.Post> change, boolean twice) {
        List<Part> all = new ArrayList<>();
        for (Part part : parts) {
            if (part instanceof LedgerPart.Post one) {
                all.add(change.apply(one));
                if (twice) {
                    all.add(post(one, "-again", one.amount()));
                }
            } else {
                all.add(part);
            }
        }
        return all;
    }

    private static LedgerPart.Post post(LedgerPart.Post like, String more, Money amount) {
        return new LedgerPart.Post(
                like.id() + more, like.debit(), like.credit(), amount, like.subject(), null);
    }

    List<Part> cancelling(SimulatedOrders.Order order) {
        List<Part> parts = new ArrayList<>(SimulatedOrders.cancelled(order));
        if (this == RELEASE_BEFORE_THE_ANSWER) {
            String id = order.id().value();
            parts.add(new LedgerPart.Release("early-" + id, "hold-" + id, null, id));
        }
        return parts;
    }

    long cursor(long stored) {
        return this == SKIP_A_FACT_AFTER_A_RESTART && stored > 0 ? stored + 1 : stored;
    }

    PeerFeed.Stretch sent(PeerFeed.Stretch stretch) {
        if (stretch.entries().isEmpty()) {
            return stretch;
        }
        return switch (this) {
            case LOSE_A_FACT_UNDER_WAY ->
                    new PeerFeed.Stretch(
                            stretch.entries().subList(1, stretch.entries().size()), stretch.upTo());
            case TELL_ANOTHER_SUBJECT ->
                    new PeerFeed.Stretch(
                            stretch.entries().stream()
                                    .map(Simulation::read)
                                    .map(SimulatedBug::altered)
                                    .map(Entry::text)
                                    .toList(),
                            stretch.upTo());
            default -> stretch;
        };
    }

    private static RecordedFact altered(RecordedFact fact) {
        return new RecordedFact(
                fact.origin(),
                fact.index(),
                fact.kind(),
                fact.schema(),
                fact.subject() + "x",
                fact.audience(),
                fact.body(),
                fact.at(),
                fact.by());
    }

    long have(long position) {
        return this == KEEP_WHAT_CAME_TWICE ? 0 : position;
    }
}
