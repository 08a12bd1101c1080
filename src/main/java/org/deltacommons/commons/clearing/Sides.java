package org.deltacommons.commons.clearing;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.foundation.web.RefusedException;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Province;
import org.deltacommons.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Both sides of orders across a border, as far as they concern a reader's province. Reads only.
@Component
class Sides {

    private static final int ORDERS_MAX = 500;

    private final Records records;

    Sides(Records records) {
        this.records = records;
    }

    /// The provinces whose officials the reader is one of.
    ///
    /// @throws RefusedException if there are none
    static List<Province> official(Actor actor) {
        List<Province> mine = Officials.provinces(actor);
        if (mine.isEmpty()) {
            throw new RefusedException(Refusal.of(ClearingReason.FORBIDDEN));
        }
        return mine;
    }

    /// The newest first.
    ///
    /// @param with only with this other province; null for all
    List<Reconciliation> between(List<Province> mine, @Nullable String with) {
        Map<String, SideView> firms = new HashMap<>();
        Map<String, SideView> providers = new HashMap<>();
        Set<String> orders = new LinkedHashSet<>();
        Map<String, ?> who =
                Map.of(
                        "mine",
                        mine.stream().map(Province::code).toList(),
                        "with",
                        with == null ? "" : with);
        for (SideView view :
                records.list(
                        SideView.class,
                        "(t.home IN (:mine) OR t.other IN (:mine))"
                                + " AND (:with = '' OR t.home = :with OR t.other = :with)",
                        "t.at DESC",
                        who,
                        2 * ORDERS_MAX)) {
            (view.side() == SideView.Side.FIRM ? firms : providers).put(view.orderId(), view);
            orders.add(view.orderId());
        }
        return orders.stream()
                .map(id -> Reconciliation.of(firms.get(id), providers.get(id)))
                .toList();
    }

    /// @return empty if the order is not known or concerns none of the provinces
    Optional<Reconciliation> of(String order, List<Province> mine) {
        if (!order.matches("[A-Za-z0-9-]{1,70}")) {
            return Optional.empty();
        }
        SideView firm = side(SideView.Side.FIRM, order);
        SideView provider = side(SideView.Side.PROVIDER, order);
        if (firm == null && provider == null) {
            return Optional.empty();
        }
        return Optional.of(Reconciliation.of(firm, provider))
                .filter(both -> both.known().concerns(mine));
    }

    private @Nullable SideView side(SideView.Side side, String order) {
        return records.find(SideView.class, SideView.idOf(side, order)).orElse(null);
    }
}
