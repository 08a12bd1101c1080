package org.deltacommons.bench.ledger;

import java.time.Instant;
import org.deltacommons.foundation.lane.FactKind;
import org.deltacommons.foundation.lane.Row;
import org.deltacommons.foundation.lane.Stored;
import org.deltacommons.kernel.DivisionCode;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Province;

/// An order as the whole Unit puts it: the columns that the product's own orders are found by.
@Stored("bench.work_order")
record WorkOrder(
        Id<WorkOrder> id,
        Province home,
        String state,
        DivisionCode division,
        String firm,
        String provider,
        String resource,
        Instant placedAt,
        String placedBy,
        Money byVoucher,
        Money own)
        implements Row {

    /// What others learn of it.
    @FactKind("bench.WorkOrderPlaced")
    record Placed(String order, String resource, String firm, Instant from, Money byVoucher) {}

    static final String TABLE =
            """
            CREATE SCHEMA bench;
            CREATE TABLE bench.work_order (
              id text PRIMARY KEY, home text NOT NULL, version bigint NOT NULL,
              state text NOT NULL, division text NOT NULL, firm text NOT NULL,
              provider text NOT NULL, resource text NOT NULL, placed_at timestamptz NOT NULL,
              placed_by text NOT NULL, by_voucher_fen bigint NOT NULL, own_fen bigint NOT NULL);
            CREATE INDEX work_order_by_firm ON bench.work_order (firm, placed_at DESC);
            SELECT public.own_by_home('bench.work_order');
            """;
}
