package org.deltacommons.commons.vouchers;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deltacommons.foundation.identity.Organisation;
import org.deltacommons.foundation.lane.GroupLane;
import org.deltacommons.foundation.lane.Records;
import org.deltacommons.kernel.Actor;
import org.deltacommons.kernel.Id;
import org.springframework.stereotype.Component;

/// The firm whose money somebody who looks around would spend, and its vouchers.
@Component
class Purse {

    private static final int VOUCHERS_MAX = 20;

    private final Records records;
    private final GroupLane lane;
    private final Clock clock;

    Purse(Records records, GroupLane lane, Clock clock) {
        this.records = records;
        this.lane = lane;
        this.clock = clock;
    }

    /// Whoever acts for several firms sees the first one's; the order's form offers the others.
    ///
    /// @return empty if none is at home on this node
    Optional<Organisation> firm(Actor actor) {
        return FormChoices.firms(actor).stream()
                .flatMap(id -> records.find(Organisation.class, Id.<Organisation>of(id)).stream())
                .filter(one -> lane.hosts(one.home()))
                .findFirst();
    }

    /// Those that can be spent now, the newest first.
    List<Voucher> vouchers(Organisation firm) {
        return records
                .list(
                        Voucher.class,
                        "t.firm = :firm AND t.state = 'GRANTED'",
                        "t.granted_at DESC, t.id",
                        Map.of("firm", firm.id().value()),
                        VOUCHERS_MAX)
                .stream()
                .filter(voucher -> voucher.isUsable(clock.instant()))
                .toList();
    }
}
