package org.deltacommons.bench.federation;

import java.time.Instant;
import org.deltacommons.foundation.lane.Audience;
import org.deltacommons.foundation.lane.FactKind;
import org.deltacommons.foundation.lane.Row;
import org.deltacommons.foundation.lane.Stored;
import org.deltacommons.kernel.Id;
import org.deltacommons.kernel.Money;
import org.deltacommons.kernel.Province;

/// What the reader of a feed keeps of each fact: a row as the product's own replicas are.
@Stored("bench.thing")
record Thing(
        Id<Thing> id,
        Province home,
        String resource,
        String firm,
        Instant since,
        Money byVoucher,
        String note)
        implements Row {

    /// The homes that facts of the benchmark are for.
    static final Audience READERS = Audience.of(Province.ANHUI, Province.ZHEJIANG);

    static final String NOTE = "循环后负极片六件，看截面";

    /// Tells the reader a row.
    @FactKind(value = "bench.ThingOffered", reach = FactKind.Reach.FOUR)
    record Offered(
            String thing,
            String resource,
            String firm,
            Instant since,
            Money byVoucher,
            String note) {}

    /// Tells the same and is kept as evidence only, as most facts are.
    @FactKind(value = "bench.ThingNoted", reach = FactKind.Reach.FOUR)
    record Noted(
            String thing,
            String resource,
            String firm,
            Instant since,
            Money byVoucher,
            String note) {}

    /// Asks the reader's home to do something about it.
    @FactKind(value = "bench.ThingAsked", reach = FactKind.Reach.CONCERNED)
    record Asked(
            String thing,
            String resource,
            String firm,
            Instant since,
            Money byVoucher,
            String note) {}

    /// The rows on both sides: the feed's, the plain way's, and how far the plain reader has come.
    static final String TABLES =
            """
            CREATE SCHEMA bench;
            CREATE TABLE bench.thing (
              id text PRIMARY KEY, home text NOT NULL, version bigint NOT NULL,
              resource text NOT NULL, firm text NOT NULL, since timestamptz NOT NULL,
              by_voucher_fen bigint NOT NULL, note text NOT NULL);
            CREATE TABLE bench.plain (
              id bigint PRIMARY KEY, thing text NOT NULL, resource text NOT NULL,
              firm text NOT NULL, since timestamptz NOT NULL, by_voucher_fen bigint NOT NULL,
              note text NOT NULL, at timestamptz NOT NULL, by_id text NOT NULL);
            CREATE UNIQUE INDEX plain_thing ON bench.plain (thing);
            CREATE TABLE bench.plain_cursor (position bigint NOT NULL);
            INSERT INTO bench.plain_cursor VALUES (0);
            GRANT USAGE ON SCHEMA bench TO %1$s;
            GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA bench TO %1$s;
            """;

    /// Added when the migrations have brought the function.
    static final String GUARD = "SELECT public.own_by_home('bench.thing')";
}
